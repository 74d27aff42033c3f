//! Which encoding a text file has, and its text as UTF-8.
//!
//! A byte order mark decides; else valid UTF-8 is UTF-8; else many zero bytes
//! in every second place are UTF-16; else `chardetng`, which browsers use for
//! the same question, guesses from the letters. Decoding streams, so a file of
//! any size needs one buffer. Where the original byte of a character can be
//! computed, [`Encoding::source_bytes`] does, so that a row still points at its bytes.

use std::fmt;
use std::io::{self, Read};

/// The encodings that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, of which ASCII is a part.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Any other of the WHATWG encodings (windows-1252, windows-1251 ...).
    Other(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// Looks an encoding up by any of its usual names; `None` for one that is
    /// unknown or no encoding of text files.
    ///
    /// ```
    /// use fyke_guard::bytes::encoding::Encoding;
    /// assert_eq!(Encoding::by_name("ascii").unwrap().to_string(), "windows-1252");
    /// assert_eq!(Encoding::by_name("cp1251").unwrap().to_string(), "windows-1251");
    /// assert_eq!(Encoding::by_name("klingon"), None);
    /// ```
    pub fn by_name(name: &str) -> Option<Self> {
        let found = encoding_rs::Encoding::for_label_no_replacement(name.as_bytes())?;
        Some(match found {
            found if found == encoding_rs::UTF_8 => Self::Utf8,
            found if found == encoding_rs::UTF_16LE => Self::Utf16Le,
            found if found == encoding_rs::UTF_16BE => Self::Utf16Be,
            found => Self::Other(found),
        })
    }

    /// How many bytes `text` took in the file, or `None` where only decoding
    /// again could tell.
    pub fn source_bytes(self, text: &str) -> Option<u64> {
        match self {
            Self::Utf8 => Some(text.len() as u64),
            Self::Utf16Le | Self::Utf16Be => Some(2 * text.encode_utf16().count() as u64),
            Self::Other(other) if other.is_single_byte() => Some(text.chars().count() as u64),
            Self::Other(_) => None,
        }
    }

    fn decoder(self) -> encoding_rs::Decoder {
        let encoding = match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Other(other) => other,
        };
        encoding.new_decoder_without_bom_handling()
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Other(other) => other.name(),
        })
    }
}

/// An encoding, and how many bytes of byte order mark come before the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The encoding.
    pub encoding: Encoding,
    /// Bytes to skip.
    pub mark_bytes: usize,
}

/// The encoding of a file from its first bytes. `whole` says that the sample
/// is all of the file, so that a character cut off at its end is an error and
/// not a matter of where the sample stopped.
pub fn detect(sample: &[u8], whole: bool) -> Found {
    let found = |encoding, mark_bytes| Found { encoding, mark_bytes };
    match sample {
        [0xEF, 0xBB, 0xBF, ..] => return found(Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => return found(Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => return found(Encoding::Utf16Be, 2),
        _ => {}
    }
    if let Some(encoding) = utf16_without_mark(sample) {
        return found(encoding, 0);
    }
    if mostly_utf8(sample, whole) {
        return found(Encoding::Utf8, 0);
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(sample, whole);
    let guess = detector.guess(None, true);
    match Encoding::by_name(guess.name()) {
        Some(Encoding::Utf8) | None => found(Encoding::Other(encoding_rs::WINDOWS_1252), 0),
        Some(encoding) => found(encoding, 0),
    }
}

/// UTF-16 shows itself in Latin text by zeros in every second byte.
fn utf16_without_mark(sample: &[u8]) -> Option<Encoding> {
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    match () {
        // a tenth is enough: in Cyrillic text only blanks, digits and signs have them
        () if odd * 10 >= pairs && even * 20 < odd => Some(Encoding::Utf16Le),
        () if even * 10 >= pairs && odd * 20 < even => Some(Encoding::Utf16Be),
        () => None,
    }
}

/// Whether this is UTF-8 but for at most one broken place per 100 characters
/// beyond ASCII: a file damaged in one place should not be read as something
/// else in all the others.
fn mostly_utf8(sample: &[u8], whole: bool) -> bool {
    let mut rest = sample;
    let (mut good, mut bad) = (0_usize, 0_usize);
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                good += beyond_ascii(text.as_bytes());
                break;
            }
            Err(error) => {
                let (valid, after) = rest.split_at(error.valid_up_to());
                good += beyond_ascii(valid);
                match error.error_len() {
                    Some(length) => {
                        bad += 1;
                        rest = after.get(length..).unwrap_or(&[]);
                    }
                    None => {
                        bad += usize::from(whole);
                        break;
                    }
                }
            }
        }
    }
    bad == 0 || good / 2 >= 100 * bad
}

fn beyond_ascii(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !byte.is_ascii()).count()
}

/// A reader that hands out UTF-8 for a file in another encoding. Bytes that
/// mean nothing become U+FFFD, by which the row reader finds and reports them.
pub struct Decoded<R> {
    input: R,
    decoder: encoding_rs::Decoder,
    raw: Box<[u8]>,
    raw_start: usize,
    raw_end: usize,
    ended: bool,
    finished: bool,
    /// Decoded text that did not fit into the buffer of the last call.
    spare: [u8; SPARE_BYTES],
    spare_start: usize,
    spare_end: usize,
}

