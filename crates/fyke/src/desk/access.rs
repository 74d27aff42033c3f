//! Who may come in, and as what.
//!
//! A person is a key; it lies with the case, locked. Who brings its passphrase
//! gets a hand with a number out of 128 random bits. A passphrase costs whoever
//! guesses it a tenth of a second and 64 MiB (Argon2id); from the fourth wrong one
//! in a row on, each makes that key wait twice as long, up to five minutes.

use super::people::{Invite, Waiting, fresh_word};
use super::{LocalDesk, Unlocked, held, no_record};
use crate::commands::add::now;
use crate::ledger;
use crate::screen::{Failure, Outcome};
use fyke_judge::key::{Cost, KeyFile, KeyFileError, KeyId, Passphrase, PersonKey, PersonPublic};
use fyke_judge::record::{Random, RecordError, SystemRandom};
use fyke_judge::roll::{self, Noted, SaidRole};
use fyke_model::desk::{Access, Answer, Hand, Passkey, PersonView, Role, Secret, Why};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Wrong passphrases in a row, by key, and when the last was tried.
#[derive(Default)]
pub(super) struct Guesses(BTreeMap<KeyId, (u32, Option<Instant>)>);

/// Wrong ones in a row that nobody has to wait for: fingers slip.
const FREE: u32 = 3;
/// The longest wait.
const WAIT_MAX: Duration = Duration::from_secs(300);
/// Letters of a passphrase at least.
const PASSPHRASE_MIN: usize = 8;

impl Guesses {
    /// Refuses who has to wait.
    fn may(&self, key: KeyId) -> Outcome {
        let (wrong, last) = self.0.get(&key).copied().unwrap_or_default();
        let Some(over) = wrong.checked_sub(FREE + 1) else {
            return Ok(());
        };
        let wait = Duration::from_secs(1 << over.min(9)).min(WAIT_MAX);
        let left = last.map_or(Duration::ZERO, |last| wait.saturating_sub(last.elapsed()));
        if left.is_zero() {
            return Ok(());
        }
        Err(Failure::new(
            format!("{wrong} wrong passphrases were tried for this key"),
            format!("wait {} seconds and type it again", left.as_secs() + 1),
        )
        .because(Why::Nobody))
    }

    fn was(&mut self, key: KeyId, right: bool) {
        if right {
            self.0.remove(&key);
            return;
        }
        let (wrong, last) = self.0.entry(key).or_default();
        *wrong = wrong.saturating_add(1);
        *last = Some(Instant::now());
    }
}

impl LocalDesk {
    /// Makes a hand of a key that is open.
    ///
    /// # Errors
    /// Its person may not sign in this case.
    pub fn come_in(&self, key: PersonKey) -> Outcome<Hand> {
        let mut log = self.log()?;
        let log = log.as_mut().ok_or_else(no_record)?;
        let id = key.id();
        let Some(role) = log.role(id) else {
            let waits = self.people.book()?.waiting.iter().any(|one| one.key.id() == id);
            return Err(match waits {
                true => Failure::new(
                    "nobody has let you in yet",
                    "have whoever invited you compare the words of your key and let you in",
                ),
                false => Failure::new("this key may not sign in this case", "ask to be invited"),
            }
            .because(Why::Forbidden));
        };
        let mut number = [0_u8; 16];
        SystemRandom.fill(&mut number).map_err(RecordError::from)?;
        let number = u128::from_be_bytes(number);
        let hand = Hand::new(number, id.to_string(), log.roll.name(id), role);
        let unlocked = Unlocked {
            key: Arc::new(key),
            used: Instant::now(),
        };
        held(self.hands.lock()).insert(number, unlocked);
        Ok(hand)
    }

    /// Tries to open a key file; who fails too often waits.
    fn try_open(
        &self,
        id: KeyId,
        open: impl FnOnce() -> Outcome<Result<PersonKey, KeyFileError>>,
    ) -> Outcome<PersonKey> {
        // one guess at a time: what one costs, many at once must not cost together
        let mut guesses = held(self.people.guesses.lock());
        guesses.may(id)?;
        let opened = open()?;
        if let Ok(_) | Err(KeyFileError::Closed(_)) = &opened {
            guesses.was(id, opened.is_ok());
        }
        Ok(opened?)
    }

