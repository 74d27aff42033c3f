//! Words that are cut otherwise than the rules would, and the normal forms of
//! what they are cut into: don't is do + not, Gov. is one token, 5pm is two.
//!
//! The set is the one that spaCy 3.8's English tokenizer knows (1,347 of them),
//! made here from the facts of English that it consists of: which pronouns and
//! question words take which endings, with a straight apostrophe, a curved one
//! or none, small or with a capital; which verbs take n't; abbreviations; faces.
//! What comes of it was held against spaCy's own tokens over 165,697 tokens of news.

use rustc_hash::FxHashMap;

/// A piece of an exception.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// Its bytes.
    pub bytes: usize,
    /// Its normal form, where that is not the piece in small letters.
    pub norm: Option<&'static str>,
}

/// Words with their pieces.
pub(super) type Exceptions = FxHashMap<Box<str>, Vec<Piece>>;

const APOSTROPHES: [&str; 3] = ["'", "’", ""];
/// Without an apostrophe these are words of their own.
const OWN_WORDS: &[&str] = &["ill", "hell", "shell", "shed", "well", "were", "its", "whore"];
/// Pronouns, and which of 've, 're, 's they take.
const PRONOUNS: &[(&str, &[&str])] = &[
    ("i", &["ve"]),
    ("you", &["ve", "re"]),
    ("he", &["s"]),
    ("she", &["s"]),
    ("it", &["s"]),
    ("we", &["ve", "re"]),
    ("they", &["ve", "re"]),
];
const ASKING: &[&str] = &[
    "who", "what", "when", "where", "why", "how", "there", "that", "this", "these", "those",
];
/// Verbs with n't, and what they are forms of.
const NEGATED: &[(&str, &str)] = &[
    ("ca", "can"),
    ("could", "could"),
    ("do", "do"),
    ("does", "does"),
    ("did", "do"),
    ("had", "have"),
    ("may", "may"),
    ("might", "might"),
    ("must", "must"),
    ("need", "need"),
    ("ought", "ought"),
    ("sha", "shall"),
    ("should", "should"),
    ("wo", "will"),
    ("would", "would"),
];
const NEGATED_SHORT: &[(&str, &str)] = &[
    ("ai", ""),
    ("are", "are"),
    ("is", "is"),
    ("was", "was"),
    ("were", "were"),
    ("have", "have"),
    ("has", "has"),
    ("dare", "dare"),
];
const HAVING: &[&str] = &["could", "might", "must", "should", "would"];
/// Words that lose their last letter, with the full word.
const CLIPPED: &[(&str, &str)] = &[
    ("doin", "doing"),
    ("goin", "going"),
    ("havin", "having"),
    ("lovin", "loving"),
    ("nothin", "nothing"),
    ("nuthin", "nothing"),
    ("somethin", "something"),
    ("ol", "old"),
];
/// Words that stand after an apostrophe.
const BEHEADED: &[(&str, &str)] = &[
    ("cause", "because"),
    ("cos", "because"),
    ("coz", "because"),
    ("cuz", "because"),
    ("bout", "about"),
    ("em", "them"),
    ("nuff", "enough"),
    ("ll", "will"),
    ("re", "are"),
    ("s", "'s"),
    ("d", ""),
];
/// Abbreviations of one token with what they stand for.
const SHORT_FOR: &[(&str, &str)] = &[
    ("Ak.", "Alaska"),
    ("Ala.", "Alabama"),
    ("Apr.", "April"),
    ("Ariz.", "Arizona"),
    ("Ark.", "Arkansas"),
    ("Aug.", "August"),
    ("Calif.", "California"),
    ("Colo.", "Colorado"),
    ("Conn.", "Connecticut"),
    ("Dec.", "December"),
    ("Del.", "Delaware"),
    ("Feb.", "February"),
    ("Fla.", "Florida"),
    ("Ga.", "Georgia"),
    ("Ia.", "Iowa"),
    ("Id.", "Idaho"),
    ("Ill.", "Illinois"),
    ("Ind.", "Indiana"),
    ("Jan.", "January"),
    ("Jul.", "July"),
    ("Jun.", "June"),
    ("Kan.", "Kansas"),
    ("Kans.", "Kansas"),
    ("Ky.", "Kentucky"),
    ("La.", "Louisiana"),
    ("Mar.", "March"),
    ("Mass.", "Massachusetts"),
    ("Mich.", "Michigan"),
    ("Minn.", "Minnesota"),
    ("Miss.", "Mississippi"),
    ("Mt.", "Mount"),
    ("N.C.", "North Carolina"),
    ("N.D.", "North Dakota"),
    ("N.H.", "New Hampshire"),
    ("N.J.", "New Jersey"),
    ("N.M.", "New Mexico"),
    ("N.Y.", "New York"),
    ("Neb.", "Nebraska"),
    ("Nebr.", "Nebraska"),
    ("Nev.", "Nevada"),
    ("Nov.", "November"),
    ("Oct.", "October"),
    ("Okla.", "Oklahoma"),
    ("Ore.", "Oregon"),
    ("Pa.", "Pennsylvania"),
    ("S.C.", "South Carolina"),
    ("Sep.", "September"),
    ("Sept.", "September"),
    ("Tenn.", "Tennessee"),
    ("Va.", "Virginia"),
    ("Wash.", "Washington"),
    ("Wis.", "Wisconsin"),
    ("ll", "will"),
    ("nuff", "enough"),
    ("em", "them"),
    ("and/or", "and/or"),
    ("w/o", "without"),
    ("‘S", "'s"),
    ("‘s", "'s"),
    ("\u{a0}", "  "),
];
/// Abbreviations, faces and marks of one token.
const WHOLE: &str = "' '' (*_*) (-8 (-: (-; (-_-) (._.) (: (; (= (>_<) (^_^) (o: (¬_¬) (ಠ_ಠ) (╯°□°）╯︵┻━┻ )-: ): \
    -_- -__- ._. 0.0 0.o 0_0 0_o 8) 8-) 8-D 8D :'( :') :'-( :'-) :( :(( :((( :() :) :)) :))) :* :-( :-(( :-((( \
    :-) :-)) :-))) :-* :-/ :-0 :-3 :-> :-D :-O :-P :-X :-] :-o :-p :-x :-| :-} :/ :0 :1 :3 :> :D :O :P :X :] :o \
    :o) :p :x :| :} :’( :’) :’-( :’-) ;) ;-) ;-D ;D ;_; <.< </3 <3 <33 <333 <space> =( =) =/ =3 =D =[ =] =| >.< \
    >.> >:( >:o ><(((*> @_@ Adm. Bros. C++ Co. Corp. D.C. Dr. E.G. E.g. Gen. Gov. I.E. I.e. Inc. Jr. Ltd. Md. \
    Messrs. Mo. Mont. Mr. Mrs. Ms. O.O O.o O_O O_o Ph.D. Prof. Rep. Rev. Sen. St. V.V V_V XD XDD [-: [: [= \\\") \
    \\n \\t ]= ^_^ ^__^ ^___^ a.m. co. e.g. i.e. o.0 o.O o.o o_0 o_O o_o p.m. v.s. v.v v_v vs. xD xDD ¯\\(ツ)/¯ \
    ä. ö. ü. ಠ_ಠ ಠ︵ಠ — ’ ’’";