/// The least a caller's buffer must hold for the decoder to make headway.
const SPARE_BYTES: usize = 64;

impl<R: Read> Decoded<R> {
    /// Decodes `input`, which stands after any byte order mark.
    pub fn new(input: R, encoding: Encoding) -> Self {
        Self {
            input,
            decoder: encoding.decoder(),
            raw: vec![0; 64 * 1024].into_boxed_slice(),
            raw_start: 0,
            raw_end: 0,
            ended: false,
            finished: false,
            spare: [0; SPARE_BYTES],
            spare_start: 0,
            spare_end: 0,
        }
    }

    fn decode(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.raw_start == self.raw_end && !self.ended {
                self.raw_start = 0;
                self.raw_end = read_some(&mut self.input, &mut self.raw)?;
                self.ended = self.raw_end == 0;
            }
            let raw = self.raw.get(self.raw_start..self.raw_end).unwrap_or(&[]);
            let (result, read, written, _) = self.decoder.decode_to_utf8(raw, into, self.ended);
            self.raw_start += read;
            // a decoder must not be called again after its end
            self.finished = self.ended && result == encoding_rs::CoderResult::InputEmpty;
            if written > 0 || self.finished {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        if self.spare_start == self.spare_end && into.len() >= SPARE_BYTES {
            return self.decode(into);
        }
        if self.spare_start == self.spare_end {
            let mut spare = [0; SPARE_BYTES];
            self.spare_end = self.decode(&mut spare)?;
            self.spare_start = 0;
            self.spare = spare;
        }
        let ready = self.spare.get(self.spare_start..self.spare_end).unwrap_or(&[]);
        let count = ready.len().min(into.len());
        for (to, from) in into.iter_mut().zip(ready) {
            *to = *from;
        }
        self.spare_start += count;
        Ok(count)
    }
}

/// One read, repeated where a signal interrupted it.
pub(crate) fn read_some(input: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(into) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// Reads until `bytes_max` or the end; the flag says that the end was reached.
pub(crate) fn read_sample(input: &mut impl Read, bytes_max: usize) -> io::Result<(Vec<u8>, bool)> {
    let mut sample = vec![0; bytes_max.max(1)];
    let mut filled = 0;
    while let Some(rest) = sample.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match read_some(input, rest)? {
            0 => {
                sample.truncate(filled);
                return Ok((sample, true));
            }
            count => filled += count,
        }
    }
    Ok((sample, false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn named(sample: &[u8]) -> String {
        detect(sample, true).encoding.to_string()
    }

    #[test]
    fn encodings_of_real_kinds_of_file() {
        let russian = "Наименование;Страна;Адрес\nООО «Ромашка»;Россия;г. Москва, ул. Ленина, 5\n".repeat(4);
        let (cp1251, _, _) = encoding_rs::WINDOWS_1251.encode(&russian);
        assert_eq!(named(&cp1251), "windows-1251");
        let spanish = "nombre,país\nPeña Nieto,España\nMuñoz y Compañía,España\n".repeat(4);
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&spanish);
        assert_eq!(named(&latin), "windows-1252");
        assert_eq!(named(russian.as_bytes()), "UTF-8");
        assert_eq!(named(b"plain"), "UTF-8");
        assert_eq!(named(b""), "UTF-8");
        assert_eq!(detect(b"\xEF\xBB\xBFa", true).mark_bytes, 3);
        let wide: Vec<u8> = spanish.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(named(&wide), "UTF-16LE");
        let wide: Vec<u8> = russian.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(named(&wide), "UTF-16BE");
    }

    #[test]
    fn one_broken_byte_does_not_turn_utf8_into_something_else() {
        let mut bytes = "ООО Ромашка ".repeat(100).into_bytes();
        bytes.push(0xFF);
        bytes.extend_from_slice("ж".as_bytes());
        assert_eq!(named(&bytes), "UTF-8");
    }

    #[test]
    fn a_sample_cut_inside_a_character_is_still_utf8() {
        let bytes = "aé".as_bytes();
        let cut = bytes.get(..2).unwrap_or(&[]);
        assert_eq!(detect(cut, false).encoding, Encoding::Utf8);
    }

    proptest! {
        #[test]
        fn decoding_gives_the_text_back_and_knows_its_bytes(text in "\\PC{0,300}", step in 1_usize..100) {
            let raw: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let mut decoded = Decoded::new(raw.as_slice(), Encoding::Utf16Le);
            let mut out = Vec::new();
            let mut piece = vec![0; step];
            loop {
                let count = decoded.read(&mut piece).unwrap();
                if count == 0 { break; }
                out.extend_from_slice(piece.get(..count).unwrap());
            }
            prop_assert_eq!(String::from_utf8(out).unwrap(), text.clone());
            prop_assert_eq!(Encoding::Utf16Le.source_bytes(&text), Some(raw.len() as u64));
        }

        #[test]
        fn any_bytes_decode_without_a_panic(raw in proptest::collection::vec(any::<u8>(), 0..400)) {
            let found = detect(&raw, true);
            let mut out = String::new();
            Decoded::new(raw.as_slice(), found.encoding).read_to_string(&mut out).unwrap();
        }
    }
}
