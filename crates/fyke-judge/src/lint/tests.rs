//! Sentences, and what is found in them; they are written so that who writes
//! judgements for a living can say "no".

use super::*;
use crate::scale::icd203::icd203;
use crate::scale::phia::phia;
use proptest::prelude::*;

fn p(p: f64) -> Option<Probability> {
    Some(Probability::new(p).unwrap())
}

#[track_caller]
fn finds(text: &str, expect: Expect<'_>, expected: &[(Rule, &str)]) {
    let found: Vec<(Rule, &str)> = lint(text, expect)
        .iter()
        .map(|finding| (finding.rule, &text[finding.from..finding.to]))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn sentences_and_what_is_found_in_them() {
    use Rule::*;
    let table: &[(&str, &[(Rule, &str)])] = &[
        // likelihood and confidence
        (
            "It is likely, with high confidence, that Gama received it.",
            &[(LikelihoodWithConfidence, "confidence")],
        ),
        ("It is likely that Gama received it. Confidence is moderate.", &[]),
        (
            "We are confident that there is a 70 % chance of this.",
            &[(LikelihoodWithConfidence, "confident")],
        ),
        (
            "It is likely that Beta Ltd. sold it. We have high confidence in this.",
            &[],
        ),
        (
            "The share is likely 12 % of sales (95 % confidence interval 9 to 15).",
            &[],
        ),
        ("He told us in confidence that it is unlikely.", &[]),
        // hedges
        ("Gama may be the consignee.", &[(Hedge, "may")]),
        (
            "Beta could have sold it; Gama might have it, possibly since June.",
            &[(Hedge, "could"), (Hedge, "might"), (Hedge, "possibly")],
        ),
        (
            "Sale to Gama cannot be ruled out.",
            &[(Hedge, "cannot be ruled out")],
        ),
        ("May be a front company.", &[(Hedge, "May")]),
        ("GAMA MAY BE A FRONT.", &[(Hedge, "MAY")]),
        (
            "Since May the flow has stopped. May 2022 saw none. In early May it began.",
            &[],
        ),
        ("The minister wrote \"it may be so, I might add\" to Beta.", &[]),
        ("Alfa could not deliver, and Beta couldn't pay.", &[]),
        (
            "The might of its navy is known, and so is its military might.",
            &[],
        ),
        ("It may not have left.", &[(Hedge, "may")]),
        // scales
        (
            "It is highly likely that A, and very likely that B.",
            &[(MixedScales, "very likely")],
        ),
        (
            "A is likely. B is probable.",
            // one row of the yardstick has both
            &[],
        ),
        ("A is very likely. B is probable.", &[(MixedScales, "probable")]),
        (
            "There is a realistic possibility of A, and a remote chance of B.",
            &[],
        ),
        ("The odds are even: a roughly even chance.", &[]),
        // terms that are none
        ("A remote island with remote access.", &[]),
        ("A is more likely than B, which is the least likely.", &[]),
        ("How likely is it?", &[]),
        ("The likelihood of this is not known.", &[]),
        // turned terms
        ("It is not likely that B.", &[(NegatedTerm, "not likely")]),
        (
            "It is no longer very likely that B.",
            &[(NegatedTerm, "no longer very likely")],
        ),
        ("It is not, likely or otherwise, our case.", &[]),
        // words of no scale
        (
            "It is more likely than not that A; chances are that B certainly knows.",
            &[
                (OtherWords, "more likely than not"),
                (OtherWords, "chances are"),
                (OtherWords, "certainly"),
            ],
        ),
        ("Almost certainly A.", &[]),
        // percentages
        ("It is 70 %.", &[(BarePercent, "70 %")]),
        ("70 % of the goods and 12.5 per cent of the rest.", &[]),
        ("There is a 70% chance of A.", &[]),
        ("It is likely (70 %) that A.", &[]),
        ("The chance is about 70 %.", &[]),
        ("Trade rose by 12 % and fell to 3 percent.", &[]),
        ("Beta holds a stake of 51 %.", &[]),
        ("The probability that Alfa knew is about 30 per cent.", &[]),
        ("The tariff was 7.5% in 2021 and 12 % in 2022.", &[]),
        ("Of 40 consignments, 31 (77.5 %) name the same party.", &[]),
        ("Imports rose from 4% of the total to 37%.", &[]),
        ("Beta sells 30 percent to Gama.", &[(BarePercent, "30 percent")]),
        ("We are 80 % confident.", &[(ConfidenceAsNumber, "80 %")]),
        ("", &[]),
    ];
    for (text, expected) in table {
        finds(text, Expect::default(), expected);
    }
}

#[test]
fn words_against_the_number() {
    use Rule::*;
    let number = |n| Expect {
        probability: p(n),
        scale: None,
    };
    finds("It is likely that A.", number(0.6), &[]);
    // 0.78 is "likely" by ICD 203 alone: without a chosen scale it may be that one
    finds("It is likely that A.", number(0.78), &[]);
    finds(
        "It is likely that A.",
        number(0.3),
        &[(ContradictsNumber, "likely")],
    );
    // "highly likely" is of the yardstick, so that "likely" is too
    finds(
        "B is highly likely. A is likely.",
        number(0.78),
        &[
            (ContradictsNumber, "highly likely"),
            (ContradictsNumber, "likely"),
        ],
    );
    finds(
        "It is not likely that A.",
        number(0.6),
        &[(NegatedTerm, "not likely")],
    );
    finds("There is a 70 % chance of A.", number(0.7), &[]);
    finds("There is a 70 % chance of A.", number(0.704), &[]);
    finds(
        "There is a 70 % chance of A. Beta owns 30 % of Gama.",
        number(0.6),
        &[(ContradictsNumber, "70 %")],
    );
    finds(
        "It is likely (0.6) that A; the weight is 0.4 t.",
        number(0.6),
        &[],
    );
    finds(
        "It is likely (p = 0.7) that A.",
        number(0.6),
        &[(ContradictsNumber, "0.7")],
    );
    // a quantity that is likely is no chance; a range holds what lies in it
    finds("The share is likely 12 % of sales.", number(0.6), &[]);
    finds("The chance is 10-20 %, or 10 to 20 %.", number(0.15), &[]);
    finds(
        "The probability that Alfa knew is about 30 per cent.",
        number(0.6),
        &[(ContradictsNumber, "30 per cent")],
    );
    let on = |scale, row, n| Expect {
        probability: p(n),
        scale: Some((scale, row)),
    };
    finds(
        "It is likely that A.",
        on(phia(), 0, 0.78),
        &[(ContradictsNumber, "likely")],
    );
    finds("It is likely that A.", on(icd203(), 0, 0.78), &[]);
    finds(
        "It is likely that A.",
        on(icd203(), 1, 0.78),
        &[(NotOnScale, "likely")],
    );
    finds(
        "There is a realistic possibility of A.",
        on(icd203(), 0, 0.45),
        &[(NotOnScale, "realistic possibility")],
    );
}

#[test]
fn a_finding_is_a_sentence_with_its_repair() {
    let expect = Expect {
        probability: p(0.3),
        scale: Some((phia(), 0)),
    };
    let found = lint("It is likely, with low confidence.", expect);
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "'likely' stands for 0.55 to 0.75 on the PHIA probability yardstick, and the number is 0.3; change \
             the words or the number, whichever is wrong",
            "'confidence' speaks of confidence in a sentence that gives a likelihood ('likely'); give the \
             confidence a sentence of its own",
        ]
    );
}

