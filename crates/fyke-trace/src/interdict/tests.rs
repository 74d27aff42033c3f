//! Small worlds with the expected choice beside them.

use super::testing::{helpless, network, settings, shifts_at_once};
use super::*;
use fyke_model::reference::ActionKind;
use proptest::prelude::*;
use proptest::strategy::ValueTree;

/// One maker, one hub that passes all of it on.
const LONE_HUB: &str = "
    day  from       to         goods   kg
    1    Maker/DE   Hub/KG     854231  100
    2    Other/DE   Honest/KG  854231  100
    9    Hub/KG     End/RU     854231  100
    9    Honest/KG  Home/KG    854231  100
";

/// The larger hub in Kyrgyzstan, a smaller one in Turkey.
const TWO_HUBS: &str = "
    day  from       to         goods   kg
    1    Maker/DE   Large/KG   854231  100
    1    Maker/DE   Small/TR   854231   60
    9    Large/KG   End/RU     854231  100
    9    Small/TR   End/RU     854231   60
";

/// A giant that passes ten on and sells ten thousand at home; a small firm that passes ten on.
const GIANT: &str = "
    day  from       to         goods   kg
    1    Maker/DE   Giant/TR   854231  10010
    1    Maker/DE   Shady/KG   854231     10
    9    Giant/TR   Home/TR    854231  10000
    10   Giant/TR   End/RU     854231     10
    11   Shady/KG   End/RU     854231     10
";

fn subjects(plan: &Plan) -> Vec<String> {
    plan.actions.iter().map(|a| a.subject.to_string()).collect()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * b.abs().max(1.0)
}

#[test]
fn traced_value_goes_along_its_chain_and_no_other() {
    let network = network(LONE_HUB);
    assert!(close(network.flow_value, 100.0), "{}", network.flow_value);
    assert!(!network.in_money);
    let names: Vec<&str> = network.nodes.iter().map(|n| n.name.as_str()).collect();
    assert_eq!(names, ["Maker", "Hub", "End"]);
    assert_eq!(network.routes.len(), 1);
    assert_eq!(
        (network.routes[0].source, &network.routes[0].middles),
        (Some(0), &vec![1])
    );
    let lane = network
        .lanes
        .iter()
        .find(|l| l.to.as_str() == "KG" && l.from.as_str() == "DE");
    let lane = lane.unwrap();
    assert!(close(lane.traced_value, 100.0) && close(lane.honest_value, 100.0));
}

#[test]
fn a_lone_hub_is_closed_and_nothing_arrives() {
    let network = network(LONE_HUB);
    let mut settings = settings(&[("list", ActionKind::Node)], 1);
    settings.adaptation = helpless();
    let plan = plan(&network, &settings);
    assert_eq!(subjects(&plan), ["Hub (KG)"]);
    assert!(close(plan.denied.mean, 100.0), "{}", plan.denied.mean);
    assert!(close(plan.actions[0].forecast.denied_share, 1.0));
    assert!(plan.actions[0].forecast.outlets.is_empty());
}

#[test]
fn closing_the_larger_of_two_hubs_only_shifts() {
    let network = network(TWO_HUBS);
    let mut settings = settings(&[("list", ActionKind::Node)], 1);
    settings.adaptation = shifts_at_once();
    let one = plan(&network, &settings);
    assert_eq!(subjects(&one), ["Large (KG)"]);
    assert!(close(one.proof.unreactive, 100.0));
    assert!(one.denied.mean < 40.0, "{}", one.denied.mean);
    let forecast = &one.actions[0].forecast;
    assert_eq!(forecast.outlets[0].hub.as_str(), "TR");
    assert_eq!(forecast.outlets[0].vehicle, Vehicle::ExistingMiddle);
    assert!(forecast.outlets[0].share > 0.6);

    settings.budget = Budget::Actions(2);
    let both = plan(&network, &settings);
    assert_eq!(both.actions.len(), 2);
    assert!(close(both.denied.mean, 160.0), "{}", both.denied.mean);
}

