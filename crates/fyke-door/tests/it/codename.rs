//! Codenames: what may be typed, what is caught, what follows.

use crate::world::TODAY;
use fyke_door::codename::{Codename, Misread, display_name, words};
use fyke_door::keys::{DoorId, Draw};
use proptest::prelude::*;

fn drawn(seed: u8) -> Codename {
    Codename::draw(&mut Draw::seeded_for_vectors([seed; 32])).unwrap()
}

#[test]
fn it_is_read_however_it_was_written_down() {
    let codename = drawn(1);
    let [a, b, c, d, e, f, g, h, i] = codename.words();
    for typed in [
        format!("{a} {b} {c} {d} {e} {f} {g} {h} {i}"),
        format!("  {a}-{b}-{c}\n{d}  {e},{f};{g}/{h}\t{i}. "),
        format!("1 {a} 2 {b} 3 {c} 4 {d} 5 {e} 6 {f} 7 {g} 8 {h} 9 {i}").to_uppercase(),
    ] {
        assert_eq!(Codename::read(&typed), Ok(codename.clone()), "{typed}");
    }
}

#[test]
fn what_is_wrong_is_said_and_not_what_was_typed() {
    let words = drawn(1).words();
    assert_eq!(Codename::read(""), Err(Misread::Count { words: 0 }));
    assert_eq!(
        Codename::read(&words[..8].join(" ")),
        Err(Misread::Count { words: 8 })
    );
    let mut wrong = words;
    wrong[4] = "qqqq";
    let refused = Codename::read(&wrong.join(" ")).unwrap_err();
    assert_eq!(refused, Misread::NotAWord { place: 5 });
    assert_eq!(
        refused.to_string(),
        "word 5 is not one of ours; look at how you wrote it down"
    );
    let mut swapped = words;
    swapped.swap(0, 1);
    assert_eq!(Codename::read(&swapped.join(" ")), Err(Misread::Check));
}

#[test]
fn the_check_word_misses_one_mistake_in_4096() {
    // another word in each of eight places, 500 each: about one passes
    let codename = drawn(2);
    let mut passed = 0;
    for place in 0..8 {
        for step in 1..=500 {
            let mut typed = codename.words();
            let at = words().binary_search(&typed[place]).unwrap();
            typed[place] = words()[(at + step * 7) % words().len()];
            passed += usize::from(Codename::read(&typed.join(" ")).is_ok());
        }
    }
    assert!(passed <= 6, "{passed} of 4,000 passed");
}

#[test]
fn one_codename_is_two_strangers_at_two_doors() {
    let codename = drawn(3);
    let (here, there) = (
        codename.conversation(DoorId([1; 32])),
        codename.conversation(DoorId([2; 32])),
    );
    assert_eq!(here, codename.conversation(DoorId([1; 32])));
    assert_ne!(here.id, there.id);
    assert_ne!(here.mac, there.mac);
    assert_ne!(here.replies, there.replies);
    assert_ne!(display_name(&here.id), display_name(&there.id));
}

#[test]
fn a_tie_opens_no_book_of_the_day_before() {
    let tie = drawn(4).conversation(DoorId([1; 32])).tie(TODAY).unwrap();
    assert_eq!(tie.cover.leaf(TODAY.minus(1)), None);
    assert!(tie.cover.leaf(TODAY).is_some());
}

proptest! {
    #[test]
    fn any_codename_is_read_back(seed in any::<[u8; 32]>()) {
        let codename = Codename::draw(&mut Draw::seeded_for_vectors(seed)).unwrap();
        prop_assert_eq!(Codename::read(&codename.words().join(" ")), Ok(codename));
    }

    #[test]
    fn any_text_is_read_without_a_panic(typed in "\\PC{0,200}") {
        prop_assert!(Codename::read(&typed).is_err());
    }
}
