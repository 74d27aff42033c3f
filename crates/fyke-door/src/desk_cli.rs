//! `fyke-door desk`: what people type at the desk.
//!
//! Every command does one thing of the module `desk` and says in a line what came
//! of it. Passphrases are asked for on the terminal; for drills and tests they come,
//! in the order in which they would be asked for, a line each, from
//! `--passphrase-file`.

mod options;
mod show;
mod words;

pub use options::Options;
use options::{Reached, What};
use show::{opened, queue, shown};
use words::{marks_of, reply};

use anyhow::{Context, Result, bail};
use fyke_door::book::Edition;
use fyke_door::day::Day;
use fyke_door::desk::dial::{dial, tor_key};
use fyke_door::desk::mark::dataset;
use fyke_door::desk::{Cost, Desk, Sitting, Thing, restore};
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
