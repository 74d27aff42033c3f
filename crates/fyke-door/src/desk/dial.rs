//! The desk's way to the door's pull: an onion address, through the desk's own tor.
//!
//! Tor is asked over a Unix socket (`SocksPort unix:...`, as Debian sets it up) in
//! SOCKS 5 (RFC 1928), so that nothing of ours opens TCP. The desk's key for an onion
//! service that only it can find lies in that tor's `ClientOnionAuthDir`; with
//! `ExtendedErrors` tor says (`proposals/304-socks5-extending-hs-error-codes`) what
//! is missing.

use super::DeskError;
use crate::keys::Draw;
use crate::secret::{Hidden, Secret};
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// An answer that takes longer does not come: tor gives up after two minutes.
const ANSWER_BY: Duration = Duration::from_secs(300);

/// The door was not reached.
#[derive(Debug, thiserror::Error)]
pub enum NotReached {
    /// No onion address.
    #[error("{0} is no onion address; it has 56 letters and digits before `.onion`")]
    Address(String),
    /// The desk's tor does not answer, or not as tor does.
    #[error("the tor at {0} does not answer ({1}); start it, with `SocksPort unix:{0}`")]
    Tor(String, io::Error),
    /// Tor found no way.
    #[error("tor finds no way to the door (0x{0:02x}: {1})")]
    Way(u8, &'static str),
}

/// What tor's answers mean, and whose move it is.
fn means(code: u8) -> &'static str {
    match code {
        0xf0 | 0x04 => "its address is not announced yet, or its machine is off; try again in a minute",
        0xf1..=0xf3 | 0xf7 => "it was announced and does not answer; try again, then look at the door's tor",
        0xf4 => "the desk's key for it is missing; put it into tor's ClientOnionAuthDir",
        0xf5 => {
            "the desk's key for it is not one that the door knows; put its public half into authorized_clients"
        }
        0xf6 => "the address is mistyped; copy it again",
        _ => "see that tor has a network, and try again",
    }
}

/// The 56 letters of an onion address.
fn letters(address: &str) -> Result<String, NotReached> {
    let name = address.trim().to_ascii_lowercase();
    let letters = name.strip_suffix(".onion").unwrap_or(&name);
    match letters.len() == 56 && letters.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        true => Ok(letters.to_owned()),
        false => Err(NotReached::Address(address.to_owned())),
    }
}

/// A new key for an onion service that shows itself to those it knows: the file for
/// `ClientOnionAuthDir`, and the line for `authorized_clients/` (tor's manual,
/// CLIENT AUTHORIZATION).
pub fn tor_key(address: &str, draw: &mut Draw) -> Result<(Hidden, String), DeskError> {
    let letters = letters(address).map_err(|why| super::error::refused(why.to_string(), "copy it again"))?;
    let secret = Secret::new(draw.bytes::<32>()?);
    let public = x25519_dalek::PublicKey::from(&x25519_dalek::StaticSecret::from(*secret.expose()));
    let file = format!("{letters}:descriptor:x25519:{}\n", base32(secret.expose()));
    Ok((
        Hidden::new(file.into_bytes()),
        format!("descriptor:x25519:{}", base32(public.as_bytes())),
    ))
}

/// RFC 4648, section 6, without padding.
fn base32(bytes: &[u8]) -> String {
    let (mut out, mut held, mut bits) = (String::new(), 0u32, 0);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(
                b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(held >> bits) as usize & 31],
            ));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        out.push(char::from(
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(held << (5 - bits)) as usize & 31],
        ));
    }
    out
}

/// A line to port 80 of an onion address, through the tor whose socket this is.
pub fn dial(socks: &Path, address: &str) -> Result<UnixStream, NotReached> {
    let told = |why| NotReached::Tor(socks.display().to_string(), why);
    let letters = letters(address)?;
    let mut line = UnixStream::connect(socks).map_err(told)?;
    let code = asked(&mut line, &format!("{letters}.onion")).map_err(told)?;
    match code {
        0 => Ok(line),
        code => Err(NotReached::Way(code, means(code))),
    }
}

