//! `fyke-door desk`: what people type at the desk.
//!
//! Every command does one thing of the module `desk` and says in a line what came
//! of it. Passphrases are asked for on the terminal; for drills and tests they come,
//! in the order in which they would be asked for, a line each, from
//! `--passphrase-file`.

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use fyke_door::book::Edition;
use fyke_door::day::Day;
use fyke_door::desk::dial::{dial, tor_key};
use fyke_door::desk::guard::{Open, warnings};
use fyke_door::desk::mark::{Mark, dataset};
use fyke_door::desk::{Cost, Desk, OpenRoom, Opened, PageKind, Sitting, Thing, restore};
use fyke_door::keys::{Draw, Opening};
use fyke_door::pull::carried::Carried;
use fyke_door::pull::client::{Door, Line, PullError, collect};
use fyke_door::secret::Hidden;
use fyke_door::wire::Public;
use std::cell::RefCell;
use std::fs::File;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

/// The desk: another machine than the door's.
#[derive(Args, Debug)]
pub struct Options {
    /// the desk's folder
    folder: PathBuf,
    /// where the keys of what can be forgotten lie, where that is another device
    #[arg(long)]
    keys: Option<PathBuf>,
    /// passphrases, a line each, in the order in which they are asked for
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// another day than today, in whole days since 1970-01-01
    #[arg(long, hide = true)]
    day: Option<u32>,
    /// memory of one guess of a passphrase, in KiB
    #[arg(long, hide = true, default_value_t = 256 << 10)]
    cost_kib: u32,
    #[command(subcommand)]
    what: What,
}

/// Where the door is reached.
#[derive(Args, Debug)]
struct Reached {
    /// the onion address of the door's pull, reached through the desk's own tor
    #[arg(long, conflicts_with_all = ["carried", "socket"])]
    onion: Option<String>,
    /// the socket on which that tor is asked
    #[arg(long, default_value = "/run/tor/socks")]
    socks: PathBuf,
    /// a socket that leads to the door's pull
    #[arg(long, conflicts_with = "carried")]
    socket: Option<PathBuf>,
    /// a file that the door wrote, carried by hand
    #[arg(long, requires = "back")]
    carried: Option<PathBuf>,
    /// the file that is carried back
    #[arg(long)]
    back: Option<PathBuf>,
}

