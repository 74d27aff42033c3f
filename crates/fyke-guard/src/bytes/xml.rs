//! XML lists, one entry at a time.
//!
//! A list reader names the elements it wants ("INDIVIDUAL", "ENTITY") and gets
//! each as a small tree; the rest of the file streams past. No document type
//! is read, so no entity can be declared, expanded or fetched: a file with one
//! is refused whole. Depth, text and attributes are bounded by [`Limits`].

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use fyke_model::refused::{Reason, Refused};
use quick_xml::Reader as Parser;
use quick_xml::events::{BytesStart, Event};

use super::encoding::{self, Decoded, Encoding, read_sample};
use super::error::GuardError;
use super::limits::Limits;

/// Most elements within one wanted element: the fullest entry of the UN list
/// has some 200. Half of 65,536 would do; double is memory only.
const NODES_MAX: usize = 65_536;

/// One element with all that is in it.
///
/// ```
/// use fyke_guard::bytes::{Limits, xml::{NextElement, Reader}};
/// let list = "<LIST date='2021-07-07'><PERSON><NAME>A</NAME><ALIAS><N>B</N></ALIAS><ALIAS><N>C</N></ALIAS></PERSON></LIST>";
/// let mut reader = Reader::open(list.as_bytes(), &["PERSON"], &Limits::default())?;
/// assert_eq!(reader.root().attribute("date"), "2021-07-07");
/// let NextElement::Element { element, .. } = reader.next_element()? else { panic!() };
/// assert_eq!(element.text_at("NAME"), "A");
/// let aliases: Vec<&str> = element.at("ALIAS/N").iter().map(|alias| alias.text.as_str()).collect();
/// assert_eq!(aliases, ["B", "C"]);
/// # Ok::<(), fyke_guard::bytes::GuardError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// Name without its namespace prefix.
    pub name: String,
    /// Attributes in order, names without prefix.
    pub attributes: Vec<(String, String)>,
    /// Its own text, blanks at both ends cut.
    pub text: String,
    /// Elements within, in order.
    pub children: Vec<Element>,
}

impl Element {
    /// Text at a path such as `INDIVIDUAL_ALIAS/ALIAS_NAME`: of the first
    /// element there, empty where there is none.
    pub fn text_at(&self, path: &str) -> &str {
        self.at(path).first().map_or("", |element| element.text.as_str())
    }

    /// Every element at a path such as `DESIGNATION/VALUE`, in order.
    pub fn at(&self, path: &str) -> Vec<&Element> {
        path.split('/').fold(vec![self], |found, name| {
            found
                .iter()
                .flat_map(|element| element.children.iter())
                .filter(|child| child.name == name)
                .collect()
        })
    }

    /// Value of an attribute, or empty.
    pub fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }
}

/// What an XML file has next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextElement {
    /// One of the wanted elements.
    Element {
        /// Which of the wanted elements this is in the file, from 1.
        row: u64,
        /// Byte at which its tag begins; in a file that is not UTF-8, byte of
        /// its text as UTF-8.
        byte_offset: u64,
        /// The element.
        element: Element,
    },
    /// An element was refused; reading goes on.
    Refused(Refused),
    /// Nothing is left.
    End,
}

/// Streams the wanted elements of an XML file, each as a small tree.
pub struct Reader<R> {
    parser: Parser<Budget<BufReader<Source<R>>>>,
    mark_bytes: u64,
    wanted: Vec<String>,
    limits: Limits,
    root: Element,
    depth: usize,
    row: u64,
    buffer: Vec<u8>,
    ended: bool,
}

/// The file as UTF-8.
enum Source<R> {
    Plain(Chain<Cursor<Vec<u8>>, R>),
    Decoded(Box<Decoded<Chain<Cursor<Vec<u8>>, R>>>),
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(input) => input.read(into),
            Self::Decoded(input) => input.read(into),
        }
    }
}

/// Stops a single event from growing beyond the limit: the parser would gather
/// a text without end in memory before anyone could look at its length.
struct Budget<R> {
    input: R,
    left: usize,
}

impl<R: BufRead> Read for Budget<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(into)?;
        self.left = self.left.saturating_sub(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Budget<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, TOO_LONG));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count);
        self.input.consume(count);
    }
}

const TOO_LONG: &str = "one text or tag is longer than xml_text_bytes_max";

/// One event, owned, as far as we look at it.
enum Step {
    Start(Element, bool),
    End,
    Text(String),
    Eof,
}

