//! Who owns a firm: people, holdings, holdings of holdings.
//!
//! Holdings are made up from the number of the firm below them; they are in no
//! register, as most are not. A listed owner is one that the watch list names.

use super::clerk::Clerk;
use crate::places::Role;
use crate::rng::mix;

/// An ownership that is not as usual.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Owned {
    /// Listed parties hold half or more, `levels` holdings up, in `parts` parts.
    Listed { owner: u32, levels: u8, parts: u8 },
    /// A listed party sold down to just below half on this day.
    Divested { owner: u32, day: i32 },
    /// Someone who is not listed sold down to just below half on this day.
    SoldDown { day: i32 },
    /// A holding in a place that tells nothing, or two of them.
    Opaque { levels: u8 },
}

/// One line of ownership.csv.
pub(crate) struct Stake {
    pub owner: String,
    pub owner_country: String,
    pub owner_number: String,
    pub owned: String,
    pub owned_country: String,
    pub owned_number: String,
    /// Tenths of a percent.
    pub share: u32,
    pub from: i32,
    pub to: Option<i32>,
}

/// Places whose registers name no owners; none of them is in this world's trade.
const SILENT: [&str; 5] = ["VG", "SC", "PA", "BZ", "MH"];

/// Someone who can own or be owned.
#[derive(Clone)]
struct Party {
    name: String,
    country: String,
    number: String,
}