    /// All hands of a key are let go: who comes back comes in as what they are now.
    fn let_go(&self, key: KeyId) {
        held(self.hands.lock()).retain(|_, one| one.key.id() != key);
    }

    /// Lays the key file of somebody who may sign here beside the case, locked as
    /// it is, so that they can come in.
    ///
    /// # Errors
    /// It is no key file; it cannot be written.
    pub fn bring(&self, path: &Path) -> Outcome {
        let file = KeyFile::read(path)?;
        let id = file.public().id();
        let on_roll = self.log()?.as_ref().is_some_and(|log| log.role(id).is_some());
        if !on_roll || self.people.has(id) {
            return Ok(());
        }
        self.people.keep(&file)
    }
}

impl Access for LocalDesk {
    fn people(&self) -> Answer<Vec<PersonView>> {
        let book = self.people.book()?;
        let passkeys = |key: KeyId| {
            let of = key.to_string();
            book.passkeys.iter().filter(|one| one.person == of).count()
        };
        let log = self.log()?;
        let mut all: Vec<PersonView> = Vec::new();
        for person in log.iter().flat_map(|log| log.roll.people.values()) {
            let id = person.key.id();
            all.push(PersonView {
                key: id.to_string(),
                name: person.name.clone().unwrap_or_else(|| id.to_string()),
                role: person.role,
                fingerprint: fingerprint(&person.key),
                enrolled: true,
                retired: person.until.is_some(),
                passkeys: passkeys(id),
                here: self.people.has(id),
            });
        }
        for waits in &book.waiting {
            let id = waits.key.id();
            all.push(PersonView {
                key: id.to_string(),
                name: waits.name.clone(),
                role: waits.role,
                fingerprint: fingerprint(&waits.key),
                enrolled: false,
                retired: false,
                passkeys: passkeys(id),
                here: self.people.has(id),
            });
        }
        Ok(all)
    }

    fn found(&self, name: &str, passphrase: &Secret) -> Answer<Hand> {
        let passphrase = good(passphrase)?;
        let opened = self.opened()?;
        {
            let log = self.log()?;
            if log.as_ref().is_some_and(|log| !log.roll.people.is_empty()) {
                return Err(
                    Failure::new("somebody is in this case already", "have them invite you")
                        .because(Why::Forbidden)
                        .into(),
                );
            }
        }
        let (file, key) = sealed(name, &passphrase)?;
        let mut record = ledger::begin(&opened.case)?;
        ledger::files_in(&opened.case)?;
        record.refresh().map_err(Failure::from)?;
        // the key first: an enrolled key that is lost could never be replaced
        self.people.keep(&file)?;
        roll::enrol(
            &mut record,
            &mut SystemRandom,
            &key,
            key.public(),
            &noted(name, ""),
        )
        .map_err(Failure::from)?;
        // from here on leads are judged blind: what the machine thinks is sealed first
        self.seal(&opened)?;
        Ok(self.come_in(key)?)
    }

    fn invite(&self, hand: &Hand, role: Role) -> Answer<Secret> {
        let key = self.key(hand)?;
        self.may(&key, Role::Releaser)?;
        let word = fresh_word()?;
        self.people.change(|book| {
            let today = ledger::today();
            book.invites.retain(|one| !one.used && today <= one.until);
            book.invites.push(Invite::new(&word, role, key.id(), today));
            Ok(())
        })?;
        Ok(Secret::new(word))
    }

