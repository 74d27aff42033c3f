//! Units with their evidence as bytes, so that whoever examined a family need not
//! be who ranks it.
//!
//! Layout, all numbers little-endian: the eight bytes of [`MAGIC`], how many numbers
//! a unit's evidence has (4 bytes), how many units follow (8); then of each unit its
//! party (4), family's span (4), whether it is direct (1), whether it has a value
//! (1), the value where it has (8), its evidence (4 each), how many ties (4), and of
//! each tie its party (4), up (4), down (4) and standing (4). Numbers with a point
//! are kept by their bits, but that every NaN is one NaN: which one it was hangs on
//! the processor, and nothing looks. So equal units have equal bytes.
//!
//! There is no checksum: bytes that travel are held against their hash by whoever
//! carries them.

use super::super::carried::{Carried, Misread, Source};
use super::super::company::Tie;
use super::super::evidence::Evidence;
use super::super::kinds::COUNT;
use super::Examined;
use std::io::{self, Write};

/// Name and version of the layout.
pub const MAGIC: [u8; 8] = *b"fykeexm1";

/// Bytes of a unit without value and ties: none is shorter.
const UNIT_BYTES_MIN: usize = 4 + 4 + 1 + 1 + 4 * COUNT + 4;
/// Bytes of a tie.
const TIE_BYTES: usize = 16;

/// Why bytes are not examined units.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotExamined(Misread);

impl std::fmt::Display for NotExamined {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "these are no examined units: {}; examine the family again with this version",
            self.0.0
        )
    }
}
impl std::error::Error for NotExamined {}

impl Examined {
    /// Writes units, in their order.
    ///
    /// # Errors
    /// Where `out` refuses.
    pub fn write(units: &[Examined], out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&MAGIC)?;
        out.write_all(&(COUNT as u32).to_le_bytes())?;
        out.write_all(&(units.len() as u64).to_le_bytes())?;
        let mut one = Vec::with_capacity(UNIT_BYTES_MIN);
        for unit in units {
            one.clear();
            one.extend_from_slice(&unit.party.to_le_bytes());
            one.extend_from_slice(&unit.span.to_le_bytes());
            one.push(u8::from(unit.direct));
            one.push(u8::from(unit.value.is_some()));
            if let Some(value) = unit.value {
                let value = if value.is_nan() { f64::NAN } else { value };
                one.extend_from_slice(&value.to_le_bytes());
            }
            for number in unit.evidence.x {
                put(number, &mut one);
            }
            one.extend_from_slice(&(unit.ties.len() as u32).to_le_bytes());
            for tie in &unit.ties {
                one.extend_from_slice(&tie.party.to_le_bytes());
                put(tie.up, &mut one);
                put(tie.down, &mut one);
                put(tie.standing, &mut one);
            }
            out.write_all(&one)?;
        }
        Ok(())
    }

    /// Reads units, in their order.
    ///
    /// # Errors
    /// Where the bytes are not exactly what [`Examined::write`] writes.
    pub fn read(bytes: &[u8]) -> Result<Vec<Examined>, NotExamined> {
        units(&mut Source::new(bytes)).map_err(NotExamined)
    }
}

fn put(number: f32, to: &mut Vec<u8>) {
    let number = if number.is_nan() { f32::NAN } else { number };
    to.extend_from_slice(&number.to_le_bytes());
}

fn units(source: &mut Source<'_>) -> Result<Vec<Examined>, Misread> {
    if source.bytes()? != MAGIC {
        return Err(Misread("another program or version made them"));
    }
    if u32::take(source)? as usize != COUNT {
        return Err(Misread("they were weighed by other reasons"));
    }
    let units = u64::take(source)?;
    let units = source.length(units, UNIT_BYTES_MIN)?;
    let units = (0..units).map(|_| unit(source)).collect::<Result<_, _>>()?;
    source.end()?;
    Ok(units)
}

