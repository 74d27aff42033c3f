//! Vaults: the keys of one person, of the machine, of the root, each behind a
//! passphrase of its own.
//!
//! Argon2id (RFC 9106) makes of a passphrase what opens the vault; the vault is a
//! kept file besides, so that a day key that was destroyed is gone for whoever
//! takes the vault and the passphrase later.

use super::error::{DeskError, refused};
use super::kept::{self, Place};
use crate::bytes::{Malformed, Reader, put_run};
use crate::day::Day;
use crate::keys::{DAYS_AHEAD, DaySecret, Draw, Person, SealSecret, SignSecret};
use crate::secret::{Hidden, Secret};
use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroize;

/// What a guess of a passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// KiB of memory.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for Cost {
    /// 256 MiB, 3 passes: 0.9 s of processor where it was measured (research of
    /// November 2026), once a session.
    fn default() -> Cost {
        Cost {
            memory_kib: 256 << 10,
            passes: 3,
        }
    }
}

/// Shortest passphrase that is taken, in bytes: six words, or a long sentence.
pub const PASSPHRASE_MIN: usize = 16;

fn stretched(passphrase: &Hidden, head: &[u8]) -> Result<Secret<32>, DeskError> {
    let mut reader = Reader::new(head);
    let salt: [u8; 16] = reader.array("salt")?;
    let at = reader.malformed("cost", "is more than a vault may ask for");
    let (memory, passes) = (reader.u32("memory")?, reader.u32("passes")?);
    reader.end()?;
    if memory > 1 << 20 || passes > 16 {
        return Err(at.into());
    }
    let params = Params::new(memory, passes, 1, Some(32)).map_err(|_| at)?;
    let mut key = [0u8; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.expose(), &salt, &mut key)
        .map_err(|_| at)?;
    let secret = Secret::new(key);
    key.zeroize();
    Ok(secret)
}

/// Writes a vault under a passphrase.
pub fn write(
    place: &Place,
    name: &str,
    clear: &Hidden,
    passphrase: &Hidden,
    cost: Cost,
    day: Day,
    draw: &mut Draw,
) -> Result<(), DeskError> {
    if passphrase.expose().len() < PASSPHRASE_MIN {
        return Err(refused(
            "this passphrase is shorter than 16 bytes",
            "take six words or more that nobody has said",
        ));
    }
    let mut head = draw.bytes::<16>()?.to_vec();
    head.extend_from_slice(&cost.memory_kib.to_be_bytes());
    head.extend_from_slice(&cost.passes.to_be_bytes());
    let outer = stretched(passphrase, &head)?;
    kept::write(place, name, &head, clear.expose(), &outer, day, draw)
}

/// Opens a vault.
pub fn read(place: &Place, name: &str, passphrase: &Hidden) -> Result<Hidden, DeskError> {
    kept::read(place, name, |head| stretched(passphrase, head))
}

/// The keys of one person.
#[derive(Clone, Debug)]
pub struct StaffKeys {
    /// As the roster names them.
    pub name: String,
    /// Signs day keys, and what this person yields.
    pub sign: SignSecret,
    /// Opens what is wrapped for them at rest.
    pub staff: SealSecret,
    /// Secrets of days, in order.
    pub days: Vec<DaySecret>,
}

impl StaffKeys {
    /// Fresh keys without a day.
    pub fn draw(name: &str, draw: &mut Draw) -> Result<StaffKeys, DeskError> {
        Ok(StaffKeys {
            name: name.to_owned(),
            sign: SignSecret::draw(draw)?,
            staff: SealSecret::draw(draw)?,
            days: Vec::new(),
        })
    }

    /// What the roster says of them.
    pub fn person(&self) -> Person {
        Person {
            name: self.name.clone(),
            sign: self.sign.public(),
            staff: self.staff.public(),
        }
    }

