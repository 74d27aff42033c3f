use super::super::testing::play;

#[test]
fn an_entity_keeps_its_id_from_edition_to_edition() {
    let (first, _, _) = play(
        "registers.csv",
        "name|country|number|address\nBoreas LLC|KG|12-34|old street",
    );
    let (second, _, _) = play(
        "registers.csv",
        "name|country|number|address\nBoreas Trade LLC|KG|12-34|new street",
    );
    for told in [first, second] {
        assert!(told.contains("reg-kg-12-34 Company name = Boreas"), "{told}");
    }
}
