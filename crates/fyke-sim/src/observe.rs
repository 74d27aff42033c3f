//! What of the trade is seen, and how it is written down.
//!
//! A row into an embargoed end is always seen (its import customs leaked);
//! every other row with the chance that coverage gives. A seen row is then
//! declared: who recorded it, mode of transport, counted pieces, and the small
//! dirt of real files: case, doubled blanks, a dot too many, a missing mass or
//! value. All of it is drawn in one place, alike for honest and planted rows.

use crate::calendar::HS2022;
use crate::economy::Economy;
use crate::goods::Goods;
use crate::names::Names;
use crate::places::Role;
use crate::rng::{Rng, mix};
use crate::trade::Row;
use crate::typologies::t;
use crate::words;

/// The words of one declared row, in buffers that are used again.
#[derive(Default)]
pub(crate) struct Declared {
    pub consignor: Vec<u8>,
    pub consignee: Vec<u8>,
    pub notify: Vec<u8>,
    pub forwarder: Vec<u8>,
    pub goods_text: Vec<u8>,
    pub side: &'static str,
    pub transport: &'static str,
    pub origin: Option<u8>,
    pub from_place: u8,
    pub to_place: u8,
    pub dispatch: u8,
    pub destination: u8,
    pub hs6: u32,
    pub pieces: Option<i64>,
    pub mass_g: Option<i64>,
    pub value_minor: Option<i64>,
}

/// Sees and declares rows.
pub(crate) struct Observer<'e> {
    economy: &'e Economy,
    names: Names,
    coverage: f64,
    rng: Rng,
    makers: Vec<u8>,
    makers_running: Vec<f64>,
    hubs: Vec<u8>,
    embargoed: Vec<u8>,
    allied: Vec<u8>,
    allied_running: Vec<f64>,
}

/// Share of all rows whose goods are called nothing in particular.
const VAGUE: f64 = 0.03;

