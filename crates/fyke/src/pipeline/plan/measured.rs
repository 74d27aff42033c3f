//! What a record, a pair or a row takes, measured once on simulated worlds: what a plan
//! goes by before the case has run on a cluster.

/// What is taken to hold before a run has measured it.
pub struct Measured {
    /// Records compared for each statement, once those of one issued id are one.
    pub records_a_statement: f64,
    /// Declared parties for each consignment.
    pub records_a_consignment: f64,
    /// Payers and payees that no consignment declares, for each payment.
    pub records_a_payment: f64,
    /// Bytes of a record as it is written down.
    pub entity: f64,
    /// Bytes of the counts over all records, for each.
    pub counts: f64,
    /// Bytes of a record made ready, as it travels.
    pub prepared: f64,
    /// Bytes of its outline.
    pub outline: f64,
    /// Keys of a record.
    pub keys: f64,
    /// Records of the world in which the next two were measured.
    pub at_records: f64,
    /// Pairs that share keys, of each share of the keys, for each record.
    pub found_a_record: f64,
    /// Pairs to be scored for each record.
    pub pairs_a_record: f64,
    /// Of the chosen pairs those that both ends chose, in two blocks.
    pub chosen_twice: f64,
    /// Share of the scored pairs that is kept.
    pub kept_a_pair: f64,
    /// Power of the number of records with which `found_a_record` grows.
    pub found_grows: f64,
    /// The same for `pairs_a_record`, until each record has chosen all that it may.
    pub pairs_grow: f64,
    /// Bytes of the index of a row.
    pub answer_a_row: f64,
    /// Rows for each byte of a file that is taken in, and bytes of its parts.
    pub rows_a_byte: f64,
    pub parts_a_byte: f64,
    /// Bytes that a worker holds with nothing to do yet.
    pub worker_idle: f64,
    /// Bytes that a worker holds for each record made ready.
    pub held_a_record: f64,
    /// Bytes that a job of `rows` holds for each of its rows.
    pub held_a_row: f64,
}

/// TODO
pub const MEASURED: Measured = Measured {
    records_a_statement: 0.1132,
    records_a_consignment: 0.0657,
    records_a_payment: 0.0074,
    entity: 200.0,
    counts: 10.0,
    prepared: 900.0,
    outline: 100.0,
    keys: 30.0,
    at_records: 132_371.0,
    found_a_record: 22.79,
    pairs_a_record: 10.80,
    chosen_twice: 0.3,
    kept_a_pair: 0.2906,
    found_grows: 0.5,
    pairs_grow: 0.33,
    answer_a_row: 25.3,
    rows_a_byte: 0.0065,
    parts_a_byte: 0.3,
    worker_idle: 88e6,
    held_a_record: 2_974.0,
    held_a_row: 59.0,
};
