//! Masses, shares and countries as sentences have them.

use fyke_model::country::Country;
use fyke_model::money::Compact;

/// Countries by mass, heaviest first, ties by code.
pub(crate) fn heaviest(masses: impl Iterator<Item = (Option<Country>, f64)>) -> Vec<Country> {
    let mut sums: Vec<(Country, f64)> = Vec::new();
    for (country, kg) in masses {
        if let Some(country) = country {
            match sums.iter_mut().find(|(known, _)| *known == country) {
                Some((_, sum)) => *sum += kg,
                None => sums.push((country, kg)),
            }
        }
    }
    sums.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    sums.into_iter().map(|(country, _)| country).collect()
}

pub(crate) fn listed(countries: &[Country]) -> String {
    let shown: Vec<String> = countries.iter().take(3).map(Country::to_string).collect();
    match shown.split_last() {
        None => "unknown countries".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, before)) if countries.len() <= 3 => format!("{} and {last}", before.join(", ")),
        Some(_) => format!("{} and others", shown.join(", ")),
    }
}

/// `412 kg`, `3.4 t`.
pub(crate) fn mass(kg: f64) -> String {
    match kg {
        kg if kg < 9.95 => format!("{kg:.1} kg"),
        kg if kg < 999.5 => format!("{kg:.0} kg"),
        kg if kg < 99_950.0 => format!("{:.1} t", kg / 1_000.0),
        kg => format!("{} t", Compact(kg / 1_000.0)),
    }
}

pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", (share.clamp(0.0, 1.0)) * 100.0)
}

/// `1 sale`, `3 sales`.
pub(crate) fn counted(n: usize, one: &str, many: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}

pub(crate) fn span(low: f64, high: f64) -> String {
    match (percent(low), percent(high)) {
        (low, high) if low == high => format!("about {low}"),
        (low, high) => format!("between {low} and {high}"),
    }
}
