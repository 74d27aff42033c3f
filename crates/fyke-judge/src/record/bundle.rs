//! Up to 256 entries in one file: each its length in two bytes, big end first,
//! and its bytes (C2SP tlog-tiles, "log entries").

/// Why an entry cannot be written: it is too long for its two bytes.
pub(crate) fn push(bundle: &mut Vec<u8>, entry: &[u8]) -> Option<()> {
    let length = u16::try_from(entry.len()).ok()?;
    bundle.extend(length.to_be_bytes());
    bundle.extend(entry);
    Some(())
}

/// The entries of a bundle, if it is made of exactly `width` of them.
pub(crate) fn read(bundle: &[u8], width: u64) -> Option<Vec<&[u8]>> {
    let mut entries = Vec::new();
    let mut rest = bundle;
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<2>()?;
        let (entry, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        entries.push(entry);
        rest = after;
    }
    (entries.len() as u64 == width).then_some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else_is() {
        let mut bundle = Vec::new();
        push(&mut bundle, b"first").unwrap();
        push(&mut bundle, b"").unwrap();
        assert_eq!(bundle, b"\0\x05first\0\0");
        assert_eq!(read(&bundle, 2), Some(vec![&b"first"[..], b""]));
        assert_eq!(read(&bundle, 1), None);
        assert_eq!(read(&bundle[..6], 1), None);
        assert_eq!(read(&[0], 1), None);
        assert!(push(&mut bundle, &vec![0; 65_536]).is_none());
    }
}
