//! Names, streets and numbers of firms: all invented, none meant.
//!
//! A name is a made-up word of three or four syllables in the sound of the
//! country's tongue, a trade word and a legal form. The word and the trade
//! word encode the number of the firm, so no two firms of a country share a
//! name, and the number is shuffled first, so a name tells nothing of a role.

use crate::economy::Economy;
use crate::places::Atlas;
use crate::rng::mix;
use std::collections::BTreeMap;

/// The sounds of one tongue.
struct Tongue {
    id: &'static str,
    first: [&'static str; 16],
    last: [&'static str; 16],
    forms: &'static [&'static str],
}

const MIDDLE: [&str; 24] = [
    "ra", "le", "mi", "no", "ta", "ve", "di", "so", "ka", "be", "li", "go", "ma", "ne", "si", "do", "la",
    "re", "vi", "to", "na", "fe", "ri", "zo",
];

/// What a firm says it does. Every kind of firm draws from all of them.
const TRADES: [&str; 32] = [
    "Trading",
    "Components",
    "Electronics",
    "Supply",
    "Technik",
    "Logistics",
    "Industrial",
    "Systems",
    "Import",
    "Export",
    "Solutions",
    "Group",
    "Commerce",
    "Instruments",
    "Machinery",
    "Distribution",
    "Parts",
    "Engineering",
    "Holding",
    "Global",
    "Tech",
    "Services",
    "Products",
    "International",
    "Equipment",
    "Market",
    "Partners",
    "Works",
    "Semicon",
    "Devices",
    "Materials",
    "House",
];

macro_rules! tongues {
    ($($id:literal: [$($first:literal)*] [$($last:literal)*] [$($form:literal)*];)*) => {
        const TONGUES: &[Tongue] = &[$(Tongue {
            id: $id, first: [$($first),*], last: [$($last),*], forms: &[$($form),*],
        }),*];
    };
}

tongues! {
    "en": ["Har" "Wen" "Bram" "Cal" "Dor" "Elk" "Fen" "Gran" "Hol" "Kes" "Lam" "Mer" "Nor" "Oak" "Pen" "Strat"]
          ["ford" "wick" "ley" "ton" "dale" "mere" "worth" "stone" "gate" "well" "combe" "brook" "field" "ham" "by" "low"]
          ["Ltd" "Inc" "LLC" "plc"];
    "de": ["Alt" "Brei" "Dorn" "Eich" "Falk" "Grau" "Hoch" "Kalt" "Lang" "Mohr" "Nord" "Rot" "Schen" "Stein" "Tann" "Weid"]
          ["bach" "berg" "dorf" "feld" "furt" "haus" "heim" "hof" "mann" "rode" "stedt" "tal" "wald" "werk" "ing" "au"]
          ["GmbH" "AG" "KG" "BV"];
    "fr": ["Beau" "Cham" "Clair" "Del" "Fon" "Gar" "Lau" "Mont" "Per" "Ro" "Saint" "Val" "Ver" "Bel" "Cour" "Mar"]
          ["mont" "ville" "court" "lac" "noir" "vert" "champ" "font" "rive" "bois" "pont" "ciel" "lieu" "val" "oise" "ain"]
          ["SAS" "SARL" "SA"];
    "it": ["Al" "Ber" "Can" "Cor" "Fa" "Gri" "Lom" "Mal" "Pal" "Ros" "Sal" "Tor" "Ven" "Vil" "Zan" "Bo"]
          ["etti" "ini" "oni" "ello" "ara" "ese" "ina" "ucci" "aldi" "osa" "ento" "anca" "iero" "otto" "ana" "esco"]
          ["SpA" "Srl" "SA"];
    "es": ["Al" "Bar" "Cas" "Del" "Es" "Fuen" "Gal" "Her" "Jar" "Lor" "Mon" "Nav" "Ol" "Ped" "Qui" "Sol"]
          ["ana" "ero" "ales" "illo" "eda" "osa" "anza" "ares" "ura" "ino" "ada" "ora" "ente" "uz" "era" "ol"]
          ["SA" "SL" "Ltda"];
    "pl": ["Bor" "Cze" "Dob" "Gra" "Jar" "Kow" "Lub" "Mal" "Now" "Os" "Pod" "Rad" "Sta" "Tar" "Wys" "Zab"]
          ["owa" "nik" "sko" "wice" "ek" "ow" "any" "ica" "insk" "ar" "el" "ota" "yn" "ice" "ec" "ina"]
          ["SA" "sro" "Spolka"];
    "hu": ["Ba" "Csa" "De" "Er" "Fe" "Ga" "Ha" "Ka" "Le" "Mo" "Nagy" "Or" "Pa" "Sza" "Te" "Va"]
          ["var" "hely" "fal" "kut" "ta" "gy" "szeg" "ros" "vas" "hid" "mez" "nok" "lak" "hat" "di" "es"]
          ["Kft" "Zrt"];
    "no": ["Ask" "Bjor" "Dal" "Ek" "Fjel" "Gran" "Hav" "Is" "Kvar" "Lund" "Mos" "Nor" "Sol" "Sten" "Tor" "Vik"]
          ["vik" "sund" "berg" "lund" "nes" "holm" "fors" "dal" "stad" "gard" "mark" "hus" "bo" "by" "strom" "as"]
          ["AB" "AS" "ApS"];
    "fi": ["Aho" "Ha" "Hei" "Jo" "Ka" "Koi" "Lah" "Mä" "Nie" "Pih" "Ran" "Saa" "Tam" "Vaa" "Var" "Ve"]
          ["la" "nen" "ma" "sto" "vu" "nki" "ra" "salo" "joki" "mäki" "ri" "ta" "va" "pelto" "niemi" "ste"]
          ["Oy" "OÜ"];
    "lt": ["Al" "Bir" "Dau" "Ei" "Gin" "Jon" "Kau" "Lie" "Min" "Ner" "Pal" "Rim" "Sau" "Tau" "Vil" "Zar"]
          ["as" "is" "ava" "upe" "gale" "enai" "uva" "onis" "elis" "aitis" "ija" "ene" "us" "iai" "ita" "ynas"]
          ["UAB" "SIA"];
    "sl": ["Bel" "Dra" "Gor" "Iva" "Kras" "Luk" "Mir" "Neva" "Ost" "Pol" "Rus" "Sev" "Tver" "Vol" "Yar" "Zor"]
          ["grad" "ov" "ava" "nik" "sk" "ets" "in" "ana" "prom" "snab" "torg" "invest" "tek" "mash" "lux" "dar"]
          ["OOO" "DOO" "AO" "TOV"];
    "gr": ["Ag" "Del" "Ep" "Gal" "Hel" "Kal" "Lem" "Mel" "Nik" "Or" "Pel" "Sar" "Ther" "Val" "Xen" "Zan"]
          ["idis" "opos" "akis" "anos" "ike" "ia" "ona" "eros" "ades" "aki" "ios" "une" "ene" "isa" "os" "as"]
          ["SA" "Ltd"];
    "ja": ["Aka" "Chi" "Fuji" "Hama" "Ishi" "Kawa" "Kita" "Matsu" "Mina" "Naka" "Ono" "Saka" "Shi" "Taka" "Yama" "Yoshi"]
          ["moto" "shima" "gawa" "mura" "hara" "saki" "yama" "naka" "bashi" "ta" "no" "zawa" "tani" "mori" "ki" "da"]
          ["KK" "Co Ltd"];
    "ko": ["Bae" "Cho" "Dae" "Gang" "Han" "Il" "Jin" "Kyung" "Min" "Nam" "Po" "San" "Seo" "Tae" "Woo" "Yeon"]
          ["jin" "sung" "won" "han" "gil" "ho" "chang" "dong" "il" "kwang" "shin" "tek" "san" "hwa" "min" "jae"]
          ["Co Ltd" "Corp"];
    "zh": ["An" "Bao" "Chang" "Da" "Fu" "Guang" "Hai" "Hong" "Jia" "Kai" "Long" "Ming" "Rui" "Sheng" "Tai" "Xin"]
          ["hua" "feng" "xing" "long" "yuan" "tong" "sheng" "jie" "da" "hai" "lin" "chen" "wei" "run" "qiang" "bo"]
          ["Co Ltd" "Ltd" "Limited"];
    "ar": ["Al" "Bah" "Dar" "Fal" "Gha" "Had" "Jam" "Kha" "Lul" "Mar" "Naj" "Qas" "Ras" "Sah" "Taj" "Zah"]
          ["ir" "oud" "een" "ara" "iya" "oon" "afa" "im" "ab" "ad" "ila" "aq" "an" "ul" "era" "ish"]
          ["FZE" "LLC" "FZCO"];
    "tr": ["Ak" "Bal" "Can" "Dem" "Er" "Gök" "Il" "Kar" "Mer" "Oz" "Pol" "Sar" "Tan" "Uç" "Yil" "Yur"]
          ["dag" "kaya" "maz" "soy" "tas" "oglu" "can" "han" "bey" "su" "el" "er" "lik" "man" "dem" "sal"]
          ["AS" "Ltd Sti"];
    "tu": ["Aiz" "Bek" "Dos" "Er" "Kaz" "Kok" "Mur" "Nur" "Or" "Sam" "Sar" "Tal" "Tem" "Tul" "Ula" "Zhan"]
          ["bek" "bai" "gul" "tau" "kul" "stan" "an" "dar" "tas" "bulak" "suu" "at" "mir" "nar" "lyk" "zhol"]
          ["LLP" "OsOO" "TOO" "MChJ"];
    "hy": ["Ar" "Avet" "Bag" "Dav" "Gar" "Hay" "Kar" "Lor" "Mas" "Nar" "Shir" "Sev" "Tig" "Var" "Zang" "Ani"]
          ["yan" "ents" "avan" "ashen" "ik" "uni" "ot" "ar" "ert" "an" "ast" "im" "evan" "oz" "aj" "unk"]
          ["LLC" "CJSC"];
    "ka": ["Ba" "Chi" "Da" "Gela" "Im" "Kak" "La" "Mta" "Nino" "Ok" "Rus" "Sam" "Ta" "Tsk" "Va" "Zug"]
          ["shvili" "dze" "uri" "eti" "ani" "ali" "iani" "ava" "ia" "ba" "eli" "oba" "isi" "uli" "ori" "tsa"]
          ["LLC" "JSC"];
    "in": ["Aru" "Bha" "Chan" "Dev" "Gan" "Hari" "Indra" "Jay" "Kam" "Lak" "Mano" "Nar" "Pra" "Raj" "Sur" "Vij"]
          ["esh" "ani" "kar" "pal" "deep" "ur" "an" "al" "it" "ika" "jee" "wala" "anth" "endra" "am" "oor"]
          ["Pvt Ltd" "Ltd"];
    "vi": ["An" "Binh" "Cuong" "Dai" "Gia" "Hoa" "Huy" "Khanh" "Lam" "Minh" "Nam" "Phu" "Quang" "Son" "Thanh" "Viet"]
          ["phat" "long" "duc" "hung" "loc" "tien" "thinh" "an" "dat" "tam" "vinh" "cat" "my" "hai" "phong" "lan"]
          ["JSC" "Co Ltd"];
    "th": ["Arun" "Boon" "Chai" "Dara" "Ittha" "Kanya" "Lert" "Mongkol" "Nara" "Phra" "Rung" "Siri" "Suk" "Thana" "Wat" "Yot"]
          ["porn" "chai" "rat" "wong" "sak" "phan" "dee" "kul" "nan" "thong" "wat" "mai" "suk" "ya" "korn" "pat"]
          ["Co Ltd" "PCL"];
    "ms": ["Adi" "Bina" "Cita" "Duta" "Eka" "Gema" "Har" "Indo" "Jaya" "Karya" "Lima" "Maju" "Nusa" "Perka" "Sinar" "Tega"]
          ["jaya" "sari" "tama" "guna" "sinar" "wira" "mas" "utama" "raya" "mandi" "perak" "bumi" "lestari" "daya" "usa" "niaga"]
          ["Sdn Bhd" "PT"];
    "he": ["Adi" "Bar" "Car" "Dor" "Ela" "Gal" "Hod" "Kin" "Lev" "Mor" "Nof" "Or" "Raz" "Sha" "Tal" "Yar"]
          ["on" "el" "it" "or" "an" "im" "ar" "ad" "ot" "iv" "uz" "al" "em" "ur" "ish" "ev"]
          ["Ltd"];
}

/// Writes names, addresses and numbers. Holds no text per firm.
pub(crate) struct Names {
    seed: u64,
    /// Number of firms, rounded up to be coprime to the multiplier.
    firms: u64,
    /// For each place, its tongue.
    tongues: Vec<&'static Tongue>,
    /// Firms whose name is nearly another's: whose, where that one is, and how.
    alike: BTreeMap<u32, (u32, u8, u8)>,
    /// One bit for each firm that stands in `alike`.
    alike_bits: Vec<u64>,
}

/// A prime above any number of firms, so that multiplying by it shuffles.
const SHUFFLE: u64 = 2_654_435_761;

impl Names {
    pub(crate) fn new(seed: u64, firms: usize, atlas: &Atlas) -> Names {
        let tongues = atlas
            .places
            .iter()
            .map(|p| TONGUES.iter().find(|t| t.id == p.tongue).unwrap_or(&TONGUES[0]))
            .collect();
        Names {
            seed,
            firms: firms.max(1) as u64,
            tongues,
            alike: BTreeMap::new(),
            alike_bits: vec![0; firms / 64 + 1],
        }
    }