impl<R: Read> Reader<R> {
    /// Reads up to the root element. `wanted` are names of elements, such as
    /// `["INDIVIDUAL", "ENTITY"]`; one inside another belongs to the outer.
    ///
    /// # Errors
    /// Where the file declares a document type, has no root element, or is not
    /// well-formed up to there.
    pub fn open(mut input: R, wanted: &[&str], limits: &Limits) -> Result<Self, GuardError> {
        let (sample, whole) = read_sample(&mut input, limits.sample_bytes)?;
        let (encoding, mark_bytes) = encoding_of(&sample, whole);
        let mut cursor = Cursor::new(sample);
        cursor.set_position(mark_bytes);
        let chained = cursor.chain(input);
        let source = match encoding {
            Encoding::Utf8 => Source::Plain(chained),
            other => Source::Decoded(Box::new(Decoded::new(chained, other))),
        };
        let budget = Budget {
            input: BufReader::with_capacity(64 * 1024, source),
            left: 1,
        };
        let mut parser = Parser::from_reader(budget);
        parser.config_mut().check_end_names = true;
        let mut reader = Self {
            parser,
            mark_bytes,
            wanted: wanted.iter().map(|&name| name.to_owned()).collect(),
            limits: limits.clone(),
            root: Element::default(),
            depth: 0,
            row: 0,
            buffer: Vec::new(),
            ended: false,
        };
        loop {
            match reader.step()? {
                Step::Start(root, empty) => {
                    reader.root = root;
                    reader.depth = usize::from(!empty);
                    return Ok(reader);
                }
                Step::Text(text) if text.trim().is_empty() => {}
                _ => return Err(GuardError::new("the file has no XML element", "fetch it again")),
            }
        }
    }

    /// Name and attributes of the root, without its children.
    pub fn root(&self) -> &Element {
        &self.root
    }

    /// The next wanted element or refusal.
    ///
    /// # Errors
    /// Where the file is not well-formed, ends inside an element, declares a
    /// document type, or exceeds a limit that leaves no way on.
    pub fn next_element(&mut self) -> Result<NextElement, GuardError> {
        while !self.ended {
            let offset = self.offset();
            match self.step()? {
                Step::Start(element, empty) => {
                    if self.wanted.contains(&element.name) {
                        self.row += 1;
                        return self.tree(element, empty, offset);
                    }
                    if !empty {
                        self.deeper()?;
                    }
                }
                Step::End => self.depth = self.depth.saturating_sub(1),
                Step::Text(_) => {}
                Step::Eof if self.depth > 0 => {
                    return Err(GuardError::new(
                        "the XML file ends inside an element",
                        "it was cut off on the way: fetch it again",
                    ));
                }
                Step::Eof => self.ended = true,
            }
        }
        Ok(NextElement::End)
    }

    fn offset(&self) -> u64 {
        self.parser.buffer_position() + self.mark_bytes
    }

    fn deeper(&mut self) -> Result<(), GuardError> {
        self.depth += 1;
        if self.depth > self.limits.xml_depth_max {
            return Err(GuardError::new(
                format!(
                    "XML elements are nested deeper than {}",
                    self.limits.xml_depth_max
                ),
                "check that the file is the list it claims to be",
            ));
        }
        Ok(())
    }

    /// Reads a wanted element to its end.
    fn tree(&mut self, first: Element, empty: bool, byte_offset: u64) -> Result<NextElement, GuardError> {
        let row = self.row;
        if empty {
            return Ok(NextElement::Element {
                row,
                byte_offset,
                element: first,
            });
        }
        let name = first.name.clone();
        let mut open = vec![first];
        let (mut nodes, mut bytes) = (1_usize, 0_usize);
        let mut refused = None;
        loop {
            match self.step()? {
                Step::Start(element, empty) => {
                    nodes += 1;
                    bytes += element
                        .attributes
                        .iter()
                        .map(|(_, value)| value.len())
                        .sum::<usize>();
                    if self.depth + open.len() >= self.limits.xml_depth_max {
                        return Err(GuardError::new(
                            format!(
                                "XML elements are nested deeper than {}",
                                self.limits.xml_depth_max
                            ),
                            "check that the file is the list it claims to be",
                        ));
                    }
                    // one that is too large is read to its end, but not kept
                    if nodes > NODES_MAX || bytes > self.limits.row_bytes_max {
                        refused = Some(Reason::OversizeXml);
                    }
                    let element = match refused {
                        Some(_) => Element::default(),
                        None => element,
                    };
                    if !empty {
                        open.push(element);
                    } else if let Some(parent) = open.last_mut().filter(|_| refused.is_none()) {
                        parent.children.push(element);
                    }
                }
                Step::Text(text) => {
                    bytes += text.len();
                    let Some(parent) = open.last_mut() else { continue };
                    if parent.text.len() + text.len() > self.limits.xml_text_bytes_max {
                        refused = Some(Reason::OversizeXml);
                    }
                    if refused.is_none() {
                        parent.text.push_str(&text);
                    }
                }
                Step::End => {
                    let Some(mut done) = open.pop() else { continue };
                    let trimmed = done.text.trim();
                    if trimmed.len() != done.text.len() {
                        done.text = trimmed.to_owned();
                    }
                    match (open.last_mut(), refused) {
                        (Some(parent), None) => parent.children.push(done),
                        (Some(_), Some(_)) => {}
                        (None, None) => {
                            return Ok(NextElement::Element {
                                row,
                                byte_offset,
                                element: done,
                            });
                        }
                        (None, Some(reason)) => {
                            return Ok(NextElement::Refused(Refused::new(row, None, &name, reason)));
                        }
                    }
                }
                Step::Eof => {
                    return Err(GuardError::new(
                        format!("the XML file ends inside {name} number {row}"),
                        "it was cut off on the way: fetch it again",
                    ));
                }
            }
        }
    }

