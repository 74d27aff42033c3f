//! Searches, lists of leads and timelines in an address.

use super::pairs::unreadable;
use super::{InAddress, Pairs, Writer};
use fyke_model::desk::{Answer, Facet, LeadQuery, Pick, SearchQuery, Standing, TimelineOf};

/// Lines of one page at most.
pub const PAGE_MAX: usize = 500;

impl InAddress for SearchQuery {
    fn from_pairs(pairs: &Pairs) -> Answer<SearchQuery> {
        let mut picks = Vec::new();
        for (name, value) in pairs.iter() {
            let (include, facet) = match name.strip_prefix("not-") {
                Some(rest) => (false, rest),
                None => (true, name),
            };
            let Some(facet) = Facet::ALL.into_iter().find(|known| known.as_str() == facet) else {
                continue;
            };
            let pick = Pick {
                facet,
                value: value.to_owned(),
                include,
            };
            if !picks.contains(&pick) {
                picks.push(pick);
            }
        }
        Ok(SearchQuery {
            text: pairs.one("q").unwrap_or_default().to_owned(),
            picks,
            page: pairs.page()?,
            unfolded: pairs.flag("unfolded"),
        })
    }

    fn to_pairs(&self, to: &mut Writer) {
        to.push("q", &self.text);
        for pick in &self.picks {
            let name = pick.facet.as_str();
            if pick.include {
                to.push(name, &pick.value);
            } else {
                to.push(&format!("not-{name}"), &pick.value);
            }
        }
        to.flag("unfolded", self.unfolded);
        to.page(self.page);
    }
}

impl InAddress for LeadQuery {
    fn from_pairs(pairs: &Pairs) -> Answer<LeadQuery> {
        let standings = pairs
            .all("standing")
            .map(|value| {
                let forms = Standing::ALL.map(Standing::as_str).join(", ");
                Standing::ALL
                    .into_iter()
                    .find(|known| known.as_str() == value)
                    .ok_or_else(|| unreadable("standing", value, &format!("one of {forms}")))
            })
            .collect::<Answer<_>>()?;
        Ok(LeadQuery {
            kinds: pairs.all("kind").map(str::to_owned).collect(),
            standings,
            countries: pairs.parse_all("country", super::trade::COUNTRY)?,
            ends: pairs.parse_all("end", super::trade::COUNTRY)?,
            goods: pairs.all("goods").map(str::to_owned).collect(),
            text: pairs.one("q").unwrap_or_default().to_owned(),
            only: pairs.all("only").map(str::to_owned).collect(),
            page: pairs.page()?,
        })
    }

    fn to_pairs(&self, to: &mut Writer) {
        to.push("q", &self.text);
        to.all("only", &self.only);
        to.all("kind", &self.kinds);
        to.all("standing", self.standings.iter().map(|s| s.as_str()));
        to.all("country", &self.countries);
        to.all("end", &self.ends);
        to.all("goods", &self.goods);
        to.page(self.page);
    }
}

impl InAddress for TimelineOf {
    /// The entity stands in the path: whoever reads this sets it.
    fn from_pairs(pairs: &Pairs) -> Answer<TimelineOf> {
        Ok(TimelineOf {
            entity: String::new(),
            from: pairs.parse("since", super::trade::DAY)?,
            to: pairs.parse("until", super::trade::DAY)?,
            kinds: pairs.all("kind").map(str::to_owned).collect(),
            page: pairs.page()?,
        })
    }

    fn to_pairs(&self, to: &mut Writer) {
        to.all("since", self.from);
        to.all("until", self.to);
        to.all("kind", &self.kinds);
        to.page(self.page);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::desk::{Page, Why};
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn text() -> impl Strategy<Value = String> {
        // any letters, spaces and marks included; a part that is empty is left out
        "\\PC{1,12}"
    }

    fn page() -> impl Strategy<Value = Page> {
        (0..100_000usize, 1..=PAGE_MAX).prop_map(|(offset, limit)| Page { offset, limit })
    }

    fn country() -> impl Strategy<Value = fyke_model::country::Country> {
        "[A-Z]{2}".prop_map(|code| code.parse().unwrap())
    }

    proptest! {
        #[test]
        fn a_search_survives_its_address(
            words in "\\PC{0,20}",
            picks in vec((select(&Facet::ALL[..]), text(), any::<bool>()), 0..6),
            page in page(),
            unfolded in any::<bool>(),
        ) {
            let mut unique: Vec<Pick> = Vec::new();
            for (facet, value, include) in picks {
                let pick = Pick { facet, value, include };
                if !unique.contains(&pick) {
                    unique.push(pick);
                }
            }
            let query = SearchQuery { text: words, picks: unique, page, unfolded };
            prop_assert_eq!(SearchQuery::read(&query.write()).unwrap(), query);
        }

        #[test]
        fn a_list_of_leads_survives_its_address(
            words in "\\PC{0,20}",
            kinds in vec(text(), 0..3),
            standings in vec(select(&Standing::ALL[..]), 0..4),
            countries in vec(country(), 0..4),
            ends in vec(country(), 0..2),
            goods in vec(text(), 0..3),
            only in vec(text(), 0..3),
            page in page(),
        ) {
            let query = LeadQuery { kinds, standings, countries, ends, goods, only, text: words, page };
            prop_assert_eq!(LeadQuery::read(&query.write()).unwrap(), query);
        }

        #[test]
        fn no_address_panics(query in "\\PC{0,80}", tail in "[a-z%=&+0-9-]{0,60}") {
            let all = format!("{query}&{tail}");
            let _ = SearchQuery::read(&all);
            let _ = LeadQuery::read(&all);
            let _ = TimelineOf::read(&all);
        }
    }

    #[test]
    fn a_form_that_nobody_filled_asks_for_everything_and_has_no_address() {
        let query = SearchQuery::read("q=&topic=&offset=&limit=").unwrap();
        assert_eq!(query.write(), "");
        assert_eq!(query.at("/search"), "/search");
    }

    #[test]
    fn what_cannot_be_read_is_refused_in_words() {
        let said = |query: &str| LeadQuery::read(query).unwrap_err().to_string();
        assert_eq!(
            said("country=Kyrgyzstan"),
            "country 'Kyrgyzstan' cannot be read; write it as two letters such as KG"
        );
        assert_eq!(
            said("limit=many"),
            "limit 'many' cannot be read; write it as a whole number"
        );
        assert!(said("standing=won").ends_with(
            "one of open, judged, waits_for_second, escalated, refuted, dismissed, deferred, reopened"
        ));
    }

    #[test]
    fn an_address_that_never_ends_is_refused() {
        let many = "kind=a&".repeat(1001);
        assert_eq!(LeadQuery::read(&many).unwrap_err().why, Why::TooMuch);
        let long = format!("q={}", "a".repeat(2001));
        assert_eq!(SearchQuery::read(&long).unwrap_err().why, Why::TooMuch);
    }
}
