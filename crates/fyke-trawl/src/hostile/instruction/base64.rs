//! Text in base64 within text: readable only by a machine.

/// Letters of a run that is looked into: thirty bytes are a sentence; addresses
/// and hashes are shorter or do not decode to words.
const RUN_MIN: usize = 40;
/// Letters of a run that are decoded: enough to see what it is.
const RUN_MAX: usize = 1_200;

/// Runs of base64 that decode to text: where, and what they say.
pub(super) fn runs(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if value(bytes[at]).is_none() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && value(bytes[at]).is_some() {
            at += 1;
        }
        if at - start >= RUN_MIN
            && let Some(words) = decoded(&bytes[start..at.min(start + RUN_MAX)])
        {
            while at < bytes.len() && bytes[at] == b'=' {
                at += 1;
            }
            found.push((start, at, words));
        }
    }
    found
}

fn value(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    }))
}

/// What the letters decode to, where that is text: words with spaces between.
fn decoded(letters: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(letters.len() * 3 / 4);
    for four in letters.chunks(4) {
        let bits = four
            .iter()
            .fold(0, |bits, &byte| bits << 6 | value(byte).unwrap_or(0))
            << (6 * (4 - four.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..four.len().max(1)]);
    }
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        // the cut at the end may have torn a character
        Err(error) if error.valid_up_to() + 4 > bytes.len() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    let count = text.chars().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let spaces = text.matches(' ').count();
    let clean = !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    (clean && letters * 10 >= count * 6 && spaces * 15 >= count).then(|| text.to_string())
}
