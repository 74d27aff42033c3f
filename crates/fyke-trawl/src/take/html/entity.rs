//! Character references: the named ones that news is written with, and all numeric
//! ones. A name that is not known stays as it is written. The standard's table has
//! 2,231 names; those here are the ones of HTML 4 that stand in prose.
//! Source: HTML Standard 13.5 and 13.2.5.80 (windows-1252 for 0x80..0x9f).

use std::borrow::Cow;

/// Longest name that is looked for.
const NAME_MAX: usize = 10;

/// The text with its references replaced.
pub fn decoded(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((character, len)) => {
                out.push(character);
                rest = &rest[len..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The reference that the text begins with, and its length in bytes.
fn reference(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        let (radix, from) = match bytes.get(2) {
            Some(b'x' | b'X') => (16, 3),
            _ => (10, 2),
        };
        let digits = bytes[from..]
            .iter()
            .take(10)
            .take_while(|byte| (**byte as char).is_digit(radix))
            .count();
        let number = u32::from_str_radix(text.get(from..from + digits)?, radix).ok()?;
        let end = from + digits;
        let end = if bytes.get(end) == Some(&b';') {
            end + 1
        } else {
            end
        };
        let character = match number {
            0 => '\u{fffd}',
            0x80..=0x9f => {
                let byte = [u8::try_from(number).ok()?];
                encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(&byte)
                    .0
                    .chars()
                    .next()?
            }
            other => char::from_u32(other).unwrap_or('\u{fffd}'),
        };
        return Some((character, end));
    }
    let len = bytes[1..]
        .iter()
        .take(NAME_MAX)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let name = text.get(1..=len)?;
    let ended = bytes.get(len + 1) == Some(&b';');
    if ended {
        return Some((named(name)?, len + 2));
    }
    // these few are known without their end
    for known in ["amp", "lt", "gt", "quot", "nbsp", "copy", "reg"] {
        if name.starts_with(known) {
            return Some((named(known)?, known.len() + 1));
        }
    }
    None
}

#[rustfmt::skip]
fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" | "AMP" => '&', "lt" | "LT" => '<', "gt" | "GT" => '>', "quot" | "QUOT" => '"', "apos" => '\'',
        "nbsp" => '\u{a0}', "iexcl" => '¡', "cent" => '¢', "pound" => '£', "curren" => '¤', "yen" => '¥',
        "brvbar" => '¦', "sect" => '§', "uml" => '¨', "copy" => '©', "ordf" => 'ª', "laquo" => '«', "not" => '¬',
        "shy" => '\u{ad}', "reg" => '®', "macr" => '¯', "deg" => '°', "plusmn" => '±', "sup2" => '²', "sup3" => '³',
        "acute" => '´', "micro" => 'µ', "para" => '¶', "middot" => '·', "cedil" => '¸', "sup1" => '¹', "ordm" => 'º',
        "raquo" => '»', "frac14" => '¼', "frac12" | "half" => '½', "frac34" => '¾', "iquest" => '¿',
        "Agrave" => 'À', "Aacute" => 'Á', "Acirc" => 'Â', "Atilde" => 'Ã', "Auml" => 'Ä', "Aring" => 'Å', "AElig" => 'Æ',
        "Ccedil" => 'Ç', "Egrave" => 'È', "Eacute" => 'É', "Ecirc" => 'Ê', "Euml" => 'Ë', "Igrave" => 'Ì',
        "Iacute" => 'Í', "Icirc" => 'Î', "Iuml" => 'Ï', "ETH" => 'Ð', "Ntilde" => 'Ñ', "Ograve" => 'Ò', "Oacute" => 'Ó',
        "Ocirc" => 'Ô', "Otilde" => 'Õ', "Ouml" => 'Ö', "times" => '×', "Oslash" => 'Ø', "Ugrave" => 'Ù',
        "Uacute" => 'Ú', "Ucirc" => 'Û', "Uuml" => 'Ü', "Yacute" => 'Ý', "THORN" => 'Þ', "szlig" => 'ß',
        "agrave" => 'à', "aacute" => 'á', "acirc" => 'â', "atilde" => 'ã', "auml" => 'ä', "aring" => 'å', "aelig" => 'æ',
        "ccedil" => 'ç', "egrave" => 'è', "eacute" => 'é', "ecirc" => 'ê', "euml" => 'ë', "igrave" => 'ì',
        "iacute" => 'í', "icirc" => 'î', "iuml" => 'ï', "eth" => 'ð', "ntilde" => 'ñ', "ograve" => 'ò', "oacute" => 'ó',
        "ocirc" => 'ô', "otilde" => 'õ', "ouml" => 'ö', "divide" => '÷', "oslash" => 'ø', "ugrave" => 'ù',
        "uacute" => 'ú', "ucirc" => 'û', "uuml" => 'ü', "yacute" => 'ý', "thorn" => 'þ', "yuml" => 'ÿ',
        "OElig" => 'Œ', "oelig" => 'œ', "Scaron" => 'Š', "scaron" => 'š', "Zcaron" => 'Ž', "zcaron" => 'ž',
        "Ccaron" => 'Č', "ccaron" => 'č', "Yuml" => 'Ÿ', "fnof" => 'ƒ', "circ" => 'ˆ', "tilde" => '˜',
        "ensp" => '\u{2002}', "emsp" => '\u{2003}', "thinsp" => '\u{2009}', "zwnj" => '\u{200c}', "zwj" => '\u{200d}',
        "lrm" => '\u{200e}', "rlm" => '\u{200f}', "ndash" => '–', "mdash" => '—', "lsquo" => '‘', "rsquo" => '’',
        "sbquo" => '‚', "ldquo" => '“', "rdquo" => '”', "bdquo" => '„', "dagger" => '†', "Dagger" => '‡', "bull" => '•',
        "hellip" => '…', "permil" => '‰', "prime" => '′', "Prime" => '″', "lsaquo" => '‹', "rsaquo" => '›',
        "oline" => '‾', "frasl" => '⁄', "euro" => '€', "trade" => '™', "larr" => '←', "uarr" => '↑', "rarr" => '→',
        "darr" => '↓', "harr" => '↔', "minus" => '−', "infin" => '∞', "asymp" => '≈', "ne" => '≠', "le" => '≤',
        "ge" => '≥', "radic" => '√', "sum" => '∑', "loz" => '◊', "hearts" => '♥', "check" => '✓', "num" => '#',
        "colon" => ':', "comma" => ',', "period" => '.', "excl" => '!', "quest" => '?', "lpar" => '(', "rpar" => ')',
        "lsqb" | "lbrack" => '[', "rsqb" | "rbrack" => ']', "percnt" => '%', "dollar" => '$', "sol" => '/',
        "Tab" => '\t', "NewLine" => '\n', "zwsp" => '\u{200b}', "hyphen" | "dash" => '‐', "horbar" => '―',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn references_become_characters_and_the_rest_stays() {
        assert_eq!(
            decoded("a &amp; b &lt;c&gt; &#8220;d&#x201D; &rsquo;"),
            "a & b <c> “d” ’"
        );
        assert_eq!(decoded("AT&T &nosuch; &#; &"), "AT&T &nosuch; &#; &");
        assert_eq!(decoded("&#150;&#0;&#xD800;&ampx"), "–\u{fffd}\u{fffd}&x");
    }
}