    /// The next event that means something.
    fn step(&mut self) -> Result<Step, GuardError> {
        loop {
            self.buffer.clear();
            self.parser.get_mut().left = self.limits.xml_text_bytes_max;
            let at = self.parser.buffer_position() + self.mark_bytes;
            let event = self
                .parser
                .read_event_into(&mut self.buffer)
                .map_err(|error| broken(&error, at))?;
            return Ok(match event {
                Event::Start(tag) => Step::Start(element(&tag, &self.limits, at)?, false),
                Event::Empty(tag) => Step::Start(element(&tag, &self.limits, at)?, true),
                Event::End(_) => Step::End,
                Event::Text(text) => Step::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Step::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let name = reference.xml10_content().into_owned();
                    let resolved = reference.resolve_char_ref().ok().flatten().map(String::from);
                    let known = || predefined(&name).map(str::to_owned);
                    Step::Text(resolved.or_else(known).unwrap_or_else(|| format!("&{name};")))
                }
                Event::DocType(_) => {
                    return Err(GuardError::new(
                        format!(
                            "the XML file declares a document type at byte {at}, with which it could make itself grow or fetch other files"
                        ),
                        "lists are published without one: fetch the list from its publisher",
                    ));
                }
                Event::Eof => Step::Eof,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }
}

/// The five entities that need no declaration.
fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

/// A tag as an element without content.
fn element(tag: &BytesStart<'_>, limits: &Limits, at: u64) -> Result<Element, GuardError> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| broken(&error, at))?;
        if attributes.len() >= limits.xml_attributes_max {
            return Err(GuardError::new(
                format!(
                    "an XML element at byte {at} has more than {} attributes",
                    limits.xml_attributes_max
                ),
                "check that the file is the list it claims to be",
            ));
        }
        let raw: &str = attribute.value.as_ref();
        let value =
            quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), |value| value.into_owned());
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value));
    }
    let name = tag.local_name().as_ref().to_owned();
    Ok(Element {
        name,
        attributes,
        ..Element::default()
    })
}

fn broken(error: &dyn std::fmt::Display, at: u64) -> GuardError {
    let words = error.to_string();
    let (broke, repair) = match words.contains(TOO_LONG) {
        true => (
            TOO_LONG.to_owned(),
            "check that the file is the list it claims to be",
        ),
        false => (
            format!("not well-formed XML: {words}"),
            "fetch it again; it may have been cut off or edited",
        ),
    };
    GuardError::new(format!("{broke} (after byte {at})"), repair)
}

/// The encoding by its mark or its declaration, and the bytes of the mark.
fn encoding_of(sample: &[u8], whole: bool) -> (Encoding, u64) {
    let found = encoding::detect(sample, whole);
    if found.mark_bytes > 0 || matches!(found.encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        return (found.encoding, found.mark_bytes as u64);
    }
    let head = String::from_utf8_lossy(sample.get(..256).unwrap_or(sample)).into_owned();
    let declared = head
        .split_once("encoding=")
        .filter(|(before, _)| before.starts_with("<?xml") && !before.contains("?>"))
        .and_then(|(_, after)| {
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (name, _) = after.get(1..)?.split_once(quote)?;
            Encoding::by_name(name)
        });
    // a declaration of UTF-16 in single bytes is a lie that does no harm
    match declared {
        Some(Encoding::Utf16Le | Encoding::Utf16Be) | None => (found.encoding, 0),
        Some(Encoding::Utf8) => (found.encoding, 0),
        Some(declared) => (declared, 0),
    }
}

#[cfg(test)]
mod tests;
