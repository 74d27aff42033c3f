//! An authenticator of thirty lines, and what is taken of it and what is not.

use super::base64url;
use super::check::{Kept, NotTaken, Registered, Shown, Wanted, registered, shown};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use sha2::{Digest, Sha256};

const CHALLENGE: [u8; 32] = [7; 32];
const WANTED: Wanted<'static> = Wanted {
    challenge: &CHALLENGE,
    host: "localhost",
    origin: "http://localhost:7440",
};

struct Authenticator {
    pair: EcdsaKeyPair,
    count: u32,
}

impl Authenticator {
    fn new() -> Authenticator {
        let random = SystemRandom::new();
        let way = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let bytes = EcdsaKeyPair::generate_pkcs8(way, &random).unwrap();
        Authenticator {
            pair: EcdsaKeyPair::from_pkcs8(way, bytes.as_ref(), &random).unwrap(),
            count: 0,
        }
    }

    fn client_data(kind: &str, origin: &str, challenge: &[u8]) -> Vec<u8> {
        let challenge = base64url::encode(challenge);
        serde_json::json!({"type": kind, "challenge": challenge, "origin": origin, "more": {"a": 1}})
            .to_string()
            .into_bytes()
    }

    fn header(&mut self, host: &str, flags: u8) -> Vec<u8> {
        self.count += 1;
        [&Sha256::digest(host)[..], &[flags], &self.count.to_be_bytes()].concat()
    }

    fn attestation(&mut self, host: &str, flags: u8) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let key = [
            &[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32][..],
            &point[1..33],
            &[0x22, 0x58, 32],
            &point[33..],
        ]
        .concat();
        let data = [
            &self.header(host, flags | 0x40)[..],
            &[0; 16],
            &[0, 3],
            b"abc",
            &key,
        ]
        .concat();
        [
            b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58",
            &[data.len() as u8][..],
            &data,
        ]
        .concat()
    }

    fn show(&mut self, flags: u8, client_data: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let data = self.header("localhost", flags);
        let message = [&data[..], &Sha256::digest(client_data)].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &message).unwrap();
        (data, signature.as_ref().to_vec())
    }
}

#[test]
fn a_key_is_registered_and_shown() {
    let mut authenticator = Authenticator::new();
    let client_data = Authenticator::client_data("webauthn.create", WANTED.origin, &CHALLENGE);
    let attestation = authenticator.attestation("localhost", 0x05);
    let answer = Registered {
        client_data: &client_data,
        attestation: &attestation,
    };
    let (id, kept) = registered(WANTED, answer).unwrap();
    assert_eq!((id.as_str(), kept.count), ("YWJj", 1));
    // what is kept survives being written down
    let kept: Kept = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();

    let client_data = Authenticator::client_data("webauthn.get", WANTED.origin, &CHALLENGE);
    let (data, signature) = authenticator.show(0x05, &client_data);
    let answer = Shown {
        client_data: &client_data,
        authenticator_data: &data,
        signature: &signature,
    };
    let after = shown(WANTED, &kept, answer).unwrap();
    assert_eq!(after.count, 2);
    assert_eq!(
        shown(WANTED, &after, answer),
        Err(NotTaken::Copied),
        "the same answer again"
    );
    let other = Authenticator::new();
    let fresh = Kept {
        key: super::cose::PublicKey {
            alg: -7,
            parts: parts(&other),
        },
        ..kept
    };
    assert_eq!(shown(WANTED, &fresh, answer), Err(NotTaken::Signature));
}

fn parts(other: &Authenticator) -> Vec<String> {
    let point = other.pair.public_key().as_ref();
    vec![base64url::encode(&point[1..33]), base64url::encode(&point[33..])]
}

#[test]
fn an_answer_made_elsewhere_or_by_nobody_is_not_taken() {
    let right = ("webauthn.create", WANTED.origin, CHALLENGE, "localhost", 0x05);
    let cases = [
        (right, Ok(())),
        (
            ("webauthn.get", right.1, right.2, right.3, right.4),
            Err(NotTaken::Elsewhere),
        ),
        (
            (right.0, "http://evil.example", right.2, right.3, right.4),
            Err(NotTaken::Elsewhere),
        ),
        (
            (right.0, "http://localhost:80", right.2, right.3, right.4),
            Err(NotTaken::Elsewhere),
        ),
        (
            (right.0, right.1, [8; 32], right.3, right.4),
            Err(NotTaken::Elsewhere),
        ),
        (
            (right.0, right.1, right.2, "evil.example", right.4),
            Err(NotTaken::Elsewhere),
        ),
        (
            (right.0, right.1, right.2, right.3, 0x01),
            Err(NotTaken::Unverified),
        ),
        (
            (right.0, right.1, right.2, right.3, 0x04),
            Err(NotTaken::Unverified),
        ),
    ];
    for ((kind, origin, challenge, host, flags), expected) in cases {
        let client_data = Authenticator::client_data(kind, origin, &challenge);
        let attestation = Authenticator::new().attestation(host, flags);
        let answer = Registered {
            client_data: &client_data,
            attestation: &attestation,
        };
        assert_eq!(
            registered(WANTED, answer).map(|_| ()),
            expected,
            "{kind} {origin} {host} {flags}"
        );
    }
}

#[test]
fn no_bytes_make_it_panic() {
    let client_data = Authenticator::client_data("webauthn.create", WANTED.origin, &CHALLENGE);
    let whole = Authenticator::new().attestation("localhost", 0x05);
    for cut in 0..whole.len() {
        let answer = Registered {
            client_data: &client_data,
            attestation: &whole[..cut],
        };
        assert!(registered(WANTED, answer).is_err(), "cut at {cut}");
        for wrong in [0x00, 0x7f, 0x9f, 0xff] {
            let mut bytes = whole.clone();
            bytes[cut] = wrong;
            let _ = registered(
                WANTED,
                Registered {
                    client_data: &client_data,
                    attestation: &bytes,
                },
            );
        }
    }
    // a list of lists of lists
    assert!(super::cbor::read(&[0x81; 4000]).is_none());
}
