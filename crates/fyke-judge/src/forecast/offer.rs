//! The questions that a lead offers: one to three, each of them answered by
//! other data than those that made the lead.
//!
//! | lead | asks |
//! |---|---|
//! | lane | will the trade go on (statistics); will a watch list name somebody does not apply; will declarations show it at the end |
//! | party | will a list name them; will their goods be seen again on the way to the end |
//! | ship | will it be seen there again; will a list name it |
//!
//! The next months count, not the lead's own: what is already in the data is
//! no forecast. An amount is the lead's own value, month for month; where the
//! past is at hand, [`super::past_middle`] gives a better one
//! ([`Question::with_amount`]).

use super::question::{LaneSum, Listed, Origin, Question, Sighting, Table, Test, Than, last_day};
use fyke_model::date::Day;
use fyke_model::lead::{Lead, Subject};
use fyke_model::money::Amount;

/// Months that a sum runs over: half a year, since trade of one family on one
/// lane is lumpy by the quarter and a year is too long to learn from.
pub const MONTHS: i32 = 6;
/// Days that official statistics may take after the last month. Comtrade's and
/// Eurostat's monthly figures are mostly there after two to four months.
pub const STATISTICS_DAYS: i32 = 180;
/// Days that a listing or a sighting is waited for.
pub const WINDOW_DAYS: i32 = 182;
/// Days that rows and editions may take to come in after that.
pub const ROWS_DAYS: i32 = 60;

/// One to three questions about a lead, asked on a day.
pub fn offer(lead: &Lead, today: Day) -> Vec<Question> {
    let asked = Asked { lead, today };
    match &lead.subject {
        Subject::Lane {
            exporter,
            through,
            end,
        } => {
            // the end itself keeps no statistics that can be read: its trade is
            // seen on the way there
            let to = through.first().copied().unwrap_or(*end);
            let rows = asked.sighting(Table::Consignments, |seen| Sighting {
                exporter: through.first().copied().or(Some(*exporter)),
                family: Some(lead.goods.id.clone()),
                end: *end,
                ..seen
            });
            asked.sum(*exporter, to).into_iter().chain([rows]).collect()
        }
        Subject::Party { name, country, end } => vec![
            asked.listing(name, *country, None),
            asked.sighting(Table::Consignments, |seen| Sighting {
                name: Some(name.clone()),
                family: Some(lead.goods.id.clone()),
                end: *end,
                ..seen
            }),
        ],
        Subject::Vessel { name, imo, flag, end } => vec![
            asked.sighting(Table::Positions, |seen| Sighting {
                name: Some(name.clone()),
                imo: Some(imo.clone()),
                end: *end,
                ..seen
            }),
            asked.listing(name, *flag, Some(imo)),
        ],
    }
}

struct Asked<'a> {
    lead: &'a Lead,
    today: Day,
}

impl Asked<'_> {
    fn after(&self, days: i32) -> Day {
        Day(self.today.0.saturating_add(days))
    }

    /// Next month to the sixth: will it be as much as it was?
    fn sum(
        &self,
        exporter: fyke_model::country::Country,
        importer: fyke_model::country::Country,
    ) -> Option<Question> {
        let value = self.lead.value?;
        let months = i64::from((self.lead.to - self.lead.from).saturating_add(1).max(1));
        let minor = i128::from(value.minor) * i128::from(MONTHS) / i128::from(months);
        let from = self.today.month() + 1;
        let to = from + (MONTHS - 1);
        let test = Test::LaneSum(LaneSum {
            exporter,
            importer,
            family: self.lead.goods.id.clone(),
            from,
            to,
            than: Than::Above,
            amount: Amount {
                minor: i64::try_from(minor).ok()?,
                currency: value.currency,
            },
        });
        let closes = last_day(to);
        let due = Day(closes.0.saturating_add(STATISTICS_DAYS));
        Some(self.question(Table::Flows, closes, due, test))
    }

    fn listing(
        &self,
        name: &str,
        country: Option<fyke_model::country::Country>,
        imo: Option<&String>,
    ) -> Question {
        let to = self.after(WINDOW_DAYS);
        let test = Test::Listed(Listed {
            name: name.to_owned(),
            country,
            imo: imo.cloned(),
            from: self.after(1),
            to,
        });
        self.question(Table::Lists, to, self.after(WINDOW_DAYS + ROWS_DAYS), test)
    }

    fn sighting(&self, table: Table, fill: impl Fn(Sighting) -> Sighting) -> Question {
        let to = self.after(WINDOW_DAYS);
        let end = match &self.lead.subject {
            Subject::Lane { end, .. } | Subject::Party { end, .. } | Subject::Vessel { end, .. } => *end,
        };
        let test = Test::Sighting(fill(Sighting {
            name: None,
            imo: None,
            exporter: None,
            family: None,
            end,
            from: self.after(1),
            to,
            at_least: 1,
        }));
        self.question(table, to, self.after(WINDOW_DAYS + ROWS_DAYS), test)
    }

    fn question(&self, table: Table, closes: Day, due: Day, test: Test) -> Question {
        let origin = Origin { table, dataset: None };
        Question::new(
            &self.lead.id,
            self.today,
            closes,
            due,
            origin,
            test,
            &self.lead.goods.title,
        )
    }
}

impl Question {
    /// The same question of another amount: another question, with another id.
    /// Itself where the test has no amount.
    #[must_use]
    pub fn with_amount(&self, minor: i64, goods: &str) -> Question {
        let Test::LaneSum(sum) = &self.test else {
            return self.clone();
        };
        let mut sum = sum.clone();
        sum.amount.minor = minor;
        let test = Test::LaneSum(sum);
        Question::new(
            &self.lead,
            self.opens,
            self.closes,
            self.due,
            self.origin.clone(),
            test,
            goods,
        )
    }

    /// The same question, to be answered by one dataset alone.
    #[must_use]
    pub fn from_dataset(&self, dataset: &str, goods: &str) -> Question {
        let origin = Origin {
            table: self.origin.table,
            dataset: Some(dataset.to_owned()),
        };
        Question::new(
            &self.lead,
            self.opens,
            self.closes,
            self.due,
            origin,
            self.test.clone(),
            goods,
        )
    }
}
