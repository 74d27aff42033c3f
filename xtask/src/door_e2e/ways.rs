//! The other ways to and from a door, and what ends halfway: way B, a stick, a machine
//! that is lost, a desk that is killed.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::house::House;
use super::script::{named, shown, two_in};
use super::visitor::Way;

const SEALED: &str = "sealed on another machine, about the second lorry";
/// Messages that wait while the desk is killed.
const WAITING: usize = 5;
/// Kills of one command: after 8 ms, then each a third later, to about half a second.
const KILLS: u32 = 15;

fn after(kill: u32) -> Duration {
    Duration::from_millis(8).mul_f64(1.333_f64.powi(kill.cast_signed()))
}

fn writes(way: &Way, text: &str) -> Result<()> {
    let (_, token) = way.begin("")?;
    let fields = [("token", token.as_str()), ("to", ""), ("text", text)];
    let kept = way.send("/en/send", &fields, &[])?.is(200)?.receipts();
    ensure!(kept.len() == 1, "one receipt");
    Ok(())
}

/// Opens everything that waits; the words of all of it.
fn open_all(house: &House, gives: &str, opens: &str) -> Result<Vec<String>> {
    let waiting = named(&house.desk(&[], &["queue"])?, "envelope-");
    let open = |envelope: &String| two_in(house, envelope, gives, opens);
    waiting.iter().map(open).collect()
}

/// A message is sealed by the tool and sent as a file.
pub fn sealed(house: &House, way: &Way) -> Result<()> {
    let (text, into) = (house.path("a-note.txt"), house.path("sealed-parts"));
    fs::create_dir(&into)?;
    fs::write(&text, SEALED)?;
    let keys = house.desk.join("outbox/keys").display().to_string();
    let said = house.fyke(&["seal", &text, "--to", &keys, "--into", &into])?;
    let parts: Vec<_> = fs::read_dir(&into)?.flatten().map(|one| one.path()).collect();
    ensure!(!parts.is_empty() && !said.contains(SEALED), "{said}");
    let mut receipts = Vec::new();
    for part in &parts {
        let bytes = fs::read(part)?;
        ensure!(
            !bytes.windows(8).any(|some| some == &SEALED.as_bytes()[..8]),
            "sealed in clear"
        );
        receipts.extend(
            way.send("/en/sealed", &[], &[("a-part", &bytes)])?
                .is(200)?
                .receipts(),
        );
        // one that was changed on the way is not taken for ours
        let mut changed = bytes.clone();
        changed[20] ^= 1;
        way.send("/en/sealed", &[], &[("a-part", &changed)])?
            .is(200)?
            .says("not sealed for this door")?;
    }
    for receipt in &receipts {
        ensure!(
            said.contains(receipt.as_str()),
            "the tool said other words than the door: {said}"
        );
    }
    let pulled = house.pull()?;
    ensure!(pulled.starts_with(&format!("kept {}", parts.len())), "{pulled}");
    open_all(house, "Bo", "Ada")?;
    let rooms = named(&house.desk(&[], &["queue"])?, "room-");
    let room = rooms.last().context("no room")?;
    let open = two_in(house, room, "Bo", "Ada")?;
    ensure!(open.contains(&format!("{} bytes", SEALED.len())), "{open}");
    Ok(())
}

/// Out on a stick and back, with no line between door and desk.
pub fn carried(house: &House, way: &Way, door: &str) -> Result<()> {
    writes(way, "to be carried by hand")?;
    let (out, back) = (house.path("stick-out"), house.path("stick-back"));
    let counter = house.path("door/run/counter.sock");
    let at_door = ["pull", "--door", door, "--counter", &counter];
    house.fyke(&[&at_door[..], &["--to-file", &out]].concat())?;
    let kept = house.desk(&["machine"], &["pull", "--carried", &out, "--back", &back])?;
    ensure!(kept.starts_with("kept 1"), "{kept}");
    let handed = house.fyke(&[&at_door[..], &["--from-file", &back]].concat())?;
    ensure!(handed.contains("handed in"), "{handed}");
    let pulled = house.pull()?;
    ensure!(
        pulled.starts_with("kept 0, known 0"),
        "the door kept what was carried away: {pulled}"
    );
    let open = open_all(house, "Bo", "Ada")?;
    ensure!(open.len() == 1 && open[0].contains("carried by hand"), "{open:?}");
    fs::remove_file(&out)?;
    Ok(())
}

/// Kills between taking, keeping and letting go.
pub fn pull_killed(house: &House, way: &Way) -> Result<()> {
    for n in 0..WAITING {
        writes(way, &format!("while it is killed, {n}"))?;
    }
    let reached = house.reached();
    let reached: Vec<&str> = reached.iter().map(String::as_str).collect();
    for kill in 0..KILLS {
        house.killed(
            &["machine"],
            &[&["pull"], reached.as_slice()].concat(),
            after(kill),
        )?;
    }
    house.pull()?;
    let open = open_all(house, "Bo", "Ada")?;
    ensure!(open.len() == WAITING, "{} came of {WAITING}", open.len());
    for n in 0..WAITING {
        let text = format!("while it is killed, {n}");
        let times = open.iter().filter(|one| one.contains(&text)).count();
        ensure!(times == 1, "message {n} came {times} times");
    }
    Ok(())
}

/// Another machine takes the door's place: the key set and what was published come from the
/// desk, what Tor knows it by was kept apart. It writes at a constant pace.
pub fn door_lost(house: &mut House, door: &str, codename: &str, receipt: &str) -> Result<()> {
    house.lose()?;
    house.install(door)?;
    house.start_with(&["--constant".to_owned(), "4".to_owned()])?;
    house.publish("3")?;
    shown(house, 3)?;
    let way = house.way();
    way.post("/en/sheets", &[("receipt", receipt)])?
        .is(200)?
        .says("On sheet 2")?;
    let token = way.come_back(codename)?.hidden("token")?;
    let fields = [("token", token.as_str()), ("to", ""), ("text", "I am still here")];
    way.send("/en/send", &fields, &[])?.is(200)?;
    let said = house.pull()?;
    ensure!(said.starts_with("kept 1"), "{said}");
    let open = open_all(house, "Cyd", "Bo")?;
    ensure!(
        open.len() == 1 && open[0].contains("I am still here") && open[0].contains("Continues"),
        "{open:?}"
    );
    Ok(())
}

/// An erasure that is cut off is finished, or has not begun; the other rooms are whole.
pub fn erased_killed(house: &House, who: &str, room: &str) -> Result<()> {
    let rooms = named(&house.desk(&[], &["queue"])?, "room-");
    for kill in 0..KILLS {
        house.killed(&[who], &["erase", who, room], after(kill))?;
        let left = named(&house.desk(&[], &["queue"])?, "room-");
        ensure!(left.len() + 1 >= rooms.len(), "another room went: {left:?}");
        if !left.iter().any(|one| one == room) {
            break;
        }
    }
    if named(&house.desk(&[], &["queue"])?, "room-")
        .iter()
        .any(|one| one == room)
    {
        house.desk(&[who], &["erase", who, room])?;
    }
    let left = named(&house.desk(&[], &["queue"])?, "room-");
    let others: Vec<&String> = rooms.iter().filter(|one| *one != room).collect();
    ensure!(
        left.iter().eq(others.iter().copied()),
        "{left:?} where {others:?} must stay"
    );
    Ok(())
}
