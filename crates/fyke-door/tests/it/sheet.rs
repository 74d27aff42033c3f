//! Receipts and collection sheets.

use crate::world::{TODAY, World};
use fyke_door::envelope::EnvelopeHash;
use fyke_door::keys::{Draw, Opening, Refused};
use fyke_door::sheet::{RECEIPTS, Receipt, SHEET, Sheet, SheetRefused};
use proptest::prelude::*;

fn publish(world: &World, before: Option<&Sheet>, receipts: &[Receipt]) -> Result<Vec<u8>, SheetRefused> {
    Sheet::publish(
        world.door(),
        TODAY,
        before,
        receipts,
        &world.publisher,
        &mut Draw::system(),
    )
}

fn read(world: &World, bytes: &[u8]) -> Result<Sheet, Refused> {
    Sheet::read(bytes, world.door(), &world.publisher.public())
}

#[test]
fn a_source_finds_its_receipt_and_the_sheets_follow_each_other() {
    let world = World::new(1, 1, Opening::One);
    let mine = Receipt::of(&EnvelopeHash::of(b"my envelope"));
    let first = read(&world, &publish(&world, None, &[mine]).unwrap()).unwrap();
    let bytes = publish(&world, Some(&first), &[]).unwrap();
    assert_eq!(bytes.len(), SHEET);
    let second = read(&world, &bytes).unwrap();
    assert!(first.holds(&mine) && !second.holds(&mine));
    assert_eq!(
        (first.serial, first.before, first.receipts().len()),
        (1, [0; 32], RECEIPTS)
    );
    assert!(second.follows(&first) && !first.follows(&second));
    // one left out is seen
    let third = read(&world, &publish(&world, Some(&second), &[]).unwrap()).unwrap();
    assert!(!third.follows(&first));
}

#[test]
fn a_sheet_holds_256_and_the_257th_goes_on_the_next() {
    let world = World::new(1, 1, Opening::One);
    let many: Vec<Receipt> = (0..257u32)
        .map(|n| Receipt::of(&EnvelopeHash::of(&n.to_be_bytes())))
        .collect();
    assert_eq!(publish(&world, None, &many), Err(SheetRefused::Full));
    let sheet = read(&world, &publish(&world, None, &many[..256]).unwrap()).unwrap();
    assert!(many[..256].iter().all(|receipt| sheet.holds(receipt)));
}

#[test]
fn a_byte_changed_anywhere_is_refused() {
    let world = World::new(1, 1, Opening::One);
    let mut bytes = publish(&world, None, &[]).unwrap();
    for at in 0..bytes.len() {
        bytes[at] ^= 0x10;
        assert!(read(&world, &bytes).is_err(), "byte {at}");
        bytes[at] ^= 0x10;
    }
}

proptest! {
    #[test]
    fn a_receipt_is_read_from_its_words(bytes in any::<[u8; 6]>()) {
        let receipt = Receipt(bytes);
        prop_assert_eq!(Receipt::read(&receipt.words().join(" ")), Some(receipt));
        prop_assert_eq!(Receipt::read(&receipt.words()[..3].join(" ")), None);
    }

    #[test]
    fn any_text_is_read_without_a_panic(typed in "\\PC{0,80}") {
        prop_assert_eq!(Receipt::read(&typed), None);
    }
}
