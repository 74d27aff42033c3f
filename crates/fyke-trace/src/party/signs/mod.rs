//! Signs: what the words of one row say, kept as four bits beside the row.
//!
//! The index holds numbers; the text of a row is seen once, while it is
//! loaded. So the loader asks a [`SignReader`] once a row and stores the
//! answer as marks of [`super::index`]:
//!
//! | bit | typology | file |
//! |---|---|---|
//! | [`super::index::SIGN_TEXT`] | T14: the text names watched goods, the code other goods | [`goods`] |
//! | [`super::index::SIGN_VAGUE`] | T15: the text says nothing | [`vague`] |
//! | [`super::index::SIGN_DETOUR`] | T21: detour, or handed over in an embargoed country | [`route`] |
//! | [`super::index::SIGN_HANDLER`] | T23: forwarder, broker or bank as consignee | [`handler`] |
//!
//! A sign is no verdict: millions of honest rows carry one. What counts is the
//! share of a party's rows against the share in its goods, see
//! [`super::patterns`].
//!
//! Texts repeat, so answers are kept in tables of fixed size addressed by a
//! 64-bit hash of the text ([`TEXTS`] and [`NAMES`] entries of eight bytes, a
//! newer text takes the place of the oldest of four): memory does not grow with
//! the rows, and the answer does not depend on what was kept. Two texts of one
//! hash would share an answer; at 10^9 rows that is one text in 10^10, and a
//! forged one gains a mark of small weight.

pub mod goods;
pub mod handler;
pub mod route;
pub mod tokens;
pub mod vague;

use super::index::{SIGN_DETOUR, SIGN_HANDLER, SIGN_TEXT, SIGN_VAGUE};
use fyke_model::country::Country;
use fyke_model::hs::HsCode;
use fyke_model::reference::Reference;
use goods::GoodsWords;
use handler::Handlers;
use route::Routes;
use tokens::{Tokens, text_hash};
use vague::Vague;

/// Texts of goods whose answers are kept, half a megabyte: ten times the
/// distinct ones of most files. Fewer cost speed where texts vary, no answer.
pub const TEXTS: usize = 1 << 16;
/// Names whose answers are kept, two megabytes.
pub const NAMES: usize = 1 << 18;

/// What one row declares in words.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeclaredWords<'a> {
    /// The goods in words; empty where the row says nothing.
    pub goods_text: &'a str,
    /// The code, where there is one.
    pub hs: Option<HsCode>,
    /// Who sends.
    pub consignor: &'a str,
    /// Who receives.
    pub consignee: &'a str,
    /// Who carries or forwards.
    pub forwarder: &'a str,
    /// Whom the carrier is to notify.
    pub notify: &'a str,
    /// Country of the consignor.
    pub consignor_country: Option<Country>,
    /// Country of the consignee.
    pub consignee_country: Option<Country>,
    /// Declared origin of the goods.
    pub origin: Option<Country>,
    /// Country they were sent from.
    pub dispatch: Option<Country>,
    /// Country they go to.
    pub destination: Option<Country>,
    /// Mode of transport in words.
    pub transport: &'a str,
}

/// The signs of one row, as bits of the index's marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Signs(u8);

impl Signs {
    /// No sign.
    pub const NONE: Signs = Signs(0);

    /// As marks of a row: `marks |= signs.marks()`.
    pub const fn marks(self) -> u8 {
        self.0
    }

    /// Is the sign of this mark there.
    pub const fn has(self, mark: u8) -> bool {
        self.0 & mark != 0
    }
}

/// Reads the signs of rows; one for each thread that loads.
#[derive(Clone, Debug)]
pub struct SignReader {
    goods: GoodsWords,
    vague: Vague,
    handlers: Handlers,
    routes: Routes,
    tokens: Tokens,
    texts: Answers,
    names: Answers,
}

impl SignReader {
    /// A reader with the shipped or a user's words, for a case whose goods must
    /// not arrive in `embargoed`.
    pub fn new(reference: &Reference, embargoed: &[Country]) -> SignReader {
        SignReader {
            goods: GoodsWords::new(reference.words.get("goods")),
            vague: Vague::new(reference.words.get("vague")),
            handlers: Handlers::new(reference.words.get("intermediaries")),
            routes: Routes::new(&reference.countries, embargoed),
            tokens: Tokens::default(),
            texts: Answers::of(TEXTS),
            names: Answers::of(NAMES),
        }
    }