    /// The names of an economy.
    pub(crate) fn of(economy: &Economy, seed: u64) -> Names {
        let mut names = Names::new(seed, economy.firms.len(), &economy.atlas);
        for (&firm, sheet) in &economy.papers.sheets {
            if let (Some((like, way)), Some(bits)) =
                (sheet.name_like, names.alike_bits.get_mut(firm as usize / 64))
            {
                *bits |= 1 << (firm % 64);
                let place = economy.firms[like as usize].place;
                names.alike.insert(firm, (like, place, way));
            }
        }
        names
    }

    /// A number of the firm that tells nothing of its place in our tables.
    fn shuffled(&self, firm: u32) -> u64 {
        (u64::from(firm) * SHUFFLE + mix(self.seed) % self.firms) % self.firms
    }

    /// The registered name.
    pub(crate) fn write_name(&self, firm: u32, place: u8, out: &mut Vec<u8>) {
        let marked = self
            .alike_bits
            .get(firm as usize / 64)
            .is_some_and(|bits| bits >> (firm % 64) & 1 != 0);
        match self.alike.get(&firm).filter(|_| marked) {
            Some(&(like, there, way)) => self.stem(like, there, Some(way), out),
            None => self.stem(firm, place, None, out),
        }
        let Some(tongue) = self.tongues.get(usize::from(place)) else {
            return;
        };
        let form = mix(self.seed ^ u64::from(firm) ^ 0x0f) as usize % tongue.forms.len();
        out.push(b' ');
        out.extend_from_slice(tongue.forms[form].as_bytes());
    }