#[test]
fn where_closing_one_hub_only_shifts_the_maker_is_written_to() {
    let network = network(TWO_HUBS);
    let mut settings = settings(&[("list", ActionKind::Node), ("letter", ActionKind::Supplier)], 1);
    settings.adaptation = shifts_at_once();
    let plan = plan(&network, &settings);
    assert_eq!(subjects(&plan), ["Maker (DE)"]);
    let alone = baseline_largest(&network, None, &settings);
    assert_eq!(subjects(&alone), ["Large (KG)"]);
    assert!(plan.denied.mean > 1.3 * alone.denied.mean);
}

#[test]
fn an_honest_giant_is_left_alone_at_that_harm() {
    let network = network(GIANT);
    let mut settings = settings(&[("list", ActionKind::Node)], 2);
    settings.adaptation = helpless();
    settings.harm_limit = Some(100.0);
    let careful = plan(&network, &settings);
    assert_eq!(subjects(&careful), ["Shady (KG)"]);
    assert!(careful.harm.mean <= 100.0);
    let largest = baseline_largest(&network, Some(100.0), &settings);
    assert_eq!(subjects(&largest), ["Shady (KG)"]);

    settings.harm_limit = None;
    let careless = plan(&network, &settings);
    assert_eq!(careless.actions.len(), 2);
    assert!(careless.harm.mean > 9_000.0);
    // the front tells the one from the other
    assert_eq!(careless.front.len(), 2);
    assert!(careless.front[0].harm < 100.0);
}

#[test]
fn the_least_cut_is_the_narrow_place() {
    let network = network(
        "
        day  from       to         goods   kg
        1    Maker/DE   A/KG       854231  50
        1    Maker/DE   B/KG       854231  50
        5    A/KG       Neck/KZ    854231  50
        5    B/KG       Neck/KZ    854231  50
        9    Neck/KZ    C/KZ       854231  50
        9    Neck/KZ    D/KZ       854231  50
        12   C/KZ       End/RU     854231  50
        12   D/KZ       End/RU     854231  50
        1    Maker/DE   Wide/TR    854231  30
        9    Wide/TR    End/RU     854231  30
        ",
    );
    let (cut, flow) = max_flow::least_cut(&network);
    assert!((flow - 130.0).abs() < 1.0, "{flow}");
    let value: f64 = cut
        .iter()
        .map(|at| network.nodes[*at as usize].traced_value)
        .sum();
    assert!((value - flow).abs() < 1.0, "{value}");
    let settings = settings(&[("list", ActionKind::Node)], 10);
    assert!(!baseline_max_flow(&network, None, &settings).actions.is_empty());
}

#[test]
fn a_natural_person_is_never_a_subject() {
    let mut network = network(LONE_HUB);
    network.nodes.iter_mut().for_each(|node| node.person = true);
    let settings = settings(&[("list", ActionKind::Node), ("letter", ActionKind::Supplier)], 3);
    assert!(plan(&network, &settings).actions.is_empty());
    assert!(baseline_largest(&network, None, &settings).actions.is_empty());
}

#[test]
fn an_address_with_two_firms_is_one_subject() {
    let mut network = network(TWO_HUBS);
    for node in &mut network.nodes {
        node.address = (node.name != "Maker").then(|| "1 long street".to_owned());
    }
    let mut settings = settings(&[("address", ActionKind::Address)], 1);
    settings.adaptation = shifts_at_once();
    let plan = plan(&network, &settings);
    assert_eq!(subjects(&plan), ["1 long street (2 firms)"]);
    assert!(close(plan.denied.mean, 160.0));
}

#[test]
fn a_ban_on_the_lane_meets_new_firms_too() {
    let network = network(LONE_HUB);
    let mut settings = settings(&[("list", ActionKind::Node), ("ban", ActionKind::Lane)], 1);
    // only new firms, soon and without limit
    settings.adaptation = helpless()
        .with(adaptation::Key::ShellReach, [1.0; 3])
        .with(adaptation::Key::ShellEntryDays, [10.0; 3]);
    let plan = plan(&network, &settings);
    assert_eq!(subjects(&plan), ["coalition to KG, HS 8542"]);
    assert!(close(plan.denied.mean, 100.0), "{}", plan.denied.mean);
}

#[test]
fn the_same_seed_gives_the_same_plan() {
    let network = network(TWO_HUBS);
    let settings = settings(&[("list", ActionKind::Node)], 2);
    assert_eq!(plan(&network, &settings), plan(&network, &settings));
}