    fn join(&self, word: &Secret, name: &str, passphrase: &Secret) -> Answer<PersonView> {
        let passphrase = good(passphrase)?;
        let today = ledger::today();
        let good_word = |invite: &Invite| invite.opens(word.reveal(), today);
        let refused = || {
            Failure::new(
                "this invitation is not good, or not any more",
                "ask for another one",
            )
            .because(Why::Forbidden)
        };
        // looked at before a key is made, so that who guesses words makes none
        if !self.people.book()?.invites.iter().any(good_word) {
            return Err(refused().into());
        }
        let (file, key) = sealed(name, &passphrase)?;
        self.people.keep(&file)?;
        let role = self.people.change(|book| {
            let invite = book
                .invites
                .iter_mut()
                .find(|invite| good_word(invite))
                .ok_or_else(refused)?;
            invite.used = true;
            book.waiting.push(Waiting {
                key: key.public(),
                name: file.name().to_owned(),
                role: invite.role,
                invited_by: invite.by,
                at: now(),
            });
            Ok(invite.role)
        })?;
        Ok(PersonView {
            key: key.id().to_string(),
            name: file.name().to_owned(),
            role,
            fingerprint: fingerprint(&key.public()),
            enrolled: false,
            retired: false,
            passkeys: 0,
            here: true,
        })
    }

    fn admit(&self, hand: &Hand, key: &str) -> Answer<()> {
        let id = key_id(key)?;
        let book = self.people.book()?;
        let waits = book
            .waiting
            .iter()
            .find(|one| one.key.id() == id)
            .ok_or_else(|| {
                Failure::new("nobody of this key waits to be let in", "look at the list again")
                    .because(Why::Absent)
            })?;
        self.with_log(hand, Role::Releaser, |log, by| {
            if log.role(id).is_none() {
                let noted = noted(&waits.name, "");
                roll::enrol(log.desk.record_mut(), &mut SystemRandom, by, waits.key, &noted)?;
                log.catch_up()?;
            }
            if log.role(id) != Some(waits.role) {
                let said = SaidRole {
                    key: id,
                    role: waits.role,
                    at: now(),
                };
                roll::set_role(log.desk.record_mut(), &mut SystemRandom, by, &said)?;
            }
            Ok(())
        })?;
        self.people.change(|book| {
            book.waiting.retain(|one| one.key.id() != id);
            Ok(())
        })?;
        Ok(())
    }

    fn set_role(&self, hand: &Hand, key: &str, role: Role) -> Answer<()> {
        let said = SaidRole {
            key: key_id(key)?,
            role,
            at: now(),
        };
        self.with_log(hand, Role::Releaser, |log, by| {
            roll::set_role(log.desk.record_mut(), &mut SystemRandom, by, &said)?;
            Ok(())
        })?;
        self.let_go(said.key);
        Ok(())
    }

    fn retire(&self, hand: &Hand, key: &str, why: &str) -> Answer<()> {
        let id = key_id(key)?;
        // a key that only waits is turned away; nothing of it is in the record
        let waits = self.people.book()?.waiting.iter().any(|one| one.key.id() == id);
        let own = hand.person() == id.to_string();
        let role = if own { Role::Reader } else { Role::Releaser };
        self.with_log(hand, role, |log, by| {
            if waits && log.role(id).is_none() {
                return Ok(());
            }
            let releasers = log
                .roll
                .standing()
                .filter(|one| one.role == Role::Releaser)
                .count();
            if log.role(id) == Some(Role::Releaser) && releasers == 1 {
                return Err(Failure::new(
                    "this is the last releaser, and without one nobody could be let in again",
                    "make somebody else a releaser first",
                ));
            }
            let noted = noted(&log.roll.name(id), why);
            roll::retire(log.desk.record_mut(), &mut SystemRandom, by, id, &noted)?;
            Ok(())
        })?;
        self.let_go(id);
        Ok(self.people.forget(id)?)
    }

    fn unlock(&self, key: &str, passphrase: &Secret) -> Answer<Hand> {
        let id = key_id(key)?;
        let file = self.people.key_file(id)?;
        let words = Passphrase::new(passphrase.reveal().to_owned());
        let key = self.try_open(id, || Ok(file.open(&words)))?;
        Ok(self.come_in(key)?)
    }

    fn unlock_with(&self, key: &str, credential: &str, secret: &Secret) -> Answer<Hand> {
        let id = key_id(key)?;
        let file = self.people.passkey_file(id, credential)?;
        let key = self.try_open(id, || Ok(file.open_by_secret(secret.reveal().as_bytes())))?;
        Ok(self.come_in(key)?)
    }

