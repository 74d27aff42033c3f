use super::super::testing::{Random, Told, rules};
use super::*;

const DECLARATION: &str = r#"[
 {"statementId":"s1","statementDate":"2020-03-04","recordId":"e1","recordType":"entity","recordDetails":{
   "entityType":{"type":"registeredEntity"},"name":"Profitech Ltd","foundingDate":"2019-09-03",
   "jurisdiction":{"code":"GB-SCT","name":"Scotland"},"identifiers":[{"scheme":"GB-COH","id":"SC63384560"}]}},
 {"statementId":"s2","statementDate":"2020-03-04","recordId":"p1","recordType":"person","recordDetails":{
   "personType":"knownPerson","names":[{"fullName":"Jennifer Smith"},{"fullName":"Jenny Smith"}],
   "nationalities":[{"code":"GB"}],"birthDate":"1978-07",
   "addresses":[{"address":"76 York Road Bournemouth","postCode":"BH81 3LO","country":{"code":"GB"}}]}},
 {"statementId":"s3","statementDate":"2020-03-04","recordId":"r1","recordType":"relationship","recordDetails":{
   "subject":"e1","interestedParty":"p1","interests":[
    {"type":"shareholding","startDate":"2016-04-06","share":{"exact":60.5}},
    {"type":"votingRights","share":{"minimum":50,"maximum":75}},
    {"type":"boardMember","share":{"exact":120}}]}},
 {"statementId":"s4","statementDate":"2021-05-06","recordId":"r2","recordStatus":"closed","recordType":"relationship",
   "recordDetails":{"subject":"e1","interestedParty":"p1","interests":[{"type":"shareholding","share":{"minimum":25,"exclusiveMaximum":50}}]}},
 {"statementId":"s5","recordId":"r3","recordType":"relationship","recordDetails":{"subject":"e1","interestedParty":{"reason":"noBeneficialOwners"}}},
 {"statementId":"s6","recordId":"r4","recordType":"relationship","recordDetails":{"subject":true,"interestedParty":"p1"}},
 {"statementID":"old","statementType":"entityStatement","name":"Old Ltd"},
 {"statementId":"s7","recordType":"entity"},
 7]"#;

fn told(text: &str) -> (String, Counts) {
    let mut told = Told::default();
    let counts = admit(text.as_bytes(), &rules(), &mut told).expect("memory is read");
    assert_eq!(counts.rows, counts.rows_admitted + counts.rows_refused, "{text}");
    (told.0, counts)
}

#[test]
fn a_declaration_becomes_entities_and_what_ties_them() {
    let (told, counts) = told(DECLARATION);
    assert_eq!(
        (counts.rows, counts.rows_admitted, counts.cells_refused),
        (9, 5, 1)
    );
    for line in [
        "row 1: bods-e1 Company name = Profitech Ltd",
        "row 1: bods-e1 Company jurisdiction = GB",
        "row 1: bods-e1 Company registrationNumber = SC63384560",
        "row 1: bods-e1 Company incorporationDate = 2019-09-03",
        "row 2: bods-p1 Person name = Jennifer Smith",
        "row 2: bods-p1 Person alias = Jenny Smith",
        "row 2: bods-p1 Person birthDate = 1978-07",
        "row 2: bods-p1 Person address = 76 York Road Bournemouth, BH81 3LO, GB",
        "Ownership owner = bods-p1",
        "Ownership asset = bods-e1",
        "Ownership percentage = 60.5",
        "Ownership startDate = 2016-04-06",
        "Ownership description = votingRights 50-75 %",
        "Directorship organization = bods-e1",
        "cell refused, share \"{\\\"exact\\\":120}\": bad_share",
        "Ownership percentage = 25-50",
        "Ownership endDate = 2021-05-06",
        "row 6: REFUSED, subject \"true\": bad_identifier",
        "row 7: REFUSED, statementType \"entityStatement\": unknown_kind",
        "row 8: REFUSED, recordId \"\": missing_required",
        "row 9: REFUSED,  \"7\": unexpected_json",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
    // votes are no share of what is owned
    assert_eq!(told.matches("percentage").count(), 2, "{told}");
}

#[test]
fn spoiled_declarations_lose_no_value_in_silence() {
    let mut random = Random(9);
    for _ in 0..400 {
        told(&random.spoil(DECLARATION));
    }
}

/// Files of other people's tests, valid and invalid on purpose.
#[test]
fn files_from_outside_are_read_or_refused_with_a_reason() {
    let Some(folder) = std::env::var_os("FYKE_DATA") else {
        return;
    };
    let mut folders = vec![std::path::PathBuf::from(folder).join("ownership/bods")];
    let (mut files, mut admitted, mut refused) = (0, 0, 0);
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = file.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "json") {
                let bytes = std::fs::read(&path).expect("a file that can be read");
                let (_, counts) = told(&String::from_utf8_lossy(&bytes));
                files += 1;
                admitted += counts.rows_admitted;
                refused += counts.rows_refused;
            }
        }
    }
    // 440 files when this was written, with 937 statements of the three kinds
    assert!(
        files == 0 || (admitted > 900 && refused < admitted),
        "{files} {admitted} {refused}"
    );
}
