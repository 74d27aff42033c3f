//! The numbers of the kernels are those that `data/typologies` states.

use super::*;
use fyke_model::reference::{Opens, Reference};

#[track_caller]
fn holds(id: &str, expected: &[(&str, f64)]) {
    let reference = Reference::shipped();
    let typology = &reference.typologies[id];
    let stated: Vec<(&str, f64)> = typology
        .parameters
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    let mut expected = expected.to_vec();
    expected.sort_by_key(|parameter| parameter.0);
    assert_eq!(stated, expected, "{id}");
}

#[test]
fn every_kind_has_its_file_and_may_open_what_the_file_says() {
    let reference = Reference::shipped();
    for kind in WhoKind::ALL {
        let typology = reference
            .typologies
            .get(kind.id())
            .unwrap_or_else(|| panic!("{} has no file", kind.id()));
        assert_eq!(
            kind.opens_alone(1.0),
            typology.opens == Opens::Alone,
            "{}",
            kind.id()
        );
    }
    assert_eq!(reference.typologies["T32"].weight_cap, Some(0.3));
}

#[test]
fn days_and_shares_of_registers() {
    let days = f64::from;
    use shelf::*;
    holds(
        "T04",
        &[
            ("change_within_days", days(CHANGE_WITHIN_DAYS)),
            ("revived_within_days", days(REVIVED_WITHIN_DAYS)),
            ("age_min_days", days(AGE_MIN_DAYS)),
            ("active_before_share", ACTIVE_BEFORE_SHARE),
            ("filed_before_share", FILED_BEFORE_SHARE),
        ],
    );
    holds(
        "T05",
        &[
            ("elsewhere_affinity", business_line::ELSEWHERE),
            ("usual_rows", business_line::USUAL_ROWS),
        ],
    );
    holds(
        "T24",
        &[
            ("surprise_nats", address_cluster::SURPRISE_NATS),
            ("building_share", address_cluster::BUILDING_SHARE),
            ("agent_share", address_cluster::AGENT_SHARE),
        ],
    );
    holds(
        "T25",
        &[
            ("unit", listed_address::UNIT),
            ("unit_before", listed_address::UNIT_BEFORE),
            ("building", listed_address::BUILDING),
            ("opens_alone_from", listed_address::OPENS_ALONE_FROM),
        ],
    );
    holds(
        "T26",
        &[
            ("degree_max", f64::from(shared_contact::DEGREE_MAX)),
            ("to_listed", shared_contact::TO_LISTED),
            ("to_past_shell", shared_contact::TO_PAST_SHELL),
            ("to_embargoed", shared_contact::TO_EMBARGOED),
            ("to_trader", shared_contact::TO_TRADER),
        ],
    );
    holds(
        "T27",
        &[
            ("founded_before_days", days(phoenix::FOUNDED_BEFORE_DAYS)),
            ("founded_after_days", days(phoenix::FOUNDED_AFTER_DAYS)),
            ("likeness_from", phoenix::LIKENESS_FROM),
            ("likeness_to", phoenix::LIKENESS_TO),
            ("declared_share", phoenix::DECLARED_SHARE),
            ("side_by_side_days", days(phoenix::SIDE_BY_SIDE_DAYS)),
        ],
    );
}

