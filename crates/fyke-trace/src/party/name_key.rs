//! One key for the spellings of one name that nobody would call two names.
//!
//! Declarations shout, double their spaces and end in a full stop. A party cut
//! in three by that has a third of its trade, so callers number parties by this
//! key and the country. It does not resolve names (other scripts, other word
//! order, other legal forms): that is another crate's work, and a caller that
//! has its answer uses that instead.

/// Letters and digits in lower case, words parted by one space, all other marks
/// taken for spaces (apostrophes and full stops for nothing).
///
/// ```
/// use fyke_trace::party::name_key::name_key;
/// assert_eq!(name_key("AIZFENAR  Solutions, MChJ."), "aizfenar solutions mchj");
/// assert_eq!(name_key("O.O.O. Vesna"), "ooo vesna");
/// ```
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            '.' | '\'' | '\u{2019}' | '`' => {}
            _ if letter.is_alphanumeric() => key.extend(letter.to_lowercase()),
            _ if !key.is_empty() && !key.ends_with(' ') => key.push(' '),
            _ => {}
        }
    }
    if key.ends_with(' ') {
        key.pop();
    }
    key
}
