//! Ways to reach somebody: e-mail, phone, website, wallet. Many people share
//! one switchboard and one host, so equal values are weighed by the caller.

use super::identifier_kinds::is_placeholder;
use super::identifiers::{Identifier, Kind, Validity};
use fyke_model::country::Country;

/// Longest contact that is kept, in characters.
const CONTACT_CHARS_MAX: usize = 120;

/// Reads a contact of a kind; none where nothing is left of it.
pub(crate) fn read(kind: Kind, value: &str, country: Option<Country>) -> Option<Identifier> {
    let value: String = value.trim().chars().take(2 * CONTACT_CHARS_MAX).collect();
    let (validity, text) = match kind {
        Kind::Email => email(&value),
        Kind::Phone => phone(&value, country),
        Kind::Website => website(&value),
        _ => wallet(&value),
    };
    let text: String = text.chars().take(CONTACT_CHARS_MAX).collect();
    if text.is_empty() {
        return None;
    }
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let validity = match !plain.is_empty() && is_placeholder(&plain.to_ascii_uppercase()) {
        true => Validity::Placeholder,
        false => validity,
    };
    Some(Identifier::new(kind, None, validity, &text))
}

/// A value without the prefixes and the marks around it. Taken off until nothing
/// changes: "m. a" leaves a space behind its prefix, "www.m.a" a second prefix,
/// and what was read once must read as itself, or equal values get unequal keys.
fn bare<'a>(value: &'a str, prefixes: &[&str]) -> &'a str {
    let mut value = value;
    loop {
        let trimmed = value.trim_matches(|c: char| !c.is_alphanumeric());
        let rest = prefixes.iter().find_map(|prefix| trimmed.strip_prefix(prefix));
        match rest {
            Some(rest) => value = rest,
            None => return trimmed,
        }
    }
}

fn form_if(fits: bool) -> Validity {
    match fits {
        true => Validity::FormOnly,
        false => Validity::BadCheckDigit,
    }
}

fn email(value: &str) -> (Validity, String) {
    let value = value.to_lowercase();
    let value = bare(&value, &["mailto:"]);
    let fits = value
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && is_host(host));
    (form_if(fits), value.to_owned())
}

fn is_host(host: &str) -> bool {
    let ends = host
        .rsplit_once('.')
        .is_some_and(|(head, end)| !head.is_empty() && end.chars().count() >= 2);
    ends && host
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
}

/// Hosts where everybody has a page: there the page tells, not the host.
const SHARED_HOSTS: &[&str] = &[
    "facebook.com",
    "vk.com",
    "t.me",
    "telegram.me",
    "twitter.com",
    "x.com",
    "instagram.com",
    "linkedin.com",
    "youtube.com",
    "ok.ru",
    "tiktok.com",
    "github.com",
    "medium.com",
    "alibaba.com",
    "aliexpress.com",
    "made-in-china.com",
    "sites.google.com",
    "weibo.com",
    "wikipedia.org",
];

fn website(value: &str) -> (Validity, String) {
    let value = value.to_lowercase();
    // behind the first slash it is no scheme but a part of the page
    let scheme = value
        .split_once("://")
        .filter(|(scheme, _)| !scheme.contains(['/', '?', '#']));
    let value = scheme.map_or(value.as_str(), |(_, rest)| rest);
    let (host, path) = value.split_once(['/', '?', '#']).unwrap_or((value, ""));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or("");
    let host = bare(host, &["www.", "www2.", "m."]);
    let fits = form_if(is_host(host));
    let last = path.split(['?', '#']).next().unwrap_or("");
    let last = last.trim_matches(|c: char| c == '/' || c.is_whitespace());
    match SHARED_HOSTS.contains(&host) && !last.is_empty() {
        true => (fits, format!("{host}/{last}")),
        false => (fits, host.to_owned()),
    }
}

/// A phone in the international form of ITU-T E.164 (`+` and 7 to 15 digits)
/// where the country is stated, dialled or plain from the length.
fn phone(value: &str, country: Option<Country>) -> (Validity, String) {
    let lower = value.to_lowercase();
    let end = ["ext", "доб", "внутр", " x"]
        .iter()
        .filter_map(|word| lower.find(word))
        .min();
    let value = end.and_then(|end| lower.get(..end)).unwrap_or(&lower);
    // "+44 (0)20": the nought in brackets is not dialled from abroad
    let value = value.replace("(0)", "");
    let abroad = value
        .trim_start_matches(|c: char| !c.is_ascii_digit() && c != '+')
        .starts_with('+');
    let digits: String = value.chars().filter(char::is_ascii_digit).take(20).collect();
    let code = country.and_then(calling_code);
    let national = |prefix: &str| -> Option<String> {
        let rest = digits.strip_prefix(prefix)?;
        Some(format!("{}{rest}", code?))
    };
    let number = if abroad {
        Some(digits.clone())
    } else if let Some(rest) = digits.strip_prefix("00") {
        Some(rest.to_owned())
    } else if code.is_some_and(|code| digits.starts_with(code) && digits.len() >= code.len() + 8) {
        Some(digits.clone())
    } else if digits.len() == 11 && matches!(code, Some("7" | "375" | "993")) {
        national("8")
    } else if digits.starts_with('0') {
        national("0")
    } else if digits.len() >= 11 {
        Some(digits.clone())
    } else {
        national("")
    };
    match number {
        Some(number) => (form_if((7..=15).contains(&number.len())), format!("+{number}")),
        None => (form_if((5..=15).contains(&digits.len())), digits),
    }
}

