//! Country flows added up: a cell for each lane, side and currency.
//!
//! Statistics offices publish more rows than cells: a row for each tariff line of
//! a subheading, each customs procedure, each mode of transport. Everything that
//! is worked out of flows is worked out of cells, so it does not depend on how the
//! rows came, and rows may be added up in slices, each where it lies: cells of
//! slices merged are the cells of the whole. Sums are integers of sixteen bytes,
//! which no number of rows can overflow, so merging is exact in any order.
//!
//! As bytes, cells of one series (a lane without its month) share a head, and
//! numbers take as many bytes as they need: about ten for a cell. Owns the sums;
//! comparable goods are the business of [`panel`](super::panel).

use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use fyke_model::lane::{Flow, Lane};
use fyke_model::money::Currency;

/// Which flows are added up: cells of one series stand together, month by month.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
struct Key {
    exporter: Country,
    importer: Country,
    hs: HsCode,
    side: Side,
    currency: Currency,
    month: Month,
}

impl Key {
    fn same_series(&self, other: &Key) -> bool {
        Key {
            month: other.month,
            ..*self
        } == *other
    }
}

/// What one side recorded on a lane, all rows together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cell {
    key: Key,
    value_minor: i128,
    mass_g: i128,
    /// Rows behind it.
    pub rows: u32,
    /// How many of them give a mass.
    pub weighed: u32,
}

impl Cell {
    /// The lane, in the edition of the nomenclature that was declared.
    pub fn lane(&self) -> Lane {
        Lane {
            exporter: self.key.exporter,
            importer: self.key.importer,
            hs: self.key.hs,
            month: self.key.month,
        }
    }

    /// Who recorded it.
    pub fn side(&self) -> Side {
        self.key.side
    }

    /// What the value is counted in.
    pub fn currency(&self) -> Currency {
        self.key.currency
    }

    /// Value in hundredths of the currency.
    pub fn value_minor(&self) -> i64 {
        clamped(self.value_minor)
    }

    /// Mass in grams, of the rows that give one; none where no row does.
    pub fn mass_g(&self) -> Option<i64> {
        (self.weighed > 0).then(|| clamped(self.mass_g))
    }

    fn of(flow: &Flow) -> Cell {
        let lane = flow.lane;
        Cell {
            key: Key {
                exporter: lane.exporter,
                importer: lane.importer,
                hs: lane.hs,
                side: flow.side,
                currency: flow.currency,
                month: lane.month,
            },
            value_minor: flow.value_minor.into(),
            mass_g: flow.mass_g.unwrap_or(0).into(),
            rows: 1,
            weighed: flow.mass_g.is_some().into(),
        }
    }

    fn take(&mut self, other: &Cell) {
        self.value_minor = self.value_minor.saturating_add(other.value_minor);
        self.mass_g = self.mass_g.saturating_add(other.mass_g);
        self.rows = self.rows.saturating_add(other.rows);
        self.weighed = self.weighed.saturating_add(other.weighed);
    }
}

/// A sum beyond what eight bytes hold counts as the largest that they do.
fn clamped(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}

/// The cells of some flows, in order, each once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cells(Vec<Cell>);

impl Cells {
    /// The cells of flows.
    ///
    /// ```
    /// use fyke_trace::lanes::Cells;
    /// assert!(Cells::of(&[]).all().is_empty());
    /// ```
    pub fn of<'a>(flows: impl IntoIterator<Item = &'a Flow>) -> Cells {
        let mut gathering = Gathering::default();
        for flow in flows {
            gathering.add(flow);
        }
        gathering.finish()
    }

    /// All of them.
    pub fn all(&self) -> &[Cell] {
        &self.0
    }

    /// As bytes that [`Cells::read`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for series in self.0.chunk_by(|a, b| a.key.same_series(&b.key)) {
            let Some(first) = series.first() else { continue };
            let key = first.key;
            out.extend_from_slice(key.exporter.as_str().as_bytes());
            out.extend_from_slice(key.importer.as_str().as_bytes());
            out.extend_from_slice(key.currency.as_str().as_bytes());
            out.push(side_number(key.side));
            put(&mut out, key.hs.version.year().into());
            put(&mut out, key.hs.code.number().into());
            put(&mut out, series.len() as u128);
            let mut month = 0;
            for cell in series {
                put_signed(&mut out, i128::from(cell.key.month.0) - i128::from(month));
                month = cell.key.month.0;
                put_signed(&mut out, cell.value_minor);
                put(&mut out, cell.rows.into());
                put(&mut out, cell.weighed.into());
                if cell.weighed > 0 {
                    put_signed(&mut out, cell.mass_g);
                }
            }
        }
        out
    }

    /// From bytes.
    ///
    /// # Errors
    /// Where they are not what [`Cells::to_bytes`] makes: cut short, changed, or out
    /// of order.
    pub fn read(bytes: &[u8]) -> Result<Cells, NotCells> {
        let Some(rest) = bytes.strip_prefix(&MAGIC) else {
            return Err(NotCells("they begin otherwise"));
        };
        let mut source = Source(rest);
        let mut cells: Vec<Cell> = Vec::new();
        while !source.0.is_empty() {
            let (mut key, number) = source.series()?;
            for _ in 0..number {
                let step = source.signed()?;
                let month = i128::from(key.month.0).checked_add(step);
                key.month = Month(month.and_then(|m| i32::try_from(m).ok()).ok_or(UNREAL)?);
                let value_minor = source.signed()?;
                let (rows, weighed) = (source.small()?, source.small()?);
                let mass_g = if weighed > 0 { source.signed()? } else { 0 };
                let cell = Cell {
                    key,
                    value_minor,
                    mass_g,
                    rows,
                    weighed,
                };
                if cells.last().is_some_and(|last| last.key >= key) || weighed > rows {
                    return Err(NotCells("they are not in order"));
                }
                cells.push(cell);
            }
        }
        Ok(Cells(cells))
    }
}

