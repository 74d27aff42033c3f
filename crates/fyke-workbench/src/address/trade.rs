//! Dealings, graphs, ways, flows and chains in an address.

use super::pairs::unreadable;
use super::{InAddress, Pairs, Writer};
use fyke_model::desk::{Answer, ChainQuery, DealFilter, FlowQuery, GraphQuery, PathQuery};
use fyke_model::money::parse_scaled;

pub(super) const COUNTRY: &str = "two letters such as KG";
pub(super) const DAY: &str = "a day such as 2022-03-01";
const MONTH: &str = "a month such as 2022-03";

/// Neighbours of each entity, unless more are asked for: what a person can read.
pub const NEIGHBOURS: usize = 25;
/// Neighbours at most.
pub const NEIGHBOURS_MAX: usize = 200;
/// Steps of a way, unless others are asked for.
pub const STEPS: usize = 4;
/// Steps at most: beyond, everybody is tied to everybody.
pub const STEPS_MAX: usize = 8;
/// Ways, unless more are asked for.
pub const WAYS: usize = 10;
/// Ways at most.
pub const WAYS_MAX: usize = 100;
/// Arcs of a map, unless more are asked for.
pub const ARCS: usize = 200;
/// Arcs at most.
pub const ARCS_MAX: usize = 5000;

/// HS codes: digits, dots left out.
fn codes(pairs: &Pairs) -> Answer<Vec<String>> {
    pairs
        .all("hs")
        .flat_map(|value| value.split([',', ' ']))
        .filter(|value| !value.is_empty())
        .map(|value| {
            let digits = value.replace('.', "");
            let right = (1..=12).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            right
                .then_some(digits)
                .ok_or_else(|| unreadable("hs", value, "the first digits of a code, such as 8542"))
        })
        .collect()
}

impl InAddress for DealFilter {
    fn from_pairs(pairs: &Pairs) -> Answer<DealFilter> {
        let min_value_minor = match pairs.one("min_value") {
            None => 0,
            Some(value) => parse_scaled(value.as_bytes(), 2)
                .filter(|minor| *minor >= 0)
                .ok_or_else(|| unreadable("min_value", value, "a number such as 100000"))?,
        };
        Ok(DealFilter {
            hs: codes(pairs)?,
            from: pairs.parse("since", DAY)?,
            to: pairs.parse("until", DAY)?,
            min_value_minor,
            kinds: pairs.all("kind").map(str::to_owned).collect(),
        })
    }

    fn to_pairs(&self, to: &mut Writer) {
        to.all("hs", &self.hs);
        to.all("since", self.from);
        to.all("until", self.to);
        if self.min_value_minor > 0 {
            let (whole, part) = (self.min_value_minor / 100, self.min_value_minor % 100);
            let text = if part == 0 {
                whole.to_string()
            } else {
                format!("{whole}.{part:02}")
            };
            to.push("min_value", &text);
        }
        to.all("kind", &self.kinds);
    }
}

impl InAddress for GraphQuery {
    fn from_pairs(pairs: &Pairs) -> Answer<GraphQuery> {
        Ok(GraphQuery {
            of: pairs.all("of").map(str::to_owned).collect(),
            only: DealFilter::from_pairs(pairs)?,
            limit: pairs.count("limit", NEIGHBOURS, NEIGHBOURS_MAX)?,
        })
    }

    fn to_pairs(&self, to: &mut Writer) {
        to.all("of", &self.of);
        self.only.to_pairs(to);
        to.number("limit", self.limit, NEIGHBOURS);
    }
}

impl InAddress for PathQuery {
    fn from_pairs(pairs: &Pairs) -> Answer<PathQuery> {
        let own = |name: &str| pairs.one(name).unwrap_or_default().to_owned();
        Ok(PathQuery {
            from: own("from"),
            to: own("to"),
            only: DealFilter::from_pairs(pairs)?,
            max_steps: pairs.count("max_steps", STEPS, STEPS_MAX)?,
            in_time: pairs.flag("in_time"),
            either_way: pairs.flag("either_way"),
            limit: pairs.count("limit", WAYS, WAYS_MAX)?,
        })
    }

    fn to_pairs(&self, to: &mut Writer) {
        to.push("from", &self.from);
        to.push("to", &self.to);
        self.only.to_pairs(to);
        to.number("max_steps", self.max_steps, STEPS);
        to.flag("in_time", self.in_time);
        to.flag("either_way", self.either_way);
        to.number("limit", self.limit, WAYS);
    }
}

impl InAddress for FlowQuery {
    fn from_pairs(pairs: &Pairs) -> Answer<FlowQuery> {
        let table = pairs
            .one("table")
            .map(|value| match value {
                "consignments" | "flows" => Ok(value.to_owned()),
                _ => Err(unreadable("table", value, "consignments or flows")),
            })
            .transpose()?;
        Ok(FlowQuery {
            hs: codes(pairs)?,
            exporters: pairs.parse_all("exporter", COUNTRY)?,
            importers: pairs.parse_all("importer", COUNTRY)?,
            from: pairs.parse("since", MONTH)?,
            to: pairs.parse("until", MONTH)?,
            table,
            limit: pairs.count("limit", ARCS, ARCS_MAX)?,
        })
    }

