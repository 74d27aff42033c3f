//! What the index and the taint pass cost, in CPU-seconds and bytes a row.
//!
//! ```sh
//! cargo run --release -p fyke-trace --example party_bench -- 10000000
//! ```
//! Prints one JSON object. CPU time is that of this one thread, from
//! `/proc/self/schedstat` (Linux only); wall time on a shared machine says
//! little. The rows are a hub graph of a tenth as many parties in 1200 codes
//! of 300 families, families drawn with a heavy tail. "taint" is opening every
//! family (numbering its parties), forward and backward at the grain of the
//! family; "screen" is all that a trace does before evidence is gathered:
//! forward at both grains, backward, hands, units.

use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use fyke_trace::measure::Rng;
use fyke_trace::party::family::{Family, Roles, Scratch};
use fyke_trace::party::taint::{Decay, Grain, HALF_LIFE_DAYS, backward, forward};
use fyke_trace::party::unit::screen;
use fyke_trace::party::{Ends, Event, EventIndex, Goods, GoodsTable, IndexBuilder, Party, SourceRule};

const CODES: u32 = 1_200;

fn main() {
    let rows: usize = std::env::args()
        .nth(1)
        .and_then(|a| a.parse().ok())
        .unwrap_or(10_000_000);
    let parties = rows / 10;
    let mut rng = Rng::new(7);
    let mut builder = IndexBuilder::new(goods(), Day(18_993));
    builder.reserve(rows);
    let before = cpu_seconds();
    for row in 0..rows {
        builder.push(event(&mut rng, parties, row as u32));
    }
    let pushed = cpu_seconds();
    let resident = memory_kb("VmRSS");
    let index = builder.build();
    let built = cpu_seconds();
    let peak_build = memory_kb("VmHWM");
    let countries = [
        Country::of("DE"),
        Country::of("KG"),
        Country::of("TR"),
        Country::of("RU"),
    ];
    let parties: Vec<Party<'_>> = (0..parties)
        .map(|at| Party {
            country: Some(countries[[0, 1, 2, 1, 2, 1, 2, 1, 2, 3][at % 10]]),
            ..Party::default()
        })
        .collect();
    let rule = SourceRule {
        countries: vec![countries[0]],
        by_origin: false,
    };
    let ends = Ends {
        countries: vec![countries[3]],
        parties: Vec::new(),
    };
    let roles = Roles::new(&parties, &rule, &ends);
    let decay = Decay::half_life_days(HALF_LIFE_DAYS);
    let (taint, checksum) = timed(|| {
        each_family(&index, &roles, |family| {
            let ahead: f32 = forward(family, Grain::Family, &decay).iter().sum();
            let back: f32 = backward(family, Grain::Family, &decay).iter().sum();
            f64::from(ahead) + f64::from(back)
        })
    });
    let (screened, units) =
        timed(|| each_family(&index, &roles, |family| screen(family, &decay).len() as f64));
    let n = index.len() as f64;
    println!(
        "{{\"rows\": {}, \"bytes_per_row\": {}, \"resident_kb_after_push\": {resident}, \"peak_kb_after_build\": {peak_build}, \
         \"generate_and_push_cpu_s\": {:.2}, \"build_cpu_s\": {:.2}, \"build_rows_per_cpu_s\": {:.0}, \
         \"taint_cpu_s\": {taint:.2}, \"taint_rows_per_cpu_s\": {:.0}, \"screen_cpu_s\": {screened:.2}, \
         \"units\": {units}, \"peak_kb\": {}, \"checksum\": {checksum:.0}}}",
        index.len(),
        EventIndex::bytes_per_row(),
        pushed - before,
        built - pushed,
        n / (built - pushed),
        n / taint,
        memory_kb("VmHWM"),
    );
}

fn goods() -> GoodsTable {
    let goods = (0..CODES).map(|code| Goods {
        code: HsCode {
            version: HsVersion::Hs2022,
            code: Hs6::from_number(840_000 + code / 4 * 100 + code % 4).unwrap_or_else(|| unreachable!()),
        },
        subheading: code,
        family: code / 4,
        listed: code % 20 < 3,
    });
    GoodsTable::new(goods.collect()).unwrap_or_else(|_| unreachable!())
}

fn event(rng: &mut Rng, parties: usize, row: u32) -> Event {
    // squares of uniform numbers: the first tenth of the parties have a third of the rows
    let mut party = || ((rng.unit() * rng.unit()) * parties as f64) as u32;
    let (src, dst) = (party(), party());
    let family = ((rng.unit().powi(3)) * f64::from(CODES / 4)) as u16;
    Event {
        src,
        dst,
        day: Day(18_993 + rng.below(1_000) as i32),
        goods: family * 4 + rng.below(4) as u16,
        mass_g: Some(1 + rng.below(1_000_000) as i64),
        value_minor: Some(1 + rng.below(10_000_000) as i64),
        origin: None,
        row,
    }
}

fn each_family(index: &EventIndex, roles: &Roles, work: impl Fn(&Family<'_>) -> f64) -> f64 {
    let mut scratch = Scratch::new(index.party_count);
    let mut sum = 0.0;
    for span in &index.spans {
        sum += work(&Family::open(index, *span, roles, &mut scratch));
    }
    sum
}

fn timed(work: impl FnOnce() -> f64) -> (f64, f64) {
    let before = cpu_seconds();
    let result = work();
    (cpu_seconds() - before, result)
}

fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanos = text.split_whitespace().next().and_then(|n| n.parse::<f64>().ok());
    nanos.unwrap_or(f64::NAN) / 1e9
}

fn memory_kb(field: &str) -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(field));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or(0)
}