/// All of them.
pub(super) fn english() -> Exceptions {
    let mut table = Exceptions::default();
    for &(word, also) in PRONOUNS {
        let mut endings = vec![ending("ll", "will"), ending("d", "'d")];
        endings.extend(
            also.iter()
                .map(|&e| ending(e, if e == "ve" { "have" } else { "are" })),
        );
        contract(&mut table, word, word, &endings);
    }
    for word in ["he", "she", "it"] {
        owned(&mut table, word);
    }
    for &word in ASKING {
        let mut endings = vec![ending("ll", "will"), ending("d", "'d")];
        if !matches!(word, "that" | "this") {
            endings.push(ending("re", "are"));
        }
        contract(&mut table, word, word, &endings);
        if !matches!(word, "these" | "those") {
            owned(&mut table, word);
        }
        if !matches!(word, "that" | "this") {
            contract(&mut table, word, word, &[("ve", None, None)]);
            for word in cases(word) {
                add(&mut table, &[(&word, None), ("ve", Some("have"))]);
            }
        }
    }
    for &(verb, of) in NEGATED.iter().chain(NEGATED_SHORT) {
        negate(
            &mut table,
            verb,
            of,
            NEGATED.iter().any(|&(long, _)| long == verb),
        );
    }
    for &verb in HAVING {
        contract(&mut table, verb, verb, &[("ve", None, None)]);
    }
    irregular(&mut table);
    for &(clipped, full) in CLIPPED {
        for word in cases(clipped) {
            for apostrophe in ["", "'", "’"] {
                add(&mut table, &[(&format!("{word}{apostrophe}"), Some(full))]);
            }
        }
    }
    for &(rest, full) in BEHEADED {
        let norm = Some(full).filter(|full| !full.is_empty());
        for rest in cases(rest) {
            let both = !matches!(&*rest, "Em" | "Ll" | "Re" | "D" | "Nuff" | "Bout");
            for apostrophe in ["'", "’"] {
                if both {
                    add(&mut table, &[(&format!("{apostrophe}{rest}"), norm)]);
                }
            }
        }
    }
    for &(short, full) in SHORT_FOR {
        add(&mut table, &[(short, Some(full))]);
    }
    for whole in WHOLE.split_ascii_whitespace().chain(["\t", "\n", " "]) {
        add(&mut table, &[(whole, None)]);
    }
    for letter in 'a'..='z' {
        add(&mut table, &[(&format!("{letter}."), None)]);
    }
    for unit in ["F", "C", "K", "f", "c", "k"] {
        add(&mut table, &[("°", None), (unit, None), (".", None)]);
    }
    for hour in 1..=12 {
        for (half, norm) in [("a.m.", "a.m."), ("am", "a.m."), ("p.m.", "p.m."), ("pm", "p.m.")] {
            add(&mut table, &[(&hour.to_string(), None), (half, Some(norm))]);
        }
    }
    table
}

