//! Whatever the order of the rows and the parts of the families, one queue.

use super::super::goods::{Goods, GoodsTable};
use super::super::index::{SIGN_DETOUR, SIGN_HANDLER, SIGN_TEXT, SIGN_VAGUE};
use super::super::testing::{FIRST_DAY, World};
use super::part::Part;
use super::*;
use crate::who::testing::Told;
use fyke_model::reference::Reference;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Reference> = LazyLock::new(Reference::shipped);

const ROWS: [&str; 8] = [
    "1    Maker/DE  Shop/KG   854231  100",
    "2    Maker/DE  Mid/AE    854231   80",
    "12   Shop/KG   End/RU    854231   97",
    "20   Mid/AE    Late/KZ   854231   79",
    "31   Late/KZ   End/RU    854231   78",
    "40   Maker/DE  Home/KG   854231   60",
    "48   Home/KG   Kiosk/KG  854231   20",
    "55   Home/KG   End/RU    854231    5",
];

fn ranked(rows: &[&str]) -> Vec<(String, u64, bool)> {
    let case = Case::read("day from to goods kg", rows);
    let units = rank(&case.input(&case.world.parties(), None)).units;
    let named = units.iter().map(|unit| {
        let name = case.world.names[unit.party as usize].0.clone();
        (name, unit.score.to_bits(), unit.direct)
    });
    named.collect()
}

#[test]
fn the_order_of_the_rows_does_not_matter() {
    let mut rows = ROWS;
    let first = ranked(&rows);
    assert_eq!(first.len(), 4);
    rows.reverse();
    let mut second = ranked(&rows);
    rows.swap(1, 6);
    rows.swap(0, 3);
    let mut third = ranked(&rows);
    // units of equal score stand in order of party, which hangs on the rows
    let mut sorted = first;
    for list in [&mut sorted, &mut second, &mut third] {
        list.sort();
    }
    assert_eq!(sorted, second);
    assert_eq!(sorted, third);
}

/// Whatever a person or a worker would see of a ranking.
fn seen(ranking: &Ranking) -> String {
    format!("{:?} {} {}", ranking.units, ranking.coverage, ranking.base_rate)
}

fn bytes(units: &[Examined]) -> Vec<u8> {
    let mut bytes = Vec::new();
    Examined::write(units, &mut bytes).unwrap();
    bytes
}

/// A question about a small world, with all that it borrows.
struct Case {
    world: World,
    index: EventIndex,
    rule: SourceRule,
    ends: Ends,
    settings: TraceSettings,
}

impl Case {
    fn read(header: &str, rows: &[impl AsRef<str>]) -> Case {
        let rows: Vec<&str> = rows.iter().map(AsRef::as_ref).collect();
        let world = World::read(&format!("{header}\n{}", rows.join("\n")));
        Case {
            index: world.index(),
            rule: world.rule(),
            ends: world.ends(),
            settings: TraceSettings::default(),
            world,
        }
    }

    fn input<'a>(&'a self, parties: &'a [Party<'a>], who: Option<&'a Who<'a>>) -> TraceInput<'a> {
        TraceInput {
            index: &self.index,
            parties,
            rule: &self.rule,
            ends: &self.ends,
            headings: &SHIPPED.headings,
            who,
            settings: &self.settings,
        }
    }
}

/// Families in parts, each part and what they share through bytes, and so each
/// answer; `part_of` says in which part a family is. How many families there were,
/// and the units.
fn in_parts(input: &TraceInput<'_>, part_of: &[usize]) -> (usize, Vec<Examined>) {
    let index = input.index;
    let roles = roles(input);
    let prepared = prepare(input, &roles);
    let shared = part::shared(input, &prepared);
    let mut units = Vec::new();
    // the last part first: in whatever order they come back
    for part in (0..=part_of.iter().copied().max().unwrap_or(0)).rev() {
        let of = |at: u32| part_of.get(at as usize).copied().unwrap_or(0);
        let mut spans = all_spans(index);
        spans.retain(|at| of(*at) == part);
        let carried = part::part(input, &roles, &prepared, &spans);
        let part = Part::read(&shared, &carried).unwrap();
        let rows = spans.iter().map(|at| index.spans[*at as usize]);
        assert_eq!(part.rows(), rows.map(|span| span.end - span.start).sum::<usize>());
        let found = part.examine();
        let here = examine_spans(input, &roles, &prepared, &spans);
        assert!(bytes(&found) == bytes(&here));
        units.extend(Examined::read(&bytes(&found)).unwrap());
    }
    let together = rank_with(input, roles.clone(), prepared, units.clone());
    let whole = rank(input);
    assert_eq!(seen(&together), seen(&whole));
    let all: Vec<usize> = (0..together.units.len()).collect();
    let told = |ranking: &Ranking| format!("{:?}", tell(input, ranking, &all));
    assert_eq!(told(&together), told(&whole));
    units.sort_by_key(|unit| unit.span);
    fill(&mut units, input);
    assert!(bytes(&units) == bytes(&examine(input, &roles).units));
    for unit in &together.units {
        let mut of = units
            .iter()
            .filter(|u| (u.party, u.span) == (unit.party, unit.span));
        let of = of.next().unwrap();
        assert_eq!(format!("{:?}", unit.evidence), format!("{:?}", of.evidence));
    }
    (index.spans.len(), units)
}

