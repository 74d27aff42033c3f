//! Way B by command: seals files on the source's own machine, without a network.
//!
//! Reads a key set, draws a codename, writes one sealed part per 64 MiB with names
//! that say nothing, and prints receipts and codename to the terminal alone.

use crate::bytes::Reader;
use crate::codename::Codename;
use crate::content::{FileHash, FilePart, Head, Kind, Writer};
use crate::day::Day;
use crate::envelope::{Bucket, Sealer};
use crate::front::words_of;
use crate::keys::{DoorId, Draw, KeySet, Roster};
use crate::secret::Hidden;
use crate::sheet::Receipt;
use anyhow::{Context, Result, bail, ensure};
use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// What is sealed, and to whom.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// files to seal; `-` reads a message from standard input
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// the key set, as the door publishes it
    #[arg(long)]
    pub to: PathBuf,
    /// one person of the key set by name; everybody where nobody is named
    #[arg(long)]
    pub person: Option<String>,
    /// the folder for the sealed parts
    #[arg(long, default_value = ".")]
    pub into: PathBuf,
    /// a codename used before; one is drawn where this is not given. Asked for on standard input
    #[arg(long)]
    pub again: bool,
}

/// Seals, and says what to keep.
pub fn run(options: &Options, today: Day, said: &mut impl Write) -> Result<()> {
    let bytes = fs::read(&options.to).with_context(|| format!("cannot read {}", options.to.display()))?;
    let keys = KeySet::read(&bytes, door_of(&bytes)?, today)?;
    let chosen: Vec<usize> = (0..keys.people().len())
        .filter(|at| {
            options
                .person
                .as_ref()
                .is_none_or(|name| keys.people()[*at].name == *name)
        })
        .collect();
    ensure!(
        !chosen.is_empty(),
        "nobody of that name is in the key set; names are those of the door's pages"
    );
    writeln!(
        said,
        "the door's name in words, to be compared with what is printed: {}",
        words_of(&keys.door().0)
    )?;
    let draw = &mut Draw::system();
    let codename = if options.again {
        typed()?
    } else {
        Codename::draw(draw)?
    };
    let conversation = codename.conversation(keys.door());
    let tie = conversation
        .tie(today)
        .context("the calendar of the door ends in 2149")?;
    let message = draw.bytes()?;
    let mut out = Parts {
        keys: &keys,
        chosen,
        folder: &options.into,
        number: 0,
    };
    for (number, path) in options.files.iter().enumerate() {
        let head = |kind| Head {
            message,
            language: String::new(),
            tie: tie.clone(),
            kind,
        };
        if path.as_os_str() == "-" {
            let mut text = Zeroizing::new(Vec::new());
            std::io::stdin()
                .lock()
                .take(Bucket::MAX.bytes())
                .read_to_end(&mut text)?;
            let (part, receipt, _) = out.seal(
                &head(Kind::Message),
                &mut &text[..],
                text.len() as u64,
                FileHash::default(),
                true,
            )?;
            writeln!(said, "{part}  message  {}", receipt.words().join(" "))?;
            continue;
        }
        let mut file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        let size = file.metadata()?.len();
        ensure!(size > 0, "{} is empty; leave it out", path.display());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let about = |part, of, offset| FilePart {
            file: u8::try_from(number).unwrap_or(u8::MAX),
            part,
            of,
            offset,
            name: Hidden::new(name.as_bytes().to_vec()),
        };
        ensure!(number < 255, "more than 255 files at once; seal them in two goes");
        let most = out.capacity() - head(Kind::File(about(0, 0, 0))).overhead();
        let of = u32::try_from(size.div_ceil(most)).context("the file is too large for the door")?;
        let mut hash = FileHash::default();
        for part in 0..of {
            let offset = u64::from(part) * most;
            let head = head(Kind::File(about(part, of, offset)));
            let length = most.min(size - offset);
            let (sealed, receipt, after) = out.seal(&head, &mut file, length, hash, part + 1 == of)?;
            hash = after;
            writeln!(
                said,
                "{sealed}  {name} ({}/{of})  {}",
                part + 1,
                receipt.words().join(" ")
            )?;
        }
    }
    if !options.again {
        writeln!(said, "codename, shown this once: {}", codename.words().join(" "))?;
    }
    writeln!(
        said,
        "send every part at the door; each that arrives is answered with its receipt words"
    )?;
    Ok(())
}

struct Parts<'a> {
    keys: &'a KeySet,
    chosen: Vec<usize>,
    folder: &'a Path,
    number: u32,
}

impl Parts<'_> {
    fn capacity(&self) -> u64 {
        Bucket::MAX.capacity(self.chosen.len(), self.keys.opening(self.chosen.len()))
    }

    /// One part; its name, its receipt, and the file's hash for the next.
    fn seal(
        &mut self,
        head: &Head,
        from: &mut impl Read,
        length: u64,
        before: FileHash,
        last: bool,
    ) -> Result<(String, Receipt, FileHash)> {
        let people = self.chosen.len();
        let bucket = Bucket::holding(length + head.overhead(), people, self.keys.opening(people))
            .context("a message is over 64 MiB; put it into a file")?;
        self.number += 1;
        let name = format!("part-{:03}.sealed", self.number);
        let path = self.folder.join(&name);
        let file = File::create_new(&path).with_context(|| {
            format!(
                "{} is there already, or cannot be made; use an empty folder",
                path.display()
            )
        })?;
        let sealer = Sealer::new(
            self.keys,
            &self.chosen,
            bucket,
            BufWriter::new(file),
            &mut Draw::system(),
        )?;
        let mut writer = Writer::new(sealer, head, before)?;
        let mut held = Zeroizing::new([0u8; 16 * 1024]);
        let mut left = length;
        while left > 0 {
            let most = held.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            let read = from.read(&mut held[..most])?;
            if read == 0 {
                bail!("a file became shorter while it was read; seal it again");
            }
            writer.push(&held[..read])?;
            left -= read as u64;
        }
        let (file, envelope, hash) = writer.finish(last)?;
        file.into_inner()
            .map_err(std::io::IntoInnerError::into_error)?
            .sync_all()?;
        Ok((name, Receipt::of(&envelope), hash))
    }
}

/// Whose key set it says it is: the source compares the words.
fn door_of(bytes: &[u8]) -> Result<DoorId> {
    let mut reader = Reader::new(bytes);
    reader.take(8, "magic")?;
    let length = reader.u32("roster")?;
    let roster = Roster::read(reader.take(usize::try_from(length)?, "roster")?)?;
    Ok(DoorId::of(&roster.root))
}

fn typed() -> Result<Codename> {
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().read_line(&mut line)?;
    Ok(Codename::read(&line)?)
}
