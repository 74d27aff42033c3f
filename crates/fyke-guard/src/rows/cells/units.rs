//! Units of mass and currencies, as files write them.
//!
//! Masses become grams: one pound is 453.59237 g by definition (international
//! yard and pound agreement, 1959), one hundredweight and short ton follow.

use fyke_model::money::Currency;
use fyke_model::refused::Reason;
use serde::{Deserialize, Serialize};

/// A unit of mass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum MassUnit {
    /// Grams.
    #[serde(rename = "g")]
    Gram,
    /// Kilograms.
    #[serde(rename = "kg")]
    Kilogram,
    /// Hundred kilograms, as Eurostat writes quantities.
    #[serde(rename = "100kg")]
    Quintal,
    /// Tonnes.
    #[serde(rename = "t")]
    Tonne,
    /// Pounds.
    #[serde(rename = "lb")]
    Pound,
}

impl MassUnit {
    /// The unit that a word names, if it is one of mass.
    ///
    /// ```
    /// use fyke_guard::rows::cells::units::MassUnit;
    /// assert_eq!(MassUnit::from_word("KGM"), Some(MassUnit::Kilogram));
    /// assert_eq!(MassUnit::from_word("pcs"), None);
    /// ```
    pub fn from_word(word: &str) -> Option<MassUnit> {
        if word.len() > 24 {
            return None;
        }
        let word = word.trim().trim_end_matches('.').to_lowercase();
        Some(match word.as_str() {
            "kg" | "kgs" | "kgm" | "kilo" | "kilos" | "kilogram" | "kilograms" | "kilogramme"
            | "kilogrammes" | "kilogramm" | "кг" | "килограмм" | "кілограм" | "公斤" | "千克"
            | "kilogramo" | "kilogramos" | "166" => MassUnit::Kilogram,
            "g" | "gr" | "grm" | "gram" | "grams" | "gramm" | "г" | "грамм" | "грам" | "克" => {
                MassUnit::Gram
            }
            "t" | "tn" | "tne" | "mt" | "ton" | "tons" | "tonne" | "tonnes" | "tonnen" | "tonelada"
            | "toneladas" | "metric ton" | "metric tons" | "т" | "тонн" | "тонна" | "吨" => {
                MassUnit::Tonne
            }
            "lb" | "lbs" | "lbr" | "pound" | "pounds" => MassUnit::Pound,
            "100kg" | "100 kg" | "dt" | "dtn" | "quintal" => MassUnit::Quintal,
            _ => return None,
        })
    }

    /// Grams from thousandths of this unit, rounded; `None` where it does not
    /// fit.
    ///
    /// ```
    /// use fyke_guard::rows::cells::units::MassUnit;
    /// assert_eq!(MassUnit::Pound.grams(1_000), Some(454));
    /// assert_eq!(MassUnit::Tonne.grams(1_500), Some(1_500_000));
    /// ```
    #[inline]
    pub fn grams(self, milli: i64) -> Option<i64> {
        match self {
            MassUnit::Kilogram => Some(milli),
            MassUnit::Gram => Some(rounded(i128::from(milli), 1_000)),
            MassUnit::Quintal => milli.checked_mul(100),
            MassUnit::Tonne => milli.checked_mul(1_000),
            MassUnit::Pound => i64::try_from(i128::from(milli) * 45_359_237)
                .ok()
                .map(|product| rounded(product.into(), 100_000_000)),
        }
    }
}

fn rounded(number: i128, divisor: i128) -> i64 {
    let half = if number < 0 { -divisor / 2 } else { divisor / 2 };
    i64::try_from((number + half) / divisor).unwrap_or(i64::MAX)
}

/// Currencies in use, and those that ended since 1990 and may stand in old
/// rows. ISO 4217, lists one and three.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
BYR BZD CAD CDF CHF CLF CLP CNH CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP \
GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR \
LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK \
PHP PKR PLN PYG QAR RON RSD RUB RUR RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMM \
TMT TND TOP TRL TRY TTD TWD TZS UAH UGX USD UYU UZS VEF VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMK ZMW ZWL";

/// The currency that a cell names.
///
/// # Errors
/// [`Reason::UnknownCurrency`], also for signs that several countries share
/// (`¥`, `kr`).
///
/// ```
/// use fyke_guard::rows::cells::units::currency;
/// assert_eq!(currency("€").unwrap().as_str(), "EUR");
/// assert_eq!(currency("usd").unwrap().as_str(), "USD");
/// assert!(currency("XYZ").is_err());
/// ```
pub fn currency(cell: &str) -> Result<Currency, Reason> {
    let cell = cell.trim();
    if cell.len() > 32 {
        return Err(Reason::UnknownCurrency);
    }
    if let Ok(code) = cell.parse::<Currency>()
        && CURRENCIES.split(' ').any(|known| known == code.as_str())
    {
        return Ok(code);
    }
    let word = cell.to_lowercase();
    let code = match word.as_str() {
        "$"
        | "us$"
        | "usd$"
        | "us dollar"
        | "us dollars"
        | "dollar"
        | "доллар сша"
        | "долл. сша"
        | "долл сша"
        | "美元" => "USD",
        "€" | "euro" | "euros" | "eur€" | "евро" | "євро" | "欧元" => "EUR",
        "£" | "pound sterling" => "GBP",
        "₽" | "руб" | "руб." | "рубль" | "рублей" => "RUB",
        "₴" | "грн" | "грн." | "гривня" => "UAH",
        "₸" | "тенге" => "KZT",
        "₺" | "tl" => "TRY",
        "₹" | "rs" | "rs." | "inr." => "INR",
        "rmb" | "yuan" | "юань" | "人民币" => "CNY",
        "сом" => "KGS",
        _ => return Err(Reason::UnknownCurrency),
    };
    code.parse().map_err(|_| Reason::UnknownCurrency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_is_three_letters_and_stands_once() {
        let codes: Vec<&str> = CURRENCIES.split(' ').collect();
        assert!(codes.iter().all(|code| code.len() == 3));
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted, codes);
    }

    #[test]
    fn masses_become_grams() {
        for (unit, milli, grams) in [
            ("kg", 1_500, Some(1_500)),
            ("g", 1_500, Some(2)),
            ("g", 1_499, Some(1)),
            ("t", 2, Some(2_000)),
            ("LBS", 2_204_623, Some(1_000_000)),
            ("100kg", 10, Some(1_000)),
            ("t", i64::MAX, None),
        ] {
            let unit = MassUnit::from_word(unit).expect("a unit");
            assert_eq!(unit.grams(milli), grams);
        }
    }
}
