//! The door's integration tests, one module a subject.

mod book;
mod codename;
mod confine;
mod content;
mod desk;
mod door;
mod envelope;
mod front;
mod keys;
mod known;
mod measure;
mod offline;
mod sheet;
mod slab;
mod slab_vectors;
mod vectors;
mod world;
