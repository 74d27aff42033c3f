//! One file per verb.

pub mod add;
pub mod demo;
pub mod entity;
pub mod export;
pub mod interdict;
pub mod judge;
pub mod leads;
pub mod new;
pub mod resolve;
pub mod screen;
pub mod show;
pub mod simulate;
pub mod sql;
pub mod trace;
pub mod verify;
