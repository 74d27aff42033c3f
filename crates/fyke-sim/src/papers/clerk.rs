//! The clerk who writes a firm into a register.

use super::Sheet;
use crate::calendar::DAYS;
use crate::economy::Economy;
use crate::names::Names;
use crate::places::Role;
use crate::rng::mix;
use crate::sectors;

/// Share of firms, in a hundred, registered at an agent's desk.
const AT_AN_AGENT: u64 = 6;
/// Share in a tower with many others.
const IN_A_TOWER: u64 = 28;
/// Share with a nominee for a director, a man of straw who serves many.
const NOMINEES: u64 = 5;
/// Share whose phone is of another country, as diaspora and trading firms have.
const PHONES_ABROAD: u64 = 7;
/// Share that write from free mail.
const FREE_MAIL: u64 = 22;
/// Share whose directors changed in the three years.
const CHANGES: u64 = 22;

const FREE_HOSTS: [&str; 6] = [
    "gmail.com",
    "outlook.com",
    "yahoo.com",
    "mail.ru",
    "yandex.ru",
    "163.com",
];

/// Writes what registers hold. Holds no text per firm.
pub(crate) struct Clerk<'e> {
    pub economy: &'e Economy,
    pub names: Names,
    pub seed: u64,
    /// One bit for each firm that has a sheet: most have none.
    sheeted: Vec<u64>,
}

/// A director and the days of the office.
pub(crate) struct Office {
    pub person: String,
    pub from: i32,
    pub to: Option<i32>,
}

impl<'e> Clerk<'e> {
    pub(crate) fn new(economy: &'e Economy, seed: u64) -> Clerk<'e> {
        let mut sheeted = vec![0u64; economy.firms.len() / 64 + 1];
        for &firm in economy.papers.sheets.keys() {
            if let Some(bits) = sheeted.get_mut(firm as usize / 64) {
                *bits |= 1 << (firm % 64);
            }
        }
        Clerk {
            economy,
            names: Names::of(economy, seed),
            seed,
            sheeted,
        }
    }

    /// 64 bits of a firm for one use.
    pub(crate) fn bits(&self, firm: u32, salt: u64) -> u64 {
        mix(self.seed ^ mix(u64::from(firm) ^ (salt << 40)))
    }

    fn place(&self, firm: u32) -> u8 {
        self.economy.firms[firm as usize].place
    }

    pub(super) fn sheet(&self, firm: u32) -> Option<&'e Sheet> {
        let marked = self
            .sheeted
            .get(firm as usize / 64)
            .is_some_and(|bits| bits >> (firm % 64) & 1 != 0);
        if marked {
            self.economy.papers.sheet(firm)
        } else {
            None
        }
    }