    /// The signs of a row. The same row always has the same signs.
    pub fn signs(&mut self, row: &DeclaredWords<'_>) -> Signs {
        let mut marks = self.of_text(row);
        if self.is_handler(row.consignee) && !self.names_a_user(row) {
            marks |= SIGN_HANDLER;
        }
        if self.routes.is_detour(row) {
            marks |= SIGN_DETOUR;
        }
        Signs(marks)
    }

    fn of_text(&mut self, row: &DeclaredWords<'_>) -> u8 {
        let text = row.goods_text;
        if text.is_empty() {
            return 0;
        }
        let heading = row.hs.map_or(0, |hs| hs.code.heading());
        let key = text_hash(text) ^ u64::from(heading).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let answer = self.texts.get(key).unwrap_or_else(|| {
            self.tokens.read(text);
            let answer = if self.vague.says_nothing(&self.tokens) {
                1
            } else {
                2 * u8::from(heading != 0 && self.goods.contradicts(&self.tokens, heading))
            };
            self.texts.put(key, answer);
            answer
        });
        [0, SIGN_VAGUE, SIGN_TEXT][usize::from(answer)]
    }

    fn is_handler(&mut self, name: &str) -> bool {
        if name.is_empty() {
            return false;
        }
        let key = text_hash(name);
        if let Some(known) = self.names.get(key) {
            return known != 0;
        }
        self.tokens.read(name);
        let found = self.handlers.is_handler(&self.tokens);
        self.names.put(key, u8::from(found));
        found
    }

    /// The party to notify is someone else who uses goods: then the papers do
    /// name the user, as an ordinary house bill does.
    fn names_a_user(&mut self, row: &DeclaredWords<'_>) -> bool {
        !row.notify.is_empty() && row.notify != row.consignee && !self.is_handler(row.notify)
    }
}

/// Answers by hash, the newest in place of the oldest of four.
///
/// An entry is the hash with its two lowest bits replaced by the answer and
/// one; 0 is no entry. The bits that are lost are told by the place.
#[derive(Clone, Debug)]
struct Answers(Vec<[u64; 4]>);

const ANSWER: u64 = 3;

impl Answers {
    /// Room for so many, a power of two from 16 on.
    fn of(room: usize) -> Answers {
        Answers(vec![[0; 4]; (room / 4).max(4).next_power_of_two()])
    }

    fn place(&self, key: u64) -> usize {
        key as usize & (self.0.len() - 1)
    }

    /// The answer, 0 to 2.
    fn get(&self, key: u64) -> Option<u8> {
        let known = self.0[self.place(key)];
        let same = |entry: &&u64| (**entry ^ key) & !ANSWER == 0 && **entry & ANSWER != 0;
        known.iter().find(same).map(|entry| (entry & ANSWER) as u8 - 1)
    }

