//! Reading dates out of a cell or a sentence.
//!
//! The text is cut into numbers, words and marks; a small grammar then looks for
//! days ("11.8.1960", "19 Aug 1975", "1975-08-19"), months, years, decades and
//! ranges of these, in English, German, French, Spanish, Turkish, Russian and
//! Ukrainian. Between dots and strokes the day stands first unless it cannot;
//! the comparison knows exchanged days and months for a slip. Years of the
//! Iranian calendar are converted only where the text names that calendar.

use super::dates::Date;

/// Most dates that one text or one record gives.
pub const DATES_MAX: usize = 16;

/// Longest text that is read, in bytes.
const TEXT_BYTES_MAX: usize = 4_000;

/// The dates of a text, in their order; at most [`DATES_MAX`].
///
/// ```
/// use fyke_resolve::facts::dates::read;
/// let print = |text: &str| read(text).iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
/// assert_eq!(print("circa 1963"), "circa 1963");
/// assert_eq!(print("between 1960 and 1962"), "1960 to 1962");
/// assert_eq!(print("11 Jul 1990 11 Jul 1989"), "1990-07-11; 1989-07-11");
/// assert_eq!(print("no date"), "");
/// ```
pub fn read(text: &str) -> Vec<Date> {
    let end = text.floor_char_boundary(TEXT_BYTES_MAX);
    let text = text.get(..end).unwrap_or("");
    let tokens = tokens(text);
    let iranian = tokens.iter().any(|t| matches!(t, Token::Calendar));
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        iranian,
    };
    reader.all()
}