/// Asks, and reads the answer to its end; what follows on the line is the door's.
fn asked(line: &mut UnixStream, name: &str) -> io::Result<u8> {
    line.set_read_timeout(Some(ANSWER_BY))?;
    line.set_write_timeout(Some(ANSWER_BY))?;
    // version 5, one way to say who we are: not at all
    line.write_all(&[5, 1, 0])?;
    let mut chosen = [0u8; 2];
    line.read_exact(&mut chosen)?;
    let strange = || io::Error::new(io::ErrorKind::InvalidData, "what it says is not SOCKS 5");
    if chosen != [5, 0] {
        return Err(strange());
    }
    let mut ask = vec![5, 1, 0, 3, name.len() as u8];
    ask.extend_from_slice(name.as_bytes());
    ask.extend_from_slice(&80u16.to_be_bytes());
    line.write_all(&ask)?;
    let mut answer = [0u8; 4];
    line.read_exact(&mut answer)?;
    let [5, code, _, kind] = answer else {
        return Err(strange());
    };
    let rest = match kind {
        1 => 4,
        4 => 16,
        3 => {
            let mut length = [0u8; 1];
            line.read_exact(&mut length)?;
            usize::from(length[0])
        }
        _ => return Err(strange()),
    };
    line.read_exact(&mut vec![0u8; rest + 2])?;
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::net::UnixListener;

    const ADDRESS: &str = "Abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrstuvwx.onion";

    /// A tor of two answers; the door behind it says `hello`.
    fn tor(answers: [&'static [u8]; 2]) -> (tempfile::TempDir, Result<UnixStream, NotReached>) {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socks");
        let listener = UnixListener::bind(&socket).unwrap();
        let serving = std::thread::spawn(move || {
            let (mut line, _) = listener.accept().unwrap();
            let mut asked = [0u8; 3];
            line.read_exact(&mut asked).unwrap();
            line.write_all(answers[0]).unwrap();
            let mut rest = vec![0u8; 5 + 62 + 2];
            let _ = line.read_exact(&mut rest);
            let _ = line.write_all(answers[1]);
            let _ = line.write_all(b"hello");
            rest
        });
        let got = dial(&socket, ADDRESS);
        let rest = serving.join().unwrap();
        if answers[0] == [5, 0] {
            assert_eq!(rest[5..67], *ADDRESS.to_ascii_lowercase().as_bytes());
            assert_eq!(rest[67..], [0, 80]);
        }
        (folder, got)
    }

    #[test]
    fn a_key_is_written_as_tor_reads_it() {
        // RFC 4648, section 10
        for (clear, told) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(base32(clear.as_bytes()), told);
        }
        let (file, public) = tor_key(ADDRESS, &mut Draw::system()).unwrap();
        let file = String::from_utf8(file.expose().to_vec()).unwrap();
        let parts: Vec<&str> = file.trim_end().split(':').collect();
        assert_eq!(
            (parts[0].len(), parts[1], parts[2], parts[3].len()),
            (56, "descriptor", "x25519", 52)
        );
        assert!(public.starts_with("descriptor:x25519:") && !public.ends_with(parts[3]));
        assert!(tor_key("abc.onion", &mut Draw::system()).is_err());
    }

    #[test]
    fn what_follows_the_answer_is_the_doors() {
        for answer in [
            &b"\x05\0\0\x01\0\0\0\0\0\0"[..],
            b"\x05\0\0\x03\x02ab\0\0",
            b"\x05\0\0\x04................\0\0",
        ] {
            let (_folder, line) = tor([b"\x05\0", answer]);
            let mut hello = [0u8; 5];
            line.unwrap().read_exact(&mut hello).unwrap();
            assert_eq!(&hello, b"hello");
        }
    }

    #[test]
    fn every_other_answer_is_an_error_that_says_what_to_do() {
        let (_folder, locked) = tor([b"\x05\0", b"\x05\xf4\0\x01\0\0\0\0\0\0"]);
        assert!(locked.unwrap_err().to_string().contains("ClientOnionAuthDir"));
        for strange in [
            [&b"\x05\xff"[..], b""],
            [b"\x05\0", b"\x04\0\0\x01......"],
            [b"\x05\0", b"\x05\0\0\x09......"],
        ] {
            let (_folder, line) = tor(strange);
            assert!(matches!(line, Err(NotReached::Tor(..))));
        }
        for address in ["", "example.com", "abc.onion", &ADDRESS.replace('A', "\u{e4}")] {
            let refused = dial(Path::new("/nowhere"), address);
            assert!(matches!(refused, Err(NotReached::Address(_))));
        }
        assert!(matches!(
            dial(Path::new("/nowhere"), ADDRESS),
            Err(NotReached::Tor(..))
        ));
    }
}
