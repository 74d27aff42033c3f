//! People of the made case: keys that are no keys, kept in memory, with the same
//! rules as those of a real one. Whoever came in holds a number; whoever does
//! not hold one that was given out is nobody.

use super::MadeDesk;
use fyke_model::desk::{Access, Answer, Hand, Passkey, PersonView, Refusal, Role, Secret, Why};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Everybody of the made case.
#[derive(Default)]
pub(super) struct Roll {
    people: Vec<Person>,
    /// Words that were told, by what they are.
    invited: BTreeMap<String, Role>,
    /// Who is in, by number.
    inside: BTreeMap<u128, String>,
    made: u64,
}

struct Person {
    view: PersonView,
    passphrase: [u8; 32],
    passkeys: Vec<(Passkey, Option<[u8; 32]>)>,
}

/// Sixteen words: a fingerprint says four of them.
const WORDS: [&str; 16] = [
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grain", "heron", "inlet", "juniper", "kelp",
    "larch", "maple", "north", "otter", "pine",
];

impl Roll {
    fn digest(text: &str) -> [u8; 32] {
        Sha256::digest(text.as_bytes()).into()
    }

    /// Something that nobody else has, from a count: enough for a case in memory.
    fn next(&mut self, about: &str) -> [u8; 32] {
        self.made += 1;
        Roll::digest(&format!("{about} {}", self.made))
    }

    fn enrol(&mut self, name: &str, passphrase: &Secret, role: Role, enrolled: bool) -> Answer<PersonView> {
        if name.trim().is_empty() {
            return Err(Refusal::malformed("a name is missing", "say how you are called"));
        }
        if self.people.iter().any(|person| person.view.name == name) {
            return Err(Refusal::new(
                Why::Conflict,
                format!("somebody is called {name} already"),
                "take a name that tells you apart",
            ));
        }
        let key = self.next("key");
        let words = key
            .iter()
            .take(4)
            .filter_map(|byte| WORDS.get(usize::from(byte % 16)));
        let view = PersonView {
            key: key.iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
            name: name.to_owned(),
            role,
            fingerprint: words.copied().collect::<Vec<_>>().join(" "),
            enrolled,
            retired: false,
            passkeys: 0,
            here: true,
        };
        self.people.push(Person {
            view: view.clone(),
            passphrase: Roll::digest(passphrase.reveal()),
            passkeys: Vec::new(),
        });
        Ok(view)
    }

    fn enter(&mut self, view: &PersonView) -> Hand {
        let number = self.next("hand");
        let id = number
            .iter()
            .take(16)
            .fold(0u128, |sum, byte| (sum << 8) | u128::from(*byte));
        self.inside.insert(id, view.key.clone());
        Hand::new(id, view.key.clone(), view.name.clone(), view.role)
    }

    /// Whoever holds a number that was given out, with the role they have now.
    pub(super) fn inside(&self, hand: &Hand, role: Role) -> Answer<PersonView> {
        let key = self.inside.get(&hand.id());
        let person = self.people.iter().find(|person| Some(&person.view.key) == key);
        let view = person
            .map(|person| person.view.clone())
            .filter(|view| !view.retired);
        let view = view
            .ok_or_else(|| Refusal::new(Why::Nobody, "nobody came in under this number", "come in again"))?;
        Hand::new(0, view.key.clone(), view.name.clone(), view.role).needs(role)?;
        Ok(view)
    }

    fn of(&mut self, key: &str) -> Answer<&mut Person> {
        let found = self.people.iter_mut().find(|person| person.view.key == key);
        found.ok_or_else(|| Refusal::absent("the person"))
    }

    /// Somebody must stay who can let others in.
    fn is_last_releaser(&self, key: &str) -> bool {
        let mut others = self.people.iter().map(|person| &person.view);
        !others.any(|view| view.role == Role::Releaser && view.enrolled && !view.retired && view.key != key)
    }

