//! The rules as a verifier runs them: once over the record, in order, with or
//! without what was said.

use super::said::Said;
use super::state::State;
use super::{Fault, Finding, r01, r02, r03, r04, r05, r06, r07, r08, r09, r10, r11, r12, r13, r14};
use crate::record::leaf::{Index, Leaf, What};
use crate::record::verify::Checker;

/// One entry against what came before it.
pub(crate) struct Look<'a> {
    pub state: &'a State,
    pub leaf: &'a Leaf,
    pub said: &'a Said,
}

type Guard = fn(&Look<'_>) -> Result<(), Fault>;

/// The guards, by the number of their rule.
const GUARDS: [(u8, Guard); 14] = [
    (1, r01::guard),
    (2, r02::guard),
    (3, r03::guard),
    (4, r04::guard),
    (5, r05::guard),
    (6, r06::guard),
    (7, r07::guard),
    (8, r08::guard),
    (9, r09::guard),
    (10, r10::guard),
    (11, r11::guard),
    (12, r12::guard),
    (13, r13::guard),
    (14, r14::guard),
];

/// Checks the fourteen rules, entry by entry.
///
/// Give it to [`crate::record::verify::verify`]. On leaves alone it proves order, keys,
/// numbers of people and shares; where payloads are there, also that what was
/// said fits.
#[derive(Default)]
pub struct Check {
    pub(crate) state: State,
    #[cfg(test)]
    without: Option<u8>,
}

impl Check {
    /// A check that has seen nothing.
    pub fn new() -> Check {
        Check::default()
    }

    /// The same with one guard taken away: what a test uses to show that it is
    /// this guard that holds.
    #[cfg(test)]
    pub(crate) fn without(rule: u8) -> Check {
        Check {
            without: Some(rule),
            ..Check::default()
        }
    }

    #[cfg(test)]
    fn guards(&self, rule: u8) -> bool {
        self.without != Some(rule)
    }
    #[cfg(not(test))]
    fn guards(&self, _: u8) -> bool {
        true
    }

    /// Looks at one entry and takes it in, whatever it is.
    fn see(&mut self, at: Index, leaf: &Leaf, payload: Option<&[u8]>) -> Result<(), Fault> {
        let (said, misread) = match Said::read(&leaf.what, payload) {
            Ok(said) => (said, None),
            Err(fault) => (Said::Nothing, Some(fault)),
        };
        let look = Look {
            state: &self.state,
            leaf,
            said: &said,
        };
        let mut result = form(&look);
        if let Some(fault) = misread
            && !matches!(fault.rule, super::Rule::Number(rule) if !self.guards(rule))
        {
            result = result.and(Err(fault));
        }
        for (rule, guard) in GUARDS {
            if result.is_ok() && self.guards(rule) {
                result = guard(&look);
            }
        }
        self.state.take(at, leaf, &said);
        result
    }
}

impl Checker for Check {
    fn entry(&mut self, index: Index, leaf: &Leaf, payload: Option<&[u8]>) -> Result<(), Fault> {
        self.see(index, leaf, payload)
    }

    fn end(&mut self, _: Index) -> Vec<Finding> {
        if self.guards(6) {
            r06::unfinished(&self.state)
        } else {
            Vec::new()
        }
    }
}

/// What is no rule and yet must hold: one handle is one lead, a count is the
/// length of its list.
fn form(look: &Look<'_>) -> Result<(), Fault> {
    if let (Some(id), Some(known)) = (
        look.said.lead(),
        look.state
            .lead(look.leaf.about)
            .and_then(|lead| lead.id.as_deref()),
    ) && id != known
    {
        return Err(Fault::record(format!(
            "it speaks of lead {id} under the pseudonym of lead {known}; compare it with an older copy"
        )));
    }
    if let Said::Kept(said) = look.said
        && !crate::desk::KEPT.contains(&said.kind.as_str())
    {
        return Err(Fault::record(format!(
            "it keeps a '{}', which is no kind of thing that is kept; read it with a newer program",
            said.kind.chars().take(40).collect::<String>()
        )));
    }
    if let (What::Reads { n }, Said::Reads(reads)) = (&look.leaf.what, look.said)
        && *n != reads.pages.len() as u64
    {
        return Err(Fault::record(format!(
            "it counts {n} pages and lists {}; compare it with an older copy",
            reads.pages.len()
        )));
    }
    Ok(())
}