/// Country calling codes (ITU-T E.164 annex).
fn calling_code(country: Country) -> Option<&'static str> {
    const CODES: &[(&str, &str)] = &[
        ("AE", "971"),
        ("AF", "93"),
        ("AL", "355"),
        ("AM", "374"),
        ("AO", "244"),
        ("AR", "54"),
        ("AT", "43"),
        ("AU", "61"),
        ("AZ", "994"),
        ("BA", "387"),
        ("BD", "880"),
        ("BE", "32"),
        ("BG", "359"),
        ("BH", "973"),
        ("BO", "591"),
        ("BR", "55"),
        ("BY", "375"),
        ("BZ", "501"),
        ("CA", "1"),
        ("CD", "243"),
        ("CF", "236"),
        ("CG", "242"),
        ("CH", "41"),
        ("CI", "225"),
        ("CL", "56"),
        ("CM", "237"),
        ("CN", "86"),
        ("CO", "57"),
        ("CR", "506"),
        ("CU", "53"),
        ("CY", "357"),
        ("CZ", "420"),
        ("DE", "49"),
        ("DJ", "253"),
        ("DK", "45"),
        ("DZ", "213"),
        ("EC", "593"),
        ("EE", "372"),
        ("EG", "20"),
        ("ER", "291"),
        ("ES", "34"),
        ("ET", "251"),
        ("FI", "358"),
        ("FR", "33"),
        ("GB", "44"),
        ("GE", "995"),
        ("GH", "233"),
        ("GI", "350"),
        ("GR", "30"),
        ("GT", "502"),
        ("HK", "852"),
        ("HN", "504"),
        ("HR", "385"),
        ("HT", "509"),
        ("HU", "36"),
        ("ID", "62"),
        ("IE", "353"),
        ("IL", "972"),
        ("IN", "91"),
        ("IQ", "964"),
        ("IR", "98"),
        ("IS", "354"),
        ("IT", "39"),
        ("JO", "962"),
        ("JP", "81"),
        ("KE", "254"),
        ("KG", "996"),
        ("KH", "855"),
        ("KP", "850"),
        ("KR", "82"),
        ("KW", "965"),
        ("KZ", "7"),
        ("LA", "856"),
        ("LB", "961"),
        ("LI", "423"),
        ("LK", "94"),
        ("LR", "231"),
        ("LT", "370"),
        ("LU", "352"),
        ("LV", "371"),
        ("LY", "218"),
        ("MA", "212"),
        ("MD", "373"),
        ("ME", "382"),
        ("MG", "261"),
        ("MH", "692"),
        ("MK", "389"),
        ("ML", "223"),
        ("MM", "95"),
        ("MN", "976"),
        ("MO", "853"),
        ("MT", "356"),
        ("MU", "230"),
        ("MX", "52"),
        ("MY", "60"),
        ("MZ", "258"),
        ("NG", "234"),
        ("NI", "505"),
        ("NL", "31"),
        ("NO", "47"),
        ("NP", "977"),
        ("NZ", "64"),
        ("OM", "968"),
        ("PA", "507"),
        ("PE", "51"),
        ("PH", "63"),
        ("PK", "92"),
        ("PL", "48"),
        ("PS", "970"),
        ("PT", "351"),
        ("PY", "595"),
        ("QA", "974"),
        ("RO", "40"),
        ("RS", "381"),
        ("RU", "7"),
        ("RW", "250"),
        ("SA", "966"),
        ("SC", "248"),
        ("SD", "249"),
        ("SE", "46"),
        ("SG", "65"),
        ("SI", "386"),
        ("SK", "421"),
        ("SN", "221"),
        ("SO", "252"),
        ("SS", "211"),
        ("SV", "503"),
        ("SY", "963"),
        ("TH", "66"),
        ("TJ", "992"),
        ("TM", "993"),
        ("TN", "216"),
        ("TR", "90"),
        ("TW", "886"),
        ("TZ", "255"),
        ("UA", "380"),
        ("UG", "256"),
        ("US", "1"),
        ("UY", "598"),
        ("UZ", "998"),
        ("VE", "58"),
        ("VN", "84"),
        ("XK", "383"),
        ("YE", "967"),
        ("ZA", "27"),
        ("ZM", "260"),
        ("ZW", "263"),
    ];
    let at = CODES
        .binary_search_by(|(code, _)| (*code).cmp(country.as_str()))
        .ok()?;
    CODES.get(at).map(|(_, code)| *code)
}

/// Addresses of ledgers by their form alone.
fn wallet(value: &str) -> (Validity, String) {
    const BASE58: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let value = value.split_whitespace().next_back().unwrap_or("");
    let lower = value.to_ascii_lowercase();
    let base58 = value.chars().all(|c| BASE58.contains(c));
    let alphanumeric = value.bytes().all(|b| b.is_ascii_alphanumeric());
    if let Some(hex) = lower.strip_prefix("0x") {
        let fits = hex.len() == 40 && hex.bytes().all(|b| b.is_ascii_hexdigit());
        return (form_if(fits), lower);
    }
    if lower.starts_with("bc1") || lower.starts_with("ltc1") {
        return (form_if(alphanumeric && (26..=90).contains(&value.len())), lower);
    }
    let fits = alphanumeric && base58 && (25..=110).contains(&value.len());
    (form_if(fits), value.to_owned())
}