/// The same without registers; how many families and units there were.
fn of_rows_in_parts(rows: &[String], part_of: &[usize]) -> (usize, usize) {
    let case = Case::read("day from to goods kg value", rows);
    let (families, units) = in_parts(&case.input(&case.world.parties(), None), part_of);
    (families, units.len())
}

const GOODS: [u32; 5] = [854231, 848210, 852990, 880730, 854232];

#[test]
fn families_in_parts_are_ranked_as_families_together() {
    let mut rows = Vec::new();
    for goods in &GOODS[..4] {
        rows.extend(ROWS.map(|row| format!("{} 7", row.replace("854231", &goods.to_string()))));
    }
    for part_of in [[0, 0, 0, 0], [0, 1, 2, 3], [1, 0, 1, 0], [3, 2, 2, 0]] {
        assert_eq!(of_rows_in_parts(&rows, &part_of), (4, 16));
    }
}

/// Enough units that look guilty that their sum comes out otherwise in another order.
#[test]
fn many_units_in_parts_are_ranked_as_together() {
    let mut rows = Vec::new();
    for shop in 0..160 {
        let goods = GOODS[shop % 4];
        for parcel in 0..3 + shop % 5 {
            let (day, kg) = (80 + 21 * parcel + shop % 7, 60 + shop * 3 % 50 + parcel);
            let (bought, sold) = (kg * 90, kg * (100 + shop % 40));
            let (supplied, sent) = (kg + shop % 9, day + 5 + shop % 11);
            rows.push(format!(
                "{day} Maker/DE Shop{shop}/KG {goods} {supplied} {bought}"
            ));
            rows.push(format!("{sent} Shop{shop}/KG End/RU {goods} {kg} {sold}"));
        }
    }
    for part_of in [[2, 0, 1, 0], [0, 1, 2, 3], [1, 3, 0, 2]] {
        assert_eq!(of_rows_in_parts(&rows, &part_of), (4, 160));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, ..Default::default() })]

    #[test]
    fn any_families_in_any_parts_are_ranked_as_families_together(
        rows in proptest::collection::vec((0u16..400, 0u8..8, 0u8..8, 0usize..5, 1u16..900), 1..80),
        part_of in proptest::collection::vec(0usize..4, 5),
    ) {
        let party = |at: u8| match at {
            0 | 1 => format!("Maker{at}/DE"),
            7 => "End/RU".to_owned(),
            _ => format!("Mid{at}/KG"),
        };
        let rows: Vec<String> = rows
            .into_iter()
            .map(|(day, from, to, goods, kg)| {
                format!("{day} {} {} {} {kg} {}", party(from), party(to), GOODS[goods], u32::from(kg) * 9)
            })
            .collect();
        of_rows_in_parts(&rows, &part_of);
    }
}

/// Numbers that hang on the seed alone.
fn draws(mut state: u64) -> impl FnMut(u64) -> u64 {
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    }
}

