//! Named arrays of numbers out of a safetensors file: eight bytes of length, that
//! much JSON that says name, type, shape and place of each, then the numbers
//! (<https://github.com/huggingface/safetensors>, section "Format").
//!
//! The crate of that name would do as well; what is needed of it is this page.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Largest header that is read: that of a hundred arrays has 11 kB, and it is
/// parsed before anything else is known of the file.
const HEADER_MAX: usize = 1 << 20;

/// A file of arrays.
pub(super) struct Arrays<'a> {
    entries: BTreeMap<String, Entry>,
    data: &'a [u8],
}

#[derive(Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: (usize, usize),
}

impl Arrays<'_> {
    /// None where the bytes are no such file.
    pub(super) fn read(file: &[u8]) -> Option<Arrays<'_>> {
        let (length, rest) = file.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        if length > HEADER_MAX {
            return None;
        }
        let (header, data) = rest.split_at_checked(length)?;
        let header: BTreeMap<String, serde_json::Value> = serde_json::from_slice(header).ok()?;
        let entries = header
            .into_iter()
            .filter(|(name, _)| name != "__metadata__")
            .map(|(name, entry)| Some((name, serde_json::from_value(entry).ok()?)))
            .collect::<Option<_>>()?;
        Some(Arrays { entries, data })
    }

    /// An array of 32-bit floats of that name and shape.
    pub(super) fn floats(&self, name: &str, shape: &[usize]) -> Option<Vec<f32>> {
        let entry = self.entries.get(name)?;
        if entry.dtype != "F32" || entry.shape != shape {
            return None;
        }
        let (start, end) = entry.data_offsets;
        let (numbers, rest) = self.data.get(start..end)?.as_chunks::<4>();
        let count = shape
            .iter()
            .try_fold(1usize, |product, &n| product.checked_mul(n))?;
        if numbers.len() != count || !rest.is_empty() {
            return None;
        }
        let numbers: Vec<f32> = numbers.iter().map(|&four| f32::from_le_bytes(four)).collect();
        numbers.iter().all(|number| number.is_finite()).then_some(numbers)
    }
}

/// A file of such arrays.
#[cfg(test)]
pub(super) fn written(arrays: &[(String, Vec<usize>, Vec<f32>)]) -> Vec<u8> {
    let mut data = Vec::new();
    let mut header = serde_json::Map::new();
    for (name, shape, numbers) in arrays {
        let start = data.len();
        data.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        let entry = serde_json::json!({"dtype": "F32", "shape": shape, "data_offsets": [start, data.len()]});
        header.insert(name.clone(), entry);
    }
    header.insert("__metadata__".to_owned(), serde_json::json!({"format": "pt"}));
    let header = serde_json::Value::Object(header).to_string();
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend(header.as_bytes());
    file.extend(data);
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file() -> Vec<u8> {
        written(&[
            ("gain".to_owned(), vec![3], vec![1.0, 2.5, -4.0]),
            ("weight".to_owned(), vec![2, 2], vec![0.5, 1.5, 2.5, 3.5]),
        ])
    }

    #[test]
    fn arrays_come_by_name_and_shape() {
        let file = file();
        let arrays = Arrays::read(&file).unwrap();
        assert_eq!(arrays.floats("gain", &[3]), Some(vec![1.0, 2.5, -4.0]));
        assert_eq!(arrays.floats("weight", &[2, 2]), Some(vec![0.5, 1.5, 2.5, 3.5]));
        assert_eq!(arrays.floats("weight", &[4]), None, "another shape");
        assert_eq!(arrays.floats("bias", &[3]), None, "no such array");
    }

    #[test]
    fn a_number_that_is_none_is_refused() {
        let file = written(&[("gain".to_owned(), vec![1], vec![f32::NAN])]);
        assert_eq!(Arrays::read(&file).unwrap().floats("gain", &[1]), None);
    }

    #[test]
    fn places_beyond_the_file_are_refused() {
        for offsets in ["[0,12]", "[8,4]", "[0,18446744073709551615]", "[4,8]"] {
            let header = format!(r#"{{"gain":{{"dtype":"F32","shape":[2],"data_offsets":{offsets}}}}}"#);
            let mut file = (header.len() as u64).to_le_bytes().to_vec();
            file.extend(header.as_bytes());
            file.extend([0; 8]);
            let found = Arrays::read(&file).and_then(|arrays| arrays.floats("gain", &[2]));
            assert_eq!(found, None, "{offsets}");
        }
    }

    proptest! {
        #[test]
        fn a_changed_file_is_read_or_refused(at in 0usize..200, byte: u8, cut in 0usize..200) {
            let mut file = file();
            if let Some(place) = file.get_mut(at) {
                *place = byte;
            }
            file.truncate(file.len().saturating_sub(cut));
            if let Some(arrays) = Arrays::read(&file) {
                for (name, shape) in [("gain", vec![3]), ("weight", vec![2, 2]), ("weight", vec![usize::MAX, 2])] {
                    if let Some(found) = arrays.floats(name, &shape) {
                        prop_assert_eq!(found.len(), shape.iter().product::<usize>());
                    }
                }
            }
        }
    }
}