    fn put_out(&mut self, key: &str) {
        self.inside.retain(|_, inside| inside != key);
    }
}

fn last_releaser() -> Refusal {
    Refusal::new(
        Why::Conflict,
        "this is the last releaser of the case",
        "make somebody else a releaser first",
    )
}

fn not_together() -> Refusal {
    Refusal::new(
        Why::Nobody,
        "that name and passphrase do not go together",
        "look at both and try again",
    )
}

impl Access for MadeDesk {
    fn people(&self) -> Answer<Vec<PersonView>> {
        Ok(self
            .kept()
            .people
            .people
            .iter()
            .map(|person| person.view.clone())
            .collect())
    }

    fn found(&self, name: &str, passphrase: &Secret) -> Answer<Hand> {
        let mut kept = self.kept();
        if !kept.people.people.is_empty() {
            return Err(Refusal::new(
                Why::Conflict,
                "this case has people already",
                "ask one of its releasers to invite you",
            ));
        }
        let view = kept.people.enrol(name, passphrase, Role::Releaser, true)?;
        Ok(kept.people.enter(&view))
    }

    fn invite(&self, hand: &Hand, role: Role) -> Answer<Secret> {
        let mut kept = self.kept();
        kept.people.inside(hand, Role::Releaser)?;
        let word = kept.people.next("invite");
        let word: Vec<&str> = word
            .iter()
            .take(6)
            .filter_map(|byte| WORDS.get(usize::from(byte % 16)).copied())
            .collect();
        let word = word.join("-");
        kept.people.invited.insert(word.clone(), role);
        Ok(Secret::new(word))
    }

    fn join(&self, word: &Secret, name: &str, passphrase: &Secret) -> Answer<PersonView> {
        let mut kept = self.kept();
        let role = kept.people.invited.get(word.reveal()).copied().ok_or_else(|| {
            Refusal::new(
                Why::Forbidden,
                "nobody was invited with this word",
                "ask for a new one; a word is good once and for a week",
            )
        })?;
        let view = kept.people.enrol(name, passphrase, role, false)?;
        kept.people.invited.remove(word.reveal());
        Ok(view)
    }

    fn admit(&self, hand: &Hand, key: &str) -> Answer<()> {
        let mut kept = self.kept();
        kept.people.inside(hand, Role::Releaser)?;
        kept.people.of(key)?.view.enrolled = true;
        Ok(())
    }

    fn set_role(&self, hand: &Hand, key: &str, role: Role) -> Answer<()> {
        let mut kept = self.kept();
        kept.people.inside(hand, Role::Releaser)?;
        if role < Role::Releaser && kept.people.is_last_releaser(key) {
            return Err(last_releaser());
        }
        kept.people.of(key)?.view.role = role;
        kept.people.put_out(key);
        Ok(())
    }

    fn retire(&self, hand: &Hand, key: &str, why: &str) -> Answer<()> {
        let mut kept = self.kept();
        kept.people.inside(hand, Role::Releaser)?;
        if why.trim().is_empty() {
            return Err(Refusal::malformed(
                "the reason is missing",
                "say why this key signs no more",
            ));
        }
        if kept.people.is_last_releaser(key) {
            return Err(last_releaser());
        }
        kept.people.of(key)?.view.retired = true;
        kept.people.put_out(key);
        Ok(())
    }

    fn unlock(&self, key: &str, passphrase: &Secret) -> Answer<Hand> {
        let mut kept = self.kept();
        let digest = Roll::digest(passphrase.reveal());
        let person = kept.people.people.iter().find(|person| person.view.key == key);
        let person = person.filter(|person| person.passphrase == digest && !person.view.retired);
        let view = person
            .map(|person| person.view.clone())
            .ok_or_else(not_together)?;
        if !view.enrolled {
            return Err(Refusal::new(
                Why::Forbidden,
                "you wait to be let in",
                "ask whoever invited you to compare the words of your key",
            ));
        }
        Ok(kept.people.enter(&view))
    }

