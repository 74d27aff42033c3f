//! The harder facts beside a name: identifiers with their check digits, dates
//! with their precision, addresses down to the unit, countries.
