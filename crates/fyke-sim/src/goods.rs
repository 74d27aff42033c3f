//! The goods of a world: HS6 codes in both editions, with prices and lots.
//!
//! `data/goods.csv` holds one row per HS 2022 code: its number in HS 2017,
//! whether its heading is on the list of goods that must not arrive (the
//! headings of the common high priority list, siblings included, because a
//! declarant may slide along a heading), a price in USD per kg, a usual lot in
//! kg, the mass of one piece in grams (0 = not counted), and its weight in
//! trade. Prices and lots are our own round figures of the right order, not
//! measured; only their spread matters to a tracer.

/// One subheading.
#[derive(Clone, Debug)]
pub(crate) struct Goods {
    pub hs2022: u32,
    pub hs2017: u32,
    pub listed: bool,
    pub usd_per_kg: f64,
    pub lot_kg: f64,
    pub piece_g: f64,
    pub weight: f64,
    pub text: &'static str,
    /// Index of its heading in [`Catalogue::headings`].
    pub heading: u16,
    /// Unlisted goods of the heading that it can be taken for.
    pub neighbours: Vec<u16>,
}

/// One heading and the subheadings under it.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    pub number: u32,
    pub listed: bool,
    pub weight: f64,
    pub goods: Vec<u16>,
    /// Running sums of their weights.
    pub running: Vec<f64>,
}

/// All goods by number, all headings by number.
#[derive(Clone, Debug)]
pub(crate) struct Catalogue {
    pub goods: Vec<Goods>,
    pub headings: Vec<Heading>,
}

const TABLE: &str = include_str!("../data/goods.csv");
/// Listed goods and the unlisted goods of the same heading that they can be
/// taken for: pairs within the families of data/goods/common-high-priority.toml.
const NEIGHBOURS: &str = include_str!("../data/neighbours.csv");

impl Catalogue {
    /// The table that is compiled in.
    pub(crate) fn read() -> Catalogue {
        let mut goods: Vec<Goods> = TABLE.lines().skip(1).filter_map(parse).collect();
        goods.sort_by_key(|g| g.hs2022);
        let mut headings: Vec<Heading> = Vec::new();
        for (at, one) in goods.iter_mut().enumerate() {
            let number = one.hs2022 / 100;
            if headings.last().is_none_or(|h| h.number != number) {
                headings.push(Heading {
                    number,
                    listed: one.listed,
                    weight: 0.0,
                    goods: Vec::new(),
                    running: Vec::new(),
                });
            }
            one.heading = (headings.len() - 1) as u16;
            if let Some(heading) = headings.last_mut() {
                heading.weight += one.weight;
                heading.running.push(heading.weight);
                heading.goods.push(at as u16);
            }
        }
        let numbers: Vec<u32> = goods.iter().map(|g| g.hs2022).collect();
        for line in NEIGHBOURS.lines().skip(1) {
            let mut cells = line.split(',').filter_map(|cell| cell.parse::<u32>().ok());
            let (Some(from), Some(to)) = (cells.next(), cells.next()) else {
                continue;
            };
            if let (Ok(from), Ok(to)) = (numbers.binary_search(&from), numbers.binary_search(&to)) {
                goods[from].neighbours.push(to as u16);
            }
        }
        Catalogue { goods, headings }
    }

    pub(crate) fn of(&self, goods: u16) -> &Goods {
        &self.goods[usize::from(goods)]
    }

    pub(crate) fn heading(&self, heading: u16) -> &Heading {
        &self.headings[usize::from(heading)]
    }
}

fn parse(line: &'static str) -> Option<Goods> {
    let mut cells = line.splitn(8, ',');
    let mut number = || cells.next()?.parse::<f64>().ok();
    let (hs2022, hs2017) = (number()? as u32, number()? as u32);
    let listed = number()? > 0.0;
    let (usd_per_kg, lot_kg, piece_g, weight) = (number()?, number()?, number()?, number()?);
    let text = cells.next()?.trim_matches('"');
    Some(Goods {
        hs2022,
        hs2017,
        listed,
        usd_per_kg,
        lot_kg,
        piece_g,
        weight,
        text,
        heading: 0,
        neighbours: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::hs::Hs6;

    #[test]
    fn every_line_of_the_table_is_goods() {
        let catalogue = Catalogue::read();
        assert_eq!(catalogue.goods.len(), TABLE.lines().count() - 1);
        assert!(catalogue.headings.iter().filter(|h| h.listed).count() >= 20);
        for goods in &catalogue.goods {
            assert!(Hs6::from_number(goods.hs2022).is_some() && Hs6::from_number(goods.hs2017).is_some());
            assert!(goods.usd_per_kg > 0.0 && goods.lot_kg > 0.0 && goods.weight > 0.0);
            assert!(!goods.text.is_empty());
        }
        let pairs: usize = catalogue.goods.iter().map(|g| g.neighbours.len()).sum();
        assert_eq!(pairs, NEIGHBOURS.lines().count() - 1);
        for goods in &catalogue.goods {
            for &other in &goods.neighbours {
                assert_eq!(catalogue.of(other).heading, goods.heading);
            }
        }
        let renumbered = catalogue.goods.iter().filter(|g| g.hs2022 != g.hs2017).count();
        assert!(renumbered >= 15, "{renumbered} codes change on 2022-01-01");
    }
}
