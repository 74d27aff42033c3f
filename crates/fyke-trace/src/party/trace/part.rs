//! Some families with all that they are judged against, so that whoever has the bytes
//! can examine them and needs nothing else of the case.
//!
//! There are two lists of bytes. One is the same for all parts of a trace ([`shared`]):
//! the goods, the question, and what is usual over everything; it goes with the codes,
//! months and sellers, not with the rows. The other ([`part`]) has the rows of some
//! families, and what is known over all families of the parties in them: it goes with
//! those rows. Parties are numbered within the part, in the order of the whole, so that
//! ties fall alike; answers carry the numbers of the whole again.
//!
//! Registers, lists, payments and ships stay where the case is, and so do names: what
//! they say hangs on no family ([`super::super::evidence`]), or is only told.
//!
//! Layout (the file `carried` says how a thing is written). Shared: the eight bytes of
//! [`SHARED_MAGIC`]; goods, first day, origins; half-life, day of the measures; coverage,
//! prior, usual prices; what the patterns know of everything. A part: the eight bytes of
//! [`MAGIC`]; the places of its spans in the whole, the numbers of its parties there;
//! their countries and days of incorporation, their roles; what the patterns know of
//! them; then by row consignor (4), consignee (4), row (4), mass (4), day (2), goods (2),
//! value (2), origin (1), marks (1).
//!
//! In simulated worlds a row brings 36 bytes, a party 70 of them; a unit answers 275.

use super::super::carried::{Carried, Misread, Source, put_all};
use super::super::dependence::Prior;
use super::super::family::{Ends, Party, Roles, SourceRule};
use super::super::index::part::Frame;
use super::super::index::{EventIndex, FamilySpan};
use super::super::patterns::context::Context;
use super::{Examined, Prepared, TraceInput, TraceSettings, all_spans, examine_spans};
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::reference::Headings;

/// Name and version of the layout of a part.
pub const MAGIC: [u8; 8] = *b"fykeprt1";
/// Name and version of the layout of what parts share.
pub const SHARED_MAGIC: [u8; 8] = *b"fykeshr1";

/// Why bytes are no part of a trace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotAPart(Misread);

impl std::fmt::Display for NotAPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "these are no families to examine: {}; write them again with this version",
            self.0.0
        )
    }
}
impl std::error::Error for NotAPart {}

/// Some families, ready to be examined.
pub struct Part {
    index: EventIndex,
    /// Of each span of the index its place in the whole.
    places: Vec<u32>,
    /// Of each party its number in the whole.
    numbers: Vec<u32>,
    parties: Vec<Party<'static>>,
    roles: Roles,
    prepared: Prepared,
    settings: TraceSettings,
}

/// What all parts of a trace share.
pub fn shared(input: &TraceInput<'_>, prepared: &Prepared) -> Vec<u8> {
    let mut out = SHARED_MAGIC.to_vec();
    input.index.put_frame(&mut out);
    input.settings.half_life_days.put(&mut out);
    input.settings.measure_day.put(&mut out);
    prepared.coverage.put(&mut out);
    prepared.prior.put(&mut out);
    prepared.usual_prices_ln.put(&mut out);
    prepared.context.put_shared(&mut out);
    out
}

/// The families at these places of the index's spans, in order; a place that the index
/// has not is left out. `roles` and `prepared` are those of the whole.
pub fn part(input: &TraceInput<'_>, roles: &Roles, prepared: &Prepared, places: &[u32]) -> Vec<u8> {
    let mut places = places.to_vec();
    places.sort_unstable();
    places.dedup();
    places.retain(|at| (*at as usize) < input.index.spans.len());
    let spans: Vec<FamilySpan> = places.iter().map(|at| input.index.spans[*at as usize]).collect();
    let families: Vec<u16> = spans.iter().map(|span| span.family).collect();
    let numbers = input.index.parties_of(&spans);
    let mut out = MAGIC.to_vec();
    places.put(&mut out);
    numbers.put(&mut out);
    let known = |party: &u32| {
        let known = input.parties.get(*party as usize);
        (
            known.and_then(|known| known.country),
            known.and_then(|known| known.incorporated),
        )
    };
    put_all(numbers.iter().map(known), &mut out);
    roles.of_parties(&numbers).put(&mut out);
    prepared.context.put_own(&families, &numbers, &mut out);
    input.index.put_rows(&spans, &numbers, &mut out);
    out
}

impl Part {
    /// Reads what [`shared()`] and [`part()`] wrote.
    ///
    /// # Errors
    /// Where the bytes are not exactly what those write.
    pub fn read(shared: &[u8], part: &[u8]) -> Result<Part, NotAPart> {
        read(&mut Source::new(shared), &mut Source::new(part)).map_err(NotAPart)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.index.len()
    }

    /// The candidates of the families, as [`examine_spans`] finds them in the whole.
    pub fn examine(&self) -> Vec<Examined> {
        let input = TraceInput {
            index: &self.index,
            parties: &self.parties,
            // who plays which part is known already
            rule: &SourceRule::default(),
            ends: &Ends::default(),
            headings: &Headings::default(),
            who: None,
            settings: &self.settings,
        };
        let mut units = examine_spans(&input, &self.roles, &self.prepared, &all_spans(&self.index));
        let whole = |list: &[u32], at: u32| list.get(at as usize).copied().unwrap_or(at);
        for unit in &mut units {
            unit.span = whole(&self.places, unit.span);
            unit.party = whole(&self.numbers, unit.party);
            for tie in &mut unit.ties {
                tie.party = whole(&self.numbers, tie.party);
            }
        }
        units
    }
}

fn read(shared: &mut Source<'_>, part: &mut Source<'_>) -> Result<Part, Misread> {
    const ANOTHER: Misread = Misread("another program or version made them");
    if shared.bytes()? != SHARED_MAGIC || part.bytes()? != MAGIC {
        return Err(ANOTHER);
    }
    let frame = Frame::take(shared)?;
    let settings = TraceSettings {
        half_life_days: f32::take(shared)?,
        measure_day: Day::take(shared)?,
        ..TraceSettings::default()
    };
    let (coverage, prior) = (f64::take(shared)?, Prior::take(shared)?);
    let usual_prices_ln = Vec::take(shared)?;
    let (places, numbers) = (Vec::<u32>::take(part)?, Vec::<u32>::take(part)?);
    let known: Vec<(Option<Country>, Option<Day>)> = Vec::take(part)?;
    let roles = Roles::take(part)?;
    let context = Context::take(shared, part)?;
    let index = frame.index(numbers.len() as u32, part)?;
    shared.end()?;
    part.end()?;
    if places.len() != index.spans.len() || known.len() != numbers.len() {
        return Err(Misread("their parts do not fit together"));
    }
    let parties = known.into_iter().map(|(country, incorporated)| Party {
        name: "",
        country,
        incorporated,
    });
    Ok(Part {
        parties: parties.collect(),
        prepared: Prepared {
            coverage,
            prior,
            context: context.over(&index),
            usual_prices_ln,
        },
        index,
        places,
        numbers,
        roles,
        settings,
    })
}