    fn unlock_with(&self, key: &str, credential: &str, secret: &Secret) -> Answer<Hand> {
        let mut kept = self.kept();
        let digest = Some(Roll::digest(secret.reveal()));
        let person = kept.people.people.iter().find(|person| person.view.key == key);
        let person = person.filter(|person| {
            let mut passkeys = person.passkeys.iter();
            passkeys.any(|(passkey, secret)| passkey.credential == credential && *secret == digest)
                && person.view.enrolled
                && !person.view.retired
        });
        let view = person
            .map(|person| person.view.clone())
            .ok_or_else(not_together)?;
        Ok(kept.people.enter(&view))
    }

    fn lock(&self, hand: &Hand) {
        let mut kept = self.kept();
        kept.people.inside.remove(&hand.id());
        kept.intake.leave(hand);
    }

    fn keep_passkey(&self, hand: &Hand, passkey: &Passkey, secret: Option<&Secret>) -> Answer<()> {
        let mut kept = self.kept();
        let view = kept.people.inside(hand, Role::Reader)?;
        let person = kept.people.of(&view.key)?;
        let secret = secret.map(|secret| Roll::digest(secret.reveal()));
        let known = person
            .passkeys
            .iter_mut()
            .find(|(known, _)| known.credential == passkey.credential);
        match known {
            // the same again, with a new count or a new name
            Some((known, old)) => {
                let unlocks = known.unlocks || secret.is_some();
                *known = Passkey {
                    unlocks,
                    person: view.key,
                    ..passkey.clone()
                };
                *old = secret.or(*old);
            }
            None => {
                let unlocks = secret.is_some();
                person.passkeys.push((
                    Passkey {
                        unlocks,
                        person: view.key,
                        ..passkey.clone()
                    },
                    secret,
                ));
                person.view.passkeys = person.passkeys.len();
            }
        }
        Ok(())
    }

    fn passkeys(&self, key: Option<&str>) -> Answer<Vec<Passkey>> {
        let kept = self.kept();
        let people = kept.people.people.iter();
        let asked = people.filter(|person| key.is_none_or(|key| person.view.key == key));
        Ok(asked
            .flat_map(|person| person.passkeys.iter().map(|(passkey, _)| passkey.clone()))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::new(text)
    }

    #[test]
    fn the_first_lets_the_second_in_and_a_number_made_up_opens_nothing() {
        let desk = MadeDesk::new();
        let ada = desk.found("Ada", &secret("one")).unwrap();
        assert!(desk.found("Eve", &secret("two")).is_err());
        let word = desk.invite(&ada, Role::Reviewer).unwrap();
        let ben = desk.join(&word, "Ben", &secret("two")).unwrap();
        assert!(
            desk.join(&word, "Eve", &secret("two")).is_err(),
            "a word is good once"
        );
        assert_eq!(
            desk.unlock(&ben.key, &secret("two")).unwrap_err().why,
            Why::Forbidden
        );
        desk.admit(&ada, &ben.key).unwrap();
        let ben = desk.unlock(&ben.key, &secret("two")).unwrap();
        assert_eq!(ben.role(), Role::Reviewer);
        assert_eq!(desk.invite(&ben, Role::Reader).unwrap_err().why, Why::Forbidden);
        let forged = Hand::new(7, ada.person(), "Ada", Role::Releaser);
        assert_eq!(desk.invite(&forged, Role::Reader).unwrap_err().why, Why::Nobody);
        assert_eq!(
            desk.set_role(&ada, ada.person(), Role::Reader).unwrap_err().why,
            Why::Conflict
        );
        desk.retire(&ada, ben.person(), "left the team").unwrap();
        assert_eq!(
            desk.unlock(ben.person(), &secret("two")).unwrap_err().why,
            Why::Nobody
        );
    }
}