    fn to_pairs(&self, to: &mut Writer) {
        to.all("hs", &self.hs);
        to.all("exporter", &self.exporters);
        to.all("importer", &self.importers);
        to.all("since", self.from);
        to.all("until", self.to);
        to.all("table", &self.table);
        to.number("limit", self.limit, ARCS);
    }
}

impl InAddress for ChainQuery {
    fn from_pairs(pairs: &Pairs) -> Answer<ChainQuery> {
        Ok(ChainQuery {
            flows: FlowQuery::from_pairs(pairs)?,
            end: pairs.parse("end", COUNTRY)?,
            lead: pairs.one("lead").map(str::to_owned),
        })
    }

    fn to_pairs(&self, to: &mut Writer) {
        self.flows.to_pairs(to);
        to.all("end", self.end);
        to.all("lead", &self.lead);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::country::Country;
    use fyke_model::date::{Day, Month};
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    fn country() -> impl Strategy<Value = Country> {
        "[A-Z]{2}".prop_map(|code| code.parse().unwrap())
    }

    fn filter() -> impl Strategy<Value = DealFilter> {
        (
            vec("[0-9]{1,10}", 0..4),
            option::of((-20_000..40_000i32).prop_map(Day)),
            option::of((-20_000..40_000i32).prop_map(Day)),
            0..=i64::MAX,
            vec("[a-z]{1,9}", 0..3),
        )
            .prop_map(|(hs, from, to, min_value_minor, kinds)| DealFilter {
                hs,
                from,
                to,
                min_value_minor,
                kinds,
            })
    }

    fn flows() -> impl Strategy<Value = FlowQuery> {
        (
            vec("[0-9]{1,10}", 0..4),
            vec(country(), 0..4),
            vec(country(), 0..4),
            option::of((1900 * 12..2200 * 12i32).prop_map(Month)),
            option::of((1900 * 12..2200 * 12i32).prop_map(Month)),
            option::of("consignments|flows"),
            1..=ARCS_MAX,
        )
            .prop_map(|(hs, exporters, importers, from, to, table, limit)| FlowQuery {
                hs,
                exporters,
                importers,
                from,
                to,
                table,
                limit,
            })
    }

    proptest! {
        #[test]
        fn a_graph_and_a_way_survive_their_address(
            of in vec("\\PC{1,20}", 0..5),
            only in filter(),
            limit in 1..=NEIGHBOURS_MAX,
            ends in ("\\PC{0,9}", "\\PC{0,9}"),
            max_steps in 1..=STEPS_MAX,
            ways in 1..=WAYS_MAX,
            switches in any::<(bool, bool)>(),
        ) {
            let graph = GraphQuery { of, only: only.clone(), limit };
            prop_assert_eq!(GraphQuery::read(&graph.write()).unwrap(), graph);
            let (in_time, either_way) = switches;
            let way = PathQuery { from: ends.0, to: ends.1, only, max_steps, in_time, either_way, limit: ways };
            prop_assert_eq!(PathQuery::read(&way.write()).unwrap(), way);
        }

        #[test]
        fn flows_and_chains_survive_their_address(
            flows in flows(),
            end in option::of(country()),
            lead in option::of("\\PC{1,12}"),
        ) {
            prop_assert_eq!(FlowQuery::read(&flows.write()).unwrap(), flows.clone());
            let chain = ChainQuery { flows, end, lead };
            prop_assert_eq!(ChainQuery::read(&chain.write()).unwrap(), chain);
        }

        #[test]
        fn no_address_panics(query in "[a-z_%=&+0-9.,-]{0,90}") {
            let _ = GraphQuery::read(&query);
            let _ = PathQuery::read(&query);
            let _ = ChainQuery::read(&query);
        }
    }

    #[test]
    fn people_write_codes_as_they_are_printed() {
        let query = FlowQuery::read("hs=8542.31,8471&hs=88&exporter=de,fr&since=2022-03").unwrap();
        assert_eq!(query.hs, ["854231", "8471", "88"]);
        assert_eq!(
            query.write(),
            "hs=854231&hs=8471&hs=88&exporter=DE&exporter=FR&since=2022-03"
        );
        assert_eq!(
            FlowQuery::read("hs=chips").unwrap_err().to_string(),
            "hs 'chips' cannot be read; write it as the first digits of a code, such as 8542"
        );
        assert_eq!(
            DealFilter::read("min_value=-3").unwrap_err().to_string(),
            "min_value '-3' cannot be read; write it as a number such as 100000"
        );
    }
}