#[test]
fn what_our_own_scales_print_passes_their_own_rules() {
    for (scale, row) in [(phia(), 0), (icd203(), 0), (icd203(), 1)] {
        for n in 0..=100 {
            let probability = Probability::new(f64::from(n) / 100.0).unwrap();
            let text = format!("It is {} that Gama received it.", scale.write(probability, row));
            if !text.contains('(') {
                continue; // no band, so that two terms stand beside the number
            }
            let expect = Expect {
                probability: Some(probability),
                scale: Some((scale, row)),
            };
            finds(&text, expect, &[]);
        }
    }
}

/// Texts that would take hours if each mark were looked for again from each place.
#[test]
fn long_texts_of_one_thing_are_read_once() {
    for text in [
        "\u{ab}".repeat(50_000),
        ".".repeat(50_000),
        "confidence ".repeat(25_000),
        "'a ".repeat(25_000),
        "5 % ".repeat(12_500),
    ] {
        let found = lint(&text, Expect::default());
        assert!(found.iter().all(|finding| finding.rule == Rule::BarePercent));
    }
}

/// An opening brace, which `prop_assert!` cannot have in it.
const OPEN: char = '\x7b';

proptest! {
    #[test]
    fn no_text_breaks_it_and_every_place_is_one(text in r#"(may|MAY|May|likely|not|70 ?%|confidence|remote|["'.,\n ]|é|中|\PC){0,40}"#) {
        let expect = Expect { probability: p(0.5), scale: None };
        let found = lint(&text, expect);
        for finding in &found {
            prop_assert!(text.get(finding.from..finding.to).is_some_and(|words| !words.is_empty()));
            prop_assert!(!finding.words.is_empty() && !finding.repair.is_empty());
            let (brace, open) = (finding.words.contains(OPEN), text.contains(OPEN));
            prop_assert!(!brace || open, "a place was left unfilled");
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].from <= pair[1].from));
    }
}
