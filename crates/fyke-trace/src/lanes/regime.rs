//! Who plays which part in an embargo, and from when: the embargoed ends, the
//! hubs that goods are thought to go through, the coalition that restricts.
//!
//! Owns the question "is this country a hub in this month?". Does not know where
//! the parts are written down; the caller builds a [`Regime`] from its data.

use fyke_model::country::Country;
use fyke_model::date::Month;

use fyke_model::reference::{Jurisdiction, Reference, Role};

/// A country in a part, for a time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Standing {
    /// The country, or a group's code such as `EU`.
    pub country: Country,
    /// First month in which the part counts; `None`: always.
    pub from: Option<Month>,
    /// Last month in which the part counts; `None`: still.
    pub to: Option<Month>,
}

impl Standing {
    /// A country that plays its part in every month.
    pub const fn always(country: Country) -> Standing {
        Standing {
            country,
            from: None,
            to: None,
        }
    }

    /// Whether the part is played in `month`.
    pub fn counts_in(&self, month: Month) -> bool {
        self.from.is_none_or(|from| from <= month) && self.to.is_none_or(|to| month <= to)
    }
}

/// An embargo, as lane statistics see it.
#[derive(Clone, Debug)]
pub struct Regime {
    /// Its id under `data/regimes`.
    pub id: String,
    /// Where the goods must not arrive.
    pub ends: Vec<Country>,
    /// Ends of other regimes of the same coalition, with the month from which
    /// each is embargoed. They are neither ends of this regime nor hubs, and
    /// what was cut to them in the same days says what the measure was about.
    pub also_embargoed: Vec<Standing>,
    /// Countries that goods are thought to go through.
    pub hubs: Vec<Standing>,
    /// Countries that restrict their exports.
    pub coalition: Vec<Standing>,
    /// The month in which the first measure took effect. It counts neither as
    /// before nor as after.
    pub measure: Month,
}

/// The code under which figures give the EU member states together.
const EU: Country = Country::of("EU");
/// A member whose standing tells that of the group.
const EU_MEMBER: Country = Country::of("DE");

impl Regime {
    /// A regime from the reference data; `None` where there is none of that id.
    /// The EU together plays the part of its members.
    ///
    /// ```
    /// use fyke_model::{country::Country, reference::Reference};
    /// let regime = fyke_trace::lanes::Regime::of(&Reference::shipped(), "ru-2022").unwrap();
    /// assert!(regime.is_end(Country::of("RU")));
    /// assert!(regime.is_also_embargoed(Country::of("BY")));
    /// assert!(regime.is_coalition(Country::of("EU"), regime.measure));
    /// ```
    pub fn of(reference: &Reference, id: &str) -> Option<Regime> {
        let regime = reference.regimes.get(id)?;
        let standing = |row: &Jurisdiction| Standing {
            country: row.country,
            from: row.from.map(|d| d.month()),
            to: row.to.map(|d| d.month()),
        };
        let in_role = |role: Role| {
            reference
                .jurisdictions
                .all()
                .iter()
                .filter(move |row| row.role == role)
        };
        let mut coalition: Vec<Standing> = in_role(Role::Coalition).map(standing).collect();
        let group: Vec<Standing> = coalition
            .iter()
            .filter(|s| s.country == EU_MEMBER)
            .map(|s| Standing { country: EU, ..*s })
            .collect();
        coalition.extend(group);
        Some(Regime {
            id: id.to_owned(),
            ends: regime.ends.clone(),
            also_embargoed: in_role(Role::Embargoed)
                .filter(|row| row.regime != id)
                .map(standing)
                .collect(),
            hubs: in_role(Role::Hub).map(standing).collect(),
            coalition,
            measure: regime.from.month(),
        })
    }

    /// Whether goods must not arrive in the country.
    pub fn is_end(&self, country: Country) -> bool {
        self.ends.contains(&country)
    }

    /// Whether the country is embargoed by another regime at any time.
    pub fn is_also_embargoed(&self, country: Country) -> bool {
        !self.is_end(country) && self.also_embargoed.iter().any(|s| s.country == country)
    }

    /// Whether the country counts as a hub in `month`.
    pub fn is_hub(&self, country: Country, month: Month) -> bool {
        !self.is_end(country)
            && self
                .hubs
                .iter()
                .any(|s| s.country == country && s.counts_in(month))
    }

    /// Whether the country restricts its exports in `month`.
    pub fn is_coalition(&self, country: Country, month: Month) -> bool {
        self.coalition
            .iter()
            .any(|s| s.country == country && s.counts_in(month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_counts_from_its_date_and_an_end_is_never_a_hub() {
        let month = |text: &str| text.parse::<Month>().unwrap();
        let regime = Regime {
            id: "test".into(),
            ends: vec![Country::of("RU")],
            also_embargoed: vec![],
            hubs: vec![
                Standing {
                    country: Country::of("KG"),
                    from: Some(month("2022-03")),
                    to: None,
                },
                Standing::always(Country::of("RU")),
            ],
            coalition: vec![Standing::always(Country::of("EU"))],
            measure: month("2022-02"),
        };
        assert!(!regime.is_hub(Country::of("KG"), month("2022-02")));
        assert!(regime.is_hub(Country::of("KG"), month("2022-03")));
        assert!(!regime.is_hub(Country::of("RU"), month("2022-03")));
        assert!(regime.is_coalition(Country::of("EU"), month("2020-01")));
    }
}
