//! What is in force, on whom, from when. Firms are told by name and country,
//! as whoever acts would know them; spelling, case and dots do not matter.

use fyke_model::country::Country;

/// A firm by what others know it by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FirmName {
    name: String,
    country: Option<Country>,
}

impl FirmName {
    /// Folds case, dots and blanks.
    pub fn new(name: &str, country: Option<Country>) -> FirmName {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        FirmName {
            name: letters.flat_map(char::to_lowercase).collect(),
            country,
        }
    }
}

/// What a measure is put on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// Whatever goes through these firms: one that is listed or refused by its
    /// bank, or all at an address.
    Firms(Vec<FirmName>),
    /// What this maker sells abroad outside the coalition.
    Supplier(FirmName),
    /// Goods of a heading between two countries; no origin: from the coalition.
    Lane {
        /// From where.
        from: Option<Country>,
        /// To where.
        to: Country,
        /// HS heading.
        heading: u32,
    },
    /// Codes of a heading that were not listed, everywhere.
    Codes {
        /// HS heading.
        heading: u32,
        /// HS 2022 codes.
        codes: Vec<u32>,
    },
}

/// A measure in force.
#[derive(Clone, PartialEq, Debug)]
pub struct Measure {
    /// On what.
    pub target: Target,
    /// First day of effect, counted from the decision.
    pub from_day: f64,
    /// Day from which paper alone gets around it.
    pub until_day: f64,
    /// Share stopped of what goes through the target.
    pub stops: f64,
    /// Share of the honest trade through the target that is lost.
    pub harm: f64,
}

impl Measure {
    /// The share of a month, given by its first and last day, that it is in force.
    pub fn in_force(&self, month: (f64, f64)) -> f64 {
        let (from, to) = (self.from_day.max(month.0), self.until_day.min(month.1));
        ((to - from) / (month.1 - month.0)).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_counts_for_the_part_of_a_month_that_it_is_in_force() {
        let measure = Measure {
            target: Target::Firms(vec![]),
            from_day: 15.0,
            until_day: 75.0,
            stops: 1.0,
            harm: 1.0,
        };
        let months = [(0.0, 30.0), (30.0, 60.0), (60.0, 90.0), (90.0, 120.0)];
        assert_eq!(months.map(|m| measure.in_force(m)), [0.5, 1.0, 0.5, 0.0]);
    }

    #[test]
    fn a_firm_is_known_however_it_is_spelt() {
        let plain = FirmName::new("Ruszosk Materials AO", None);
        assert_eq!(plain, FirmName::new("RUSZOSK  MATERIALS A.O.", None));
    }
}