#[test]
fn shares_and_weights_of_owners_and_money() {
    let days = f64::from;
    holds(
        "T28",
        &[
            ("certain", owned::CERTAIN),
            ("possible", owned::POSSIBLE),
            ("before_share", owned::BEFORE_SHARE),
            ("opens_alone_from", owned::OPENS_ALONE_FROM),
            ("step_days", days(owned::STEP_DAYS)),
        ],
    );
    holds(
        "T29",
        &[
            ("around_days", days(divestment::AROUND_DAYS)),
            ("half", divestment::HALF),
            ("just_below_from", divestment::JUST_BELOW_FROM),
            ("new_buyer_days", days(divestment::NEW_BUYER_DAYS)),
            ("to_a_stranger", divestment::TO_A_STRANGER),
            ("all_to_one_near", divestment::ALL_TO_ONE_NEAR),
        ],
    );
    holds(
        "T30",
        &[
            ("step_leaves", opacity::STEP_LEAVES),
            ("depth_max", opacity::DEPTH_MAX as f64),
            ("unexplained_weight", opacity::WEIGHTS[0]),
            ("secrecy_weight", opacity::WEIGHTS[1]),
            ("vanished_weight", opacity::WEIGHTS[2]),
            ("owned_firms_min", f64::from(opacity::OWNED_FIRMS_MIN)),
        ],
    );
    holds(
        "T31",
        &[
            ("third_party_weight", payments::WEIGHTS[0]),
            ("other_country_weight", payments::WEIGHTS[1]),
            ("turned_currency_weight", payments::WEIGHTS[2]),
            ("usual_payments", payments::USUAL_PAYMENTS),
            ("group_share", payments::GROUP_SHARE),
        ],
    );
    holds(
        "T32",
        &[
            ("phone_elsewhere", contact_mismatch::PHONE_ELSEWHERE),
            ("phone_embargoed", contact_mismatch::PHONE_EMBARGOED),
            ("free_mail", contact_mismatch::FREE),
            ("young_domain", contact_mismatch::YOUNG_DOMAIN),
            ("domain_young_days", days(contact_mismatch::DOMAIN_YOUNG_DAYS)),
        ],
    );
    holds(
        "T33",
        &[
            ("alike_from", near_name::ALIKE_FROM),
            ("alike_to", near_name::ALIKE_TO),
            ("told_apart_share", near_name::TOLD_APART_SHARE),
            ("other_goods_share", near_name::OTHER_GOODS_SHARE),
        ],
    );
}

#[test]
fn physics_of_ships_and_sites() {
    holds(
        "T34",
        &[
            ("silent_hours", silent_ship::SILENT_HOURS),
            ("silent_hours_max", silent_ship::SILENT_HOURS_MAX),
            ("speed_kn", silent_ship::SPEED_KN),
            ("speed_max_kn", silent_ship::SPEED_MAX_KN),
            ("call_hours", silent_ship::CALL_HOURS),
            ("draught_m", f64::from(silent_ship::DRAUGHT_M)),
            ("at_port_km", silent_ship::AT_PORT_KM),
            ("silence_weight", silent_ship::WEIGHTS[0]),
            ("draught_weight", silent_ship::WEIGHTS[1]),
            ("jump_weight", silent_ship::WEIGHTS[2]),
        ],
    );
    holds(
        "T35",
        &[
            ("near_km", ship_to_ship::NEAR_KM),
            ("slow_kn", f64::from(ship_to_ship::SLOW_KN)),
            ("hours_min", ship_to_ship::HOURS_MIN as f64),
            ("port_km", ship_to_ship::PORT_KM),
            ("stayed_hours", ship_to_ship::STAYED_HOURS as f64),
            ("hop_days", f64::from(ship_to_ship::HOP_DAYS)),
            ("sale_days", f64::from(ship_to_ship::SALE_DAYS)),
            ("meeting_weight", ship_to_ship::WEIGHTS[0]),
            ("bad_meeting_weight", ship_to_ship::WEIGHTS[1]),
            ("hop_weight", ship_to_ship::WEIGHTS[2]),
        ],
    );
    holds(
        "T36",
        &[
            ("draw_least_kw", compute_site::DRAW_KW.0),
            ("draw_most_kw", compute_site::DRAW_KW.1),
            ("onward_days", f64::from(compute_site::ONWARD_DAYS)),
            ("new_weight", compute_site::WEIGHTS[0]),
            ("power_weight", compute_site::WEIGHTS[1]),
            ("onward_weight", compute_site::WEIGHTS[2]),
            ("odd_weight", compute_site::WEIGHTS[3]),
        ],
    );
}

#[test]
fn what_speaks_against() {
    holds(
        "C06",
        &[
            ("public", known_owner::PUBLIC),
            ("long_held", known_owner::LONG_HELD),
            ("long_days", f64::from(known_owner::LONG_DAYS)),
        ],
    );
    holds(
        "C07",
        &[
            ("tower_from", f64::from(agent_tower::TOWER_FROM)),
            ("tower_to", f64::from(agent_tower::TOWER_TO)),
        ],
    );
    holds(
        "C08",
        &[
            ("age_min_days", f64::from(old_firm::AGE_MIN_DAYS)),
            ("filed_years_min", old_firm::FILED_YEARS_MIN as f64),
        ],
    );
}
