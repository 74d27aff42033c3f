//! A form that was sent: its fields in their order, each as often as it was
//! there, the empty ones too.

use crate::error::Failed;
use axum::response::{IntoResponse, Response};
use fyke_model::desk::{Answer, Refusal};
use serde::Deserialize;

/// Fields of a form.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The first value of that name, without the space around it; empty where
    /// there is none.
    pub fn one(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of that name that is not empty.
    pub fn all<'f>(&'f self, name: &str) -> impl Iterator<Item = &'f str> {
        self.0
            .iter()
            .filter(move |(found, _)| found == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// A share that somebody wrote in percent, 0 to 1; none where the field is
    /// empty. A comma counts as a point.
    ///
    /// # Errors
    /// It is no number from 0 to 100.
    pub fn percent(&self, name: &str) -> Answer<Option<f64>> {
        match self.one(name) {
            "" => Ok(None),
            text => percent(text).map(Some),
        }
    }
}

/// `62.5` or `62,5` as 0.625.
pub fn percent(text: &str) -> Answer<f64> {
    let number = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
    match number.parse::<f64>() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok(percent / 100.0),
        _ => {
            let shown: String = text.chars().take(40).collect();
            Err(Refusal::malformed(
                format!("'{shown}' is no probability"),
                "write a number from 0 to 100 percent",
            ))
        }
    }
}

/// A page that says where to go on, after something was written.
///
/// # Errors
/// None; for handlers that end so.
pub fn go(address: &str) -> Result<Response, Failed> {
    Ok(axum::response::Redirect::to(address).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> Fields {
        Fields(
            pairs
                .iter()
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn fields_come_as_often_as_they_were_sent() {
        let fields = sent(&[
            ("row", "1"),
            ("row", "3"),
            ("why", " a b, c "),
            ("row", ""),
            ("p", "62,5"),
            ("x", "101"),
        ]);
        assert_eq!(fields.all("row").collect::<Vec<_>>(), ["1", "3"]);
        assert_eq!(fields.one("why"), "a b, c");
        assert_eq!(fields.one("nobody"), "");
        assert_eq!(fields.percent("p").unwrap(), Some(0.625));
        assert_eq!(fields.percent("q").unwrap(), None);
        assert!(fields.percent("x").is_err());
        for bad in ["nan", "-1", "inf", "1e9", "a"] {
            assert!(percent(bad).is_err(), "{bad}");
        }
    }
}