impl<'e> Observer<'e> {
    pub(crate) fn new(economy: &'e Economy, seed: u64, coverage: f64) -> Observer<'e> {
        let makers: Vec<u8> = (0..economy.atlas.places.len() as u8).collect();
        let allied = economy.atlas.with_role(Role::Coalition);
        Observer {
            hubs: economy.atlas.with_role(Role::Hub),
            embargoed: economy.atlas.with_role(Role::Embargoed),
            allied_running: crate::rng::running(allied.iter().map(|&m| economy.atlas.of(m).weight)),
            allied,
            economy,
            names: Names::of(economy, seed),
            coverage,
            rng: Rng::new(seed, 0x0b5),
            makers_running: crate::rng::running(makers.iter().map(|&m| economy.atlas.of(m).weight)),
            makers,
        }
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    /// Whether the analyst sees the row.
    pub(crate) fn sees(&mut self, row: &Row) -> bool {
        self.economy.ends.contains(&row.to) || self.rng.chance(self.coverage)
    }

    /// Declares a seen row into `out`.
    pub(crate) fn declare(&mut self, row: &Row, out: &mut Declared) {
        let economy = self.economy;
        let goods = economy.catalogue.of(row.goods);
        let place = |firm: u32| economy.firms[firm as usize].place;
        (out.from_place, out.to_place) = (place(row.from), place(row.to));
        (out.dispatch, out.destination) = (out.from_place, out.to_place);
        self.name(row.from, &mut out.consignor);
        self.name(row.to, &mut out.consignee);
        out.notify.clear();
        out.forwarder.clear();
        if row.marks & t(23) != 0
            && let Some(agent) = self.agent(row)
        {
            std::mem::swap(&mut out.consignee, &mut out.notify);
            self.name(agent, &mut out.consignee);
            if self.rng.chance(0.3) {
                out.notify.clear();
            }
        }
        if self.rng.chance(0.05)
            && let Some(&forwarder) = self.rng.pick(&economy.forwarders)
        {
            self.name(forwarder, &mut out.forwarder);
        }
        out.goods_text.clear();
        if row.marks & t(15) != 0 || self.rng.chance(VAGUE) {
            out.goods_text
                .extend_from_slice(words::vague(self.rng.bits()).as_bytes());
        } else if row.marks & t(14) != 0 {
            words::other_goods(
                &economy.catalogue,
                goods.heading,
                self.rng.bits(),
                &mut out.goods_text,
            );
        } else {
            out.goods_text.extend_from_slice(goods.text.as_bytes());
        }
        if self.rng.chance(0.3) {
            out.goods_text.make_ascii_uppercase();
        }
        out.side = if economy.ends.contains(&row.to) {
            "import"
        } else {
            match self.rng.below(10) {
                0..4 => "export",
                4..8 => "import",
                _ => "transport",
            }
        };
        // where the goods were made is known to half of the declarants, told
        // as the place of dispatch by others, and left out by the rest
        out.origin = match self.rng.below(10) {
            0..4 => Some(self.makers[self.rng.weighted(&self.makers_running)]),
            4..8 => Some(out.from_place),
            _ => None,
        };
        out.hs6 = if row.day < HS2022 {
            goods.hs2017
        } else {
            goods.hs2022
        };
        out.transport = self.transport(goods, out.from_place, out.to_place);
        if row.marks & t(21) != 0 {
            self.detour(row, out);
        }
        let counted = goods.piece_g > 0.0 && self.rng.chance(0.8);
        out.pieces = counted.then(|| ((row.mass_g as f64 / goods.piece_g).round() as i64).max(1));
        out.mass_g = (!self.rng.chance(0.015)).then_some(row.mass_g);
        out.value_minor = (!self.rng.chance(0.015)).then_some(row.value_minor);
    }

    /// Who takes the goods in for the consignee.
    fn agent(&self, row: &Row) -> Option<u32> {
        let economy = self.economy;
        let bits = mix(u64::from(row.to) ^ (u64::from(row.from) << 32)) as usize;
        if economy.ends.contains(&row.to) {
            let agents = economy.agents.len();
            return (agents > 0).then(|| economy.agents.start + (bits % agents) as u32);
        }
        let here = economy
            .forwarders_at
            .get(usize::from(economy.firms[row.to as usize].place))?;
        here.get(bits % here.len().max(1)).copied()
    }

    /// The papers name another way than the goods go: on to a hub from an
    /// embargoed border, straight from the maker's country, or to a hub by way
    /// of the embargoed country.
    fn detour(&mut self, row: &Row, out: &mut Declared) {
        let economy = self.economy;
        if !economy.ends.contains(&row.to) {
            if let Some(&end) = self.rng.pick(&self.embargoed) {
                out.destination = end;
            }
        } else if self.rng.chance(0.6) {
            let near = self.rng.pick(&self.hubs).copied();
            out.destination = near.filter(|&hub| hub != out.from_place).unwrap_or(out.to_place);
        } else {
            out.dispatch = self.allied[self.rng.weighted(&self.allied_running)];
            return;
        }
        out.transport = if self.rng.chance(0.8) { "road" } else { "rail" };
    }

    fn transport(&mut self, goods: &Goods, from: u8, to: u8) -> &'static str {
        let near = self.economy.atlas.nearness(from, to) > 0.45;
        let u = self.rng.unit();
        if goods.usd_per_kg > 120.0 {
            if u < 0.8 {
                "air"
            } else if near {
                "road"
            } else {
                "sea"
            }
        } else if near {
            if u < 0.75 { "road" } else { "rail" }
        } else if u < 0.1 {
            "air"
        } else if u < 0.2 {
            "rail"
        } else {
            "sea"
        }
    }

    /// The name as this row spells it.
    fn name(&mut self, firm: u32, out: &mut Vec<u8>) {
        out.clear();
        let place = self.economy.firms[firm as usize].place;
        self.names.write_name(firm, place, out);
        match self.rng.below(1000) {
            0..80 => out.make_ascii_uppercase(),
            80..100 => out.make_ascii_lowercase(),
            140..146 => words::shorten(out),
            146..152 => words::transliterate(out),
            100..120 => {
                if let Some(at) = out.iter().position(|&b| b == b' ') {
                    out.insert(at, b' ');
                }
            }
            120..140 => out.push(b'.'),
            _ => {}
        }
    }
}