/// Some years of trade in eight families in which every pattern is met: rows with
/// marks, without mass or value, of several origins, to listed parties.
fn rich(seed: u64) -> Case {
    const GOODS: [u32; 9] = [
        854231, 847330, 854232, 848210, 852990, 610910, 880730, 852351, 853400,
    ];
    let mut draw = draws(seed);
    let mut rows = Vec::new();
    for _ in 0..2_400 {
        let of = |at: u64| match at {
            0..3 => format!("Maker{at}/DE"),
            3..5 => format!("End{at}/RU"),
            _ => format!("Mid{at}/{}", ["KG", "AE", "KZ"][at as usize % 3]),
        };
        let (day, goods, kg) = (draw(1_400), GOODS[draw(9) as usize], draw(60));
        let value = (kg + 1) * (70 + draw(60)) * u64::from(draw(9) > 0);
        let (from, to) = (of(draw(24)), of(draw(24)));
        let origin = ["DE", "CN", "-"][draw(3) as usize];
        if from != to {
            rows.push(format!("{day} {from} {to} {goods} {kg} {value} {origin}"));
        }
        // the same goods at once: out of one hand through another and back
        if draw(20) == 0 {
            let (a, b, c) = (of(6 + draw(6)), of(12 + draw(6)), of(18 + draw(6)));
            for (after, from, to) in [(1, &a, &b), (3, &b, &c), (9, &c, &a)] {
                rows.push(format!(
                    "{} {from} {to} {goods} 50 {} DE",
                    day + after,
                    5_000 + after
                ));
            }
        }
        // one maker's goods through many hands to one end
        if draw(40) == 0 {
            for mid in 5..12 {
                rows.push(format!("{day} Maker1/DE {} {goods} 40 4000 DE", of(mid)));
                rows.push(format!("{} {} End3/RU {goods} 39 5200 DE", day + 8, of(mid)));
            }
        }
    }
    for at in 0..4 {
        for day in [0, 30, 60, 90].map(|day| 10 * at + day) {
            // one that was not there before, one that slept, one with another code on the way out
            rows.push(format!("{} Maker0/DE New{at}/KG 854231 90 9000 DE", 700 + day));
            rows.push(format!("{} New{at}/KG End3/RU 854231 80 12000 DE", 710 + day));
            rows.push(format!("{day} Maker0/DE Old{at}/AE 848210 50 4000 DE"));
            rows.push(format!("{} Maker0/DE Old{at}/AE 848210 50 4000 DE", 1_000 + day));
            rows.push(format!("{} Old{at}/AE End4/RU 848210 49 6000 DE", 1_010 + day));
            rows.push(format!("{} Maker1/DE Card{at}/KZ 854231 70 7000 DE", 300 + day));
            rows.push(format!("{} Card{at}/KZ End3/RU 847330 70 8000 DE", 310 + day));
        }
    }
    let mut case = Case::read("day from to goods kg value origin", &rows);
    let goods = case.world.goods.all().iter().map(|goods| Goods {
        listed: goods.listed && goods.subheading != 847_330,
        ..*goods
    });
    case.world.goods = GoodsTable::new(goods.collect()).unwrap();
    case.index = case.world.index();
    for at in 0..case.index.len() {
        case.index.marks[at] |= [SIGN_TEXT, 0, SIGN_VAGUE, SIGN_DETOUR, 0, SIGN_HANDLER][draw(6) as usize];
    }
    for (at, name) in case.world.names.iter_mut().enumerate() {
        name.2 = (at % 3 == 0).then_some(Day(FIRST_DAY.0 + 30 * at as i32));
    }
    case.rule.by_origin = true;
    case.ends.parties = vec![case.world.party("Mid7")];
    case.settings.measure_day = Day(FIRST_DAY.0 + 500);
    case
}