#[derive(Subcommand, Debug)]
enum What {
    /// makes a desk; the root key goes to a folder of its own, to be carried away
    Init {
        /// where the root key's vault is written
        #[arg(long)]
        root: PathBuf,
    },
    /// who is on the staff; takes somebody on or lets them go
    Staff {
        /// takes somebody on, under a passphrase of theirs
        #[arg(long)]
        take_on: Option<String>,
        /// lets somebody go
        #[arg(long, conflicts_with = "take_on")]
        let_go: Option<String>,
    },
    /// signs the roster of everybody on the staff, with the root key
    Roster {
        /// where the root key's vault lies
        #[arg(long)]
        root: PathBuf,
        /// one person opens, instead of two
        #[arg(long)]
        one_opens: bool,
        /// for how many days
        #[arg(long, default_value_t = 365)]
        days: u32,
    },
    /// draws somebody's day keys for two weeks, destroys those that are spent
    Keys {
        /// who
        name: String,
    },
    /// draws the key with which this desk's tor finds the pull; prints its public half, for
    /// the file `authorized_clients/desk.auth` of the door's tor
    TorKey {
        /// the onion address of the door's pull
        #[arg(long)]
        onion: String,
        /// the folder that is tor's ClientOnionAuthDir
        #[arg(long)]
        into: PathBuf,
    },
    /// fetches what lies at the door
    Pull(Reached),
    /// takes in an envelope that was carried by hand
    Take {
        /// the sealed file
        file: PathBuf,
    },
    /// what waits, and the rooms there are
    Queue,
    /// gives one's share of a thing to another person, who opens it
    Yield {
        /// who gives
        name: String,
        /// what: envelope-... or room-... as the queue names it
        thing: Thing,
        /// to whom
        #[arg(long)]
        to: String,
    },
    /// opens an envelope into its room, or a room
    Open {
        /// who opens
        name: String,
        /// what: envelope-... or room-... as the queue names it
        thing: Thing,
        /// writes clean copies of the room's files into this folder
        #[arg(long)]
        clean_copies: Option<PathBuf>,
    },
    /// answers a source
    Reply {
        /// who answers
        name: String,
        /// the room
        room: Thing,
        /// the text
        #[arg(long)]
        text: PathBuf,
        /// open texts, against which the style guard holds the reply
        #[arg(long)]
        open_text: Vec<PathBuf>,
        /// sends it whatever the style guard says
        #[arg(long)]
        anyway: bool,
    },
    /// spans of a room as statements for a case, on standard output
    Mark {
        /// who marks
        name: String,
        /// the room
        room: Thing,
        /// lines of: page, first byte, byte behind the last, entity, schema, property[, value], parted by tabs
        #[arg(long)]
        marks: PathBuf,
    },
    /// erases a conversation
    Erase {
        /// who erases
        name: String,
        /// the room
        room: Thing,
    },
    /// destroys an envelope unseen
    Destroy {
        /// who destroys
        name: String,
        /// the envelope
        envelope: Thing,
    },
    /// stops the clock that erases a room after 180 days, or lets it go on
    Hold {
        /// who
        name: String,
        /// the room
        room: Thing,
        /// lets the clock go on
        #[arg(long)]
        release: bool,
    },
    /// gives a room a new key, for these people and nobody else
    Handover {
        /// who does it
        name: String,
        /// the room
        room: Thing,
        /// for whom
        #[arg(long, required = true)]
        to: Vec<String>,
    },
    /// makes key set, reply book and sheets, and hands them to the door
    Publish {
        #[command(flatten)]
        reached: Reached,
        /// which book of the day, 1 to 4
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=4))]
        book: u32,
    },
    /// makes envelopes of our own that nobody can tell from a source's
    Decoys {
        /// how many
        count: usize,
        /// into which folder
        #[arg(long)]
        into: PathBuf,
    },
    /// lets go what its day has come for
    Sweep,
    /// copies the desk, in place of the copy before
    BackUp {
        /// into which folder
        into: PathBuf,
    },
    /// brings a desk back from a copy, into the folder named first
    Restore {
        /// from which folder
        from: PathBuf,
    },
    /// who did what, and the last hash
    Log,
}

/// What a command has at hand.
struct Hand<'a> {
    options: &'a Options,
    today: Day,
    cost: Cost,
    lines: RefCell<std::vec::IntoIter<String>>,
}

impl Hand<'_> {
    /// The next passphrase, for this.
    fn passphrase(&self, of: &str) -> Result<Hidden> {
        if self.options.passphrase_file.is_some() {
            let line = self.lines.borrow_mut().next();
            let line =
                line.with_context(|| format!("the passphrase file has no line left for {of}; add one"))?;
            return Ok(Hidden::new(line.into_bytes()));
        }
        let terminal = console::Term::stderr();
        terminal.write_str(&format!("passphrase of {of}: "))?;
        Ok(Hidden::new(terminal.read_secure_line()?.into_bytes()))
    }

    fn desk(&self, draw: &mut Draw) -> Result<Desk> {
        Ok(Desk::open(
            &self.options.folder,
            self.options.keys.as_deref(),
            draw,
        )?)
    }

    fn sit<'d>(&self, desk: &'d Desk, name: &str, draw: &mut Draw) -> Result<Sitting<'d>> {
        let passphrase = self.passphrase(name)?;
        Ok(desk.sit(name, &passphrase, self.cost, self.today, draw)?)
    }
}

/// Does what was asked.
pub fn run(options: &Options) -> Result<()> {
    let lines = match &options.passphrase_file {
        None => Vec::new(),
        Some(path) => std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?
            .lines()
            .map(str::to_owned)
            .collect(),
    };
    let hand = Hand {
        options,
        today: options.day.map_or_else(Day::today, Day),
        cost: Cost {
            memory_kib: options.cost_kib,
            ..Cost::default()
        },
        lines: RefCell::new(lines.into_iter()),
    };
    let draw = &mut Draw::system();
    match &options.what {
        What::Init { root } => {
            let (of_root, of_machine) = (hand.passphrase("the root key")?, hand.passphrase("this machine")?);
            let desk = Desk::init(
                &options.folder,
                root,
                &of_root,
                &of_machine,
                hand.cost,
                hand.today,
                draw,
            )?;
            println!("door {}", desk.door());
            println!("carry {} away from this machine", root.display());
            Ok(())
        }
        What::Restore { from } => {
            let desk = restore(from, &options.folder, hand.today, draw)?;
            println!("restored, {} rooms", desk.cabinet()?.entries.len());
            Ok(())
        }
        What::TorKey { onion, into } => {
            let (file, public) = tor_key(onion, draw)?;
            let path = into.join("door.auth_private");
            let made = File::options()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&path);
            let mut made =
                made.with_context(|| format!("cannot make {}; take an old one away first", path.display()))?;
            made.write_all(file.expose())?;
            made.sync_all()?;
            println!("{public}");
            Ok(())
        }
        _ => at_desk(&hand, draw),
    }
}

