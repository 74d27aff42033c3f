//! Whose figures may be made, and by whom: one's own, or with consent.
//!
//! A [`Sight`] is needed to make any figure about a person. It comes from that
//! person's own key, open in memory, or from a [`Consent`] that this key signed
//! for one other person and to one day. A manager's wish is neither.

use crate::key::{HumanAssertion, KeyId, PersonKey, PersonPublic};
use crate::record::leaf::{Hex, Signature};
use fyke_model::date::Day;
use serde::{Deserialize, Serialize};

/// The right to see one person's figures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sight {
    whose: KeyId,
}

impl Sight {
    /// One's own.
    pub fn own(key: &PersonKey) -> Sight {
        Sight { whose: key.id() }
    }

    /// Another's, who agreed.
    ///
    /// # Errors
    /// The consent is for someone else, is over, or was not signed by the one
    /// it is about.
    pub fn by_consent(consent: &Consent, reader: KeyId, today: Day) -> Result<Sight, NoConsent> {
        if consent.to != reader {
            return Err(NoConsent::Other);
        }
        if today > consent.until {
            return Err(NoConsent::Over(consent.until));
        }
        let said = message(consent.of, consent.to, consent.until);
        if !consent.of.verifies(&said, &consent.sig.0) {
            return Err(NoConsent::Unsigned);
        }
        Ok(Sight {
            whose: consent.of.id(),
        })
    }

    /// Whose figures.
    pub fn whose(&self) -> KeyId {
        self.whose
    }
}

/// Why there is no right to see.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoConsent {
    /// For another reader.
    #[error("this consent is for someone else; ask for one made out to your key")]
    Other,
    /// Too late.
    #[error("this consent ended on {0}; ask for a new one")]
    Over(Day),
    /// Signature and person do not fit.
    #[error("this consent was not signed by the person it is about; ask them to give it again")]
    Unsigned,
}

/// A person's word that another may see their figures.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Consent {
    /// Whose figures: the key that signed.
    pub of: PersonPublic,
    /// Who may see them.
    pub to: KeyId,
    /// The last day.
    pub until: Day,
    /// The signature.
    pub sig: Signature,
}

impl Consent {
    /// Gives it.
    pub fn give(key: &PersonKey, to: KeyId, until: Day) -> Consent {
        let said: HumanAssertion = key.assert(&message(key.public(), to, until));
        Consent {
            of: said.by(),
            to,
            until,
            sig: Hex(*said.signature()),
        }
    }
}

fn message(of: PersonPublic, to: KeyId, until: Day) -> Vec<u8> {
    format!("fyke: consent to see figures\nof {of}\nto {to}\nuntil {until}\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_sees_only_what_was_signed_for_them() {
        let (ana, ben, eve) = (key(1), key(2), key(3));
        let day = |text: &str| text.parse::<Day>().unwrap();
        let consent = Consent::give(&ana, ben.id(), day("2026-12-31"));
        let sight = Sight::by_consent(&consent, ben.id(), day("2026-12-31")).unwrap();
        assert_eq!(sight, Sight::own(&ana));
        assert_eq!(
            Sight::by_consent(&consent, eve.id(), day("2026-12-01")),
            Err(NoConsent::Other)
        );
        assert_eq!(
            Sight::by_consent(&consent, ben.id(), day("2027-01-01")),
            Err(NoConsent::Over(day("2026-12-31")))
        );
        let longer = Consent {
            until: day("2030-01-01"),
            ..consent.clone()
        };
        let stolen = Consent {
            to: eve.id(),
            ..consent.clone()
        };
        // eve signs and says it is ana's
        let forged = Consent {
            of: ana.public(),
            ..Consent::give(&eve, eve.id(), day("2030-01-01"))
        };
        for (consent, reader) in [(longer, &ben), (stolen, &eve), (forged, &eve)] {
            let no = Sight::by_consent(&consent, reader.id(), day("2026-12-01"));
            assert_eq!(no, Err(NoConsent::Unsigned));
        }
    }

    fn key(seed: u8) -> PersonKey {
        PersonKey::from_seed(&[seed; 32])
    }
}
