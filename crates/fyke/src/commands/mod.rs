//! One file per verb.

pub mod add;
pub mod assess;
pub mod demo;
pub mod dossier;
pub mod entity;
pub mod export;
pub mod facts;
pub mod forecast;
pub mod interdict;
pub mod judge;
pub mod keys;
pub mod leads;
pub mod models;
pub mod new;
pub mod read;
pub mod resolve;
pub mod score;
pub mod screen;
pub mod serve;
pub mod show;
pub mod simulate;
pub mod sql;
pub mod trace;
pub mod verify;
pub mod witness;