    fn put(&mut self, key: u64, answer: u8) {
        let place = self.place(key);
        let four = &mut self.0[place];
        four.rotate_right(1);
        four[0] = key & !ANSWER | u64::from(answer.min(2) + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::hs::HsVersion;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static READER: LazyLock<SignReader> =
        LazyLock::new(|| SignReader::new(&Reference::shipped(), &[Country::of("RU"), Country::of("BY")]));

    fn reader() -> SignReader {
        READER.clone()
    }

    fn goods(text: &str, code: &str) -> u8 {
        let row = DeclaredWords {
            goods_text: text,
            hs: Some(HsCode {
                version: HsVersion::Hs2022,
                code: code.parse().unwrap(),
            }),
            ..DeclaredWords::default()
        };
        reader().signs(&row).marks()
    }

    #[test]
    fn a_row_as_a_customs_officer_reads_it() {
        for (text, code, marks) in [
            ("integrated circuits STM32F407VGT6", "854231", 0),
            ("integrated circuits STM32F407VGT6", "854370", 0),
            ("integrated circuits STM32F407VGT6", "850440", SIGN_TEXT),
            ("XC7K325T-2FFG900I, 40 pcs", "853890", SIGN_TEXT),
            ("микросхемы, 200 шт", "392690", SIGN_TEXT),
            ("ball bearings 6204-2RS", "848210", 0),
            ("ball bearings 6204-2RS", "732690", 0),
            ("ball bearings 6204-2RS", "940360", SIGN_TEXT),
            ("wooden chairs", "940161", 0),
            ("electronic parts", "854231", SIGN_VAGUE),
            ("spare parts for machines", "848210", SIGN_VAGUE),
            ("запчасти и оборудование", "848210", SIGN_VAGUE),
            ("spare parts for diesel pumps", "841391", 0),
            ("", "854231", 0),
        ] {
            assert_eq!(goods(text, code), marks, "{text} under {code}");
        }
    }

    #[test]
    fn a_handler_as_consignee_unless_the_user_is_named() {
        for (consignee, notify, marked) in [
            ("Ala-Too Freight Forwarding LLC", "", true),
            ("Demir Bank OJSC", "", true),
            ("ООО Таможенный брокер Восток", "", true),
            ("Ala-Too Freight Forwarding LLC", "Osh Textile Works", false),
            ("Ala-Too Freight Forwarding LLC", "Bishkek Cargo", true),
            ("Power Bank Electronics", "", false),
            ("Osh Textile Works", "Demir Bank OJSC", false),
            ("", "", false),
        ] {
            let row = DeclaredWords {
                consignee,
                notify,
                ..DeclaredWords::default()
            };
            let signs = reader().signs(&row);
            assert_eq!(signs.has(SIGN_HANDLER), marked, "{consignee} / {notify}");
        }
    }

    /// A reader that forgets nearly everything at once.
    fn forgetful() -> SignReader {
        SignReader {
            texts: Answers::of(0),
            names: Answers::of(0),
            ..reader()
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn an_answer_is_forgotten_or_right(puts in proptest::collection::vec((0u64..64, 0u8..3), 1..200)) {
            let mut kept = Answers::of(0);
            let mut last = std::collections::BTreeMap::new();
            for (key, answer) in puts {
                // spread, so that places and entries are both shared
                let key = key << 62 | key;
                if let Some(found) = kept.get(key) {
                    prop_assert_eq!(Some(&found), last.get(&key));
                } else {
                    kept.put(key, answer);
                    last.insert(key, answer);
                    prop_assert_eq!(kept.get(key), Some(answer));
                }
            }
        }

        #[test]
        fn readers_that_keep_all_and_nearly_nothing_agree(
            rows in proptest::collection::vec((0usize..40, 0usize..40, 0usize..40, "[a-z]{0,3}"), 1..120)
        ) {
            const WORDS: [&str; 8] = [
                "stm32f407vgt6", "parts", "spare", "forwarding", "bank", "power", "bearings", "chairs",
            ];
            let text = |at: usize, more: &str| format!("{} {} {more}", WORDS[at % 8], WORDS[at / 5]);
            let (mut keeps, mut forgets) = (reader(), forgetful());
            for (goods, to, notify, more) in rows {
                let (goods, to, notify) = (text(goods, &more), text(to, &more), text(notify, ""));
                let row = DeclaredWords {
                    goods_text: &goods, consignee: &to, notify: &notify,
                    hs: "940360".parse().ok().map(|code| HsCode { version: HsVersion::Hs2022, code }),
                    ..DeclaredWords::default()
                };
                prop_assert_eq!(keeps.signs(&row), forgets.signs(&row));
            }
        }

        #[test]
        fn what_was_kept_changes_no_answer(texts in proptest::collection::vec("[a-zа-я0-9 -]{0,40}", 1..8)) {
            let mut warm = reader();
            for text in texts.iter().chain(&texts) {
                let row = DeclaredWords { goods_text: text, consignee: text, ..DeclaredWords::default() };
                prop_assert_eq!(warm.signs(&row), reader().signs(&row));
            }
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,600}") {
            let row = DeclaredWords {
                goods_text: &text, consignee: &text, notify: &text, transport: &text,
                hs: "854231".parse().ok().map(|code| HsCode { version: HsVersion::Hs2022, code }),
                ..DeclaredWords::default()
            };
            reader().signs(&row);
        }
    }
}
