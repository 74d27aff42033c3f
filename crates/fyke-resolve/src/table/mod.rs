//! Tables of any columns without labels: duplicates found by Fellegi-Sunter,
//! its weights learned by expectation-maximisation from the table alone.