/// Random worlds: makers, six hands in two countries, one end.
fn worlds() -> impl Strategy<Value = Network> {
    proptest::collection::vec((0u16..300, 0u8..8, 0u8..8, 10u16..500), 10..60).prop_map(|rows| {
        let mut text = String::from("day from to goods kg\n");
        for (day, from, to, kg) in rows {
            let party = |at: u8| match at {
                0 | 1 => format!("Maker{at}/DE"),
                7 => "End/RU".to_owned(),
                2..=4 => format!("Mid{at}/KG"),
                _ => format!("Mid{at}/TR"),
            };
            // a chip and a bearing: two families
            let goods = if kg % 3 == 0 { 848210 } else { 854231 };
            if from != to {
                text.push_str(&format!("{day} {} {} {goods} {kg}\n", party(from), party(to)));
            }
        }
        network(&text)
    })
}

fn shipped(budget: usize) -> Settings {
    let actions = fyke_model::reference::Reference::shipped().actions;
    Settings {
        budget: Budget::Actions(budget),
        scenarios: 2,
        exact: false,
        front_points: 0,
        ..Settings::new(actions, fyke_model::date::Day(19_400))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn routes_add_up_and_nothing_denies_more_than_flows(network in worlds()) {
        let routes: f64 = network.routes.iter().map(|r| r.value).sum();
        prop_assert!((routes - network.flow_value).abs() <= 1e-6 * routes.max(1.0));
        let plan = plan(&network, &shipped(4));
        prop_assert!(plan.denied.mean <= plan.proof.unreactive + 1e-6);
        prop_assert!(plan.proof.unreactive <= plan.proof.bound + 1e-6);
        prop_assert!(plan.proof.bound <= network.flow_value + 1e-6);
        for action in &plan.actions {
            let shares: f64 = action.forecast.outlets.iter().map(|o| o.share).sum();
            prop_assert!((shares + action.forecast.denied_share - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn more_budget_never_denies_less(network in worlds()) {
        let mut last = 0.0;
        for budget in 0..5 {
            let denied = plan(&network, &shipped(budget)).denied.mean;
            prop_assert!(denied >= last - 1e-9, "{budget}: {denied} < {last}");
            last = denied;
        }
    }

    #[test]
    fn without_reaction_greedy_keeps_its_promise(network in worlds()) {
        let settings = shipped(3);
        let game = game::Game::new(&network, candidate::candidates(&network, &settings.actions, 2, 0.0), &settings);
        let limits = search::Limits { budget: settings.budget, harm: None };
        let found = search::search(&game, limits, search::Count::Blocked);
        let count = game.candidates.len().min(12);
        let mut reply = reply::Reply::default();
        let mut best = 0.0f64;
        for bits in 0u32..1 << count {
            if bits.count_ones() <= 3 {
                let set: Vec<usize> = (0..count).filter(|c| bits >> c & 1 == 1).collect();
                best = best.max(game::mean(&game.value(&set, &mut reply).blocked));
            }
        }
        prop_assert!(found.value >= (1.0 - (-1f64).exp()) * best - 1e-9);
        prop_assert!(search::bound(&game, &found.set, limits) >= best - 1e-6);
    }
}

/// The same network with the probability that a trace gave to some parties.
fn traced(text: &str, odds: &[(&str, f64)]) -> Network {
    let mut network = network(text);
    for node in &mut network.nodes {
        node.probability = odds.iter().find(|(name, _)| *name == node.name).map(|(_, p)| *p);
    }
    network
}

#[test]
fn a_firm_below_the_least_probability_is_not_acted_on() {
    let network = traced(TWO_HUBS, &[("Large", 0.4), ("Small", 0.9)]);
    let mut settings = settings(&[("list", ActionKind::Node)], 2);
    assert_eq!(subjects(&plan(&network, &settings)), ["Small (TR)"]);
    settings.least_probability = 0.4;
    assert_eq!(plan(&network, &settings).actions.len(), 2);
}

#[test]
fn who_feeds_a_likely_seller_is_as_likely_by_value() {
    let network = traced(
        "
        day  from       to         goods   kg
        1    Maker/DE   Feeder/TR  854231  100
        5    Feeder/TR  Sure/KG    854231   75
        5    Feeder/TR  Maybe/KG   854231   25
        9    Sure/KG    End/RU     854231   75
        9    Maybe/KG   End/RU     854231   25
        ",
        &[("Sure", 1.0), ("Maybe", 0.2)],
    );
    let feeder = network.nodes.iter().position(|node| node.name == "Feeder");
    let odds = candidate::likely(&network)[feeder.unwrap()];
    assert!(close(odds, 0.75 + 0.25 * 0.2), "{odds}");
}

#[test]
fn a_letter_goes_to_suppliers_and_a_hand_in_a_source_country_is_listed() {
    let both = [("list", ActionKind::Node), ("letter", ActionKind::Supplier)];
    let told = |p: f64| {
        let network = traced(LONE_HUB, &[("Maker", p), ("Hub", 0.9)]);
        let made = candidate::candidates(&network, &settings(&both, 2).actions, 9, 0.5);
        let one = |c: &candidate::Candidate| (c.action.clone(), c.subject.to_string(), c.touched_value);
        made.iter().map(one).collect::<Vec<_>>()
    };
    let hub = ("list".to_owned(), "Hub (KG)".to_owned(), 100.0);
    // as far as it is honest, it heeds a letter
    assert_eq!(
        told(0.25),
        [("letter".to_owned(), "Maker (DE)".to_owned(), 75.0), hub.clone()]
    );
    assert_eq!(
        told(0.9),
        [hub, ("list".to_owned(), "Maker (DE)".to_owned(), 100.0)]
    );
}

#[test]
fn an_added_code_stops_no_more_than_listed_ones_leave() {
    let mut network = network(TWO_HUBS);
    // all that Large sends, 100 of 160, goes under a code that no list names
    for route in &mut network.routes {
        route.unlisted_share = f64::from(u8::from(route.value > 99.0));
    }
    network.unlisted = vec![network::UnlistedCode {
        heading: 8542,
        code: 854_290,
        traced_value: 100.0,
        honest_value: 0.0,
    }];
    let actions = settings(&[("add", ActionKind::Goods)], 1).actions;
    let made = candidate::candidates(&network, &actions, 9, 0.5);
    assert!(close(made[0].touched_value, 100.0 * 100.0 / 160.0), "{made:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// What is kept between additions and exchanges is what working it out anew gives.
    #[test]
    fn the_value_of_a_search_is_that_of_its_set(network in worlds()) {
        let settings = shipped(4);
        let made = candidate::candidates(&network, &settings.actions, 9, 0.0);
        let game = game::Game::new(&network, made, &settings);
        let limits = search::Limits { budget: settings.budget, harm: Some(0.3 * network.flow_value) };
        let found = search::search(&game, limits, search::Count::Denied);
        let anew = game::mean(&game.value(&found.set, &mut reply::Reply::default()).denied);
        prop_assert!((found.value - anew).abs() <= 1e-6 * anew.max(1.0), "{} {anew}", found.value);
    }
}

/// On forty fixed worlds the exact answer and greedy are within five hundredths,
/// both below what is proven; under a limit of harm on the mean, for with eight
/// actions to choose from one that no longer fits is a large part.
#[test]
fn greedy_is_within_five_hundredths_of_the_exact_answer() {
    let mut limited = Vec::new();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for at in 0..40 {
        let network = worlds().new_tree(&mut runner).unwrap().current();
        let limit = (at % 2 == 0).then_some(f64::from(at) / 40.0 * network.flow_value);
        let settings = Settings {
            exact: true,
            harm_limit: limit,
            ..shipped(4)
        };
        let plan = plan(&network, &settings);
        match limit {
            Some(_) => limited.push(plan.proof.gap()),
            None => assert!(plan.proof.gap() <= 0.05, "{at}: {:?}", plan.proof),
        }
        assert!(plan.proof.program_exact <= plan.proof.program_bound);
        assert!(limit.is_none_or(|limit| plan.harm.mean <= limit * (1.0 + 1e-6)));
    }
    assert!(game::mean(&limited) <= 0.05, "{limited:?}");
}