/// The dates of several cells, without repeats, in their order.
pub fn read_all<'a>(cells: impl IntoIterator<Item = &'a str>) -> Vec<Date> {
    let mut found: Vec<Date> = Vec::new();
    for date in cells.into_iter().flat_map(read) {
        if found.len() < DATES_MAX && !found.contains(&date) {
            found.push(date);
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Token {
    /// Value and count of digits.
    Number(u32, u8),
    Month(u32),
    /// "1960s".
    Decade(u32),
    Circa,
    Between,
    /// A word that joins the ends of a range.
    To,
    /// "and": joins ends only after "between".
    And,
    Calendar,
    /// One of `. / -`, directly or with blanks around it.
    Mark(char),
    /// A word between the parts of one date: "of", "de", "г".
    Filler,
    Other,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let end = rest
            .find(|d: char| kind(d) != kind(c))
            .filter(|_| kind(c) != (false, false))
            .unwrap_or(if kind(c) == (false, false) {
                c.len_utf8()
            } else {
                rest.len()
            });
        let (part, tail) = rest.split_at(end);
        rest = tail;
        if c.is_ascii_digit() {
            let number = part.parse::<u32>().ok().filter(|_| part.len() <= 8);
            let decade = number.filter(|n| part.len() == 4 && n % 10 == 0);
            let is_decade = tail.starts_with("s ") || tail == "s" || tail.starts_with("s,");
            match (decade, number) {
                (Some(year), _) if is_decade => {
                    rest = tail.get(1..).unwrap_or("");
                    tokens.push(Token::Decade(year));
                }
                (_, Some(number)) => tokens.push(Token::Number(number, part.len() as u8)),
                _ => tokens.push(Token::Other),
            }
        } else if c.is_alphabetic() {
            tokens.push(word(part, tail));
        } else {
            match c {
                '.' | '/' => tokens.push(Token::Mark(c)),
                '-' | '–' | '—' | '\u{2010}' | '\u{2011}' => tokens.push(Token::Mark('-')),
                _ if c.is_whitespace() || c == ',' => {}
                _ => tokens.push(Token::Other),
            }
        }
    }
    tokens
}

fn word(part: &str, tail: &str) -> Token {
    if part.len() > 30 {
        return Token::Other;
    }
    let word = part.to_lowercase();
    match word.as_str() {
        "circa" | "approximately" | "approx" | "about" | "around" | "ca" | "estimated" | "late" | "early"
        | "mid" | "probably" | "около" | "примерно" | "приблизно" | "близько" | "etwa" | "um" | "vers"
        | "environ" => Token::Circa,
        "c" if tail.starts_with(['.', ' ', '1', '2']) => Token::Circa,
        "between" | "from" | "между" | "между." | "між" | "zwischen" | "entre" | "с" | "від" | "з" => {
            Token::Between
        }
        "to" | "until" | "till" | "bis" | "по" | "до" => Token::To,
        "and" | "и" | "і" | "та" | "und" | "et" | "y" => Token::And,
        "iranian" | "persian" | "shamsi" | "jalali" | "хиджры" => Token::Calendar,
        "of" | "de" | "del" | "den" | "st" | "nd" | "rd" | "th" | "г" | "р" | "года" | "году" | "год"
        | "гг" | "рр" | "року" | "рік" | "the" | "t" | "year" | "born" | "dob" => Token::Filler,
        _ => month_of(&word).map_or(Token::Other, Token::Month),
    }
}

struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
    iranian: bool,
}

impl Reader<'_> {
    fn all(&mut self) -> Vec<Date> {
        let mut found: Vec<Date> = Vec::new();
        let (mut circa, mut between) = (false, false);
        while self.at < self.tokens.len() && found.len() < DATES_MAX {
            let here = self.at;
            match self.tokens.get(here) {
                Some(Token::Circa) => circa = true,
                Some(Token::Between) => between = true,
                _ => {
                    if let Some(date) = self.date() {
                        let date = self.rest_of_range(date, between);
                        found.push(if circa { date.about() } else { date });
                        (circa, between) = (false, false);
                        continue;
                    }
                    // a number stands between the words and their date
                    if matches!(self.tokens.get(here), Some(Token::Other | Token::Number(..))) {
                        (circa, between) = (false, false);
                    }
                    self.skip_number();
                    continue;
                }
            }
            self.at += 1;
        }
        found
    }

    /// Past one token, or past a whole figure such as "1/37/2-9" that is no date.
    fn skip_number(&mut self) {
        let joined = |t: Option<&Token>| matches!(t, Some(Token::Mark(_)));
        let number = |t: Option<&Token>| matches!(t, Some(Token::Number(..)));
        self.at += 1;
        while number(self.tokens.get(self.at - 1))
            && joined(self.tokens.get(self.at))
            && number(self.tokens.get(self.at + 1))
        {
            self.at += 2;
        }
    }

    fn rest_of_range(&mut self, from: Date, between: bool) -> Date {
        let here = self.at;
        self.fillers();
        let joined = match self.tokens.get(self.at) {
            Some(Token::To | Token::Mark('-' | '/')) => true,
            Some(Token::And) => between,
            _ => false,
        };
        if joined {
            self.at += 1;
            let circa = self.tokens.get(self.at) == Some(&Token::Circa);
            self.at += usize::from(circa);
            if let Some(to) = self.date() {
                return Date::of_range(from, to);
            }
        }
        self.at = here;
        from
    }

    fn fillers(&mut self) {
        while matches!(self.tokens.get(self.at), Some(Token::Filler | Token::Mark('.'))) {
            self.at += 1;
        }
    }

    fn date(&mut self) -> Option<Date> {
        let here = self.at;
        let found = self.date_here();
        if found.is_none() {
            self.at = here;
        }
        found
    }

    fn date_here(&mut self) -> Option<Date> {
        match *self.tokens.get(self.at)? {
            Token::Decade(year) => {
                self.at += 1;
                let year = year as i32;
                Some(Date::of_range(Date::of_year(year)?, Date::of_year(year + 9)?))
            }
            Token::Month(month) => {
                self.at += 1;
                self.after_month(month)
            }
            Token::Number(number, 8) => {
                self.at += 1;
                self.day(number / 10_000, number / 100 % 100, number % 100)
            }
            Token::Number(year, 4) => {
                self.at += 1;
                self.after_year(year)
            }
            Token::Number(number, 1 | 2) => {
                self.at += 1;
                self.after_small(number)
            }
            _ => None,
        }
    }

    /// The number that follows, perhaps after fillers, if it has so many digits.
    fn number(&mut self, digits: &[u8]) -> Option<u32> {
        match *self.tokens.get(self.at)? {
            Token::Number(number, count) if digits.contains(&count) => {
                self.at += 1;
                Some(number)
            }
            _ => None,
        }
    }

    fn mark(&mut self) -> Option<char> {
        match *self.tokens.get(self.at)? {
            Token::Mark(mark) => {
                self.at += 1;
                Some(mark)
            }
            _ => None,
        }
    }

    /// "1960", "1960-08", "1960-08-11", "1960 Aug 11".
    fn after_year(&mut self, year: u32) -> Option<Date> {
        let here = self.at;
        if let Some(Token::Month(month)) = self.tokens.get(self.at).copied() {
            self.at += 1;
            match self.number(&[1, 2]) {
                Some(day) => return self.day(year, month, day),
                None => self.at = here,
            }
        }
        if let Some(mark) = self.mark()
            && let Some(month) = self.number(&[1, 2])
        {
            let after_month = self.at;
            if self.mark() == Some(mark)
                && let Some(day) = self.number(&[1, 2])
            {
                return self.day(year, month, day);
            }
            self.at = after_month;
            // "1958-60" is a range of years
            if mark == '-' && month > 12 {
                let to = year / 100 * 100 + month;
                return Some(Date::of_range(self.year(year)?, self.year(to)?));
            }
            if mark == '-' {
                return Date::of_month(year as i32, month);
            }
        }
        self.at = here;
        self.year(year)
    }

    /// "Aug 1960", "Aug. 11, 1960".
    fn after_month(&mut self, month: u32) -> Option<Date> {
        self.fillers();
        if let Some(year) = self.number(&[4]) {
            return Date::of_month(year as i32, month);
        }
        let day = self.number(&[1, 2])?;
        self.fillers();
        let year = self.number(&[4])?;
        self.day(year, month, day)
    }

    /// "11.8.1960", "11/8/60", "11 Aug 1960", "08/1960".
    fn after_small(&mut self, number: u32) -> Option<Date> {
        let mark = self.mark();
        self.fillers();
        if let Some(Token::Month(month)) = self.tokens.get(self.at).copied() {
            self.at += 1;
            self.mark();
            self.fillers();
            let year = self.number(&[4, 2]).map(full_year)?;
            return self.day(year, month, number);
        }
        let mark = mark?;
        if let Some(year) = self.number(&[4]) {
            return Date::of_month(year as i32, number);
        }
        let second = self.number(&[1, 2])?;
        if self.mark() != Some(mark) {
            return None;
        }
        let year = self.number(&[4, 2]).map(full_year)?;
        self.day(year, second, number)
            .or_else(|| self.day(year, number, second))
    }

    fn day(&self, year: u32, month: u32, day: u32) -> Option<Date> {
        if self.iranian && (1200..1500).contains(&year) {
            return iranian_month(year, month);
        }
        Date::of_day(year as i32, month, day)
    }

    fn year(&self, year: u32) -> Option<Date> {
        let year = year as i32;
        if self.iranian && (1200..1500).contains(&year) {
            return Some(Date::of_range(
                Date::of_year(year + 621)?,
                Date::of_year(year + 622)?,
            ));
        }
        (1000..2200).contains(&year).then(|| Date::of_year(year))?
    }
}

