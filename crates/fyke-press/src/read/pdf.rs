//! The files inside a PDF, of the kind that [`crate::press`] writes: one
//! cross-reference, streams with the Flate filter or none, a tree of names. A PDF
//! that was saved by another program is not read: it is no longer what was made,
//! and its pages could not be compared. So this is small enough to be looked
//! through, and whatever it lets by, the comparison of the pages catches.

use super::object::{Cursor, Dictionary, Object};
use crate::press::BYTES_MAX;
use flate2::read::ZlibDecoder;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// Objects of one PDF; a thousand pages have some hundred thousand.
const OBJECTS_MAX: usize = 4_000_000;

/// Bytes of values that are read: the tree of names and what it names. A value
/// takes some sixteen times its bytes in memory.
const WORK_MAX: usize = 16 << 20;

/// Files inside one.
const FILES_MAX: usize = 10_000;

/// Where an object lies.
#[derive(Clone, Copy)]
enum Place {
    At(usize),
    In { stream: u32, nth: usize },
}

struct Pdf<'a> {
    bytes: &'a [u8],
    places: BTreeMap<u32, Place>,
    /// The streams of objects that were asked for, with where each object begins.
    unpacked: BTreeMap<u32, (Vec<u8>, Vec<usize>)>,
    /// Bytes that may still be unpacked.
    left: usize,
    /// Bytes of values that may still be read.
    work: usize,
}

/// Every attached file by its name. An error says what is not as we write it.
pub fn files(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, &'static str> {
    if !bytes.starts_with(b"%PDF-1.7") {
        return Err("it does not begin as a PDF 1.7");
    }
    let mut pdf = Pdf {
        bytes,
        places: BTreeMap::new(),
        unpacked: BTreeMap::new(),
        left: 2 * BYTES_MAX,
        work: WORK_MAX,
    };
    let root = pdf
        .cross_reference()
        .ok_or("its cross-reference is broken or was added to")?;
    let tree = pdf.names(root).ok_or("it has no attached files")?;
    let mut files = BTreeMap::new();
    for spec in tree {
        if files.len() == FILES_MAX {
            return Err("it has more attached files than a dossier takes");
        }
        let (name, bytes) = pdf.file(&spec).ok_or("an attached file cannot be read")?;
        if files.insert(name, bytes).is_some() {
            return Err("two attached files have one name");
        }
    }
    Ok(files)
}