    /// The name without its legal form; `near` changes it a little, in one of
    /// three ways: another syllable in the middle, a letter more, a word more.
    fn stem(&self, firm: u32, place: u8, near: Option<u8>, out: &mut Vec<u8>) {
        let Some(tongue) = self.tongues.get(usize::from(place)) else {
            return;
        };
        // four digits in mixed radix, their strides coprime to what is counted
        let number = self.shuffled(firm);
        let (first, rest) = (number % 16, number / 16);
        let (last, rest) = (rest % 16, rest / 16);
        let (middle, rest) = (rest % 24, rest / 24);
        let (trade, mut more) = (rest % 32, rest / 32);
        let other = if near == Some(0) { 1 } else { 0 };
        out.extend_from_slice(tongue.first[first as usize].as_bytes());
        let middle_at = (middle + first * 5 + last * 7 + other) % 24;
        out.extend_from_slice(MIDDLE[middle_at as usize].as_bytes());
        while more > 0 {
            out.extend_from_slice(MIDDLE[((more - 1) % 24) as usize].as_bytes());
            more = (more - 1) / 24;
        }
        out.extend_from_slice(tongue.last[last as usize].as_bytes());
        if near == Some(1) {
            out.push(b'a');
        }
        out.push(b' ');
        let trade = (trade + first * 11 + middle * 13 + last * 3) % 32;
        out.extend_from_slice(TRADES[trade as usize].as_bytes());
        if near == Some(2) {
            out.extend_from_slice(b" Co");
        }
    }