impl Clerk<'_> {
    /// Whether owners are on record: in a hub for six in ten, elsewhere for a quarter.
    fn tells_owners(&self, firm: u32) -> bool {
        let place = self.economy.firms[firm as usize].place;
        let hub = self.economy.atlas.of(place).role == Role::Hub;
        self.bits(firm, 30) % 100 < if hub { 60 } else { 25 }
    }

    /// A listed person (even) or holding (odd) who owns and does not trade.
    pub(crate) fn listed_owner(&self, number: u32) -> (String, String, String) {
        let bits = mix(self.seed ^ mix(u64::from(number) ^ (0x11 << 40)));
        let ends = self.economy.atlas.with_role(Role::Embargoed);
        let place = ends.first().copied().unwrap_or(0);
        let country = self.economy.atlas.of(place).code;
        if number.is_multiple_of(2) {
            (self.names.person(place, bits), "RU".to_owned(), String::new())
        } else {
            let name = format!("{} Invest Holding AO", self.names.word(place, bits));
            (
                name,
                "RU".to_owned(),
                format!("{country}{:08}", 90_000_000 + number),
            )
        }
    }

    fn itself(&self, firm: u32) -> Party {
        Party {
            name: self.name(firm),
            country: self.country(firm).to_owned(),
            number: self.number(firm),
        }
    }

    fn someone(&self, firm: u32, seat: u64) -> Party {
        let bits = self.bits(firm, 40 + seat);
        let place = self.economy.firms[firm as usize].place;
        let from = if bits % 100 < 12 {
            ((bits >> 8) % self.economy.atlas.places.len() as u64) as u8
        } else {
            place
        };
        let country = self.economy.atlas.of(from).code.to_string();
        Party {
            name: self.names.person(from, bits),
            country,
            number: String::new(),
        }
    }

    fn holding(&self, firm: u32, seat: u64, silent: bool) -> Party {
        let bits = self.bits(firm, 50 + seat);
        let place = self.economy.firms[firm as usize].place;
        let abroad = bits % 100 < 35;
        let at = if abroad {
            ((bits >> 8) % self.economy.atlas.places.len() as u64) as u8
        } else {
            place
        };
        let home = self.economy.atlas.of(at);
        // nobody founds a holding in the embargoed country to own a firm in a hub
        let code = if home.role == Role::Embargoed {
            "CY"
        } else {
            home.code.as_str()
        };
        let country = if silent {
            SILENT[(bits >> 16) as usize % SILENT.len()]
        } else {
            code
        };
        let form = ["Holding Ltd", "Capital Ltd", "Group Ltd", "Ventures Ltd"][(bits >> 24) as usize % 4];
        let name = format!("{} {form}", self.names.word(at, bits));
        let number = format!("{country}{:08}", 50_000_000 + (bits >> 30) % 40_000_000);
        Party {
            name,
            country: country.to_owned(),
            number,
        }
    }

    /// The lines of ownership.csv for a firm; none for most.
    pub(crate) fn stakes(&self, firm: u32) -> Vec<Stake> {
        let odd = self.sheet(firm).and_then(|s| s.owned);
        if odd.is_none() && !self.tells_owners(firm) {
            return Vec::new();
        }
        let mut book = Book {
            born: self.economy.firms[firm as usize].born,
            stakes: Vec::new(),
        };
        let itself = self.itself(firm);
        let bits = self.bits(firm, 31);
        match odd {
            Some(Owned::Listed { owner, levels, parts }) => {
                self.listed(firm, &itself, (owner, levels, parts), &mut book)
            }
            Some(Owned::Divested { owner, day }) => {
                let (name, country, number) = self.listed_owner(owner);
                self.sold_down(
                    firm,
                    &itself,
                    Party {
                        name,
                        country,
                        number,
                    },
                    day,
                    &mut book,
                );
            }
            Some(Owned::SoldDown { day }) => {
                let seller = if bits & 1 == 0 {
                    self.someone(firm, 4)
                } else {
                    self.holding(firm, 4, false)
                };
                self.sold_down(firm, &itself, seller, day, &mut book);
            }
            Some(Owned::Opaque { levels }) => self.opaque(firm, &itself, levels, &mut book),
            None => self.usual(firm, &itself, bits, &mut book),
        }
        book.stakes
    }

    fn usual(&self, firm: u32, itself: &Party, bits: u64, book: &mut Book) {
        let part = 300 + (bits >> 8) as u32 % 400;
        match bits % 100 {
            0..45 => book.now(&self.someone(firm, 0), itself, 1000),
            45..70 => {
                book.now(&self.someone(firm, 0), itself, part);
                book.now(&self.someone(firm, 1), itself, 1000 - part);
            }
            70..88 => {
                let parent = self.holding(firm, 0, false);
                book.now(&parent, itself, 500 + part / 2);
                book.now(&self.someone(firm, 0), itself, 500 - part / 2);
                if bits >> 40 & 3 != 0 {
                    book.now(&self.someone(firm, 2), &parent, 1000);
                }
            }
            88..95 => self.opaque(firm, itself, 1, book),
            _ => {
                book.now(&self.someone(firm, 0), itself, 340);
                book.now(&self.someone(firm, 1), itself, 330);
                book.now(&self.someone(firm, 2), itself, 330);
            }
        }
    }

    fn opaque(&self, firm: u32, itself: &Party, levels: u8, book: &mut Book) {
        let mut below = itself.clone();
        for level in 0..u64::from(levels.max(1)) {
            let above = self.holding(firm, 5 + level, true);
            book.now(&above, &below, 1000);
            below = above;
        }
    }

    fn listed(&self, firm: u32, itself: &Party, (owner, levels, parts): (u32, u8, u8), book: &mut Book) {
        let bits = self.bits(firm, 32);
        let whole = 510 + bits as u32 % 400;
        let first = if parts > 1 {
            whole * (4 + (bits >> 20) as u32 % 3) / 10
        } else {
            whole
        };
        for part in 0..u32::from(parts.clamp(1, 2)) {
            let (name, country, number) = self.listed_owner(owner + part);
            let mut top = Party {
                name,
                country,
                number,
            };
            // each holding on the way is held whole or by a clear majority
            for level in (0..u64::from(levels)).rev() {
                let below = self.holding(firm, 10 + level + 5 * u64::from(part), false);
                let share = if (bits >> (30 + level)) & 1 == 0 {
                    1000
                } else {
                    620
                };
                book.now(&top, &below, share);
                if share < 1000 {
                    book.now(&self.someone(firm, 6 + level), &below, 1000 - share);
                }
                top = below;
            }
            book.now(&top, itself, if part == 0 { first } else { whole - first });
        }
        book.now(&self.someone(firm, 0), itself, 1000 - whole);
    }

    fn sold_down(&self, firm: u32, itself: &Party, seller: Party, day: i32, book: &mut Book) {
        let bits = self.bits(firm, 33);
        let (before, after) = (510 + bits as u32 % 400, 400 + (bits >> 16) as u32 % 100);
        let other = self.someone(firm, 0);
        book.line(&seller, itself, before, book.born, Some(day));
        book.line(&seller, itself, after, day, None);
        if before < 1000 {
            book.line(&other, itself, 1000 - before, book.born, None);
        }
        book.line(&self.someone(firm, 3), itself, before - after, day, None);
    }
}

struct Book {
    born: i32,
    stakes: Vec<Stake>,
}

impl Book {
    fn now(&mut self, owner: &Party, owned: &Party, share: u32) {
        self.line(owner, owned, share, self.born, None);
    }

    fn line(&mut self, owner: &Party, owned: &Party, share: u32, from: i32, to: Option<i32>) {
        self.stakes.push(Stake {
            owner: owner.name.clone(),
            owner_country: owner.country.clone(),
            owner_number: owner.number.clone(),
            owned: owned.name.clone(),
            owned_country: owned.country.clone(),
            owned_number: owned.number.clone(),
            share,
            from: from.min(to.map_or(i32::MAX, |to| to - 30)),
            to,
        });
    }
}