impl Pdf<'_> {
    /// Reads where objects lie; gives the catalogue's number.
    fn cross_reference(&mut self) -> Option<u32> {
        let from = self.bytes.len().saturating_sub(64);
        let tail = self.bytes.get(from..)?;
        let mark = b"startxref";
        let at = tail.windows(mark.len()).rposition(|window| window == mark)?;
        let start = usize::try_from(Cursor::new(tail, at + mark.len()).number()?).ok()?;
        let mut cursor = Cursor::new(self.bytes, start);
        let trailer = match cursor.word(b"xref") {
            Some(()) => self.plain_table(cursor)?,
            None => self.packed_table(start)?,
        };
        if trailer.contains_key(b"Prev".as_slice()) || trailer.contains_key(b"Encrypt".as_slice()) {
            return None;
        }
        match trailer.get(b"Root".as_slice())? {
            Object::Reference(root) => Some(*root),
            _ => None,
        }
    }

    fn plain_table(&mut self, mut cursor: Cursor<'_>) -> Option<Dictionary> {
        while cursor.word(b"trailer").is_none() {
            let first = cursor.number()?;
            let n = cursor.number()?;
            for id in first..first.checked_add(n)? {
                let at = cursor.number()?;
                cursor.number()?;
                if cursor.word(b"n").is_some() {
                    self.place(u32::try_from(id).ok()?, Place::At(usize::try_from(at).ok()?))?;
                } else {
                    cursor.word(b"f")?;
                }
            }
        }
        cursor.object(&mut self.work)?.dictionary().cloned()
    }

    fn packed_table(&mut self, start: usize) -> Option<Dictionary> {
        let (head, table) = self.stream_at(start, None)?;
        let widths: Vec<usize> = head
            .get(b"W".as_slice())?
            .array()?
            .iter()
            .filter_map(Object::index)
            .collect();
        let [kind, second, third] = <[usize; 3]>::try_from(widths).ok()?;
        if kind != 1 || second > 8 || third > 8 {
            return None;
        }
        let size = head.get(b"Size".as_slice())?.index()?;
        let ranges = match head.get(b"Index".as_slice()) {
            None => vec![(0, size)],
            Some(index) => {
                let numbers: Vec<usize> = index.array()?.iter().filter_map(Object::index).collect();
                numbers
                    .chunks(2)
                    .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
                    .collect()
            }
        };
        let ids = ranges
            .into_iter()
            .flat_map(|(first, n)| first..first.saturating_add(n));
        let number = |bytes: &[u8]| bytes.iter().fold(0u64, |n, b| n << 8 | u64::from(*b));
        for (id, line) in ids.zip(table.chunks_exact(1 + second + third)) {
            let (kind, rest) = line.split_first()?;
            let (a, b) = rest.split_at_checked(second)?;
            let (a, b) = (usize::try_from(number(a)).ok()?, usize::try_from(number(b)).ok()?);
            let place = match kind {
                1 => Place::At(a),
                2 => Place::In {
                    stream: u32::try_from(a).ok()?,
                    nth: b,
                },
                _ => continue,
            };
            self.place(u32::try_from(id).ok()?, place)?;
        }
        Some(head)
    }

    fn place(&mut self, id: u32, place: Place) -> Option<()> {
        let fresh = self.places.insert(id, place).is_none();
        (fresh && self.places.len() <= OBJECTS_MAX).then_some(())
    }

    /// A stream and its dictionary, unpacked.
    fn stream_at(&mut self, at: usize, id: Option<u32>) -> Option<(Dictionary, Vec<u8>)> {
        let mut cursor = Cursor::new(self.bytes, at);
        let number = cursor.number()?;
        if id.is_some_and(|id| u64::from(id) != number) {
            return None;
        }
        cursor.number()?;
        cursor.word(b"obj")?;
        let head = cursor.object(&mut self.work)?.dictionary()?.clone();
        let packed = cursor.stream(head.get(b"Length".as_slice())?.index()?)?;
        let bytes = match head.get(b"Filter".as_slice()) {
            None => packed.to_vec(),
            Some(Object::Name(name))
                if name == b"FlateDecode" && !head.contains_key(b"DecodeParms".as_slice()) =>
            {
                let mut bytes = Vec::new();
                let limit = u64::try_from(self.left).ok()?.checked_add(1)?;
                ZlibDecoder::new(packed)
                    .take(limit)
                    .read_to_end(&mut bytes)
                    .ok()?;
                bytes
            }
            _ => return None,
        };
        self.left = self.left.checked_sub(bytes.len())?;
        Some((head, bytes))
    }

    fn object(&mut self, id: u32) -> Option<Object> {
        match *self.places.get(&id)? {
            Place::At(at) => {
                let mut cursor = Cursor::new(self.bytes, at);
                if cursor.number()? != u64::from(id) {
                    return None;
                }
                cursor.number()?;
                cursor.word(b"obj")?;
                cursor.object(&mut self.work)
            }
            Place::In { stream, nth } => {
                if !self.unpacked.contains_key(&stream) {
                    let unpacked = self.unpack(stream)?;
                    self.unpacked.insert(stream, unpacked);
                }
                let (bytes, offsets) = self.unpacked.get(&stream)?;
                Cursor::new(bytes, *offsets.get(nth)?).object(&mut self.work)
            }
        }
    }

    /// A stream of objects, and where in it each begins.
    fn unpack(&mut self, id: u32) -> Option<(Vec<u8>, Vec<usize>)> {
        let Place::At(at) = *self.places.get(&id)? else {
            return None;
        };
        let (head, bytes) = self.stream_at(at, Some(id))?;
        let n = head.get(b"N".as_slice())?.index()?;
        let first = head.get(b"First".as_slice())?.index()?;
        let mut numbers = Cursor::new(&bytes, 0);
        let mut offsets = Vec::new();
        for _ in 0..n {
            numbers.number()?;
            let at = usize::try_from(numbers.number()?).ok()?;
            offsets.push(first.checked_add(at)?);
        }
        Some((bytes, offsets))
    }

    /// A value, or what it refers to.
    fn follow(&mut self, object: &Object) -> Option<Object> {
        match object {
            Object::Reference(id) => self.object(*id),
            other => Some(other.clone()),
        }
    }

    fn field(&mut self, of: &Object, key: &[u8]) -> Option<Object> {
        let of = self.follow(of)?;
        let value = of.dictionary()?.get(key)?.clone();
        self.follow(&value)
    }

    /// The file specifications of the tree of names.
    fn names(&mut self, root: u32) -> Option<Vec<Object>> {
        let names = self.field(&Object::Reference(root), b"Names")?;
        let tree = self.field(&names, b"EmbeddedFiles")?;
        let mut specs = Vec::new();
        let mut seen = BTreeSet::new();
        let mut nodes = vec![tree];
        while let Some(node) = nodes.pop() {
            let node = match node {
                Object::Reference(id) if !seen.insert(id) => return None,
                Object::Reference(id) => self.object(id)?,
                node => node,
            };
            let node = node.dictionary()?;
            if let Some(kids) = node.get(b"Kids".as_slice()) {
                nodes.extend(kids.array()?.iter().cloned());
            }
            if let Some(pairs) = node.get(b"Names".as_slice()) {
                specs.extend(pairs.array()?.iter().skip(1).step_by(2).cloned());
            }
            if nodes.len() > FILES_MAX || specs.len() > FILES_MAX {
                return None;
            }
        }
        Some(specs)
    }

    fn file(&mut self, spec: &Object) -> Option<(String, Vec<u8>)> {
        let spec = self.follow(spec)?;
        let Object::Text(name) = spec.dictionary()?.get(b"F".as_slice())? else {
            return None;
        };
        let name = String::from_utf8(name.clone()).ok()?;
        let ef = spec.dictionary()?.get(b"EF".as_slice())?.dictionary()?;
        let Object::Reference(id) = ef.get(b"F".as_slice())? else {
            return None;
        };
        let Place::At(at) = *self.places.get(id)? else {
            return None;
        };
        let (_, bytes) = self.stream_at(at, Some(*id))?;
        Some((name, bytes))
    }
}