/// Flows and cells on their way to being [`Cells`]. Holds at most twice as many as
/// there will be, and what was added last.
#[derive(Clone, Debug, Default)]
pub struct Gathering {
    cells: Vec<Cell>,
    /// How many at the front are in order, each once.
    settled: usize,
}

/// Cells that may always wait to be put in order.
const WAITING_MIN: usize = 1 << 16;

impl Gathering {
    /// Adds a flow.
    pub fn add(&mut self, flow: &Flow) {
        self.cells.push(Cell::of(flow));
        self.settle_if_many();
    }

    /// Adds the cells of other flows.
    pub fn join(&mut self, cells: Cells) {
        self.cells.extend(cells.0);
        self.settle_if_many();
    }

    /// The cells of all that was added.
    pub fn finish(mut self) -> Cells {
        self.settle();
        Cells(self.cells)
    }

    fn settle_if_many(&mut self) {
        if self.cells.len() >= 2 * self.settled + WAITING_MIN {
            self.settle();
        }
    }

    fn settle(&mut self) {
        // a stable sort finds what is in order already, and merges
        self.cells.sort_by_key(|cell| cell.key);
        self.cells.dedup_by(|next, kept| {
            let same = next.key == kept.key;
            if same {
                kept.take(next);
            }
            same
        });
        self.settled = self.cells.len();
    }
}

/// Why bytes are not cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotCells(&'static str);

impl std::fmt::Display for NotCells {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "these bytes are no cells of flows: {}", self.0)
    }
}
impl std::error::Error for NotCells {}

/// Name and version of the layout.
const MAGIC: [u8; 8] = *b"fykecel1";
const UNREAL: NotCells = NotCells("they hold what no flow can");
const CUT_SHORT: NotCells = NotCells("they are cut short");

const SIDES: [Side; 4] = [Side::Export, Side::Import, Side::Transit, Side::Transport];

fn side_number(side: Side) -> u8 {
    SIDES
        .iter()
        .zip(0..)
        .find(|(s, _)| **s == side)
        .map_or(0, |s| s.1)
}

/// Seven bits a byte, the lowest first; the top bit says that more follow.
fn put(out: &mut Vec<u8>, mut number: u128) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Small numbers of either sign take few bytes: 0, -1, 1, -2 are 0, 1, 2, 3.
fn put_signed(out: &mut Vec<u8>, number: i128) {
    put(out, ((number << 1) ^ (number >> 127)).cast_unsigned());
}

struct Source<'a>(&'a [u8]);

