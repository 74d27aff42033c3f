//! Where sentences begin and end, quotation marks and titles among them.
