//! Who comes in, as what, and who does not.

use super::super::LocalDesk;
use super::world::{WORDS, World, secret};
use fyke_model::desk::{Access, LeadQuery, Leads, Passkey, Role, Why};

#[test]
fn an_invitation_is_good_once_and_lets_nobody_in_by_itself() {
    let world = World::new();
    let desk = &world.desk;
    assert!(!desk.leads(None, &LeadQuery::default()).unwrap().blind);
    let ada = world.founder();
    assert_eq!(ada.role(), Role::Releaser);
    assert!(desk.leads(None, &LeadQuery::default()).unwrap().blind);
    let again = desk.found("Eve", &secret(WORDS)).unwrap_err();
    assert_eq!(again.why, Why::Forbidden);

    let word = desk.invite(&ada, Role::Reader).unwrap();
    let guessed = desk
        .join(&secret("k3v9-x2mq-7anp-t04h"), "Eve", &secret(WORDS))
        .unwrap_err();
    assert_eq!(guessed.why, Why::Forbidden);
    let short = desk.join(&word, "Cem", &secret("short")).unwrap_err();
    assert_eq!(short.why, Why::Malformed);
    let cem = desk.join(&word, "Cem", &secret(WORDS)).unwrap();
    assert_eq!(
        desk.join(&word, "Dan", &secret(WORDS)).unwrap_err().why,
        Why::Forbidden
    );
    assert_eq!(
        desk.unlock(&cem.key, &secret(WORDS)).unwrap_err().why,
        Why::Forbidden
    );
    desk.admit(&ada, &cem.key).unwrap();
    let hand = desk.unlock(&cem.key, &secret(WORDS)).unwrap();
    assert_eq!((hand.role(), hand.name()), (Role::Reader, "Cem"));
    let drawn = desk.draw(&hand, 3, &[]).unwrap_err();
    assert_eq!(drawn.why, Why::Forbidden);
    assert_eq!(desk.invite(&hand, Role::Reader).unwrap_err().why, Why::Forbidden);

    // a new role counts with the next coming in; a retired key does not come in
    desk.set_role(&ada, &cem.key, Role::Reviewer).unwrap();
    assert_eq!(desk.draw(&hand, 3, &[]).unwrap_err().why, Why::Nobody);
    let hand = desk.unlock(&cem.key, &secret(WORDS)).unwrap();
    assert!(!desk.draw(&hand, 3, &[]).unwrap().items.is_empty());
    assert_eq!(
        desk.retire(&ada, ada.person(), "leaving").unwrap_err().why,
        Why::Conflict
    );
    desk.retire(&ada, &cem.key, "left us").unwrap();
    assert_eq!(desk.draw(&hand, 3, &[]).unwrap_err().why, Why::Nobody);
    assert_eq!(
        desk.unlock(&cem.key, &secret(WORDS)).unwrap_err().why,
        Why::Forbidden
    );
}

#[test]
fn who_guesses_waits_and_the_right_words_open_it_after_a_restart() {
    let world = World::new();
    let key = world.founder().person().to_owned();
    let (case, desk) = (world.case.clone(), &world.desk);
    for _ in 0..4 {
        let wrong = desk.unlock(&key, &secret("five words of mine")).unwrap_err();
        assert_eq!(wrong.why, Why::Nobody);
        assert!(wrong.broke.contains("does not open"), "{wrong}");
    }
    let waits = desk.unlock(&key, &secret(WORDS)).unwrap_err();
    assert!(waits.repair.starts_with("wait"), "{waits}");
    let other = LocalDesk::open(&case).unwrap();
    let hand = other.unlock(&key, &secret(WORDS)).unwrap();
    other.lock(&hand);
    assert_eq!(other.draw(&hand, 3, &[]).unwrap_err().why, Why::Nobody);
}

#[test]
fn a_passkey_with_a_secret_opens_the_key_and_another_does_not() {
    let world = World::new();
    let desk = &world.desk;
    let ada = world.founder();
    let passkey = Passkey {
        credential: "Zm9v".to_owned(),
        kept: "{}".to_owned(),
        label: "laptop".to_owned(),
        ..Passkey::default()
    };
    let prf = secret("0123456789abcdef0123456789abcdef0123456789a");
    desk.keep_passkey(&ada, &passkey, Some(&prf)).unwrap();
    let kept = desk.passkeys(Some(ada.person())).unwrap();
    assert!(kept.len() == 1 && kept[0].unlocks);
    let hand = desk.unlock_with(ada.person(), "Zm9v", &prf).unwrap();
    assert_eq!(hand.person(), ada.person());
    let other = secret("0123456789abcdef0123456789abcdef0123456789b");
    assert_eq!(
        desk.unlock_with(ada.person(), "Zm9v", &other).unwrap_err().why,
        Why::Nobody
    );
    assert_eq!(
        desk.unlock_with(ada.person(), "YmFy", &prf).unwrap_err().why,
        Why::Absent
    );
}
