//! Tokens: good for an hour of one start of the front, and for one purpose.

use fyke_door::front::refusal::Refusal;
use fyke_door::front::token::{Kind, TokenKey, open, seal};

#[test]
fn a_session_lasts_an_hour_and_no_more() {
    let key = TokenKey::new([7; 32]);
    let token = seal(&key, Kind::Session, 10, &[9; 32]).expect("random");
    for half_hour in [10, 11, 12] {
        assert_eq!(
            open::<32>(&key, Kind::Session, half_hour, &token)
                .expect("fresh")
                .expose(),
            &[9; 32]
        );
    }
    for half_hour in [9, 13, u32::MAX] {
        assert_eq!(
            open::<32>(&key, Kind::Session, half_hour, &token),
            Err(Refusal::Old),
            "{half_hour}"
        );
    }
}

#[test]
fn a_token_of_another_start_purpose_or_length_is_none() {
    let key = TokenKey::new([7; 32]);
    let token = seal(&key, Kind::Shown, 0, &[9; 16]).expect("random");
    assert!(open::<16>(&key, Kind::Shown, 0, &token).is_ok());
    assert_eq!(open::<16>(&key, Kind::Session, 0, &token), Err(Refusal::Old));
    assert_eq!(
        open::<16>(&TokenKey::new([8; 32]), Kind::Shown, 0, &token),
        Err(Refusal::Old)
    );
    assert_eq!(open::<32>(&key, Kind::Shown, 0, &token), Err(Refusal::Old));
    for at in 0..token.len() {
        let mut changed = token.clone().into_bytes();
        changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
        assert_eq!(
            open::<16>(&key, Kind::Shown, 0, &String::from_utf8(changed).expect("hex")),
            Err(Refusal::Old)
        );
    }
    for junk in ["", "zz", "\u{e9}\u{e9}"] {
        assert_eq!(open::<16>(&key, Kind::Shown, 0, junk), Err(Refusal::Old));
    }
}
