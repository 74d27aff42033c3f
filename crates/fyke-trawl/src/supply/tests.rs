use super::*;

/// Facts of a sentence as `relation: subject | goods | object | weapon`, flags
/// after it.
fn read(text: &str) -> Vec<String> {
    let about = About {
        name: "ABOUT".to_owned(),
        kind: MentionKind::Organization,
    };
    let facts = facts_of(text, &[Span::new(0, text.len())], &[], Some(&about));
    let shown = |named: &Option<Named>| named.as_ref().map_or("-".to_owned(), |named| named.name.clone());
    facts
        .iter()
        .map(|fact| {
            let goods: Vec<&str> = fact.goods.iter().map(|goods| goods.name.as_str()).collect();
            let flags = [
                (fact.negated, " not"),
                (fact.hedged, " maybe"),
                (fact.former, " former"),
            ];
            let flags: String = flags
                .iter()
                .filter(|(is, _)| *is)
                .map(|(_, word)| *word)
                .collect();
            format!(
                "{}: {} | {} | {} | {}{flags}",
                fact.relation.as_str(),
                shown(&fact.subject),
                goods.join(" + "),
                shown(&fact.object),
                shown(&fact.weapon),
            )
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn verbs_in_both_voices() {
    check(
        "Acme LLC supplies fuses and relays to Borey Plant.",
        &["supplies: Acme LLC | fuses + relays | Borey Plant | -"],
    );
    check(
        "Borey Plant is owned by Acme LLC.",
        &["owns: Acme LLC |  | Borey Plant | -"],
    );
    check(
        "The missiles are produced by Borey Plant.",
        &["makes: Borey Plant | missiles | - | -"],
    );
    check(
        "Manufactures radar equipment.",
        &["makes: ABOUT | radar equipment | - | -"],
    );
    check(
        "Acme LLC supplies the army with Zarya drones.",
        &["supplies: Acme LLC | Zarya drones | the army | -"],
    );
}

#[test]
fn nouns_of_doing_and_roles() {
    check(
        "Acme LLC specialises in the development and production of drones.",
        &["makes: Acme LLC | drones | - | -"],
    );
    check(
        "The company is a manufacturer of optical sights.",
        &["makes: ABOUT | optical sights | - | -"],
    );
    check(
        "Subsidiary of Borey Holding.",
        &["part-of: ABOUT |  | Borey Holding | -"],
    );
    check(
        "It is part of the Borey holding.",
        &["part-of: ABOUT |  | Borey holding | -"],
    );
}

#[test]
fn goods_go_into_weapons() {
    check(
        "As part of the cooperation on the production of Zarya-5 missiles, it supplies fuses to Borey Plant.",
        &["supplies: ABOUT | fuses | Borey Plant | Zarya-5 missiles"],
    );
    for sentence in [
        "Acme LLC supplies fuses to Borey Plant for cruise missiles.",
        "Acme LLC supplies fuses to the Borey Plant for use in cruise missiles, the files show.",
        "Acme LLC supplies fuses to Borey Plant for the production of cruise missiles.",
    ] {
        check(
            sentence,
            &["supplies: Acme LLC | fuses | Borey Plant | cruise missiles"],
        );
    }
    check(
        "Acme LLC supplies fuses to Borey Plant for Zarya-5 missiles.",
        &["supplies: Acme LLC | fuses | Borey Plant | Zarya-5 missiles"],
    );
    // a time and an end are no weapons
    check(
        "Acme LLC supplied fuses to Borey Plant for three years.",
        &["supplies: Acme LLC | fuses | Borey Plant | -"],
    );
    check(
        "Nitrate is the main component of rocket fuel.",
        &["used-in: - | Nitrate | - | rocket fuel"],
    );
}

#[test]
fn offices() {
    check(
        "Ivan Example is the General Director of Acme LLC.",
        &["heads: Ivan Example |  | Acme LLC | -"],
    );
    check(
        "Ivan Example was Deputy Director of Acme LLC.",
        &["heads: Ivan Example |  | Acme LLC | - former"],
    );
    check("Ivan Example is the President of Belarus.", &[]);
    check("Advisor to the Director of the Acme Institute.", &[]);
}

#[test]
fn doubt_and_denial_are_kept() {
    check(
        "Acme LLC does not supply missiles to Borey Plant.",
        &["supplies: Acme LLC | missiles | Borey Plant | - not"],
    );
    check(
        "Acme LLC is suspected of supplying missiles to Borey Plant.",
        &["supplies: Acme LLC | missiles | Borey Plant | - maybe"],
    );
}

#[test]
fn what_is_no_fact() {
    check(
        "Therefore, Acme LLC supports the development, production or supply of military equipment.",
        &[],
    );
    check("It produces films about children.", &[]);
    check("As part of the tour she visited a plant.", &[]);
}

#[test]
fn a_pronoun_in_a_text_about_a_person_is_not_the_person() {
    let text = "He is the Director of Acme LLC. The company makes nothing. It produces drones.";
    let about = About {
        name: "Ivan Example".to_owned(),
        kind: MentionKind::Person,
    };
    let sentences = [Span::new(0, 31), Span::new(32, 58), Span::new(59, text.len())];
    let facts = facts_of(text, &sentences, &[], Some(&about));
    let subjects: Vec<&str> = facts
        .iter()
        .filter_map(|fact| fact.subject.as_ref())
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(subjects, ["Ivan Example", "Acme LLC"]);
}