fn unit(source: &mut Source<'_>) -> Result<Examined, Misread> {
    let (party, span) = (u32::take(source)?, u32::take(source)?);
    let (direct, has_value) = (bool::take(source)?, bool::take(source)?);
    let value = match has_value {
        true => Some(f64::take(source)?),
        false => None,
    };
    let evidence = Evidence {
        x: <[f32; COUNT]>::take(source)?,
    };
    let ties = u32::take(source)?;
    let ties = source.length(u64::from(ties), TIE_BYTES)?;
    Ok(Examined {
        party,
        span,
        direct,
        value,
        evidence,
        ties: (0..ties).map(|_| tie(source)).collect::<Result<_, _>>()?,
    })
}

fn tie(source: &mut Source<'_>) -> Result<Tie, Misread> {
    Ok(Tie {
        party: u32::take(source)?,
        up: f32::take(source)?,
        down: f32::take(source)?,
        standing: f32::take(source)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Any bits at all, NaNs of every kind among them.
    fn unit() -> impl Strategy<Value = Examined> {
        let tie = any::<[u32; 4]>().prop_map(|[party, up, down, standing]| Tie {
            party,
            up: f32::from_bits(up),
            down: f32::from_bits(down),
            standing: f32::from_bits(standing),
        });
        (
            any::<(u32, u32, bool)>(),
            any::<Option<u64>>(),
            proptest::collection::vec(any::<u32>(), COUNT),
            proptest::collection::vec(tie, 0..14),
        )
            .prop_map(|((party, span, direct), value, numbers, ties)| {
                let mut evidence = Evidence::NONE;
                for (number, bits) in evidence.x.iter_mut().zip(numbers) {
                    *number = f32::from_bits(bits);
                }
                Examined {
                    party,
                    span,
                    direct,
                    value: value.map(f64::from_bits),
                    evidence,
                    ties,
                }
            })
    }

    fn bytes(units: &[Examined]) -> Vec<u8> {
        let mut bytes = Vec::new();
        Examined::write(units, &mut bytes).unwrap();
        bytes
    }

    fn same(a: f32, b: f32) -> bool {
        a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
    }

    fn bits(value: Option<f64>) -> Option<u64> {
        value.map(|value| if value.is_nan() { f64::NAN } else { value }.to_bits())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn units_come_back_as_they_were(units in proptest::collection::vec(unit(), 0..9)) {
            let written = bytes(&units);
            let read = Examined::read(&written).unwrap();
            prop_assert_eq!(read.len(), units.len());
            for (a, b) in units.iter().zip(&read) {
                prop_assert_eq!((a.party, a.span, a.direct), (b.party, b.span, b.direct));
                prop_assert_eq!(bits(a.value), bits(b.value));
                for (a, b) in a.evidence.x.iter().zip(&b.evidence.x) {
                    prop_assert!(same(*a, *b));
                }
                prop_assert_eq!(a.ties.len(), b.ties.len());
                for (a, b) in a.ties.iter().zip(&b.ties) {
                    prop_assert_eq!(a.party, b.party);
                    prop_assert!(same(a.up, b.up) && same(a.down, b.down) && same(a.standing, b.standing));
                }
            }
            prop_assert!(bytes(&read) == written);
        }

        #[test]
        fn what_is_cut_or_goes_on_is_not_read(units in proptest::collection::vec(unit(), 0..4), at in 0usize..9_000) {
            let mut written = bytes(&units);
            prop_assert!(Examined::read(&written[..at % written.len()]).is_err());
            written.push(0);
            prop_assert!(Examined::read(&written).is_err());
        }
    }

    #[test]
    fn units_of_another_make_are_refused() {
        let good = bytes(&[]);
        assert!(Examined::read(&good).unwrap().is_empty());
        for (at, why) in [(0, "another program"), (8, "other reasons"), (19, "cut short")] {
            let mut changed = good.clone();
            changed[at] ^= 0x40;
            let error = Examined::read(&changed).unwrap_err();
            assert!(error.to_string().contains(why), "{error}");
        }
    }

    #[test]
    fn which_nan_it_was_does_not_show() {
        let with = |x: f32| {
            let mut unit = Examined {
                party: 1,
                span: 2,
                direct: true,
                value: None,
                evidence: Evidence::NONE,
                ties: vec![],
            };
            unit.evidence.x[0] = x;
            bytes(&[unit])
        };
        assert!(with(f32::NAN) == with(f32::from_bits(0xffc0_0001)));
        assert!(with(0.0) != with(-0.0));
    }
}