/// An ending, its normal form after an apostrophe, and without one.
type Ending = (&'static str, Option<&'static str>, Option<&'static str>);

fn ending(text: &'static str, norm: &'static str) -> Ending {
    (text, Some(norm), Some(norm))
}

/// The word small and with a capital.
fn cases(word: &str) -> [String; 2] {
    let mut capital = word.to_owned();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    [word.to_owned(), capital]
}

fn add(table: &mut Exceptions, pieces: &[(&str, Option<&'static str>)]) {
    let key: String = pieces.iter().map(|&(text, _)| text).collect();
    let pieces = pieces
        .iter()
        .map(|&(text, norm)| Piece {
            bytes: text.len(),
            norm,
        })
        .collect();
    table.insert(key.into_boxed_str(), pieces);
}

/// Word and ending; with 'll and 'd also a 've after them.
fn contract(table: &mut Exceptions, word: &str, norm: &'static str, endings: &[Ending]) {
    for stem in cases(word) {
        for apostrophe in APOSTROPHES {
            for &(text, with, without) in endings {
                let end_norm = if apostrophe.is_empty() { without } else { with };
                let end = format!("{apostrophe}{text}");
                let whole = format!("{stem}{end}");
                if !OWN_WORDS.contains(&whole.to_ascii_lowercase().as_str()) {
                    add(table, &[(&stem, Some(norm)), (&end, end_norm)]);
                }
                let further = match text {
                    "ll" => Some("will"),
                    "d" => Some("would"),
                    _ => None,
                };
                if further.is_some() {
                    let have = format!("{apostrophe}ve");
                    add(
                        table,
                        &[(&stem, Some(norm)), (&end, further), (&have, Some("have"))],
                    );
                }
            }
        }
    }
}

/// Word and 's, whose normal form without an apostrophe is the letter.
fn owned(table: &mut Exceptions, word: &'static str) {
    contract(table, word, word, &[("s", Some("'s"), None)]);
}

fn negate(table: &mut Exceptions, verb: &str, of: &'static str, with_have: bool) {
    let norm = Some(of).filter(|of| !of.is_empty());
    for stem in cases(verb) {
        for apostrophe in APOSTROPHES {
            let not = format!("n{apostrophe}t");
            add(table, &[(&stem, norm), (&not, Some("not"))]);
            if with_have {
                let have = format!("{apostrophe}ve");
                add(
                    table,
                    &[(&stem, norm), (&not, Some("not")), (&have, Some("have"))],
                );
            }
        }
    }
}

/// Those that follow no rule: I'm, let's, cannot, gonna, how'd'y, y'all.
fn irregular(table: &mut Exceptions) {
    for apostrophe in APOSTROPHES {
        let (am, us, have, did, you) = (
            format!("{apostrophe}m"),
            format!("{apostrophe}s"),
            format!("{apostrophe}ve"),
            format!("{apostrophe}d"),
            format!("{apostrophe}y"),
        );
        for i in ["i", "I"] {
            let am_norm = Some("am").filter(|_| !apostrophe.is_empty());
            add(table, &[(i, Some("i")), (&am, am_norm)]);
            add(table, &[(i, Some("i")), (&am, Some("am")), ("a", Some("gonna"))]);
        }
        add(table, &[("not", None), (&have, Some("have"))]);
        add(table, &[("Not", Some("not")), (&have, Some("have"))]);
        let all = format!("y{apostrophe}");
        add(table, &[(&all, Some("you")), ("all", None)]);
        if apostrophe.is_empty() {
            continue;
        }
        add(table, &[("let", None), (&us, Some("us"))]);
        add(table, &[("Let", Some("let")), (&us, Some("us"))]);
        add(table, &[("how", None), (&did, None), (&you, Some("you"))]);
        add(table, &[("How", Some("how")), (&did, None), (&you, Some("you"))]);
        for c in ["c", "C"] {
            add(
                table,
                &[(&format!("{c}{apostrophe}m"), Some("come")), ("on", None)],
            );
        }
        for (word, norm) in [("ma", "madam"), ("Ma", "madam")] {
            add(table, &[(&format!("{word}{apostrophe}am"), Some(norm))]);
        }
        for o in ["o", "O"] {
            add(table, &[(&format!("{o}{apostrophe}clock"), Some("o'clock"))]);
        }
    }
    add(table, &[("can", None), ("not", None)]);
    add(table, &[("Can", Some("can")), ("not", None)]);
    add(table, &[("gon", Some("going")), ("na", Some("to"))]);
    add(table, &[("Gon", Some("going")), ("na", Some("to"))]);
    add(table, &[("got", None), ("ta", Some("to"))]);
    add(table, &[("Got", Some("got")), ("ta", Some("to"))]);
}