/// A month of the Iranian solar calendar: the year 1 began in March 622, and
/// the first nine months lie in the civil year that is 621 later.
fn iranian_month(year: u32, month: u32) -> Option<Date> {
    let civil = year as i32 + 621;
    match month {
        1..=9 => Date::of_year(civil),
        10 => Some(Date::of_range(Date::of_year(civil)?, Date::of_year(civil + 1)?)),
        11 | 12 => Date::of_year(civil + 1),
        _ => None,
    }
}

/// Two digits are of the twentieth century from 26 on: these are people's
/// births and firms' foundings, not deliveries to come.
fn full_year(year: u32) -> u32 {
    match year {
        0..=25 => 2000 + year,
        26..=99 => 1900 + year,
        _ => year,
    }
}

/// The month that a word names, by how it begins.
fn month_of(word: &str) -> Option<u32> {
    const STARTS: &[(&[&str], u32)] = &[
        (&["jan", "jän", "ene", "ocak", "oca", "янв", "січ"], 1),
        (&["feb", "fév", "fev", "şub", "sub", "фев", "лют"], 2),
        (&["mar", "mär", "mrt", "мар", "бер"], 3),
        (&["apr", "avr", "abr", "nis", "апр", "кві"], 4),
        (&["may", "mai", "май", "мая", "тра"], 5),
        (&["jun", "juin", "haz", "июн", "чер"], 6),
        (&["jul", "juil", "tem", "июл", "лип"], 7),
        (&["aug", "aoû", "aou", "ago", "ağu", "agu", "авг", "сер"], 8),
        (&["sep", "eyl", "сен", "вер"], 9),
        (&["oct", "okt", "eki", "окт", "жов"], 10),
        (&["nov", "kas", "ноя", "лис"], 11),
        (&["dec", "dez", "déc", "dic", "ara", "дек", "гру"], 12),
    ];
    let (starts, month) = STARTS
        .iter()
        .find(|(starts, _)| starts.iter().any(|start| word.starts_with(start)))?;
    // a month is a short word: "marine" and "decision" are none
    let letters = word.chars().count();
    let whole = letters <= 3 || MONTH_WORDS.contains(&word) || !word.is_ascii() || starts.contains(&word);
    whole.then_some(*month)
}

