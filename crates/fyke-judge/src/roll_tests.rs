use super::*;
use crate::key::PersonKey;
use crate::record::SystemRandom;
use crate::record::shelf::Memory;

fn noted(name: &str) -> Noted {
    Noted {
        name: name.to_owned(),
        at: "2026-11-22T10:00:00Z".to_owned(),
        why: String::new(),
    }
}

fn role(of: &PersonKey, role: Role) -> SaidRole {
    SaidRole {
        key: of.id(),
        role,
        at: "2026-11-22T10:00:00Z".to_owned(),
    }
}

/// The first may all, others judge; only a releaser changes that, and one stays.
#[test]
fn roles_are_said_by_releasers() {
    let random = &mut SystemRandom;
    let mut record = Record::create(Memory::new(), "fyke/roles", random).unwrap();
    let [ann, bo] = [1, 2].map(|n| PersonKey::from_seed(&[n; 32]));
    enrol(&mut record, random, &ann, ann.public(), &noted("Ann")).unwrap();
    enrol(&mut record, random, &ann, bo.public(), &noted("Bo")).unwrap();
    let roles = |record: &Record| {
        let roll = Roll::of(record).unwrap();
        [&ann, &bo].map(|key| roll.people[&key.id()].role)
    };
    assert_eq!(roles(&record), [Role::Releaser, Role::Reviewer]);
    let refused = set_role(&mut record, random, &bo, &role(&bo, Role::Releaser)).unwrap_err();
    assert!(refused.to_string().starts_with("only a releaser"), "{refused}");
    // written past the program: it is in the log and changes nothing
    let draft = Draft::new(What::PolicyChange(Policy::Settings {}))
        .saying(&role(&bo, Role::Releaser))
        .unwrap();
    record.append(random, |group| group.person(&bo, draft)).unwrap();
    assert_eq!(roles(&record), [Role::Releaser, Role::Reviewer]);
    let last = set_role(&mut record, random, &ann, &role(&ann, Role::Reader)).unwrap_err();
    assert!(last.to_string().contains("the last releaser"), "{last}");
    set_role(&mut record, random, &ann, &role(&bo, Role::Releaser)).unwrap();
    set_role(&mut record, random, &bo, &role(&ann, Role::Reader)).unwrap();
    assert_eq!(roles(&record), [Role::Reader, Role::Releaser]);
}