fn at_desk(hand: &Hand<'_>, draw: &mut Draw) -> Result<()> {
    let desk = &hand.desk(draw)?;
    match &hand.options.what {
        What::Init { .. } | What::Restore { .. } | What::TorKey { .. } => {}
        What::Staff { take_on, let_go } => {
            if let Some(name) = take_on {
                let passphrase = hand.passphrase(name)?;
                desk.take_on(name, &passphrase, hand.cost, hand.today, draw)?;
            }
            if let Some(name) = let_go {
                desk.let_go(name, draw)?;
            }
            for person in desk.staff()? {
                println!("{}", person.name);
            }
        }
        What::Roster {
            root,
            one_opens,
            days,
        } => {
            let opening = if *one_opens { Opening::One } else { Opening::Two };
            let passphrase = hand.passphrase("the root key")?;
            let roster = desk.sign_roster(root, &passphrase, opening, hand.today, *days)?;
            println!(
                "roster {}, {} people, to {}",
                roster.serial,
                roster.people.len(),
                roster.last
            );
        }
        What::Keys { name } => {
            let until = hand.sit(desk, name, draw)?.renew(draw)?;
            println!("day keys to {until}");
        }
        What::Pull(reached) => {
            let machine = desk.machine(&hand.passphrase("this machine")?)?;
            let mut door = reach(reached, desk, &machine)?;
            let mut inbox = desk.inbox(hand.today);
            let slab = [machine.slab.clone()];
            let got = collect(&mut *door, desk.door(), &slab, &machine.pull, &mut inbox)?;
            println!(
                "kept {}, known {}, never whole {}, bad cells {}, not ours {}",
                got.kept, got.known, got.dropped, got.holes, got.unopened
            );
        }
        What::Take { file } => {
            let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            println!("{}", Thing::Envelope(desk.take(&bytes, hand.today)?).name());
        }
        What::Queue => queue(desk)?,
        What::Yield { name, thing, to } => {
            hand.sit(desk, name, draw)?.yield_to(*thing, to, draw)?;
            println!("{to} may open {} today and tomorrow", thing.name());
        }
        What::Open {
            name,
            thing: Thing::Envelope(id),
            ..
        } => opened(&hand.sit(desk, name, draw)?.open_envelope(*id, draw)?),
        What::Open {
            name,
            thing: Thing::Room(room),
            clean_copies,
        } => {
            let sitting = hand.sit(desk, name, draw)?;
            shown(desk, &sitting.open_room(*room)?, clean_copies.as_deref())?;
            sitting.close_room(*room)?;
        }
        What::Reply {
            name,
            room,
            text,
            open_text,
            anyway,
        } => {
            let sitting = hand.sit(desk, name, draw)?;
            reply(
                &sitting.open_room(room_of(room)?)?,
                text,
                open_text,
                *anyway,
                draw,
            )?;
            sitting.close_room(room_of(room)?)?;
        }
        What::Mark { name, room, marks } => {
            let sitting = hand.sit(desk, name, draw)?;
            let open = sitting.open_room(room_of(room)?)?;
            print!("{}", open.statements(&marks_of(marks)?)?);
            eprintln!(
                "take them in with: fyke add CASE FILE --dataset {} --handling source_compartment",
                dataset(open.number)
            );
            sitting.close_room(open.id())?;
        }
        What::Erase { name, room } => {
            hand.sit(desk, name, draw)?.erase(room_of(room)?, draw)?;
            println!("erased; run `back-up` so that no copy keeps it");
        }
        What::Destroy { name, envelope } => match envelope {
            Thing::Envelope(id) => hand.sit(desk, name, draw)?.destroy(*id)?,
            Thing::Room(_) => bail!("this is a room; erase it"),
        },
        What::Hold { name, room, release } => {
            hand.sit(desk, name, draw)?.hold(room_of(room)?, !release, draw)?;
        }
        What::Handover { name, room, to } => {
            let to: Vec<&str> = to.iter().map(String::as_str).collect();
            let new = hand.sit(desk, name, draw)?.hand_over(room_of(room)?, &to, draw)?;
            println!("{}", Thing::Room(new).name());
        }
        What::Publish { reached, book } => {
            let machine = desk.machine(&hand.passphrase("this machine")?)?;
            let edition = Edition::first_of(hand.today).plus(book - 1);
            let made = desk.publish(&machine, edition, hand.today, draw)?;
            if reached.onion.is_some() || reached.socket.is_some() || reached.carried.is_some() {
                let mut door = reach(reached, desk, &machine)?;
                door.publish(Public::KeySet, &made.keys)?;
                door.publish(Public::Book, &made.book)?;
                for sheet in &made.sheets {
                    // a desk that came back from a copy has signed another one under the same number
                    match door.publish(Public::Sheet, sheet) {
                        Err(PullError::Refused(_)) => {
                            println!(
                                "the door has another sheet under a number of ours; the next ones follow"
                            );
                        }
                        other => other?,
                    }
                }
            }
            println!("book {edition}, keys to {}", made.until);
        }
        What::Decoys { count, into } => {
            std::fs::create_dir_all(into)?;
            for (at, envelope) in desk.decoys(*count, hand.today, draw)?.iter().enumerate() {
                std::fs::write(into.join(format!("{at}.sealed")), envelope)?;
            }
        }
        What::Sweep => {
            let swept = desk.sweep(hand.today, draw)?;
            println!(
                "{} rooms, {} envelopes, {} yields",
                swept.rooms, swept.envelopes, swept.yields
            );
        }
        What::BackUp { into } => println!("{} files", desk.back_up(into, hand.today, draw)?),
        What::Log => {
            let (lines, last) = desk.log()?;
            for line in lines {
                println!(
                    "{} {} {} {} {}",
                    line.number, line.day, line.who, line.what, line.subject
                );
            }
            println!("last {last}");
        }
    }
    Ok(())
}