/// Full names and longer short forms in Latin letters.
const MONTH_WORDS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "sept",
    "januar",
    "februar",
    "maerz",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "ocak",
    "subat",
    "mart",
    "nisan",
    "mayis",
    "haziran",
    "temmuz",
    "agustos",
    "ekim",
    "kasim",
    "aralik",
    "juil",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn print(text: &str) -> String {
        let dates: Vec<String> = read(text).iter().map(ToString::to_string).collect();
        dates.join("; ")
    }

    #[test]
    fn dates_are_read_in_the_forms_of_lists() {
        for (text, expected) in [
            ("11.8.1960", "1960-08-11"),
            ("1960-08-11", "1960-08-11"),
            ("19 Aug 1975", "1975-08-19"),
            ("19-AUG-75", "1975-08-19"),
            ("19th of August, 1975", "1975-08-19"),
            ("Aug. 19, 1975", "1975-08-19"),
            ("August 1975", "1975-08"),
            ("08/1975", "1975-08"),
            ("12/31/1975", "1975-12-31"),
            ("31/12/1975", "1975-12-31"),
            ("19750819", "1975-08-19"),
            ("1963", "1963"),
            ("circa 1963", "circa 1963"),
            ("c. 1963", "circa 1963"),
            ("Approximately 1968", "circa 1968"),
            ("1958-1960", "1958 to 1960"),
            ("1958-60", "1958 to 1960"),
            ("1958/1960", "1958 to 1960"),
            ("1972 to 1974", "1972 to 1974"),
            ("between 1960 and 1962", "1960 to 1962"),
            ("между 1960 и 1962", "1960 to 1962"),
            ("1960 and 1962", "1960; 1962"),
            ("01 Jan 1966 to 31 Dec 1967", "1966 to 1967"),
            ("late 1960s", "circa 1960 to 1969"),
            ("11 Jul 1990 11 Jul 1989", "1990-07-11; 1989-07-11"),
            ("(a) 15.10.1967 (b) 1969", "1967-10-15; 1969"),
            ("19 августа 1975 г.", "1975-08-19"),
            ("19 серпня 1975 року", "1975-08-19"),
            ("15 Ağustos 1975", "1975-08-15"),
            ("1377 (Iranian calendar)", "1998 to 1999"),
            ("31.2.1960", ""),
            ("marine 12 1960 decision", "1960"),
            ("soon", ""),
            ("", ""),
            ("0000-00-00", ""),
            ("99999999", ""),
        ] {
            assert_eq!(print(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}", marks in "[0-9./ \\-–acAugто(]{0,40}") {
            for text in [text, marks] {
                prop_assert!(read(&text).len() <= DATES_MAX);
            }
        }
    }

    #[test]
    fn long_texts_are_bounded() {
        assert_eq!(read(&"1960 ".repeat(100_000)).len(), DATES_MAX);
        assert!(read(&"-".repeat(100_000)).is_empty());
    }
}
