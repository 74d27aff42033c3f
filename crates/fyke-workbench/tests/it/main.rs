//! Pages of a made case, asked as a browser asks them, without one.

mod ask;
mod coming_in;
mod everywhere;
mod expected;
mod exports;
mod kept;
mod leads;
mod openapi;
mod people;
mod reconcile;
mod record;
mod security;
mod slow;
mod thinking;
mod triage;
mod wall;
mod yente;
