//! Words and numbers as the page says them: names, spans of time, masses, the
//! reading of a lead in which goods are diverted, and names for anchors.

use super::view::{Account, Glossary};
use fyke_model::country::Country;
use fyke_model::date::{Day, Month};
use fyke_model::lead::{Lead, Reason, Subject};
use fyke_model::money::Compact;

impl Glossary {
    /// The country's name, or its code where it has none here.
    pub(super) fn country(&self, code: Country) -> String {
        self.countries
            .get(&code)
            .cloned()
            .unwrap_or_else(|| code.to_string())
    }

    /// The typology's name, if it has one here.
    pub(super) fn typology(&self, id: &str) -> Option<&str> {
        self.typologies.get(id).map(String::as_str)
    }

    /// The regime's title, or its id where it has none here.
    pub(super) fn regime<'a>(&'a self, id: &'a str) -> &'a str {
        self.regimes.get(id).map_or(id, String::as_str)
    }
}

/// `March 2022`.
pub(super) fn month(month: Month) -> String {
    format!("{} {}", month.name(), month.year())
}

/// `24 February 2022`.
pub(super) fn day(day: Day) -> String {
    format!("{} {}", day.civil().day(), self::month(day.month()))
}

/// `March to November 2022`, `March 2021 to May 2022`, `March 2022`.
pub(super) fn period(from: Month, to: Month) -> String {
    if from == to {
        month(from)
    } else if from.year() == to.year() {
        format!("{} to {}", from.name(), month(to))
    } else {
        format!("{} to {}", month(from), month(to))
    }
}

/// `840 g`, `1.2 kg`, `12.4 t`: a mass in grams, for people.
pub(super) fn mass(mass_g: i64) -> String {
    let grams = mass_g as f64;
    match grams.abs() {
        g if g < 999.5 => format!("{grams:.0} g"),
        g if g < 99_950.0 => format!("{:.1} kg", grams / 1e3),
        g if g < 999_500.0 => format!("{:.0} kg", grams / 1e3),
        g if g < 99_950_000.0 => format!("{:.1} t", grams / 1e6),
        g if g < 999_500_000.0 => format!("{:.0} t", grams / 1e6),
        _ => format!("{} t", Compact(grams / 1e6)),
    }
}

/// `20 m`, `2.5 k`: a round number, without a zero that says nothing.
pub(super) fn round(value: f64) -> String {
    let text = Compact(value).to_string();
    match text.split_once(".0") {
        Some((whole, rest)) if rest.is_empty() || rest.starts_with(' ') => format!("{whole}{rest}"),
        _ => text,
    }
}

/// `3 rows`, `1 row`.
pub(super) fn count(number: usize, thing: &str) -> String {
    let mark = if number == 1 { "" } else { "s" };
    format!("{} {thing}{mark}", thousands(number))
}

/// `12 345`, with a thin no-break space between groups.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// `Kyrgyzstan, Armenia and Georgia`.
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The reading of a lead in which goods are diverted, made from its subject.
pub(super) fn diverted(lead: &Lead, glossary: &Glossary) -> Account {
    match &lead.subject {
        Subject::Lane { through, end, .. } => {
            let end = glossary.country(*end);
            let names: Vec<String> = through.iter().map(|c| glossary.country(*c)).collect();
            let between = if names.is_empty() {
                "other countries".to_owned()
            } else {
                list(&names)
            };
            Account {
                explanation: format!(
                    "Goods meant for {end} are declared for {between}, and go on from there to {end}."
                ),
                confirmed_by: format!(
                    "Customs records of {between} or {end} that show the same goods going on in the \
                     same months; or a maker's serial number, sold to {between} and found in {end}."
                ),
            }
        }
        Subject::Party { name, end, .. } => {
            let end = glossary.country(*end);
            Account {
                explanation: format!(
                    "{name} receives the goods, holds them for a while, and sends goods of the same kind \
                     on to {end}, around the embargo."
                ),
                confirmed_by: format!(
                    "Serial or lot numbers that are the same on its purchases and on what it sent to \
                     {end}; its contracts and payments for those months."
                ),
            }
        }
        Subject::Vessel { name, end, .. } => {
            let end = glossary.country(*end);
            Account {
                explanation: format!(
                    "{name} calls at ports of {end}, or takes over what another ship loaded there, and hides it."
                ),
                confirmed_by: format!(
                    "Satellite images of the hours in question; port calls, pilots' and tugs' bills; bills of \
                     lading that name {end}."
                ),
            }
        }
    }
}

/// Text as the name of an anchor: letters, digits, `-` and `_` stay.
pub(super) fn anchor(text: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    text.chars().take(60).map(plain).collect()
}

/// What a reason costs the other side to fake, and how often it was right
/// where the truth is known: each a part of a sentence, none where unknown.
pub(crate) fn proof(reason: &Reason) -> Vec<String> {
    let cost = reason
        .cost_to_fake
        .map(|cost| format!("cost to fake: {}", cost.as_str()));
    let measured = reason.precision.as_ref().map(|measured| {
        format!(
            "right in {:.0} % of {} on {} (base rate {:.1} %)",
            100.0 * measured.share,
            measured.n,
            measured.worlds,
            100.0 * measured.base_rate
        )
    });
    cost.into_iter().chain(measured).collect()
}

/// How a lead came into the queue, where it was chance.
pub(crate) fn drawn(lead: &Lead) -> Option<String> {
    let chance = lead.place.drawn_with?;
    Some(format!(
        "drawn by chance from below the cut (1 in {:.0}), so that what the cut misses can be estimated",
        1.0 / chance
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masses_and_periods_read_well() {
        for (mass_g, text) in [
            (840, "840 g"),
            (1_240, "1.2 kg"),
            (412_000, "412 kg"),
            (12_400_000, "12.4 t"),
        ] {
            assert_eq!(mass(mass_g), text);
        }
        let m = |y, n| Month::new(y, n);
        assert_eq!(period(m(2022, 3), m(2022, 11)), "March to November 2022");
        assert_eq!(period(m(2021, 12), m(2022, 1)), "December 2021 to January 2022");
        assert_eq!(period(m(2022, 3), m(2022, 3)), "March 2022");
        assert_eq!(count(12_345, "row"), "12\u{202f}345 rows");
        assert_eq!(round(2e7), "20 m");
        assert_eq!(round(2.5e6), "2.5 m");
        assert_eq!(round(10.0), "10");
        assert_eq!(anchor("<script>\"x"), "-script--x");
    }
}
