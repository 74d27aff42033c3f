//! The word that a cue is a form of: said, says and saying are forms of say.

use super::rules::known;

/// Irregular forms of verbs that report; the rest goes by its ending.
const IRREGULAR: [(&str, &str); 40] = [
    ("said", "say"),
    ("told", "tell"),
    ("thought", "think"),
    ("wrote", "write"),
    ("written", "write"),
    ("saw", "see"),
    ("seen", "see"),
    ("knew", "know"),
    ("known", "know"),
    ("felt", "feel"),
    ("heard", "hear"),
    ("found", "find"),
    ("made", "make"),
    ("took", "take"),
    ("gave", "give"),
    ("given", "give"),
    ("held", "hold"),
    ("meant", "mean"),
    ("sought", "seek"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("understood", "understand"),
    ("read", "read"),
    ("chose", "choose"),
    ("argued", "argue"),
    ("agreed", "agree"),
    ("lied", "lie"),
    ("lying", "lie"),
    ("saying", "say"),
    ("began", "begin"),
    ("kept", "keep"),
    ("let", "let"),
    ("put", "put"),
    ("set", "set"),
    ("shot", "shoot"),
    ("sent", "send"),
    ("brought", "bring"),
    ("drew", "draw"),
];

/// The base form of a cue in lower case. Where an ending could be cut in two ways
/// (noted: note or not) the lexicon of cues decides, then the shorter cut.
pub(super) fn lemma(form: &str) -> String {
    if let Some((_, base)) = IRREGULAR.iter().find(|(irregular, _)| *irregular == form) {
        return (*base).to_string();
    }
    let mut bases: Vec<String> = Vec::new();
    let mut add = |rest: &str, end: &str| bases.push(format!("{rest}{end}"));
    if let Some(rest) = form.strip_suffix("ied").or_else(|| form.strip_suffix("ies")) {
        add(rest, "y");
    } else if let Some(rest) = form.strip_suffix("ed").or_else(|| form.strip_suffix("ing")) {
        let twice = rest.chars().next_back();
        if rest.chars().rev().nth(1) == twice && !rest.ends_with(['l', 's']) {
            add(
                rest.trim_end_matches(|c| Some(c) == twice),
                &twice.map(String::from).unwrap_or_default(),
            );
        }
        // a vowel and one consonant mostly come of a base in e: noted, deciding
        let e =
            rest.ends_with(['c', 'g', 's', 'u', 'v', 'z']) || rest.ends_with("at") || rest.ends_with("ot");
        if e {
            add(rest, "e");
        }
        add(rest, "");
        add(rest, "e");
    } else if let Some(rest) = form.strip_suffix("es") {
        if rest.ends_with("ss") || rest.ends_with("sh") || rest.ends_with("ch") {
            add(rest, "");
        } else {
            add(rest, "e");
        }
    } else if let Some(rest) = form.strip_suffix('s').filter(|r| !r.ends_with(['s', 'u', 'i'])) {
        add(rest, "");
    }
    bases.retain(|base| base.chars().count() >= 3);
    let chosen = bases.iter().find(|base| known(base)).or(bases.first());
    chosen.cloned().unwrap_or_else(|| form.to_string())
}

#[cfg(test)]
mod tests {
    use super::lemma;

    #[test]
    fn forms_lead_to_their_base() {
        let pairs = [
            ("said", "say"),
            ("says", "say"),
            ("denied", "deny"),
            ("noted", "note"),
            ("added", "add"),
            ("claiming", "claim"),
            ("admitted", "admit"),
            ("promises", "promise"),
            ("according", "accord"),
        ];
        for (form, base) in pairs {
            assert_eq!(lemma(form), base, "{form}");
        }
    }
}