    /// A number in the register: the country and eight digits, unique.
    pub(crate) fn number(&self, firm: u32, place: u8, atlas: &Atlas) -> String {
        let shuffled = self.shuffled(firm) * 7 + mix(self.seed ^ u64::from(firm)) % 7;
        format!("{}{:08}", atlas.of(place).code, 10_000_000 + shuffled)
    }

    /// A made-up word in the sound of a place.
    pub(crate) fn word(&self, place: u8, bits: u64) -> String {
        let bits = mix(bits);
        let Some(tongue) = self.tongues.get(usize::from(place)) else {
            return String::new();
        };
        let at = |shift: u64, n: u64| ((bits >> shift) % n) as usize;
        [
            tongue.first[at(0, 16)],
            MIDDLE[at(8, 24)],
            tongue.last[at(16, 16)],
        ]
        .concat()
    }

    /// A person whom nobody knows: a given name and a surname.
    pub(crate) fn person(&self, place: u8, bits: u64) -> String {
        let Some(tongue) = self.tongues.get(usize::from(place)) else {
            return String::new();
        };
        let bits = mix(bits ^ 0x9e50);
        let at = |shift: u64, n: u64| ((bits >> shift) % n) as usize;
        let given = [tongue.first[at(0, 16)], MIDDLE[at(8, 24)]].concat();
        format!("{given} {}", self.word(place, bits >> 13))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_firms_of_a_country_share_a_name_or_a_number() {
        let atlas = Atlas::read();
        let names = Names::new(3, 300_000, &atlas);
        for place in [0u8, 36, 40] {
            let mut seen = HashSet::new();
            let mut numbers = HashSet::new();
            for firm in 0..300_000u32 {
                let mut out = Vec::new();
                names.write_name(firm, place, &mut out);
                let text = String::from_utf8(out).unwrap();
                assert!(!text.contains([',', '"']), "{text}");
                assert!(seen.insert(text.clone()), "{text} twice");
                assert!(numbers.insert(names.number(firm, place, &atlas)));
            }
        }
    }

    #[test]
    fn every_tongue_is_spoken() {
        let atlas = Atlas::read();
        for place in &atlas.places {
            assert!(TONGUES.iter().any(|t| t.id == place.tongue), "{}", place.tongue);
        }
    }
}
