//! goods, lanes, typologies, provenance and leads