    pub(crate) fn country(&self, firm: u32) -> &'e str {
        self.economy.atlas.of(self.place(firm)).code.as_str()
    }

    pub(crate) fn number(&self, firm: u32) -> String {
        self.names.number(firm, self.place(firm), &self.economy.atlas)
    }

    pub(crate) fn name(&self, firm: u32) -> String {
        let mut out = Vec::new();
        self.names.write_name(firm, self.place(firm), &mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    /// Room, house, town, country.
    pub(crate) fn address(&self, firm: u32) -> String {
        let sheet = self.sheet(firm);
        if let Some(other) = sheet.and_then(|s| s.building_of) {
            let (_, house) = self.home(other);
            return format!("unit {}, {house}", self.bits(firm, 4) % 4000 + 100);
        }
        let (room, house) = self.home(sheet.and_then(|s| s.address_of).unwrap_or(firm));
        if room.is_empty() {
            house
        } else {
            format!("{room}, {house}")
        }
    }

    /// The room and the house where a firm sits of its own accord.
    fn home(&self, firm: u32) -> (String, String) {
        let place = self.place(firm);
        let weight = self.economy.atlas.of(place).weight as u64;
        let word = |bits: u64| self.names.word(place, bits);
        let here = mix(u64::from(place));
        let town = word(mix(here ^ 0x70) ^ (self.bits(firm, 1) % 5));
        let country = self.country(firm);
        match self.bits(firm, 2) % 100 {
            way if way < AT_AN_AGENT => {
                let agent = self.bits(firm, 3) % (3 + weight / 6);
                let (name, street) = (word(here ^ 0xa6e ^ (agent << 8)), agent * 7 % 120 + 1);
                let town = word(mix(here ^ 0x70) ^ (agent % 5));
                (
                    format!("suite {}", agent % 9 + 1),
                    format!("{name} House, {street} Registry Lane, {town}, {country}"),
                )
            }
            way if way < AT_AN_AGENT + IN_A_TOWER => {
                let tower = self.bits(firm, 3) % (20 + weight);
                let (name, street) = (word(here ^ tower), tower % 180 + 1);
                let unit = self.bits(firm, 4) % 4000 + 100;
                (
                    format!("unit {unit}"),
                    format!("{name} Tower, {street} Harbour Road, {town}, {country}"),
                )
            }
            _ => {
                let street = word(mix(here ^ 0x51) ^ (self.bits(firm, 5) % 900));
                (
                    String::new(),
                    format!(
                        "{street} street {}, {town}, {country}",
                        self.bits(firm, 6) % 240 + 1
                    ),
                )
            }
        }
    }

    /// A number that nobody has: no national number begins with three zeros.
    pub(crate) fn phone(&self, firm: u32) -> String {
        let owner = self.sheet(firm).and_then(|s| s.phone_of).unwrap_or(firm);
        let bits = self.bits(owner, 7);
        let places = self.economy.atlas.places.len() as u64;
        let of = match self.sheet(owner).and_then(|s| s.phone_place) {
            Some(place) => place,
            None if bits % 100 < PHONES_ABROAD => ((bits >> 8) % places) as u8,
            None => self.place(owner),
        };
        format!(
            "+{} 000 {:07}",
            self.economy.atlas.of(of).phone,
            (bits >> 20) % 10_000_000
        )
    }

    /// A firm's own domain, below a top level that no name can have in the world.
    fn domain(&self, firm: u32, name: &str, out: &mut String) {
        let mut words = name.split(' ');
        plain(words.next().unwrap_or_default(), out);
        out.push('-');
        plain(words.next().unwrap_or_default(), out);
        out.push('.');
        plain(self.country(firm), out);
        out.push_str(".example");
    }

    /// Mail and web; a third has no web.
    pub(crate) fn contacts(&self, firm: u32, name: &str) -> (String, String) {
        let sheet = self.sheet(firm);
        let bits = self.bits(firm, 8);
        let free = bits % 100 < FREE_MAIL || sheet.is_some_and(|s| s.phone_place.is_some());
        let (mut mail, mut web) = (String::with_capacity(64), String::with_capacity(64));
        let other = sheet.and_then(|s| s.domain_of);
        if let Some(other) = other {
            mail.push_str("office@");
            self.domain(other, &self.name(other), &mut mail);
        } else if free {
            plain(name.split(' ').next().unwrap_or_default(), &mut mail);
            let host = FREE_HOSTS[(bits >> 8) as usize % FREE_HOSTS.len()];
            mail.push_str(&format!(".{:06}@{host}", (bits >> 16) % 1_000_000));
        } else {
            mail.push_str("info@");
            self.domain(firm, name, &mut mail);
        }
        match other {
            Some(other) => {
                web.push_str("www.");
                self.domain(other, &self.name(other), &mut web);
            }
            None if self.bits(firm, 9) % 100 < 35 => {}
            None => {
                web.push_str("www.");
                self.domain(firm, name, &mut web);
            }
        }
        (mail, web)
    }

    pub(crate) fn sector(&self, firm: u32) -> &'static str {
        let bits = self.bits(firm, 10);
        if self.sheet(firm).is_some_and(|s| s.unrelated) {
            return sectors::UNRELATED[(bits >> 8) as usize % sectors::UNRELATED.len()];
        }
        let one = &self.economy.firms[firm as usize];
        // a firm with two lines of business names one of them
        let heading = one.headings[usize::from((bits >> 60).is_multiple_of(5))];
        sectors::class(one.kind, self.economy.catalogue.heading(heading).number, bits)
    }

    /// Day of dissolution, if it came within the three years.
    pub(crate) fn dissolved(&self, firm: u32) -> Option<i32> {
        let said = self.sheet(firm).and_then(|s| s.dissolved);
        let ends = self.economy.firms[firm as usize].ends;
        let wait = (self.bits(firm, 11) % 120) as i32 + 20;
        said.or((ends < DAYS).then(|| ends + wait))
            .filter(|&day| day < DAYS)
    }

    fn person(&self, firm: u32, seat: u64) -> String {
        let bits = self.bits(firm, 20 + seat);
        let place = self.place(firm);
        let weight = self.economy.atlas.of(place).weight as u64;
        if bits % 100 < NOMINEES {
            let nominee = (bits >> 8) % (2 + weight / 3);
            return self
                .names
                .person(place, mix(mix(u64::from(place) ^ 0x903) ^ nominee));
        }
        let from = if (bits >> 32) % 100 < 8 {
            ((bits >> 40) % self.economy.atlas.places.len() as u64) as u8
        } else {
            place
        };
        self.names.person(from, bits)
    }

    /// All directors, those in office last.
    pub(crate) fn offices(&self, firm: u32) -> Vec<Office> {
        let sheet = self.sheet(firm);
        let one = &self.economy.firms[firm as usize];
        let bits = self.bits(firm, 12);
        let changed = match sheet.and_then(|s| s.officers_changed) {
            Some(day) => Some(day),
            None if bits % 100 < CHANGES => Some(((bits >> 8) % DAYS as u64) as i32),
            None => None,
        };
        let changed = changed.filter(|&day| day > one.born + 20);
        let first = match sheet.and_then(|s| s.director) {
            Some((person, place)) => self.names.person(place, person),
            None => self.person(firm, 0),
        };
        let mut offices = Vec::new();
        if let Some(day) = changed {
            offices.push(Office {
                person: self.person(firm, 2),
                from: one.born,
                to: Some(day),
            });
        }
        let from = changed.unwrap_or(one.born);
        let to = self.dissolved(firm);
        offices.push(Office {
            person: first,
            from,
            to,
        });
        if (bits >> 32) % 100 < 40 {
            offices.push(Office {
                person: self.person(firm, 1),
                from: one.born,
                to,
            });
        }
        offices
    }

    /// Whether a register tells the past of its directors.
    pub(crate) fn tells_offices(&self, firm: u32) -> bool {
        let hub = self.economy.atlas.of(self.place(firm)).role == Role::Hub;
        hub || self.bits(firm, 13) % 100 < 20
    }
}

/// Letters and digits alone, lower case, marks dropped.
fn plain(word: &str, out: &mut String) {
    for c in word.chars() {
        match c {
            'ä' | 'â' => out.push('a'),
            'ö' => out.push('o'),
            'ü' | 'Ü' => out.push('u'),
            'ç' => out.push('c'),
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
}
