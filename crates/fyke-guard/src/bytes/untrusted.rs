//! Two wrappers that say on which side of the door a value stands.
//!
//! [`Untrusted`] is anything that came from outside and was only read.
//! [`Admitted`] has passed the rules of this crate; its one constructor is
//! private to it, so a function that takes `Admitted<T>` cannot be handed
//! anything else.

use std::fmt;
use std::ops::Deref;

/// Longest text that `Debug` of an [`Untrusted`] prints, in characters: one
/// terminal line. A hostile cell must not fill a log.
pub const DEBUG_CHARS_MAX: usize = 80;

/// A value from outside that nobody has checked.
///
/// ```
/// use fyke_guard::bytes::Untrusted;
/// let name = Untrusted::new("x".repeat(1_000_000));
/// assert!(format!("{name:?}").len() < 120);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Untrusted<T>(T);

impl<T> Untrusted<T> {
    /// Marks a value as coming from outside. Anyone may: it takes trust away.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, still unchecked. The name is loud on purpose: show it, count
    /// it, quarantine it, but do not reason with it.
    pub fn expose_untrusted(self) -> T {
        self.0
    }

    /// The same wrapper around a part of the value.
    pub fn map<U>(self, part: impl FnOnce(T) -> U) -> Untrusted<U> {
        Untrusted(part(self.0))
    }

    /// The same wrapper around a reference.
    pub fn as_ref(&self) -> Untrusted<&T> {
        Untrusted(&self.0)
    }
}

impl<T: fmt::Debug> fmt::Debug for Untrusted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut clipped = Clipped {
            text: String::new(),
            chars_left: DEBUG_CHARS_MAX,
        };
        let cut = fmt::write(&mut clipped, format_args!("{:?}", self.0)).is_err();
        let ellipsis = if cut { "…" } else { "" };
        write!(f, "Untrusted({}{ellipsis})", clipped.text)
    }
}

/// Takes what fits and then fails, so that the rest is never even formatted.
struct Clipped {
    text: String,
    chars_left: usize,
}

impl fmt::Write for Clipped {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            if self.chars_left == 0 {
                return Err(fmt::Error);
            }
            self.chars_left -= 1;
            self.text.push(c);
        }
        Ok(())
    }
}

/// A value that passed the rules of this crate.
///
/// It can be read and taken out by anyone, and built only here:
///
/// ```compile_fail
/// use fyke_guard::bytes::Admitted;
/// let forged = Admitted::admit(42);
/// ```
///
/// ```compile_fail
/// use fyke_guard::bytes::Admitted;
/// let forged = Admitted(42);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Admitted<T>(T);

impl<T> Admitted<T> {
    /// The one constructor. Called by the rules of row admission, after they
    /// have looked at every part of `value`.
    #[allow(dead_code)]
    pub(crate) fn admit(value: T) -> Self {
        Self(value)
    }

    /// The value itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Admitted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_of_something_untrusted_is_one_line_at_most() {
        assert_eq!(format!("{:?}", Untrusted::new("short")), r#"Untrusted("short")"#);
        let long = format!("{:?}", Untrusted::new("ж\n".repeat(100_000)));
        assert_eq!(long.chars().count(), "Untrusted()".len() + DEBUG_CHARS_MAX + 1);
        assert!(!long.contains('\n'));
    }

    #[test]
    fn an_admitted_value_reads_like_the_value() {
        let admitted = Admitted::admit(String::from("checked"));
        assert_eq!(admitted.len(), 7);
        assert_eq!(admitted.into_inner(), "checked");
    }
}
