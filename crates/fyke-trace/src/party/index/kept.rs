//! An index with its parties' spellings as bytes, so that the next trace reads
//! only rows it has not seen.
//!
//! What is kept is what rows say: spellings, not who they are; declared masses,
//! not substitutes. Both depend on everything else in a case, are cheap to work
//! out again, and would be wrong tomorrow.
//!
//! Layout, all numbers little-endian, every column padded to eight bytes:
//! the eight bytes of [`MAGIC`]; then columns, each its length in values (8
//! bytes) and the values: the note (letters), the spellings' letters (1 byte),
//! ends (8), countries (2) and rows (4), the goods' editions (2) and codes (4),
//! the origins (2), the first day (4), then by row consignor (4), consignee
//! (4), row (4), mass (4), day (2), goods (2), value (2), origin (1), marks
//! (1); last a checksum (8) over all before it. Another layout gets another
//! magic. Whatever does not read as exactly this is not used: the tables have
//! it all, and the file is made anew.

use super::super::goods::{Goods, GoodsTable};
use super::super::names::Names;
use super::{EventIndex, MASS_SUBSTITUTED};
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use std::io::{self, Read, Write};

/// Name and version of the layout.
pub const MAGIC: [u8; 8] = *b"fykeidx1";

/// An index before who is who, with the spellings its parties are.
pub struct Kept {
    /// Rows as [`super::IndexBuilder::sorted`] gives them; parties are numbers
    /// of spellings.
    pub index: EventIndex,
    /// The spellings.
    pub names: Names,
    /// Rows that give each spelling.
    pub rows_of: Vec<u32>,
    /// The caller's account of what rows these are.
    pub note: String,
}

/// Why bytes are not a kept index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotKept(&'static str);

impl std::fmt::Display for NotKept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the kept index cannot be used: {}; it is made anew", self.0)
    }
}
impl std::error::Error for NotKept {}

const CUT_SHORT: NotKept = NotKept("it is cut short");

impl Kept {
    /// Writes it.
    ///
    /// # Errors
    /// Where `out` refuses.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut out = Summed::new(out);
        let index = &self.index;
        let (letters, ends, countries) = self.names.columns();
        out.bytes(&MAGIC)?;
        out.column(self.note.as_bytes())?;
        out.column(letters)?;
        out.column(ends)?;
        out.column(countries)?;
        out.column(&self.rows_of)?;
        let goods = index.goods.all();
        out.column(&goods.iter().map(|g| g.code.version.year()).collect::<Vec<_>>())?;
        out.column(&goods.iter().map(|g| g.code.code.number()).collect::<Vec<_>>())?;
        out.column(&index.origins.iter().map(|c| c.key()).collect::<Vec<_>>())?;
        out.column(&[index.first_day.0.cast_unsigned()])?;
        out.column(&index.src)?;
        out.column(&index.dst)?;
        out.column(&index.row)?;
        out.column(&index.mass_kg)?;
        out.column(&index.day)?;
        out.column(&index.goods_of)?;
        out.column(&index.value_log)?;
        out.column(&index.origin)?;
        out.column(&index.marks)?;
        let sum = out.sum;
        out.bytes(&sum.to_le_bytes())
    }

    /// Reads the note alone, to see whether the rest is worth reading.
    ///
    /// # Errors
    /// Where the bytes do not begin as a kept index does.
    pub fn read_note(input: &mut dyn Read, bytes: u64) -> Result<String, NotKept> {
        Source::open(input, bytes)?.text()
    }

    /// Reads it; `bytes` is how many there are, `goods` says what a code is now.
    ///
    /// # Errors
    /// Where it is cut short, was changed, or does not fit together.
    pub fn read(input: &mut dyn Read, bytes: u64, goods: &dyn Fn(HsCode) -> Goods) -> Result<Kept, NotKept> {
        const MISFIT: NotKept = NotKept("its parts do not fit together");
        let mut source = Source::open(input, bytes)?;
        let note = source.text()?;
        let (letters, ends, countries) = (source.column()?, source.column()?, source.column()?);
        let rows_of: Vec<u32> = source.column()?;
        let (years, codes): (Vec<u16>, Vec<u32>) = (source.column()?, source.column()?);
        let origins: Vec<u16> = source.column()?;
        let first_day: Vec<u32> = source.column()?;
        let (src, dst) = (source.column()?, source.column()?);
        let (row, mass_kg) = (source.column()?, source.column()?);
        let (day, goods_of, value_log) = (source.column()?, source.column()?, source.column()?);
        let (origin, marks) = (source.column()?, source.column()?);
        source.check()?;
        let names = Names::from_columns(letters, ends, countries).ok_or(MISFIT)?;
        let code = |(year, number): (&u16, &u32)| {
            Some(HsCode {
                version: HsVersion::from_year(*year)?,
                code: Hs6::from_number(*number)?,
            })
        };
        let codes: Option<Vec<HsCode>> = years.iter().zip(&codes).map(code).collect();
        let codes = codes.filter(|codes| codes.len() == years.len()).ok_or(MISFIT)?;
        let country = |key: &u16| std::str::from_utf8(&key.to_be_bytes()).ok()?.parse().ok();
        let origins: Option<Vec<Country>> = origins.iter().map(country).collect();
        let mut index = EventIndex {
            goods: GoodsTable::new(codes.into_iter().map(goods).collect()).map_err(|_| MISFIT)?,
            first_day: Day(first_day.first().ok_or(MISFIT)?.cast_signed()),
            src,
            dst,
            day,
            goods_of,
            mass_kg,
            value_log,
            origin,
            marks,
            row,
            spans: Vec::new(),
            party_count: names.len() as u32,
            origins: origins.ok_or(MISFIT)?,
        };
        if rows_of.len() != names.len() || !index.fits_together() {
            return Err(MISFIT);
        }
        index.find_spans();
        Ok(Kept {
            index,
            names,
            rows_of,
            note,
        })
    }
}

