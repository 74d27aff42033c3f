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
//! 64-bit hash of the text ([`ANSWERS`] entries, a newer text takes the place
//! of an older one): memory does not grow with the rows, and the answer does
//! not depend on what was kept. Two texts of one hash would share an answer;
//! at 10^9 rows that is one text in 10^10, and a forged one gains a mark of
//! small weight.

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

/// Texts whose answers are kept: 2^16, one megabyte, is more than the distinct
/// texts of most files; halving it costs speed where texts vary, no answer.
pub const ANSWERS: usize = 1 << 16;

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
            texts: Answers::new(),
            names: Answers::new(),
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
        if let Some(known) = self.texts.get(key) {
            return known;
        }
        self.tokens.read(text);
        let mut marks = 0;
        if self.vague.says_nothing(&self.tokens) {
            marks |= SIGN_VAGUE;
        } else if heading != 0 && self.goods.contradicts(&self.tokens, heading) {
            marks |= SIGN_TEXT;
        }
        self.texts.put(key, marks);
        marks
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

/// Answers by hash, the newest in place of an older one.
#[derive(Clone, Debug)]
struct Answers(Vec<(u64, u8)>);

impl Answers {
    fn new() -> Answers {
        Answers(vec![(0, 0); ANSWERS])
    }

    fn get(&self, key: u64) -> Option<u8> {
        let (known, answer) = self.0[key as usize % ANSWERS];
        (known == key && key != 0).then_some(answer)
    }

    fn put(&mut self, key: u64, answer: u8) {
        self.0[key as usize % ANSWERS] = (key, answer);
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

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
