//! Known answers, and a second implementation.
//!
//! X-Wing by the vectors of its draft; what it is made of by Wycheproof; then the
//! whole way from a sealing key to a share held against other people's code
//! (libcrux for ML-KEM, X25519 and SHA-3, ring for HMAC) and RFC 9180 read again.

use fyke_door::keys::{Draw, ENC, KeyId, PUBLIC, SealKey, SealSecret};
use fyke_door::secret::Secret;
use hpke::kem::XWing;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, Serializable};
use sha2::{Digest, Sha256};
use std::convert::Infallible;

/// Gives the bytes of a vector, once.
struct Given(Vec<u8>);

impl TryRng for Given {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("bytes alone are asked for")
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("bytes alone are asked for")
    }
    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        let rest = self.0.split_off(out.len());
        out.copy_from_slice(&self.0);
        self.0 = rest;
        Ok(())
    }
}

impl TryCryptoRng for Given {}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

#[test]
fn x_wing_gives_the_answers_of_its_draft() {
    let file: serde_json::Value = serde_json::from_str(include_str!("../vectors/x-wing.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 3);
    for vector in vectors {
        let field = |name: &str| unhex(vector[name].as_str().unwrap());
        let key = <XWing as Kem>::PrivateKey::from_bytes(&field("seed")).unwrap();
        let public = XWing::sk_to_pk(&key);
        assert_eq!(Sha256::digest(public.to_bytes()).as_slice(), field("pk_sha256"));
        let (shared, enc) = XWing::encap_with_rng(&public, None, &mut Given(field("eseed"))).unwrap();
        assert_eq!(Sha256::digest(enc.to_bytes()).as_slice(), field("ct_sha256"));
        assert_eq!(shared.0.as_slice(), field("ss"));
        assert_eq!(XWing::decap(&key, None, &enc).unwrap().0.as_slice(), field("ss"));
    }
}

#[test]
fn chacha20_poly1305_stands_wycheproof() {
    use chacha20poly1305::aead::{Aead, Payload};
    use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
    use wycheproof::aead::{TestName, TestSet};
    let mut done = 0;
    for group in TestSet::load(TestName::ChaCha20Poly1305).unwrap().test_groups {
        for test in group.tests {
            let (Ok(key), Ok(nonce)) = (
                <[u8; 32]>::try_from(test.key.as_slice()),
                <[u8; 12]>::try_from(test.nonce.as_slice()),
            ) else {
                assert!(test.result.must_fail());
                continue;
            };
            let cipher = ChaCha20Poly1305::new(&key.into());
            let sealed = [test.ct.as_slice(), &test.tag].concat();
            let opened = cipher.decrypt(
                &nonce.into(),
                Payload {
                    msg: &sealed,
                    aad: &test.aad,
                },
            );
            if test.result.must_fail() {
                assert!(opened.is_err(), "{}", test.tc_id);
            } else {
                assert_eq!(opened.unwrap(), test.pt.as_slice(), "{}", test.tc_id);
                let made = cipher.encrypt(
                    &nonce.into(),
                    Payload {
                        msg: &test.pt,
                        aad: &test.aad,
                    },
                );
                assert_eq!(made.unwrap(), sealed, "{}", test.tc_id);
            }
            done += 1;
        }
    }
    assert!(done > 250, "{done} tests");
}

#[test]
fn x25519_stands_wycheproof() {
    use wycheproof::xdh::{TestName, TestSet};
    let mut done = 0;
    for group in TestSet::load(TestName::X25519).unwrap().test_groups {
        for test in group.tests {
            let (Ok(public), Ok(private)) = (
                <[u8; 32]>::try_from(test.public_key.as_slice()),
                <[u8; 32]>::try_from(test.private_key.as_slice()),
            ) else {
                continue;
            };
            let shared = x25519_dalek::StaticSecret::from(private)
                .diffie_hellman(&x25519_dalek::PublicKey::from(public));
            assert_eq!(shared.as_bytes(), test.shared_secret.as_slice(), "{}", test.tc_id);
            done += 1;
        }
    }
    assert!(done > 500, "{done} tests");
}

#[test]
fn ml_kem_768_stands_wycheproof() {
    use ml_kem::kem::{Decapsulate, KeyExport, TryKeyInit};
    use ml_kem::{FromSeed, MlKem768, ml_kem_768};
    use wycheproof::mlkem::{TestName, TestSet};
    let mut done = [0; 3];
    let tests = |name| {
        let set = TestSet::load(name).unwrap();
        set.test_groups.into_iter().flat_map(|group| group.tests)
    };
    for test in tests(TestName::MlKem768KeyGenSeed) {
        let seed = <[u8; 64]>::try_from(test.seed.unwrap().as_slice()).unwrap();
        let (_, public) = MlKem768::from_seed(&seed.into());
        assert_eq!(
            public.to_bytes().as_slice(),
            test.encaps_key.unwrap().as_slice(),
            "{}",
            test.tc_id
        );
        done[0] += 1;
    }
    for test in tests(TestName::MlKem768Encaps) {
        let bytes = test.encaps_key.unwrap();
        let public = ml_kem_768::EncapsulationKey::new_from_slice(bytes.as_slice());
        if test.result.must_fail() {
            assert!(public.is_err(), "{}", test.tc_id);
        } else {
            let random = <[u8; 32]>::try_from(test.msg.unwrap().as_slice()).unwrap();
            let (enc, shared) = public.unwrap().encapsulate_deterministic(&random.into());
            assert_eq!(enc.as_slice(), test.ct.unwrap().as_slice(), "{}", test.tc_id);
            assert_eq!(
                shared.as_slice(),
                test.shared_secret.unwrap().as_slice(),
                "{}",
                test.tc_id
            );
        }
        done[1] += 1;
    }
    for test in tests(TestName::MlKem768) {
        let seed = <[u8; 64]>::try_from(test.seed.unwrap().as_slice());
        let enc = ml_kem::array::Array::try_from(test.ct.unwrap().as_slice());
        let (Ok(seed), Ok(enc)) = (seed, enc) else {
            assert!(test.result.must_fail(), "{}", test.tc_id);
            continue;
        };
        let (key, _) = MlKem768::from_seed(&seed.into());
        let shared = key.decapsulate(&enc);
        let right = shared.as_slice() == test.shared_secret.unwrap().as_slice();
        assert_eq!(right, !test.result.must_fail(), "{}", test.tc_id);
        done[2] += 1;
    }
    assert!(done.iter().all(|done| *done > 50), "{done:?} tests");
}

/// X-Wing as its draft says it, on libcrux.
mod second {
    use libcrux_ml_kem::mlkem768;

    pub struct Key {
        mlkem: mlkem768::MlKem768KeyPair,
        x: [u8; 32],
        x_public: [u8; 32],
    }

    impl Key {
        pub fn of(seed: &[u8; 32]) -> Key {
            let expanded: [u8; 96] = libcrux_sha3::shake256(seed);
            let x: [u8; 32] = expanded[64..].try_into().unwrap();
            Key {
                mlkem: mlkem768::generate_key_pair(expanded[..64].try_into().unwrap()),
                x,
                x_public: x_public(&x),
            }
        }

        pub fn public(&self) -> Vec<u8> {
            [self.mlkem.pk().as_slice(), &self.x_public].concat()
        }

        pub fn decapsulate(&self, enc: &[u8; 1_120]) -> [u8; 32] {
            let (mlkem, x) = enc.split_at(1_088);
            let mlkem: [u8; 1_088] = mlkem.try_into().unwrap();
            let x = x.try_into().unwrap();
            let mut shared = [0u8; 32];
            let _ = libcrux_curve25519::ecdh(&mut shared, &x, &self.x);
            let of_mlkem = mlkem768::decapsulate(self.mlkem.private_key(), &mlkem.into());
            combine(&of_mlkem, &shared, &x, &self.x_public)
        }
    }

    pub fn encapsulate(public: &[u8], random: &[u8; 64]) -> (Vec<u8>, [u8; 32]) {
        let (mlkem, x_public) = public.split_at(1_184);
        let mlkem: [u8; 1_184] = mlkem.try_into().unwrap();
        let x_public: [u8; 32] = x_public.try_into().unwrap();
        let (enc, of_mlkem) = mlkem768::encapsulate(&mlkem.into(), random[..32].try_into().unwrap());
        let secret: [u8; 32] = random[32..].try_into().unwrap();
        let mut shared = [0u8; 32];
        let _ = libcrux_curve25519::ecdh(&mut shared, &x_public, &secret);
        let x = self::x_public(&secret);
        let combined = combine(&of_mlkem, &shared, &x, &x_public);
        ([enc.as_slice().as_slice(), &x].concat(), combined)
    }

    fn x_public(secret: &[u8; 32]) -> [u8; 32] {
        let mut public = [0u8; 32];
        libcrux_curve25519::secret_to_public(&mut public, secret);
        public
    }

    fn combine(mlkem: &[u8; 32], x: &[u8; 32], x_enc: &[u8; 32], x_public: &[u8; 32]) -> [u8; 32] {
        libcrux_sha3::sha256(&[mlkem.as_slice(), x, x_enc, x_public, br"\.//^\"].concat())
    }
}

/// RFC 9180, section 5.1 in base mode and section 5.3, with HMAC by ring.
fn exported(shared: &[u8; 32], info: &[u8], context: &[u8]) -> [u8; 32] {
    const SUITE: &[u8] = b"HPKE\x64\x7a\x00\x01\x00\x03";
    let mac = |key: &[u8], message: &[&[u8]]| -> [u8; 32] {
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, key);
        ring::hmac::sign(&key, &message.concat())
            .as_ref()
            .try_into()
            .unwrap()
    };
    let extract = |salt: &[u8], label: &[u8], ikm: &[u8]| mac(salt, &[b"HPKE-v1", SUITE, label, ikm]);
    let expand =
        |key: &[u8], label: &[u8], info: &[u8]| mac(key, &[&[0, 32], b"HPKE-v1", SUITE, label, info, &[1]]);
    let schedule = [
        [0].as_slice(),
        &extract(b"", b"psk_id_hash", b""),
        &extract(b"", b"info_hash", info),
    ]
    .concat();
    let secret = extract(shared, b"secret", b"");
    expand(&expand(&secret, b"exp", &schedule), b"sec", context)
}

#[test]
fn other_code_makes_the_same_shares() {
    let draw = &mut Draw::seeded_for_vectors([8; 32]);
    for round in 0..200 {
        let seed: [u8; 32] = draw.bytes().unwrap();
        let ours = SealSecret::new(Secret::new(seed));
        let theirs = second::Key::of(&seed);
        let public = theirs.public();
        assert_eq!(ours.public().bytes(), public);
        assert_eq!(ours.public().id(), KeyId::of(&public));
        let info: [u8; 41] = draw.bytes().unwrap();
        // sealed by us, opened by them
        let (enc, share) = ours.public().share(&info, draw).unwrap();
        let enc: [u8; ENC] = enc.try_into().unwrap();
        let opened = exported(&theirs.decapsulate(&enc), &info, b"fyke share v1");
        assert_eq!(&opened, share.expose(), "round {round}");
        // sealed by them, opened by us
        let (enc, shared) = second::encapsulate(&public, &draw.bytes().unwrap());
        let sealed = exported(&shared, &info, b"fyke share v1");
        let share = ours.share(&info, &enc.try_into().unwrap());
        assert_eq!(&sealed, share.expose(), "round {round}");
        // an encapsulation of nobody's: both reject it into the same wrong secret
        let noise: [u8; ENC] = draw.bytes().unwrap();
        let wrong = exported(&theirs.decapsulate(&noise), &info, b"fyke share v1");
        assert_eq!(&wrong, ours.share(&info, &noise).expose(), "round {round}");
    }
}

#[test]
fn a_public_key_out_of_range_is_none() {
    let mut bytes: [u8; PUBLIC] = SealSecret::new(Secret::new([1; 32]))
        .public()
        .bytes()
        .try_into()
        .unwrap();
    assert!(SealKey::read(&bytes).is_ok());
    // the first coefficient becomes 4095, and the modulus is 3329
    bytes[0] = 0xff;
    bytes[1] |= 0x0f;
    assert!(SealKey::read(&bytes).is_err());
}

#[test]
fn what_is_wrapped_to_a_key_opens_with_it_alone() {
    let draw = &mut Draw::system();
    let (one, other) = (SealSecret::draw(draw).unwrap(), SealSecret::draw(draw).unwrap());
    let wrapped = one.public().wrap(b"slab", b"a generation's key", draw).unwrap();
    assert_eq!(wrapped.len(), ENC + 18 + 16);
    assert_eq!(
        one.unwrap(b"slab", &wrapped).unwrap().expose(),
        b"a generation's key"
    );
    assert_eq!(one.unwrap(b"slot", &wrapped), None);
    assert_eq!(other.unwrap(b"slab", &wrapped), None);
    for cut in (0..wrapped.len()).step_by(53) {
        assert_eq!(one.unwrap(b"slab", &wrapped[..cut]).map(|_| ()), None);
    }
}