fn reach(reached: &Reached, desk: &Desk, machine: &fyke_door::desk::MachineKeys) -> Result<Box<dyn Door>> {
    if let Some(address) = &reached.onion {
        let stream = dial(&reached.socks, address)?;
        return Ok(Box::new(Line::open(stream, desk.door(), &machine.pull)?));
    }
    match (&reached.socket, &reached.carried, &reached.back) {
        (Some(socket), ..) => {
            let stream =
                UnixStream::connect(socket).with_context(|| format!("cannot reach {}", socket.display()))?;
            Ok(Box::new(Line::open(stream, desk.door(), &machine.pull)?))
        }
        (None, Some(carried), Some(back)) => {
            let file = File::open(carried).with_context(|| format!("cannot open {}", carried.display()))?;
            let back = File::create_new(back).with_context(|| format!("cannot make {}", back.display()))?;
            Ok(Box::new(Carried::open(file, back)?))
        }
        _ => bail!("say how the door is reached: --onion, --socket, or --carried with --back"),
    }
}

fn room_of(thing: &Thing) -> Result<[u8; 16]> {
    match thing {
        Thing::Room(room) => Ok(*room),
        Thing::Envelope(_) => bail!("this is an envelope; open it, then name its room"),
    }
}

fn queue(desk: &Desk) -> Result<()> {
    for waiting in desk.queue()? {
        let name = Thing::Envelope(waiting.id).name();
        if !waiting.readable {
            println!("{name}  not sealed for this door");
            continue;
        }
        let yielded: Vec<String> = waiting
            .yielded
            .iter()
            .map(|(from, to)| format!("{from} to {to}"))
            .collect();
        println!(
            "{name}  {}  {} cells  {} open, of {}  yielded: {}",
            waiting.day,
            waiting.cells,
            waiting.opening as u8,
            waiting.addressed.join(", "),
            if yielded.is_empty() {
                "-".to_owned()
            } else {
                yielded.join(", ")
            }
        );
    }
    for entry in desk.cabinet()?.entries {
        let held = if entry.hold { "  held" } else { "" };
        println!(
            "{}  {}  {}  last {}{held}",
            Thing::Room(entry.room).name(),
            dataset(entry.number),
            fyke_door::codename::display_name(&entry.conversation).join(" "),
            entry.last
        );
    }
    Ok(())
}

