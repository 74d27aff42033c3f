//! Some families of an index as an index of their own.
//!
//! Codes, days and origins are numbered as in the whole, parties by their places in a
//! list of those that the part is about: what reads a family finds what it would find
//! in the whole, and the memory goes with the rows of the part.

use super::super::carried::{Carried, Misread, Source};
use super::super::goods::GoodsTable;
use super::{EventIndex, FamilySpan};
use fyke_model::country::Country;
use fyke_model::date::Day;

/// What all parts of an index have in common.
pub(in crate::party) struct Frame {
    goods: GoodsTable,
    first_day: Day,
    origins: Vec<Country>,
}

impl EventIndex {
    /// Writes what all parts have in common: [`Frame`].
    pub(in crate::party) fn put_frame(&self, out: &mut Vec<u8>) {
        self.goods.put(out);
        self.first_day.put(out);
        self.origins.put(out);
    }

    /// The parties with a row in these spans, in order of their numbers.
    pub(in crate::party) fn parties_of(&self, spans: &[FamilySpan]) -> Vec<u32> {
        let mut seen = vec![false; self.party_count as usize];
        for span in spans {
            let sides = [&self.src, &self.dst].map(|side| side.get(span.start..span.end));
            for party in sides.into_iter().flatten().flatten() {
                seen[*party as usize] = true;
            }
        }
        (0..self.party_count)
            .filter(|party| seen[*party as usize])
            .collect()
    }

    /// Writes the rows of these spans, which are in order, among `parties`, in order
    /// as [`EventIndex::parties_of`] gives them.
    pub(in crate::party) fn put_rows(&self, spans: &[FamilySpan], parties: &[u32], out: &mut Vec<u8>) {
        // by the number in the whole: parties of a part may be all there are
        let mut place_of = vec![0u32; self.party_count as usize];
        for (party, place) in parties.iter().zip(0..) {
            place_of[*party as usize] = place;
        }
        let place = |party: &u32| place_of.get(*party as usize).copied().unwrap_or(0);
        put_rows(&self.src, spans, place, out);
        put_rows(&self.dst, spans, place, out);
        put_rows(&self.row, spans, |row| *row, out);
        put_rows(&self.mass_kg, spans, |kg| *kg, out);
        put_rows(&self.day, spans, |day| *day, out);
        put_rows(&self.goods_of, spans, |goods| *goods, out);
        put_rows(&self.value_log, spans, |value| *value, out);
        put_rows(&self.origin, spans, |origin| *origin, out);
        put_rows(&self.marks, spans, |marks| *marks, out);
    }
}

fn put_rows<T, P: Carried>(column: &[T], spans: &[FamilySpan], with: impl Fn(&T) -> P, out: &mut Vec<u8>) {
    let rows: usize = spans.iter().map(|span| span.end - span.start).sum();
    (rows as u64).put(out);
    out.reserve(rows * P::BYTES_MIN);
    for span in spans {
        let own = column.get(span.start..span.end).unwrap_or_default();
        own.iter().for_each(|value| with(value).put(out));
    }
}

impl Frame {
    /// Reads it.
    pub(in crate::party) fn take(from: &mut Source<'_>) -> Result<Frame, Misread> {
        Ok(Frame {
            goods: GoodsTable::take(from)?,
            first_day: Day::take(from)?,
            origins: Vec::take(from)?,
        })
    }

    /// Reads the rows of a part among so many parties.
    pub(in crate::party) fn index(
        self,
        party_count: u32,
        from: &mut Source<'_>,
    ) -> Result<EventIndex, Misread> {
        let mut index = EventIndex {
            goods: self.goods,
            first_day: self.first_day,
            origins: self.origins,
            src: Vec::take(from)?,
            dst: Vec::take(from)?,
            row: Vec::take(from)?,
            mass_kg: Vec::take(from)?,
            day: Vec::take(from)?,
            goods_of: Vec::take(from)?,
            value_log: Vec::take(from)?,
            origin: Vec::take(from)?,
            marks: Vec::take(from)?,
            spans: Vec::new(),
            party_count,
        };
        if !index.is_sound() {
            return Err(Misread("their rows do not fit together"));
        }
        index.find_spans();
        Ok(index)
    }
}
