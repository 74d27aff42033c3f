//! Pages of a made case, asked as a browser asks them, without one.

mod ask;
mod coming_in;
mod entity;
mod everywhere;
mod expected;
mod exports;
mod intake;
mod kept;
mod leads;
mod openapi;
mod people;
mod reconcile;
mod record;
mod rows;
mod search;
mod security;
mod slow;
mod texts;
mod thinking;
mod trade;
mod triage;
mod wall;
mod yente;
