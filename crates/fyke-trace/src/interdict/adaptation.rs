//! How they would act: the numbers, each a range with its source, for people
//! to argue with. The ranges are `data/adaptation/reply.toml`; a person may
//! give others.

use fyke_model::reference::BadReference;
use serde::{Deserialize, Serialize};

/// The shipped numbers, as text.
pub const SHIPPED: &str = include_str!("../../../../data/adaptation/reply.toml");

/// A range: low, likely, high. Nobody knows the inside; it is drawn from the
/// triangle over it.
pub type Range = [f64; 3];

/// The numbers that the reply needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(usize)]
pub enum Key {
    /// Days until they see that a way is closed.
    ObserveDays,
    /// Days until a new firm trades: scale of a Weibull distribution.
    ShellEntryDays,
    /// Its shape.
    ShellEntryShape,
    /// Share of a blocked flow that new firms can take over.
    ShellReach,
    /// Growth of a remaining firm in a month.
    GrowthPerMonth,
    /// Growth of a remaining firm at most.
    GrowthMax,
    /// Share of the room at remaining firms that a network can get at.
    PartnersKnown,
    /// What a remaining firm asks more.
    MarkupExisting,
    /// What a new firm costs more.
    MarkupShell,
    /// What a false code costs more.
    MarkupCode,
    /// What another country costs more.
    MarkupHub,
    /// How sharply they choose the cheaper way.
    ChoiceSharpness,
    /// How alike the ways within one country are.
    HubLikeness,
    /// Elasticity of what they buy.
    PriceElasticity,
    /// Share that they find at another supplier.
    SourceSwitch,
    /// Share that can go under another code.
    CodeReach,
    /// Share of that which is caught all the same.
    CodeDetection,
    /// Weight of a loss against a mark-up.
    LossWeight,
}

impl Key {
    /// All of them, in the order of the file, with their ids and whether they are shares.
    pub const ALL: [(Key, &'static str, bool); 18] = [
        (Key::ObserveDays, "observe_days", false),
        (Key::ShellEntryDays, "shell_entry_days", false),
        (Key::ShellEntryShape, "shell_entry_shape", false),
        (Key::ShellReach, "shell_reach", true),
        (Key::GrowthPerMonth, "growth_per_month", false),
        (Key::GrowthMax, "growth_max", false),
        (Key::PartnersKnown, "partners_known", true),
        (Key::MarkupExisting, "markup_existing", false),
        (Key::MarkupShell, "markup_shell", false),
        (Key::MarkupCode, "markup_code", false),
        (Key::MarkupHub, "markup_hub", false),
        (Key::ChoiceSharpness, "choice_sharpness", false),
        (Key::HubLikeness, "hub_likeness", true),
        (Key::PriceElasticity, "price_elasticity", false),
        (Key::SourceSwitch, "source_switch", true),
        (Key::CodeReach, "code_reach", true),
        (Key::CodeDetection, "code_detection", true),
        (Key::LossWeight, "loss_weight", false),
    ];
}

/// One number with its range and its source.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Parameter {
    /// Its id.
    pub id: String,
    /// What it says, in words.
    pub what: String,
    /// Its unit.
    pub unit: String,
    /// Low, likely, high.
    pub range: Range,
    /// Where it comes from.
    pub source: String,
}

#[derive(Deserialize)]
struct File {
    parameter: Vec<Parameter>,
}

/// How the adversary replies: all parameters, in the order of [`Key::ALL`].
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Adaptation {
    parameters: Vec<Parameter>,
}

impl Adaptation {
    /// The shipped numbers.
    ///
    /// # Panics
    /// Never in a released program: a test parses the shipped file.
    pub fn shipped() -> Adaptation {
        Adaptation::parse("adaptation/reply.toml", SHIPPED).expect("the shipped file is parsed by a test")
    }

    /// Reads a file of parameters. All of them must be there, once.
    ///
    /// # Errors
    /// No TOML of this shape; an id that is unknown, missing or twice there; a
    /// range that does not rise, is below zero, or, for a share, above one.
    pub fn parse(file: &str, text: &str) -> Result<Adaptation, BadReference> {
        let bad = |what: String| BadReference {
            file: file.to_owned(),
            what,
        };
        let read: File = toml::from_str(text).map_err(|error| bad(error.to_string()))?;
        let unknown = |p: &&Parameter| Key::ALL.iter().all(|(_, id, _)| *id != p.id);
        if let Some(parameter) = read.parameter.iter().find(unknown) {
            return Err(bad(format!("no parameter is called '{}'", parameter.id)));
        }
        let mut parameters = Vec::with_capacity(Key::ALL.len());
        for (_, id, share) in Key::ALL {
            let mut named = read.parameter.iter().filter(|p| p.id == id);
            let (Some(parameter), None) = (named.next(), named.next()) else {
                return Err(bad(format!("the parameter '{id}' must be there once")));
            };
            let range = parameter.range;
            let most = if share { 1.0 } else { f64::MAX };
            let holds = |x: &f64| x.is_finite() && *x >= 0.0 && *x <= most;
            if !range.is_sorted() || !range.iter().all(holds) {
                let limits = if share { " between 0 and 1" } else { " from 0" };
                return Err(bad(format!("{id} = {range:?} is not low, likely, high{limits}")));
            }
            parameters.push(parameter.clone());
        }
        Ok(Adaptation { parameters })
    }

    /// All of them with their sources.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The range of one.
    pub fn range(&self, key: Key) -> Range {
        self.parameters.get(key as usize).map_or([0.0; 3], |p| p.range)
    }

    /// The same with one range changed: what tests and what-if questions need.
    #[must_use]
    pub fn with(mut self, key: Key, range: Range) -> Adaptation {
        if let Some(parameter) = self.parameters.get_mut(key as usize) {
            parameter.range = range;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_parses_and_keys_stand_in_order() {
        let shipped = Adaptation::shipped();
        assert_eq!(shipped.parameters().len(), Key::ALL.len());
        for (at, (key, id, _)) in Key::ALL.into_iter().enumerate() {
            assert_eq!(key as usize, at);
            assert_eq!(shipped.parameters()[at].id, id);
        }
        assert_eq!(shipped.range(Key::ShellEntryDays), [10.0, 35.0, 90.0]);
    }

    #[test]
    fn a_range_that_falls_is_refused_by_name() {
        let text = SHIPPED.replace("[10.0, 35.0, 90.0]", "[90.0, 35.0, 10.0]");
        let error = Adaptation::parse("mine.toml", &text).unwrap_err().to_string();
        assert!(
            error.starts_with("mine.toml: shell_entry_days = [90.0, 35.0, 10.0]"),
            "{error}"
        );
    }

    #[test]
    fn a_parameter_that_is_missing_or_unknown_is_named() {
        let missing = SHIPPED.replace("\"shell_reach\"", "\"shell_reach2\"");
        let error = Adaptation::parse("mine.toml", &missing).unwrap_err().to_string();
        assert!(error.contains("'shell_reach2'"), "{error}");
        let none = Adaptation::parse("mine.toml", "parameter = []").unwrap_err();
        assert!(none.to_string().contains("'observe_days' must be there once"));
    }

    #[test]
    fn a_share_above_one_is_refused() {
        let text = SHIPPED.replace("[0.1, 0.3, 0.6]", "[0.1, 0.3, 1.6]");
        assert!(Adaptation::parse("mine.toml", &text).is_err());
    }
}