    /// Destroys what is spent and draws what is missing, today and two weeks on.
    pub fn renew(&mut self, today: Day, draw: &mut Draw) -> Result<(), DeskError> {
        self.days.retain(|one| !one.spent(today));
        for ahead in 0..=DAYS_AHEAD {
            let day = today.plus(ahead);
            if !self.days.iter().any(|one| one.day == day) {
                self.days.push(DaySecret::draw(day, draw)?);
            }
        }
        self.days.sort_by_key(|one| one.day);
        Ok(())
    }

    /// The secrets that are published: today and on.
    pub fn ahead(&self, today: Day) -> Vec<DaySecret> {
        self.days.iter().filter(|one| one.day >= today).cloned().collect()
    }

    /// The bytes of a vault.
    pub fn bytes(&self) -> Hidden {
        let mut out = Vec::with_capacity(256 + self.days.len() * 36);
        out.extend_from_slice(b"FYKEVAU1");
        put_run(&mut out, self.name.as_bytes());
        out.extend_from_slice(self.sign.seed().expose());
        out.extend_from_slice(self.staff.bytes().expose());
        out.extend_from_slice(&(self.days.len() as u16).to_be_bytes());
        for one in &self.days {
            out.extend_from_slice(&one.day.0.to_be_bytes());
            out.extend_from_slice(one.secret.bytes().expose());
        }
        Hidden::new(out)
    }

    /// Reads the bytes of a vault.
    pub fn read(bytes: &Hidden) -> Result<StaffKeys, Malformed> {
        let mut reader = Reader::new(bytes.expose());
        if reader.array("magic")? != *b"FYKEVAU1" {
            return Err(Reader::new(bytes.expose()).malformed("magic", "is not of a vault"));
        }
        let name = String::from_utf8_lossy(reader.run("name")?).into_owned();
        let sign = SignSecret::new(Secret::new(reader.array("signing key")?));
        let staff = SealSecret::new(Secret::new(reader.array("staff key")?));
        let mut days = Vec::new();
        for _ in 0..reader.u16("days")? {
            days.push(DaySecret {
                day: Day(reader.u32("day")?),
                secret: SealSecret::new(Secret::new(reader.array("day key")?)),
            });
        }
        reader.end()?;
        Ok(StaffKeys {
            name,
            sign,
            staff,
            days,
        })
    }
}

/// The keys of the desk's machine: they publish and pull, and open nothing that
/// sources wrote.
#[derive(Clone, Debug)]
pub struct MachineKeys {
    /// Signs books and sheets.
    pub publisher: SignSecret,
    /// Answers the door and signs what may be freed.
    pub pull: SignSecret,
    /// Opens the keys of the slab's generations.
    pub slab: SealSecret,
}

impl MachineKeys {
    /// Fresh ones.
    pub fn draw(draw: &mut Draw) -> Result<MachineKeys, DeskError> {
        Ok(MachineKeys {
            publisher: SignSecret::draw(draw)?,
            pull: SignSecret::draw(draw)?,
            slab: SealSecret::draw(draw)?,
        })
    }

    /// The bytes of a vault.
    pub fn bytes(&self) -> Hidden {
        let mut out = Vec::with_capacity(104);
        out.extend_from_slice(b"FYKEMAC1");
        out.extend_from_slice(self.publisher.seed().expose());
        out.extend_from_slice(self.pull.seed().expose());
        out.extend_from_slice(self.slab.bytes().expose());
        Hidden::new(out)
    }

    /// Reads the bytes of a vault.
    pub fn read(bytes: &Hidden) -> Result<MachineKeys, Malformed> {
        let mut reader = Reader::new(bytes.expose());
        if reader.array("magic")? != *b"FYKEMAC1" {
            return Err(Reader::new(bytes.expose()).malformed("magic", "is not of the machine's vault"));
        }
        let keys = MachineKeys {
            publisher: SignSecret::new(Secret::new(reader.array("publishing key")?)),
            pull: SignSecret::new(Secret::new(reader.array("pull key")?)),
            slab: SealSecret::new(Secret::new(reader.array("slab key")?)),
        };
        reader.end()?;
        Ok(keys)
    }
}
