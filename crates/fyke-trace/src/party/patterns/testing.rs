//! Worlds for the tests of patterns and counters: text in, finding out.

use super::super::dependence::{Coverage, Sellers};
use super::super::evidence::Frame;
use super::super::finding::{Ask, Finding};
use super::super::goods::GoodsTable;
use super::super::taint::{Decay, HALF_LIFE_DAYS};
use super::super::testing::{FIRST_DAY, World};
use super::super::trace::{TraceInput, TraceSettings};
use super::super::unit::{Dealings, screen};
use super::PatternKernel;
use super::context::{Confusable, Context};
use fyke_model::date::Day;
use fyke_model::hs::Hs6;
use fyke_model::reference::Reference;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Reference> = LazyLock::new(Reference::shipped);

/// A number of a typology's file.
pub fn number(id: &str, name: &str) -> f64 {
    let typology = SHIPPED.typologies.get(id);
    let found = typology.and_then(|typology| typology.parameters.get(name));
    *found.unwrap_or_else(|| panic!("data/typologies/{id}.toml has no {name}"))
}

/// A small world with its measure on day 54.
pub struct Case {
    world: World,
    confusable: Confusable,
    marks: Vec<(u32, u8)>,
    measure_day: i32,
}

impl Case {
    pub fn of(text: &str) -> Case {
        Case {
            world: World::read(text),
            confusable: Confusable::default(),
            marks: Vec::new(),
            measure_day: 54,
        }
    }

    /// With these codes one confusable group, some of them not listed.
    pub fn confusable(mut self, group: &[u32], unlisted: &[u32]) -> Case {
        let codes = group.iter().filter_map(|number| Hs6::from_number(*number));
        self.confusable.add("one group", codes);
        let mut goods: Vec<_> = (0..self.world.goods.len())
            .filter_map(|at| self.world.goods.get(at as u16).copied())
            .collect();
        for good in &mut goods {
            good.listed &= !unlisted.contains(&good.subheading);
        }
        self.world.goods = GoodsTable::new(goods).unwrap();
        self
    }

    /// With its measure on another day.
    pub fn measure(mut self, day: i32) -> Case {
        self.measure_day = day;
        self
    }

    /// With a mark on the rows of these numbers.
    pub fn marked(mut self, mark: u8, rows: impl IntoIterator<Item = u32>) -> Case {
        self.marks.extend(rows.into_iter().map(|row| (row, mark)));
        self
    }

    /// What a kernel finds of the first unit of a party, weighed and told alike.
    pub fn judge(&self, find: PatternKernel, party: &str) -> Finding {
        let mut index = self.world.index();
        for at in 0..index.len() {
            let of_row = self.marks.iter().filter(|(row, _)| *row == index.row[at]);
            index.marks[at] |= of_row.fold(0, |marks, (_, mark)| marks | mark);
        }
        let (parties, rule, ends) = (self.world.parties(), self.world.rule(), self.world.ends());
        let headings = &SHIPPED.headings;
        let settings = TraceSettings {
            measure_day: Day(FIRST_DAY.0 + self.measure_day),
            ..TraceSettings::default()
        };
        let input = TraceInput {
            index: &index,
            parties: &parties,
            rule: &rule,
            ends: &ends,
            headings,
            who: None,
            settings: &settings,
        };
        let decay = Decay::half_life_days(HALF_LIFE_DAYS);
        let units: Vec<Dealings> = (0..index.spans.len())
            .flat_map(|span| screen(&self.world.family(&index, span), &decay))
            .collect();
        let mut sellers = Sellers::default();
        (0..index.spans.len()).for_each(|span| sellers.add(&self.world.family(&index, span)));
        let prior = sellers.prior(sellers.coverage(Coverage::Given(1.0)));
        let frame = Frame::new(&input, &prior, 1.0);
        let context = Context::new(&input, &self.world.roles(), &self.confusable);
        let number = self.world.party(party);
        let unit = units.iter().find(|unit| unit.party == number).unwrap();
        let told = find(unit, &frame, &context, Ask::Tell);
        let weighed = find(unit, &frame, &context, Ask::Weigh);
        assert!(weighed.sentence.is_empty() && weighed.rows.is_empty());
        assert!(
            weighed.strength == told.strength || (weighed.strength.is_nan() && told.strength.is_nan()),
            "asking for words changed the strength"
        );
        told
    }
}