    fn lock(&self, hand: &Hand) {
        if let Some(door) = &self.intake {
            door.leave(hand);
        }
        let mut hands = held(self.hands.lock());
        let own = |one: &Unlocked| one.key.id().to_string() == hand.person();
        if hands.get(&hand.id()).is_some_and(own) {
            hands.remove(&hand.id());
        }
    }

    fn keep_passkey(&self, hand: &Hand, passkey: &Passkey, secret: Option<&Secret>) -> Answer<()> {
        let key = self.key(hand)?;
        let mut kept = Passkey {
            person: key.id().to_string(),
            unlocks: secret.is_some(),
            ..passkey.clone()
        };
        if let Some(secret) = secret {
            let secret = secret.reveal().as_bytes();
            let file = KeyFile::seal_for_secret(hand.name(), &key, secret, &mut SystemRandom);
            self.people
                .keep_for(&file.map_err(Failure::from)?, &kept.credential)?;
        }
        self.people.change(|book| {
            if let Some(before) = book.passkeys.iter().find(|one| one.credential == kept.credential) {
                if before.person != kept.person {
                    return Err(
                        Failure::new("this passkey is somebody else's", "make one of your own")
                            .because(Why::Forbidden),
                    );
                }
                // a counter that moved on: what it unlocked, it unlocks
                kept.unlocks |= before.unlocks;
            }
            book.passkeys.retain(|one| one.credential != kept.credential);
            book.passkeys.push(kept);
            Ok(())
        })?;
        Ok(())
    }

    fn passkeys(&self, key: Option<&str>) -> Answer<Vec<Passkey>> {
        let all = self.people.book()?.passkeys.into_iter();
        Ok(all
            .filter(|one| key.is_none_or(|key| one.person == key))
            .collect())
    }

    fn looked(&self, hand: Option<&Hand>, what: &str, why: Option<&str>) {
        // whose hand is not known any more looked as nobody
        let by = self.who(hand).ok().flatten();
        self.look(by, what, why);
    }
}

impl LocalDesk {
    /// Refuses who may not do what takes that role.
    pub(super) fn may(&self, key: &PersonKey, role: Role) -> Outcome {
        let log = self.log()?;
        log.as_ref().ok_or_else(no_record)?.needs(key.id(), role)
    }
}

/// A passphrase that is worth one.
fn good(passphrase: &Secret) -> Outcome<Passphrase> {
    if passphrase.reveal().chars().count() < PASSPHRASE_MIN {
        return Err(Failure::new(
            "this passphrase is short enough to be guessed",
            format!("take several words, {PASSPHRASE_MIN} letters at least"),
        )
        .because(Why::Malformed));
    }
    Ok(Passphrase::new(passphrase.reveal().to_owned()))
}

/// A fresh key of that name, sealed.
fn sealed(name: &str, passphrase: &Passphrase) -> Outcome<(KeyFile, PersonKey)> {
    Ok(KeyFile::seal(name.trim(), passphrase, cost(), &mut SystemRandom)?)
}

/// What one guess costs; a test need not pay it.
fn cost() -> Cost {
    match cfg!(test) {
        true => Cost {
            memory_kib: 64,
            passes: 1,
        },
        false => Cost::default(),
    }
}

/// The words to compare a key by: its id, in groups that can be told.
fn fingerprint(key: &PersonPublic) -> String {
    let id = key.id().to_string();
    let groups: Vec<String> = id
        .as_bytes()
        .chunks(4)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    groups.join(" ")
}

fn noted(name: &str, why: &str) -> Noted {
    Noted {
        name: name.trim().to_owned(),
        at: now(),
        why: why.trim().to_owned(),
    }
}

fn key_id(text: &str) -> Outcome<KeyId> {
    text.parse().map_err(|error: fyke_judge::key::BadKey| {
        Failure::pair(&error.to_string(), "look at the list of people").because(Why::Malformed)
    })
}