fn opened(opened: &Opened) {
    match opened {
        Opened::Decoy => println!("a decoy; nothing was kept"),
        Opened::Into {
            room,
            number,
            continuity,
            fresh,
            page,
        } => {
            println!(
                "{}  {}  {continuity:?}{}",
                Thing::Room(*room).name(),
                dataset(*number),
                if *fresh { "" } else { "  came before" }
            );
            match page.text() {
                Some(text) => println!("{text}"),
                None => println!("{} bytes, in the room", page.data.expose().len()),
            }
        }
    }
}

fn shown(desk: &Desk, room: &OpenRoom<'_>, clean_copies: Option<&Path>) -> Result<()> {
    println!("{}  {}", dataset(room.number), room.display_name.join(" "));
    for (at, page) in room.pages.iter().enumerate() {
        let who = if page.kind == PageKind::Reply {
            "desk"
        } else {
            "source"
        };
        if let Some(text) = page.text() {
            println!("[page {}] {} {who}: {text}", at + 1, page.day);
        }
    }
    for file in room.files() {
        let name = String::from_utf8_lossy(file.name.expose()).into_owned();
        let Some(bytes) = &file.whole else {
            println!("[file] {name:?}: {} parts, not whole yet", file.parts);
            continue;
        };
        println!("[file] {name:?}: {} bytes", bytes.expose().len());
        let Some(folder) = clean_copies else { continue };
        let view = desk.view(&fyke_view::beside_this_program(), &name, bytes)?;
        for finding in &view.findings {
            println!("  {finding}");
        }
        for what in fyke_view::NOT_LOOKED_FOR {
            println!("  not looked for: {what}");
        }
        std::fs::create_dir_all(folder)?;
        for clean in fyke_view::clean_copy(&view) {
            std::fs::write(folder.join(format!("{}-{}", file.file, clean.name)), clean.bytes)?;
        }
    }
    Ok(())
}

fn reply(
    room: &OpenRoom<'_>,
    text: &Path,
    open_text: &[PathBuf],
    anyway: bool,
    draw: &mut Draw,
) -> Result<()> {
    let text = std::fs::read_to_string(text).with_context(|| format!("cannot read {}", text.display()))?;
    let mut open = Open::default();
    for path in open_text {
        open.add(&std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?);
    }
    let told: Vec<String> = room
        .pages
        .iter()
        .filter(|page| page.kind == PageKind::Message)
        .filter_map(fyke_door::desk::Page::text)
        .collect();
    let warned = warnings(&text, &told, &open);
    for warning in &warned {
        let words = text.get(warning.span.clone()).unwrap_or_default();
        println!("only the source could know: {:?} {words:?}", warning.what);
    }
    if !warned.is_empty() && !anyway {
        bail!("nothing was sent; write it in other words, or say --anyway");
    }
    room.reply(&text, Edition::first_of(room.today()), draw)?;
    println!("in the books for two weeks, from the next that is published");
    Ok(())
}

fn marks_of(path: &Path) -> Result<Vec<Mark>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut marks = Vec::new();
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let cells: Vec<&str> = line.split('\t').collect();
        let number = |cell: usize| -> Result<usize> {
            cells
                .get(cell)
                .and_then(|cell| cell.trim().parse().ok())
                .with_context(|| {
                    format!(
                        "{}, line {}: write page, first byte, byte behind the last, entity, schema, property, parted by tabs",
                        path.display(),
                        at + 1
                    )
                })
        };
        let word = |cell: usize| {
            cells
                .get(cell)
                .map(|cell| cell.trim().to_owned())
                .unwrap_or_default()
        };
        marks.push(Mark {
            page: number(0)?.saturating_sub(1),
            span: number(1)?..number(2)?,
            entity: word(3),
            schema: word(4),
            property: word(5),
            value: cells.get(6).map(|value| (*value).to_owned()),
        });
    }
    Ok(marks)
}