impl Source<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], NotCells> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(CUT_SHORT)?;
        self.0 = rest;
        Ok(*head)
    }

    fn number(&mut self) -> Result<u128, NotCells> {
        let mut number = 0;
        for shift in (0..u128::BITS).step_by(7) {
            let [byte] = self.take()?;
            let part = u128::from(byte & 0x7f);
            if part.checked_shl(shift).map(|p| p >> shift) != Some(part) {
                return Err(UNREAL);
            }
            number |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(UNREAL)
    }

    fn signed(&mut self) -> Result<i128, NotCells> {
        let number = self.number()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn small(&mut self) -> Result<u32, NotCells> {
        u32::try_from(self.number()?).map_err(|_| UNREAL)
    }

    fn word<const N: usize, T: std::str::FromStr>(&mut self) -> Result<T, NotCells> {
        let letters: [u8; N] = self.take()?;
        let text = std::str::from_utf8(&letters).map_err(|_| UNREAL)?;
        text.parse().map_err(|_| UNREAL)
    }

    /// A head, month 0, and how many cells follow.
    fn series(&mut self) -> Result<(Key, u32), NotCells> {
        let (exporter, importer, currency) =
            (self.word::<2, _>()?, self.word::<2, _>()?, self.word::<3, _>()?);
        let [side] = self.take()?;
        let side = SIDES.get(usize::from(side)).copied().ok_or(UNREAL)?;
        let year = u16::try_from(self.number()?).map_err(|_| UNREAL)?;
        let hs = HsCode {
            version: HsVersion::from_year(year).ok_or(UNREAL)?,
            code: Hs6::from_number(self.small()?).ok_or(UNREAL)?,
        };
        let key = Key {
            exporter,
            importer,
            hs,
            side,
            currency,
            month: Month(0),
        };
        Ok((key, self.small()?))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::world;
    use super::*;
    use proptest::prelude::*;

    fn few(exporter: u8, hs: u8, month: i32, value_minor: i64, mass_g: Option<i64>) -> Flow {
        let mut flow = world("2 EU KG 2017/852580 2021-11 10")[0];
        flow.lane.exporter = ["EU", "US", "KZ"][usize::from(exporter % 3)].parse().unwrap();
        flow.lane.hs.code = ["852580", "010121"][usize::from(hs % 2)].parse().unwrap();
        flow.lane.month = flow.lane.month + month;
        flow.side = SIDES[usize::from(hs % 4)];
        Flow {
            value_minor,
            mass_g,
            ..flow
        }
    }

    fn any_flow() -> impl Strategy<Value = Flow> {
        let value = prop_oneof![-1_000..1_000_000_i64, Just(i64::MAX), Just(i64::MIN)];
        (
            0..3_u8,
            0..8_u8,
            -2..3_i32,
            value,
            proptest::option::of(0..9_000_i64),
        )
            .prop_map(|(exporter, hs, month, value, mass)| few(exporter, hs, month, value, mass))
    }

    #[test]
    fn rows_of_a_cell_are_one_sum_and_a_mass_may_be_of_some() {
        let flows = [
            few(0, 0, 0, 1_050, Some(7)),
            few(0, 0, 0, -50, None),
            few(0, 0, 1, 5, None),
        ];
        let cells = Cells::of(&flows);
        let told: Vec<_> = cells
            .all()
            .iter()
            .map(|c| {
                (
                    c.lane().month.to_string(),
                    c.value_minor(),
                    c.mass_g(),
                    c.rows,
                    c.weighed,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("2021-11".to_owned(), 1_000, Some(7), 2, 1),
                ("2021-12".to_owned(), 5, None, 1, 0)
            ]
        );
    }

    #[test]
    fn bytes_that_are_no_cells_are_refused() {
        let bytes = Cells::of(&[few(0, 0, 0, 1_050, Some(7)), few(1, 1, 0, 1, None)]).to_bytes();
        assert!(Cells::read(&bytes).is_ok());
        for end in (0..bytes.len()).filter(|end| *end != MAGIC.len()) {
            // between two series a stump reads as fewer; the depot holds bytes against their hash
            let stump = Cells::read(&bytes[..end]);
            assert!(stump.is_err() || stump.unwrap().all().len() == 1, "{end}");
        }
        let mut twice = bytes.clone();
        twice.extend_from_slice(&bytes[MAGIC.len()..]);
        let error = Cells::read(&twice).unwrap_err().to_string();
        assert!(error.contains("not in order"), "{error}");
        assert!(Cells::read(b"fykecel1XXXXXXXXXXXXXXXXXXXXXX").is_err());
    }

    proptest! {
        /// Cells of slices, in any order, merged, are the cells of the whole: as
        /// values and, having been bytes on the way, to the byte.
        #[test]
        fn parts_are_the_whole(
            flows in proptest::collection::vec(any_flow(), 0..60),
            cut in 1..20_usize,
            turned in any::<bool>(),
        ) {
            let whole = Cells::of(&flows);
            let mut slices: Vec<&[Flow]> = flows.chunks(cut).collect();
            if turned {
                slices.reverse();
            }
            let mut gathering = Gathering::default();
            for slice in slices {
                gathering.join(Cells::read(&Cells::of(slice).to_bytes()).unwrap());
            }
            let merged = gathering.finish();
            prop_assert_eq!(merged.to_bytes(), whole.to_bytes());
            prop_assert_eq!(merged, whole);
        }

        #[test]
        fn numbers_come_back(numbers in proptest::collection::vec(any::<i128>(), 0..9)) {
            let mut out = Vec::new();
            for number in &numbers {
                put_signed(&mut out, *number);
            }
            let mut source = Source(&out);
            for number in numbers {
                prop_assert_eq!(source.signed().unwrap(), number);
            }
            prop_assert!(source.0.is_empty());
        }
    }
}
