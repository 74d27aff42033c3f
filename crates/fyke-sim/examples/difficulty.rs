//! How hard is a world? Ranks its sellers by three plain measures and says how
//! well each finds the planted ones: dependence on the embargoed ends, the
//! share of coalition goods in what they hold, and the product of the two.
//! These are yardsticks, not Fyke's detectors.
//!
//! `cargo run --release -p fyke-sim --example difficulty -- ROWS SEED COVERAGE MIXING`

use fyke_model::country::Country;
use fyke_sim::{Settings, rows};
use std::collections::{BTreeMap, HashMap};

/// A yardstick.
type Score<'a> = &'a dyn Fn(&Unit) -> f64;

/// Half-life of goods in a stock, in days.
const HALF_LIFE_DAYS: f64 = 90.0;
const COALITION: &str = "US DE JP KR TW NL FR IT GB ES PL CZ AT SE FI DK BE IE CH CA AU NO LT LV EE SK HU RO BG GR PT SI HR LU NZ";

#[derive(Default, Clone)]
struct Unit {
    out: f64,
    to_ends: f64,
    end_rows: f64,
    stock: f64,
    tainted: f64,
    day: i32,
    taint_sent: f64,
    all: f64,
}

fn average_precision(mut scored: Vec<(f64, f64, f64)>) -> (f64, f64) {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positives: f64 = scored.iter().map(|s| s.1).sum();
    let (mut hits, mut seen, mut sum, mut at_quarter) = (0.0, 0.0, 0.0, 0.0);
    for (_, positive, weight) in &scored {
        seen += weight;
        hits += positive;
        sum += positive * hits / seen;
        if seen <= positives * 0.25 {
            at_quarter = hits / seen;
        }
    }
    (sum / positives, at_quarter)
}

fn main() {
    let number: Vec<f64> = std::env::args().skip(1).filter_map(|w| w.parse().ok()).collect();
    let get = |at: usize, other: f64| number.get(at).copied().unwrap_or(other);
    let mut settings = Settings::new(get(0, 1e6) as u64, get(1, 1.0) as u64);
    settings.coverage = get(2, 0.7);
    settings.stock_mixing = get(3, 3.0);
    let ends: Country = Country::of("RU");
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut units: BTreeMap<(u32, u32), Unit> = BTreeMap::new();
    let listed: Vec<u32> = vec![
        8457, 8458, 8459, 8466, 8471, 8482, 8486, 8504, 8517, 8525, 8526, 8529, 8532, 8534, 8536, 8541, 8542,
        8543, 8548, 8807, 9013, 9014, 9027, 9030,
    ];
    let mut planted_rows: HashMap<(u32, u32), f64> = HashMap::new();
    let tables = rows(&settings, &mut |row, truth| {
        let mut id = |name: &str, country: Option<Country>| {
            let plain = name
                .to_lowercase()
                .replace("  ", " ")
                .trim_end_matches('.')
                .to_owned();
            let next = ids.len() as u32;
            *ids.entry(format!("{plain}|{country:?}")).or_insert(next)
        };
        let (from, to) = (
            id(row.consignor, row.consignor_country),
            id(row.consignee, row.consignee_country),
        );
        let heading = match row.hs.map_or(0, |hs| hs.code.heading()) {
            8803 => 8807,
            other => other,
        };
        let mass = row.mass_g.unwrap_or(0) as f64;
        let coalition = row
            .consignor_country
            .is_some_and(|c| COALITION.contains(c.as_str()));
        let sender = units.entry((from, heading)).or_default();
        sender.out += 1.0;
        sender.all += mass;
        let fade = 0.5f64.powf(f64::from(row.date.0 - sender.day) / HALF_LIFE_DAYS);
        sender.stock *= fade;
        sender.tainted *= fade;
        sender.day = row.date.0;
        let share = if coalition && listed.contains(&heading) {
            1.0
        } else if sender.stock > 0.0 {
            sender.tainted / sender.stock
        } else {
            0.0
        };
        sender.taint_sent += share * mass;
        let taken = mass.min(sender.stock);
        sender.stock -= taken;
        sender.tainted -= taken * share.min(1.0);
        sender.tainted = sender.tainted.max(0.0);
        if row.consignee_country == Some(ends) {
            sender.to_ends += mass;
            sender.end_rows += 1.0;
            if truth.is_some() {
                *planted_rows.entry((from, heading)).or_default() += 1.0;
            }
        } else {
            let receiver = units.entry((to, heading)).or_default();
            let fade = 0.5f64.powf(f64::from(row.date.0 - receiver.day) / HALF_LIFE_DAYS);
            receiver.stock = receiver.stock * fade + mass;
            receiver.tainted = receiver.tainted * fade + mass * share;
            receiver.day = row.date.0;
        }
    })
    .expect("the settings are those of a world");
    let sellers: Vec<_> = units.iter().filter(|(_, u)| u.end_rows > 0.0).collect();
    let mean = sellers.iter().map(|(_, u)| u.end_rows).sum::<f64>()
        / sellers.iter().map(|(_, u)| u.out).sum::<f64>();
    println!(
        "rows {} units {} base rate rows {:.3} units {:.3} dependence mean {mean:.3}",
        tables.summary.rows_seen,
        sellers.len(),
        tables.summary.base_rate_rows(),
        tables.summary.base_rate_units()
    );
    let dependence = |u: &Unit| (u.end_rows + 4.0 * mean) / (u.out + 4.0);
    let taint = |u: &Unit| (u.taint_sent + 1.0) / (u.all + 10.0);
    let scores: [(&str, Score<'_>); 4] = [
        ("dependence", &dependence),
        ("taint", &taint),
        ("product", &|u| dependence(u) * taint(u)),
        ("rows into ends", &|u| u.end_rows),
    ];
    for (name, keep) in [("planted", true), ("honest", false)] {
        let group: Vec<_> = sellers
            .iter()
            .filter(|(k, _)| planted_rows.contains_key(k) == keep)
            .collect();
        let quantile = |score: &dyn Fn(&Unit) -> f64| {
            let mut values: Vec<f64> = group.iter().map(|(_, u)| score(u)).collect();
            values.sort_by(f64::total_cmp);
            [0.1, 0.25, 0.5, 0.75, 0.9, 0.99].map(|q| values[(q * values.len() as f64) as usize])
        };
        println!("{name}: dependence {:.2?}", quantile(&|u| u.end_rows / u.out));
        println!("{name}: taint      {:.2?}", quantile(&taint));
        println!("{name}: rows out   {:.0?}", quantile(&|u| u.out));
        println!("{name}: end rows   {:.0?}", quantile(&|u| u.end_rows));
    }
    for (name, score) in scores {
        let by_unit = sellers
            .iter()
            .map(|(key, u)| (score(u), f64::from(u8::from(planted_rows.contains_key(key))), 1.0))
            .collect();
        let by_row = sellers
            .iter()
            .map(|(key, u)| {
                (
                    score(u),
                    planted_rows.get(key).copied().unwrap_or(0.0),
                    u.end_rows,
                )
            })
            .collect();
        let (unit, unit_quarter) = average_precision(by_unit);
        let (row, row_quarter) = average_precision(by_row);
        println!(
            "{name:16} units AP {unit:.3} at a quarter {unit_quarter:.3}; rows AP {row:.3} at a quarter {row_quarter:.3}"
        );
    }
}
