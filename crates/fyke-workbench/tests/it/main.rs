//! Pages of a made case, asked as a browser asks them, without one.

mod ask;
mod coming_in;
mod everywhere;
mod kept;
mod leads;
mod people;
mod record;
mod slow;
mod thinking;
mod triage;
mod wall;
