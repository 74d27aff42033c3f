//! Rule 1: a person decides.
//!
//! A verdict that a program could sign is a verdict that nobody answers for.
//! Held by types: only a [`crate::key::PersonKey`] makes the
//! [`crate::key::HumanAssertion`] without which [`crate::record::Group::person`]
//! writes nothing, and [`crate::record::Group::machine`] writes no verdict.
//! Held by this check: whoever signed was enrolled by then, and not retired.
//!
//! ```compile_fail
//! use fyke_judge::key::{HumanAssertion, MachineKey};
//! fn f(machine: &MachineKey) -> HumanAssertion {
//!     machine.assert(b"escalate") // a machine makes no human assertion
//! }
//! ```
//! ```compile_fail
//! use fyke_judge::key::HumanAssertion;
//! fn f() -> HumanAssertion {
//!     HumanAssertion { by: todo!(), signature: [0; 64] } // nor does anyone else
//! }
//! ```

use super::{Fault, Look};
use crate::record::leaf::{Actor, Policy, What};

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    let Actor::Person(by) = look.leaf.by else {
        return Ok(());
    };
    let fault = |words: String| Err(Fault::of(1, words));
    if look.leaf.sig.is_none() {
        return fault("a person's entry without their signature; ask that person".into());
    }
    let people = &look.state.people;
    if let What::PolicyChange(Policy::Enrolled { key: new }) = &look.leaf.what {
        if people.is_empty() {
            return if new.id() == by {
                Ok(())
            } else {
                fault("the first person of a record enrols themselves; this one enrolled another".into())
            };
        }
        if people.contains_key(&new.id()) {
            return fault(format!(
                "key {} was enrolled before; a person who returns takes a new key",
                new.id()
            ));
        }
    }
    match people.get(&by) {
        None => {
            return fault(format!(
                "signed by key {by}, which nobody enrolled; ask whose it is"
            ));
        }
        Some(person) if person.retired => {
            return fault(format!(
                "signed by key {by}, which was retired before; do not rely on this entry"
            ));
        }
        Some(_) => {}
    }
    if let What::PolicyChange(Policy::Retired { key }) = &look.leaf.what
        && !people.contains_key(key)
    {
        return fault(format!("retires key {key}, which nobody enrolled"));
    }
    Ok(())
}