#[test]
fn parts_of_a_rich_world_say_what_the_whole_says() {
    let mut spoke = BTreeSet::new();
    for seed in 1..4 {
        let case = rich(seed);
        let parties = case.world.parties();
        for part_of in [[0; 8], [0, 1, 2, 3, 4, 5, 6, 7], [2, 0, 2, 1, 0, 1, 2, 0]] {
            let (families, units) = in_parts(&case.input(&parties, None), &part_of);
            assert_eq!(families, 8);
            let speaks = |kind: &Kind| {
                let numbers = units.iter().map(|unit| unit.evidence.of(*kind));
                numbers.filter(|x| *x != 0.0 && !x.is_nan()).count() > 0
            };
            spoke.extend(Kind::all().filter(speaks).map(Kind::id));
        }
    }
    // whatever rows alone can say was said, so nothing that a part needs is left out
    let silent =
        Kind::all().filter(|kind| !matches!(kind.kernel(), Kernel::Who(_)) && !spoke.contains(kind.id()));
    assert_eq!(silent.map(Kind::id).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn what_registers_say_is_looked_up_where_they_are() {
    let case = rich(5);
    let facts = |(at, (name, country, _)): (usize, &(String, Option<Country>, Option<Day>))| {
        let country = country.unwrap();
        let listed = if at % 9 == 4 {
            " listed=ofac@2019-03-01"
        } else {
            ""
        };
        let born = 2001 + at % 20;
        format!("firm {name}/{country} born={born}-03-10 nace=46.52{listed}\n")
    };
    let mut text: String = case.world.names.iter().enumerate().map(facts).collect();
    text.push_str("owns Mid9 Mid10 60 2020-01-01..\nhas Mid9 phone:+996312 density=3\n");
    let told = Told::read(&text);
    let who = Who::judge(&told.register, &told.activities, &told.voyages, Told::question());
    let parties = case.world.parties();
    let input = case.input(&parties, Some(&who));
    let (_, units) = in_parts(&input, &[0, 1, 2, 0, 1, 2, 3]);
    let mut spoke = 0;
    for unit in &units {
        for kind in Kind::all() {
            let Kernel::Who(find) = kind.kernel() else {
                continue;
            };
            let number = find.find(unit.party, &who, Ask::Weigh).strength as f32;
            let known = unit.evidence.x[kind.at()];
            assert!(known.to_bits() == number.to_bits() || known.is_nan() && number.is_nan());
            spoke += usize::from(known != 0.0 && !known.is_nan());
        }
    }
    assert!(spoke > 20, "{spoke}");
}

#[test]
fn a_part_that_was_cut_changed_or_mixed_up_is_refused() {
    let case = rich(6);
    let parties = case.world.parties();
    let input = case.input(&parties, None);
    let roles = roles(&input);
    let prepared = prepare(&input, &roles);
    let shared = part::shared(&input, &prepared);
    let carried = part::part(&input, &roles, &prepared, &[1, 3]);
    let why = |shared: &[u8], part: &[u8]| Part::read(shared, part).err().unwrap().to_string();
    assert!(why(&shared, &shared).contains("another program"));
    assert!(why(&carried, &carried).contains("another program"));
    for step in 1..60 {
        let (a, b) = (shared.len() * step / 60, carried.len() * step / 60);
        assert!(!why(&shared[..a], &carried).is_empty());
        assert!(!why(&shared, &carried[..b]).is_empty());
    }
    let longer = [&carried[..], &[0]].concat();
    assert!(why(&shared, &longer).contains("follows"));
    let longer = [&shared[..], &[0]].concat();
    assert!(why(&longer, &carried).contains("follows"));
    // whatever is changed, it is refused or examined, and nothing breaks down
    let mut draw = draws(7);
    for _ in 0..400 {
        let mut changed = carried.clone();
        let at = draw(changed.len() as u64) as usize;
        changed[at] ^= 1 << draw(8);
        if let Ok(part) = Part::read(&shared, &changed) {
            part.examine();
        }
    }
}

#[test]
fn a_part_without_families_is_empty() {
    let case = rich(8);
    let parties = case.world.parties();
    let input = case.input(&parties, None);
    let roles = roles(&input);
    let prepared = prepare(&input, &roles);
    let carried = part::part(&input, &roles, &prepared, &[99]);
    let part = Part::read(&part::shared(&input, &prepared), &carried).unwrap();
    assert_eq!((part.rows(), part.examine().len()), (0, 0));
}

#[test]
fn a_family_that_is_not_there_has_no_units() {
    let case = Case::read("day from to goods kg", &ROWS);
    let parties = case.world.parties();
    let input = case.input(&parties, None);
    let roles = roles(&input);
    let prepared = prepare(&input, &roles);
    assert!(examine_spans(&input, &roles, &prepared, &[1, u32::MAX]).is_empty());
    assert_eq!(examine_spans(&input, &roles, &prepared, &[0]).len(), 4);
}

/// Several families are looked at at once, by threads that share all this.
#[test]
fn what_is_asked_can_be_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<TraceInput<'static>>();
    shared::<Prepared>();
    shared::<Roles>();
}

#[test]
fn a_middleman_is_a_candidate_too() {
    let found = ranked(&ROWS);
    let middle = found.iter().find(|unit| unit.0 == "Mid").unwrap();
    assert!(!middle.2);
}
