//! Who may come in, and as what.
//!
//! A person is a key. The desk keeps it locked; who brings its passphrase, or a
//! secret that only their passkey gives, gets a [`Hand`]: the proof of having
//! come in, without which nothing is written and nothing blind is drawn.

use super::{Answer, Refusal};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Questions about people.
pub trait Access {
    /// Who may sign in the case, who waits to be let in.
    fn people(&self) -> Answer<Vec<PersonView>> {
        Err(Refusal::absent("the list of people"))
    }

    /// The first person of a case: makes their key and enrols it.
    fn found(&self, name: &str, passphrase: &Secret) -> Answer<Hand> {
        let _ = (name, passphrase);
        Err(Refusal::absent("enrolling"))
    }

    /// Invites somebody: a word to tell them, good once and for a week.
    fn invite(&self, hand: &Hand, role: Role) -> Answer<Secret> {
        let _ = (hand, role);
        Err(Refusal::absent("inviting"))
    }

    /// Somebody with such a word makes their key; they are enrolled once whoever
    /// invited them, or another who may sign, has compared its fingerprint.
    fn join(&self, word: &Secret, name: &str, passphrase: &Secret) -> Answer<PersonView> {
        let _ = (word, name, passphrase);
        Err(Refusal::absent("joining"))
    }

    /// Lets somebody in who waits.
    fn admit(&self, hand: &Hand, key: &str) -> Answer<()> {
        let _ = (hand, key);
        Err(Refusal::absent("enrolling"))
    }

    /// Changes what somebody may do.
    fn set_role(&self, hand: &Hand, key: &str, role: Role) -> Answer<()> {
        let _ = (hand, key, role);
        Err(Refusal::absent("changing roles"))
    }

    /// A key signs no more from here on.
    fn retire(&self, hand: &Hand, key: &str, why: &str) -> Answer<()> {
        let _ = (hand, key, why);
        Err(Refusal::absent("retiring a key"))
    }

    /// Comes in with a passphrase.
    fn unlock(&self, key: &str, passphrase: &Secret) -> Answer<Hand> {
        let _ = (key, passphrase);
        Err(Refusal::absent("signing in"))
    }

    /// Comes in with the secret of a passkey that was kept with
    /// [`Access::keep_passkey`].
    fn unlock_with(&self, key: &str, credential: &str, secret: &Secret) -> Answer<Hand> {
        let _ = (key, credential, secret);
        Err(Refusal::absent("signing in with a passkey"))
    }

    /// Leaves: the key is locked again.
    fn lock(&self, hand: &Hand) {
        let _ = hand;
    }

    /// Keeps a passkey. Where it gives a secret, the person's key is wrapped for it, so
    /// that the passkey alone unlocks it.
    fn keep_passkey(&self, hand: &Hand, passkey: &Passkey, secret: Option<&Secret>) -> Answer<()> {
        let _ = (hand, passkey, secret);
        Err(Refusal::absent("keeping a passkey"))
    }

    /// The passkeys of a person, or of everybody.
    fn passkeys(&self, key: Option<&str>) -> Answer<Vec<Passkey>> {
        let _ = key;
        Ok(Vec::new())
    }

    /// Writes down that somebody looked at something. May be written later,
    /// many at a time; never lost when the program ends as it should.
    fn looked(&self, hand: Option<&Hand>, what: &str, why: Option<&str>) {
        let _ = (hand, what, why);
    }
}

/// What somebody may do. Each may do what those before it may.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads, keeps bookmarks and notes.
    #[default]
    Reader,
    /// Judges and decides.
    Reviewer,
    /// Lets dossiers out, invites people, changes roles.
    Releaser,
}

impl Role {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Reviewer => "reviewer",
            Role::Releaser => "releaser",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = Refusal;
    fn from_str(text: &str) -> Answer<Role> {
        [Role::Reader, Role::Reviewer, Role::Releaser]
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| {
                let shown: String = text.chars().take(40).collect();
                Refusal::malformed(
                    format!("'{shown}' is no role"),
                    "use reader, reviewer or releaser",
                )
            })
    }
}

/// The proof that somebody came in. Only a desk makes one; what it lets do is
/// looked up there under its number, so that a number made up opens nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hand {
    id: u128,
    person: String,
    name: String,
    role: Role,
}

impl Hand {
    /// For desks: a hand under a number that nobody can guess.
    pub fn new(id: u128, person: impl Into<String>, name: impl Into<String>, role: Role) -> Hand {
        Hand {
            id,
            person: person.into(),
            name: name.into(),
            role,
        }
    }
    /// Its number.
    pub fn id(&self) -> u128 {
        self.id
    }
    /// The id of the person's key.
    pub fn person(&self) -> &str {
        &self.person
    }
    /// The person's name.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// What they may do.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Whether they may do what that role may.
    ///
    /// # Errors
    /// [`super::Why::Forbidden`], with what it takes.
    pub fn needs(&self, role: Role) -> Answer<()> {
        if self.role >= role {
            return Ok(());
        }
        Err(Refusal::new(
            super::Why::Forbidden,
            format!(
                "this takes a {}, and you are a {}",
                role.as_str(),
                self.role.as_str()
            ),
            "ask a releaser of the case to change your role",
        ))
    }
}

/// Its number opens what it opens, and is not printed.
impl fmt::Debug for Hand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hand({} {}, {})", self.name, self.person, self.role.as_str())
    }
}

/// A text that is never shown: it prints as dots, and its bytes are overwritten
/// when it goes.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text secret.
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }
    /// The text, for the one who needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        let mut bytes = std::mem::take(&mut self.0).into_bytes();
        bytes.fill(0);
        // what fills them is read once, so that it is not left out
        std::hint::black_box(&bytes);
    }
}

/// A person of a case.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PersonView {
    /// The id of their key.
    pub key: String,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Words to compare the key by, over another channel.
    pub fingerprint: String,
    /// False for who waits to be let in.
    pub enrolled: bool,
    /// True for whose key signs no more.
    pub retired: bool,
    /// How many passkeys they have.
    pub passkeys: usize,
    /// Whether this desk holds their key, locked, so that they can come in here.
    pub here: bool,
}

/// A passkey, as the server of WebAuthn keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Passkey {
    /// Whose: the id of their key.
    pub person: String,
    /// Its id, base64url.
    pub credential: String,
    /// What its checker needs to check it again: public key, counter, flags.
    pub kept: String,
    /// What the person calls it.
    pub label: String,
    /// Whether it unlocks the key alone.
    pub unlocks: bool,
}
