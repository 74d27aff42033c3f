//! What a bank would report of the payments for seen consignments.
//!
//! Banks report half of what is paid by embargoed ends, a quarter of what is
//! paid to firms of hubs, and one payment in thirty-three of the rest. The
//! payer is the consignee, except that one buyer in twenty always pays through
//! another firm of its group or its house bank's country, and that a seller
//! whose story has it (T31) is paid by strangers. Rates of exchange are fixed
//! round figures: nothing here is traded.

use crate::bytes;
use crate::calendar::DAYS;
use crate::economy::Economy;
use crate::papers::clerk::Clerk;
use crate::places::Role;
use crate::rng::{Rng, mix};
use crate::stream::document_no;
use crate::trade::Row;
use crate::typologies::t;

/// The header of payments.csv.
pub(crate) const HEADER: &[u8] =
    b"date,payer,payer_country,payee,payee_country,amount,currency,document_no\n";

/// Currencies with units for one USD.
const USUAL: [(&str, f64); 4] = [("USD", 1.0), ("EUR", 0.92), ("CNY", 6.7), ("AED", 3.67)];

/// Writes payments.
pub(crate) struct Cashier<'e> {
    economy: &'e Economy,
    clerk: Clerk<'e>,
    rng: Rng,
    dates: Vec<[u8; 10]>,
    document: Vec<u8>,
}

impl<'e> Cashier<'e> {
    pub(crate) fn new(economy: &'e Economy, seed: u64) -> Cashier<'e> {
        Cashier {
            economy,
            clerk: Clerk::new(economy, seed),
            rng: Rng::new(seed, 0xca5),
            dates: bytes::dates(),
            document: Vec::new(),
        }
    }

    /// Appends the payment of a seen row, if a bank reports it.
    pub(crate) fn pay(&mut self, row: &Row, number: u64, out: &mut Vec<u8>) {
        let place = |firm: u32| self.economy.firms[firm as usize].place;
        let reported = if self.economy.ends.contains(&row.to) {
            0.5
        } else if self.economy.atlas.of(place(row.from)).role == Role::Hub {
            0.25
        } else {
            0.03
        };
        if !self.rng.chance(reported) {
            return;
        }
        let late = self.rng.whole(-20, 60);
        let day = (row.day + late).clamp(0, DAYS - 1);
        let strange = row.marks & t(31) != 0;
        let grouped = mix(self.clerk.seed ^ u64::from(row.to) ^ 0x97).is_multiple_of(20);
        let payer = if strange || grouped {
            self.another(row, strange)
        } else {
            row.to
        };
        let usual = mix(self.clerk.seed ^ u64::from(row.to) ^ 0xc0) % 10;
        let (currency, rate) = match (strange, usual) {
            (true, _) if self.rng.chance(0.6) => USUAL[2 + usual as usize % 2],
            (_, 0..7) => USUAL[0],
            (_, 7) => USUAL[2],
            (_, 8) => USUAL[3],
            _ => USUAL[1],
        };
        let fees = self.rng.between(0.985, 1.005);
        let amount = (row.value_minor as f64 * rate * fees).round() as i64;
        if let Some(date) = self.dates.get(day as usize) {
            out.extend_from_slice(date);
        }
        for firm in [payer, row.from] {
            out.push(b',');
            // names hold no commas and no quotes
            self.clerk.names.write_name(firm, place(firm), out);
            out.push(b',');
            out.extend_from_slice(self.clerk.country(firm).as_bytes());
        }
        out.push(b',');
        bytes::scaled(amount, 2, out);
        out.push(b',');
        out.extend_from_slice(currency.as_bytes());
        out.push(b',');
        document_no(number, &mut self.document);
        out.extend_from_slice(&self.document);
        out.push(b'\n');
    }

    /// Who pays instead of the consignee: always the same for a group, one of
    /// a few for a seller with strange payers.
    fn another(&mut self, row: &Row, strange: bool) -> u32 {
        let few = if strange { self.rng.below(3) as u64 } else { 0 };
        let of = if strange { row.from } else { row.to };
        let bits = mix(self.clerk.seed ^ mix(u64::from(of) ^ (few << 40) ^ 0xa7));
        let units = &self.economy.units;
        match units.get((bits % units.len().max(1) as u64) as usize) {
            Some(unit) if bits >> 60 < 8 => unit.firm,
            _ => (bits >> 8) as u32 % self.economy.ends.start.max(1),
        }
    }
}
