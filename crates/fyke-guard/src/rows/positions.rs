//! Admission of vessel positions, as AIS feeds sell them.
//!
//! A row needs a vessel (IMO number or MMSI), a moment and a place on the
//! globe. The standard's words for "not known" are no values: latitude 91,
//! longitude 181 (the row is refused), speed 102.3 knots, draught 0 (the cell
//! is empty). Source: ITU-R M.1371-5, message 1 and 5.

use fyke_model::position::Position;
use fyke_model::refused::{Reason, Refused};

use super::cells::times::parse_time;
use super::limits::RowLimits;
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::plan::Rules;
use super::sink::{Counts, Sink};
use super::walk::{At, NumberAt, Verdict, text, walk};
use crate::bytes::{Admitted, GuardError, Record, Records};

/// Tenths of a knot from which on a speed says "not known" or nonsense.
const SPEED_MAX: i64 = 1_022;
/// Tenths of a metre: the deepest ships draw 24 m, the field of AIS ends at 25.5.
const DRAUGHT_MAX: i64 = 255;

/// Takes in a table of positions.
///
/// # Errors
/// Where the mapping lacks vessel, time or place, or names a column that the
/// file has not, or the file or the sink can go no further.
pub fn admit<R: Records + ?Sized, S: Sink>(
    records: &mut R,
    mapping: &Mapping,
    rules: &Rules,
    sink: &mut S,
) -> Result<Counts, S::Error> {
    let reader = Reader::new(mapping, records.header(), rules)?;
    walk(records, sink, |record, sink, broken, counts| {
        match reader.read(record, broken) {
            Ok(position) => {
                counts.positions += 1;
                sink.position(&Admitted::admit(position))?;
                Ok(Verdict::Admitted)
            }
            Err(refused) => Ok(Verdict::Refused(*refused)),
        }
    })
}

struct Reader {
    imo: Option<At>,
    mmsi: Option<At>,
    name: Option<At>,
    time: At,
    lat: NumberAt,
    lon: NumberAt,
    speed: Option<NumberAt>,
    draught: Option<NumberAt>,
    limits: RowLimits,
}

impl Reader {
    fn new(mapping: &Mapping, header: &[String], rules: &Rules) -> Result<Reader, GuardError> {
        let at = |meaning| At::of(mapping, meaning, header);
        let number = |meaning| NumberAt::of(mapping, meaning, header);
        let lacks = |what: &str, meaning: Meaning| {
            GuardError::new(
                format!("no column holds {what} of these positions"),
                format!("give one the meaning {} in mapping.toml", meaning.as_str()),
            )
        };
        let reader = Reader {
            imo: at(Meaning::Imo)?,
            mmsi: at(Meaning::Mmsi)?,
            name: at(Meaning::Name)?,
            time: at(Meaning::Time)?.ok_or_else(|| lacks("the time", Meaning::Time))?,
            lat: number(Meaning::Latitude)?.ok_or_else(|| lacks("the latitude", Meaning::Latitude))?,
            lon: number(Meaning::Longitude)?.ok_or_else(|| lacks("the longitude", Meaning::Longitude))?,
            speed: number(Meaning::Speed)?,
            draught: number(Meaning::Draught)?,
            limits: rules.rows.clone(),
        };
        if reader.imo.is_none() && reader.mmsi.is_none() {
            return Err(lacks("the vessel", Meaning::Imo));
        }
        Ok(reader)
    }

    fn read<'r>(&self, record: &'r Record, broken: &mut Vec<Refused>) -> Result<Position<'r>, Box<Refused>> {
        let imo = digits(self.imo.as_ref(), 7, record, broken);
        let mmsi = digits(self.mmsi.as_ref(), 9, record, broken);
        if imo.is_empty() && mmsi.is_empty() {
            // what is wrong with the numbers is wrong with the row
            let why = broken.pop();
            let at = self.imo.as_ref().or(self.mmsi.as_ref());
            return Err(Box::new(match (why, at) {
                (Some(why), _) => why,
                (None, Some(at)) => at.refusal(record, Reason::MissingRequired),
                (None, None) => Refused::new(record.row(), None, "", Reason::MissingRequired),
            }));
        }
        let cell = text(Some(&self.time), record);
        let time_s = match parse_time(cell) {
            Some(time) => time,
            None if cell.is_empty() => {
                return Err(Box::new(self.time.refusal(record, Reason::MissingRequired)));
            }
            None => return Err(Box::new(self.time.refusal(record, Reason::BadDate))),
        };
        let day = time_s.div_euclid(86_400);
        if day < i64::from(self.limits.date_min.0) || day > i64::from(self.limits.date_max.0) {
            return Err(Box::new(self.time.refusal(record, Reason::AbsurdDate)));
        }
        Ok(Position {
            row: record.row(),
            imo,
            mmsi,
            name: text(self.name.as_ref(), record),
            time_s,
            lat_micro: degrees(&self.lat, record, 90, "S")?,
            lon_micro: degrees(&self.lon, record, 180, "W")?,
            speed_decikn: tenths(self.speed.as_ref(), record, SPEED_MAX, broken),
            draught_dm: tenths(self.draught.as_ref(), record, DRAUGHT_MAX, broken).filter(|dm| *dm > 0),
        })
    }
}

/// The digits of a number of so many, without the letters before it (`IMO
/// 9187629`); zeros stand for none.
fn digits<'r>(at: Option<&At>, many: usize, record: &'r Record, broken: &mut Vec<Refused>) -> &'r str {
    let Some(at) = at else { return "" };
    let cell = text(Some(at), record);
    let number = cell.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == ' ' || c == ':');
    if number.bytes().all(|b| b == b'0') {
        return "";
    }
    if number.len() == many && number.bytes().all(|b| b.is_ascii_digit()) {
        return number;
    }
    broken.push(at.refusal(record, Reason::BadIdentifier));
    ""
}

/// Degrees in millionths; `west` is the letter that turns the sign.
fn degrees(at: &NumberAt, record: &Record, max: i64, west: &str) -> Result<i32, Box<Refused>> {
    let refuse = |reason| Box::new(at.at.refusal(record, reason));
    let number = match at.read(record, 6) {
        Ok(Some(number)) => number,
        Ok(None) => return Err(refuse(Reason::MissingRequired)),
        Err(reason) => return Err(refuse(reason)),
    };
    let turned = [number.prefix, number.suffix]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(west));
    let micro = if turned { -number.scaled } else { number.scaled };
    if micro.abs() > max * 1_000_000 {
        return Err(refuse(Reason::BadPosition));
    }
    i32::try_from(micro).map_err(|_| refuse(Reason::BadPosition))
}

/// A number in tenths; beyond `max` it is not known.
fn tenths(at: Option<&NumberAt>, record: &Record, max: i64, broken: &mut Vec<Refused>) -> Option<i32> {
    let at = at?;
    match at.read(record, 1) {
        Ok(Some(number)) if number.scaled < 0 => {
            broken.push(at.at.refusal(record, Reason::NegativeQuantity));
            None
        }
        Ok(number) => i32::try_from(number?.scaled)
            .ok()
            .filter(|n| i64::from(*n) <= max),
        Err(reason) => {
            broken.push(at.at.refusal(record, reason));
            None
        }
    }
}
