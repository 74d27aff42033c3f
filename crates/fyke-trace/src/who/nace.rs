//! Economic activities by NACE Rev. 2, as registers of the European Union and
//! those near it state them.

/// Economic activity by NACE Rev. 2: a division (two digits), finer where known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Nace {
    /// Four digits, zeros where unknown.
    code: u16,
    /// How many of them are known, two to four.
    digits: u8,
}

impl Nace {
    /// Reads `46`, `46.52`, `G46.5`, `4652`; further digits are national and dropped.
    pub fn parse(text: &str) -> Option<Nace> {
        let text = text.trim();
        let text = text
            .strip_prefix(|c: char| c.is_ascii_alphabetic())
            .unwrap_or(text);
        let known = text.chars().take_while(|c| c.is_ascii_digit() || *c == '.');
        let digits: Vec<u16> = known
            .filter_map(|c| c.to_digit(10))
            .take(4)
            .map(|digit| digit as u16)
            .collect();
        let code = (0..4).fold(0, |code, at| code * 10 + digits.get(at).copied().unwrap_or(0));
        (digits.len() >= 2 && code >= 100).then_some(Nace {
            code,
            digits: digits.len() as u8,
        })
    }

    /// The division, 1 to 99.
    pub fn division(self) -> u8 {
        (self.code / 100) as u8
    }

    /// How many digits are known, two to four.
    pub fn digits(self) -> u8 {
        self.digits
    }

    /// Does this code lie within another of as many digits or fewer.
    pub fn is_within(self, wider: Nace) -> bool {
        let cut = 10u16.pow(4 - u32::from(wider.digits));
        self.digits >= wider.digits && self.code / cut == wider.code / cut
    }
}

impl std::fmt::Display for Nace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (division, rest) = (self.code / 100, self.code % 100);
        match self.digits {
            2 => write!(f, "{division:02}"),
            3 => write!(f, "{division:02}.{}", rest / 10),
            _ => write!(f, "{division:02}.{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_however_registers_write_it() {
        let read = |text: &str| Nace::parse(text).map(|nace| nace.to_string());
        assert_eq!(read("G46.52").as_deref(), Some("46.52"));
        assert_eq!(read("46520").as_deref(), Some("46.52"));
        assert_eq!(read("01.1").as_deref(), Some("01.1"));
        assert_eq!(read("46").as_deref(), Some("46"));
        assert_eq!(read("4"), None);
        assert_eq!(read("wholesale"), None);
    }

    #[test]
    fn finer_lies_within_wider() {
        let nace = |text| Nace::parse(text).unwrap();
        assert!(nace("46.52").is_within(nace("46.5")) && nace("46.52").is_within(nace("46")));
        assert!(!nace("46").is_within(nace("46.5")) && !nace("01.10").is_within(nace("11")));
        assert_eq!(nace("01.10").division(), 1);
    }
}