impl EventIndex {
    /// Is every column as long as the others, every number within what it
    /// numbers, and every row in its place.
    fn fits_together(&self) -> bool {
        let stated = |at: usize| (self.mass_kg[at] > 0.0) == (self.marks[at] & MASS_SUBSTITUTED == 0);
        self.is_sound() && (0..self.src.len()).all(stated)
    }

    /// The same, whatever masses were worked out.
    pub(super) fn is_sound(&self) -> bool {
        let rows = self.src.len();
        let lengths = [
            self.dst.len(),
            self.day.len(),
            self.goods_of.len(),
            self.mass_kg.len(),
            self.value_log.len(),
            self.origin.len(),
            self.marks.len(),
            self.row.len(),
        ];
        if lengths.iter().any(|length| *length != rows) || rows >= u32::MAX as usize {
            return false;
        }
        let key = |at: usize| {
            let family = self.goods.family_of(self.goods_of[at]);
            (family, self.day[at], self.row[at])
        };
        (0..rows).all(|at| {
            self.src[at] < self.party_count
                && self.dst[at] < self.party_count
                && usize::from(self.goods_of[at]) < self.goods.len()
                && usize::from(self.origin[at]) <= self.origins.len()
                && self.mass_kg[at].is_finite()
                && (at == 0 || key(at - 1) <= key(at))
        })
    }
}

/// A number of a column.
trait Value: Copy {
    const BYTES: usize;
    fn put(self, to: &mut Vec<u8>);
    fn get(bytes: &[u8]) -> Self;
}

macro_rules! values {
    ($($kind:ty),*) => {$(
        impl Value for $kind {
            const BYTES: usize = size_of::<$kind>();
            fn put(self, to: &mut Vec<u8>) {
                to.extend_from_slice(&self.to_le_bytes());
            }
            fn get(bytes: &[u8]) -> $kind {
                bytes.try_into().map_or_else(|_| <$kind>::default(), <$kind>::from_le_bytes)
            }
        }
    )*};
}
values!(u8, u16, u32, u64, f32);

/// Bytes that are converted at a time; a multiple of every value's.
const BLOCK_BYTES: usize = 1 << 16;

/// A checksum that every eight bytes are folded into. It finds damage; it is no
/// seal against a person, who could write another index as well.
fn summed(mut sum: u64, bytes: &[u8]) -> u64 {
    for word in bytes.chunks(8) {
        let mut padded = [0u8; 8];
        padded[..word.len()].copy_from_slice(word);
        let product = u128::from(sum ^ u64::from_le_bytes(padded)) * 0xe703_7ed1_a0b4_28db;
        sum = (product as u64) ^ ((product >> 64) as u64);
        // a product with zero forgets what came before
        sum = sum.wrapping_add(0x9e37_79b9_7f4a_7c15);
    }
    sum
}

