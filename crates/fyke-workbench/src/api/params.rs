//! What programs put after `?`: read strictly, since a program that mistyped a
//! limit should hear of it and not get other answers than it asked for.

use super::problem::unfit;
use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::error::Failed;

/// Parameters of a request.
pub(super) struct Params(Pairs);

impl Params {
    /// Those of a request.
    pub(super) fn of(ctx: &Ctx) -> Result<Params, Failed> {
        Params::read(ctx.uri.query().unwrap_or_default())
    }

    /// Those of a form, or of an address.
    pub(super) fn read(text: &str) -> Result<Params, Failed> {
        match Pairs::every(text) {
            Ok(pairs) => Ok(Params(pairs)),
            Err(refusal) => Err(Failed::problem(&refusal)),
        }
    }

    /// The first value of that name.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        self.0.one(name)
    }

    /// All values of that name that are not empty.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        self.0
            .all(name)
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Whether something of that name was sent.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.one(name).is_some()
    }

    /// How many, up to a greatest.
    pub(super) fn count(&self, name: &str, default: usize, most: usize) -> Result<usize, Failed> {
        let Some(text) = self.one(name) else {
            return Ok(default);
        };
        let n = text
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| text.parse());
        match n {
            Some(Ok(n)) if n <= most => Ok(n),
            _ => Err(unfit(
                format!("{name} '{}' does not fit", short(text)),
                format!("write a whole number from 0 to {most}"),
            )),
        }
    }

    /// A probability.
    pub(super) fn probability(&self, name: &str, default: f64) -> Result<f64, Failed> {
        let Some(text) = self.one(name) else {
            return Ok(default);
        };
        match text.parse::<f64>() {
            Ok(p) if (0.0..=1.0).contains(&p) => Ok(p),
            _ => Err(unfit(
                format!("{name} '{}' does not fit", short(text)),
                "write a number from 0 to 1, such as 0.7",
            )),
        }
    }

    /// Yes or no, where it was said.
    pub(super) fn switch(&self, name: &str) -> Result<Option<bool>, Failed> {
        match self.one(name) {
            None => Ok(None),
            Some("true" | "1" | "yes" | "on" | "True") => Ok(Some(true)),
            Some("false" | "0" | "no" | "off" | "False") => Ok(Some(false)),
            Some(text) => Err(unfit(
                format!("{name} '{}' does not fit", short(text)),
                "write true or false",
            )),
        }
    }

    /// Values out of a few.
    pub(super) fn among(&self, name: &str, of: &[&'static str]) -> Result<Vec<&'static str>, Failed> {
        self.0
            .all(name)
            .map(|value| {
                of.iter().find(|known| **known == value).copied().ok_or_else(|| {
                    unfit(
                        format!("{name} '{}' does not fit", short(value)),
                        format!("write one of {}", of.join(", ")),
                    )
                })
            })
            .collect()
    }

    /// A day, or a moment of one.
    pub(super) fn day(&self, name: &str) -> Result<Option<String>, Failed> {
        let Some(text) = self.one(name) else {
            return Ok(None);
        };
        let fits = text
            .get(..10)
            .unwrap_or_default()
            .parse::<fyke_model::date::Day>()
            .is_ok()
            && text.get(10..).is_some_and(is_time);
        if fits {
            return Ok(Some(text.to_owned()));
        }
        Err(unfit(
            format!("{name} '{}' does not fit", short(text)),
            "write a day such as 2026-01-31, or a moment such as 2026-01-31T10:00:00",
        ))
    }
}

/// Nothing, or `T10`, `T10:00`, `T10:00:00`, with `Z` or without.
fn is_time(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let Some(time) = text.strip_prefix('T') else {
        return false;
    };
    let parts: Vec<&str> = time.trim_end_matches('Z').split(':').collect();
    let below = [24, 60, 60];
    (1..=3).contains(&parts.len())
        && parts.iter().zip(below).all(|(part, below)| {
            part.len() == 2 && part.parse::<u8>().is_ok_and(|n| n < below) && !part.starts_with('+')
        })
}

/// A value as it is shown in an error.
pub(super) fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_not_guessed() {
        let params = |text: &str| Params::read(text).ok().unwrap();
        assert_eq!(params("").count("limit", 5, 500).ok(), Some(5));
        assert_eq!(params("limit=7").count("limit", 5, 500).ok(), Some(7));
        for bad in [
            "limit=",
            "limit=-1",
            "limit=501",
            "limit=+7",
            "limit=7.0",
            "limit=99999999999999999999",
        ] {
            assert!(params(bad).count("limit", 5, 500).is_err(), "{bad}");
        }
        for bad in ["threshold=NaN", "threshold=inf", "threshold=1.1", "threshold="] {
            assert!(params(bad).probability("threshold", 0.7).is_err(), "{bad}");
        }
        for good in ["d=2026-01-31", "d=2026-01-31T10", "d=2026-01-31T10:00:59Z"] {
            assert!(params(good).day("d").is_ok(), "{good}");
        }
        for bad in [
            "d=2026-02-31",
            "d=2026-01-31T25",
            "d=2026-01-31 10",
            "d=2026-01-31T10:00:00:00",
            "d=日日日日",
        ] {
            assert!(params(bad).day("d").is_err(), "{bad}");
        }
    }
}
