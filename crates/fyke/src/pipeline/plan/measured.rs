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
    /// Bytes of the counts over all records, in the world of `at_records`.
    pub counts: f64,
    /// Power of the number of records with which they grow.
    pub counts_grow: f64,
    /// Bytes of a record made ready, as it travels.
    pub prepared: f64,
    /// Bytes of the outline of a record of lists and registers, and of a declared one.
    pub outline: [f64; 2],
    /// Keys of a record.
    pub keys: f64,
    /// Records of the world in which the counts were measured.
    pub at_records: f64,
    /// Candidates and pairs to be scored that a record of lists and registers has, and a
    /// declared one.
    pub found: [Many; 2],
    pub pairs: [Many; 2],
    /// Of the chosen pairs those that both ends chose, in two blocks.
    pub chosen_twice: f64,
    /// Share of the scored pairs that is kept.
    pub kept_a_pair: f64,
    /// How often pairs that a cluster implies are scored after the others, and how many
    /// these are for each pair.
    pub rounds: u32,
    pub implied: f64,
    /// Of the blocks that a job of `scores` may need those that it does.
    pub blocks_of_a_job: f64,
    /// Bytes of the index of a row.
    pub answer_a_row: f64,
    /// Bytes of the cells of a row of official statistics.
    pub answer_a_flow: f64,
    /// Lanes for each of these rows.
    pub lanes_a_flow: f64,
    /// Windows that are worked out, of all three kinds together.
    pub windows: f64,
    /// Bytes that a window reads and answers for each lane.
    pub window_reads: f64,
    pub window_answers: f64,
    /// Share of the consignments that are of watched families.
    pub watched: f64,
    /// Bytes that `families` reads and answers for each of these.
    pub family_reads: f64,
    pub family_answers: f64,
    /// Rows for each byte of a file that is taken in, and bytes of its parts.
    pub rows_a_byte: f64,
    pub parts_a_byte: f64,
    /// Bytes that a worker holds with nothing to do yet.
    pub worker_idle: f64,
    /// Bytes that a worker holds for each record made ready.
    pub held_a_record: f64,
    /// Bytes that a job of `rows` holds for each of its rows.
    pub held_a_row: f64,
    /// The same for `families`.
    pub held_a_family_row: f64,
    /// Bytes that a worker holds for each row of official statistics while it makes the
    /// panel of `windows`.
    pub held_a_flow: f64,
}

/// How many others a record meets among so many: few among few, and no more than `most`
/// among ever more, since a key that too many share makes no pair.
pub struct Many {
    pub most: f64,
    /// Among so many it meets half as many as it can.
    pub half: f64,
}

impl Many {
    /// Of each record among so many.
    pub fn among(&self, records: f64) -> f64 {
        match records > 0.0 {
            true => self.most * records / (records + self.half),
            false => 0.0,
        }
    }
}

/// Measured on 2026-11-23 with fyke 0.1.0 on simulated worlds (`fyke simulate --rows` 30k,
/// 100k, 300k and 1m, seed 1, with registers, lists, payments and flows), a worker of one
/// slot, release build: 10,269, 34,842, 106,854 and 347,371 records. Factors are those of
/// 300k rows: 568,336 statements, 299,419 consignments and 55,873 payments, of which
/// 19,681 declared and 413 paying records. Candidates a record were 7.38, 13.2, 21.9 and
/// 26.5 in the four worlds, pairs 3.08, 6.09, 8.90 and 11.1; counts over all records 145,
/// 337, 784 and some 1,450 kB, if a record is taken for 180 bytes. What `lanes`, `windows`
/// and `families` take is that of 1m: 168,866 rows of official statistics in 39,641 lanes,
/// 827,045 watched consignments. Declared records alone are those of 10m with a watch list
/// and consignments: 613,918 with 14.9 candidates and 8.40 pairs each; that they meet half
/// as many among as few records as others is assumed.
pub const MEASURED: Measured = Measured {
    records_a_statement: 0.1527,
    records_a_consignment: 0.0657,
    records_a_payment: 0.0074,
    entity: 180.0,
    counts: 784e3,
    counts_grow: 0.65,
    prepared: 543.0,
    outline: [51.5, 30.7],
    keys: 14.8,
    at_records: 106_854.0,
    found: [
        Many {
            most: 34.0,
            half: 28e3,
        },
        Many {
            most: 15.6,
            half: 28e3,
        },
    ],
    pairs: [
        Many {
            most: 12.6,
            half: 28e3,
        },
        Many {
            most: 8.8,
            half: 28e3,
        },
    ],
    chosen_twice: 0.48,
    kept_a_pair: 0.2575,
    rounds: 1,
    implied: 0.005,
    blocks_of_a_job: 0.8,
    answer_a_row: 25.3,
    answer_a_flow: 15.7,
    lanes_a_flow: 0.235,
    windows: 17.0,
    window_reads: 95.5,
    window_answers: 2.63,
    watched: 0.835,
    family_reads: 31.2,
    family_answers: 5.64,
    rows_a_byte: 0.0065,
    parts_a_byte: 0.3,
    worker_idle: 82e6,
    held_a_record: 2_974.0,
    held_a_row: 59.0,
    held_a_family_row: 140.0,
    held_a_flow: 200.0,
};