struct Summed<'a> {
    out: &'a mut dyn Write,
    sum: u64,
    block: Vec<u8>,
}

impl<'a> Summed<'a> {
    fn new(out: &'a mut dyn Write) -> Summed<'a> {
        Summed {
            out,
            sum: 0,
            block: Vec::with_capacity(BLOCK_BYTES),
        }
    }

    fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum = summed(self.sum, bytes);
        self.out.write_all(bytes)
    }

    fn column<T: Value>(&mut self, values: &[T]) -> io::Result<()> {
        self.bytes(&(values.len() as u64).to_le_bytes())?;
        for part in values.chunks(BLOCK_BYTES / T::BYTES) {
            let mut block = std::mem::take(&mut self.block);
            block.clear();
            part.iter().for_each(|value| value.put(&mut block));
            block.resize(block.len().next_multiple_of(8), 0);
            self.bytes(&block)?;
            self.block = block;
        }
        Ok(())
    }
}

struct Source<'a> {
    input: &'a mut dyn Read,
    left: u64,
    sum: u64,
    block: Vec<u8>,
}

impl<'a> Source<'a> {
    fn open(input: &'a mut dyn Read, bytes: u64) -> Result<Source<'a>, NotKept> {
        let mut source = Source {
            input,
            left: bytes,
            sum: 0,
            block: Vec::new(),
        };
        match source.next(8)? == MAGIC {
            true => Ok(source),
            false => Err(NotKept("another program or version made it")),
        }
    }

    fn next(&mut self, bytes: usize) -> Result<&[u8], NotKept> {
        self.left = self.left.checked_sub(bytes as u64).ok_or(CUT_SHORT)?;
        self.block.resize(bytes, 0);
        self.input.read_exact(&mut self.block).map_err(|_| CUT_SHORT)?;
        self.sum = summed(self.sum, &self.block);
        Ok(&self.block)
    }

    fn column<T: Value>(&mut self) -> Result<Vec<T>, NotKept> {
        let length = u64::get(self.next(8)?);
        let room = self.left / T::BYTES as u64;
        let mut left = usize::try_from(length.min(room + 1)).map_err(|_| CUT_SHORT)?;
        if length > room {
            return Err(CUT_SHORT);
        }
        let mut values = Vec::with_capacity(left);
        while left > 0 {
            let part = left.min(BLOCK_BYTES / T::BYTES);
            let block = self.next((part * T::BYTES).next_multiple_of(8))?;
            let whole = block.get(..part * T::BYTES).unwrap_or_default();
            values.extend(whole.chunks_exact(T::BYTES).map(T::get));
            left -= part;
        }
        Ok(values)
    }

    fn text(&mut self) -> Result<String, NotKept> {
        String::from_utf8(self.column()?).map_err(|_| NotKept("its note is no text"))
    }

    fn check(&mut self) -> Result<(), NotKept> {
        let sum = self.sum;
        if u64::get(self.next(8)?) != sum {
            return Err(NotKept("its checksum is wrong"));
        }
        match self.left {
            0 => Ok(()),
            _ => Err(NotKept("something follows its end")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Event, IndexBuilder};
    use super::*;
    use proptest::prelude::*;

    /// A row as the tests draw it: day, consignor, consignee, goods, mass, value, origin.
    type Drawn = (i32, u8, u8, u8, u16, u16, u8);

    fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
        let row = (-9i32..40_000, 0u8..9, 0u8..9, 0u8..6, 0u16..40, 0u16..40, 0u8..4);
        proptest::collection::vec(row, 0..60)
    }

    fn described(code: HsCode) -> Goods {
        Goods {
            code,
            subheading: code.code.number(),
            family: code.code.heading(),
            listed: code.code.number().is_multiple_of(2),
        }
    }

    fn code(at: u8) -> HsCode {
        let numbers = [854231, 848210, 854232, 271019, 848291, 854239];
        HsCode {
            version: HsVersion::Hs2022,
            code: Hs6::from_number(numbers[usize::from(at) % 6]).unwrap(),
        }
    }

    /// An index over rows numbered from `first`, over the goods, days and names
    /// of these rows alone, as one run over one file would make it.
    fn run(kept: Option<Kept>, rows: &[Drawn], first: u32) -> Kept {
        let (names, rows_of) = match &kept {
            Some(kept) => (kept.names.columns(), kept.rows_of.clone()),
            None => ((&[][..], &[][..], &[][..]), Vec::new()),
        };
        let mut names = Names::from_columns(names.0.to_vec(), names.1.to_vec(), names.2.to_vec()).unwrap();
        let mut rows_of = rows_of;
        let mut codes: Vec<HsCode> = rows.iter().map(|row| code(row.3)).collect();
        codes.sort_unstable();
        codes.dedup();
        let place = |of: HsCode| codes.binary_search(&of).unwrap() as u16;
        let table = GoodsTable::new(codes.iter().map(|code| described(*code)).collect()).unwrap();
        let first_day = rows.iter().map(|row| row.0).min().unwrap_or(0);
        let mut builder = IndexBuilder::new(table, Day(first_day));
        for (row, at) in rows.iter().zip(first..) {
            let mut party = |which: u8| {
                let number = names.number(&format!("party {which}"), None);
                rows_of.resize(names.len(), 0);
                rows_of[number as usize] += 1;
                number
            };
            let origins = ["DE", "US", "CN"];
            builder.push(Event {
                src: party(row.1),
                dst: party(row.2),
                day: Day(row.0),
                goods: place(code(row.3)),
                mass_g: Some(i64::from(row.4) * 1_000),
                value_minor: Some(i64::from(row.5)),
                origin: origins.get(usize::from(row.6)).map(|c| Country::of(c)),
                row: at,
            });
        }
        let new = builder.sorted();
        let index = match kept {
            None => new,
            Some(Kept { mut index, .. }) => {
                index.merge(new).unwrap();
                index
            }
        };
        Kept {
            index,
            names,
            rows_of,
            note: "what was read".to_owned(),
        }
    }

    fn bytes(kept: &Kept) -> Vec<u8> {
        let mut bytes = Vec::new();
        kept.write(&mut bytes).unwrap();
        bytes
    }

    fn read(bytes: &[u8]) -> Result<Kept, NotKept> {
        Kept::read(&mut &bytes[..], bytes.len() as u64, &described)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn any_split_into_runs_gives_the_index_of_one_run(rows in drawn(), cuts in proptest::collection::vec(0usize..60, 0..4)) {
            let whole = bytes(&run(None, &rows, 0));
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(rows.len())).collect();
            cuts.sort_unstable();
            cuts.push(rows.len());
            let (mut kept, mut from): (Option<Kept>, usize) = (None, 0);
            for cut in cuts {
                if cut == from && kept.is_some() {
                    continue;
                }
                // through bytes each time, as a case does
                let next = run(kept, &rows[from..cut], from as u32);
                // rows that are not there have no first day
                kept = (!next.index.is_empty()).then(|| read(&bytes(&next)).unwrap());
                if kept.is_none() && !next.names.is_empty() {
                    return Ok(());
                }
                from = cut;
            }
            if let Some(kept) = kept {
                prop_assert!(bytes(&kept) == whole);
            }
        }

        #[test]
        fn what_was_changed_or_cut_is_not_read(rows in drawn(), at in 0usize..4_000, to in 1u8..=255) {
            let good = bytes(&run(None, &rows, 0));
            prop_assert!(read(&good).is_ok());
            let mut changed = good.clone();
            let at = at % changed.len();
            changed[at] ^= to;
            prop_assert!(read(&changed).is_err());
            prop_assert!(read(&good[..at]).is_err());
        }

        #[test]
        fn parties_that_are_one_send_nothing_to_themselves(rows in drawn(), joined in 0u8..9) {
            let kept = run(None, &rows, 0);
            let mut index = kept.index;
            let same = u32::from(joined).min(kept.names.len().max(1) as u32 - 1);
            let party_of: Vec<u32> = (0..kept.names.len() as u32).map(|n| if n == same { 0 } else { n }).collect();
            let between = (0..index.len()).filter(|at| {
                party_of[index.src[*at] as usize] != party_of[index.dst[*at] as usize]
            }).count();
            index.renumber(&party_of);
            prop_assert_eq!(index.len(), between);
            prop_assert_eq!(index.spans.iter().map(|s| s.end - s.start).sum::<usize>(), between);
            prop_assert!(index.src.iter().chain(&index.dst).all(|p| *p < index.party_count));
        }
    }

    #[test]
    fn an_index_of_another_make_is_left_alone() {
        let error = read(b"fykeidx0 and more").err().unwrap();
        assert!(error.to_string().contains("another program"), "{error}");
    }
}
