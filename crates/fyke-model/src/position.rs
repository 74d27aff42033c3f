//! A position: where a vessel said it was, as one row tells it.
//!
//! AIS messages as most feeds sell them: who, when, where, how fast, how deep.
//! Numbers are whole, so that two readings of one message are equal.

/// One report of a vessel's place. Text fields are empty where the row says
/// nothing; one of `imo` and `mmsi` is always there.
#[derive(Clone, PartialEq, Debug)]
pub struct Position<'a> {
    /// Record number in its file, counted from 1, the header included.
    pub row: u64,
    /// Number that the hull keeps, seven digits.
    pub imo: &'a str,
    /// Number of the radio, nine digits; it changes with the flag.
    pub mmsi: &'a str,
    /// Name as broadcast.
    pub name: &'a str,
    /// Seconds since 1970-01-01T00:00:00Z.
    pub time_s: i64,
    /// Latitude in millionths of a degree, north positive.
    pub lat_micro: i32,
    /// Longitude in millionths of a degree, east positive.
    pub lon_micro: i32,
    /// Speed over ground in tenths of a knot.
    pub speed_decikn: Option<i32>,
    /// Draught in tenths of a metre.
    pub draught_dm: Option<i32>,
}
