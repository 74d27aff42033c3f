//! What happens, in order, and what must be seen at each step.
//!
//! Three people at the desk: Ada, Bo, Cyd. Two sources. The days run on at the end,
//! for what must be over by then.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::house::House;
use super::visitor::{Page, Way};
use super::ways;

const TOLD: &str = "The lorry left gate four at nine, Planted Works paid";
const FILE: &[u8] = b"date,plate\n2026-11-02,XX-17-planted\n";
const REPLY: &str = "Thank you. Who signed for it?";
/// A file that takes 16 of the 63 cells of a ring.
const LARGE: usize = 1_000_000;

/// Says a step and what it took.
fn step<T>(what: &str, done: impl FnOnce() -> Result<T>) -> Result<T> {
    let begun = Instant::now();
    let result = done().with_context(|| format!("not so: {what}"))?;
    println!("{:>7.1} s  {what}", begun.elapsed().as_secs_f64());
    Ok(result)
}

/// Things that a command's words name: `envelope-...` or `room-...`.
pub fn named(said: &str, kind: &str) -> Vec<String> {
    said.split_whitespace()
        .filter(|word| word.starts_with(kind))
        .map(str::to_owned)
        .collect()
}

/// A source, from the second step on.
struct Source {
    codename: String,
    receipts: Vec<String>,
}

/// Plays all of it.
pub fn play(mut house: House) -> Result<()> {
    let begun = Instant::now();
    let door = step(
        "a desk: a root key apart, three people, day keys for two weeks",
        || desk(&house),
    )?;
    step("a door is installed: noise, the key set, its id", || {
        house.install(&door)?;
        ensure!(house.install(&door).is_err(), "installed over what is there");
        Ok(())
    })?;
    step("it runs, and is reached", || house.start(None))?;
    let way = house.way();
    let source = step(
        "a codename is shown once and typed back; a message and a file are kept, with receipts",
        || comes_forward(&way),
    )?;
    step("who came by another address is shown the right one", || {
        let other = Way {
            address: "elsewhere.onion".into(),
            ..way.clone()
        };
        if !way.onion {
            other.get("/en/")?.is(421)?;
        }
        Ok(())
    })?;
    step("a desk that is not this door's gets nothing", || stranger(&house))?;
    step("the desk pulls, and keeps what it pulled sealed", || {
        let said = house.pull()?;
        ensure!(said.starts_with("kept 2, known 0"), "{said}");
        ensure!(
            house.pull()?.starts_with("kept 0"),
            "the door still has what the desk holds"
        );
        Ok(())
    })?;
    let room = step("one person opens nothing, two open", || two_open(&house))?;
    step(
        "an answer, held against what only the source could know; a book and a sheet are published",
        || {
            answered(&house, &room)?;
            house.publish("2")?;
            shown(&house, 2)
        },
    )?;
    step(
        "the source comes back with the codename and reads; the receipt stands on the sheet",
        || comes_back(&way, &source),
    )?;
    step(
        "the power is cut with a message waiting: it is there when the door is back",
        || {
            let (_, token) = way.begin("")?;
            let fields = [
                ("token", token.as_str()),
                ("to", ""),
                ("text", "a second one, before the dark"),
            ];
            let kept = way.send("/en/send", &fields, &[])?.is(200)?.receipts();
            ensure!(kept.len() == 1, "one receipt");
            house.stop();
            house.start(None)?;
            let said = house.pull()?;
            ensure!(
                said.starts_with("kept 2"),
                "the message and the notice that a reply was read: {said}"
            );
            Ok(())
        },
    )?;
    step("the notice frees the reply's place in the books", || {
        for envelope in named(&house.desk(&[], &["queue"])?, "envelope-") {
            house.desk(&["Bo"], &["yield", "Bo", &envelope, "--to", "Ada"])?;
            house.desk(&["Ada"], &["open", "Ada", &envelope])?;
        }
        ensure!(
            named(&house.desk(&[], &["queue"])?, "room-").len() == 2,
            "two rooms"
        );
        Ok(())
    })?;
    step(
        "way B: what was sealed elsewhere passes through, and two open it",
        || ways::sealed(&house, &way),
    )?;
    step(
        "a stick is carried: the desk takes what lies there without a line, and the door lets it go",
        || ways::carried(&house, &way, &door),
    )?;
    step(
        "the desk is killed again and again while it pulls: nothing lost, nothing twice",
        || ways::pull_killed(&house, &way),
    )?;
    step(
        "a door that is full says so before anyone types, and a pull makes room",
        || full(&house, &way),
    )?;
    let room = step(
        "Ada leaves: her room is handed over, her name goes from the door",
        || leaves(&house, &way, &room),
    )?;
    step(
        "the desk's machine is lost: a copy brings it back on another",
        || restored(&mut house, &room),
    )?;
    step(
        "the door's machine is lost: a new one, at a constant pace, and the conversation goes on",
        || ways::door_lost(&mut house, &door, &source.codename, &source.receipts[0]),
    )?;
    step(
        "the conversation is erased: the room is gone, the next book has no answer",
        || {
            ways::erased_killed(&house, "Bo", &room)?;
            house.desk(&[], &["back-up", &house.path("copy")])?;
            house.publish("4")?;
            shown(&house, 4)?;
            way.come_back(&source.codename)?.says("No answer lies here now")?;
            house.refused(&["Bo"], &["open", "Bo", &room], "there is no")
        },
    )?;
    step(
        "day keys expire: what was left unopened for three weeks is nobody's",
        || expired(&house, &way),
    )?;
    step(
        "the keys run out: the form is closed before anyone types, the desk still pulls",
        || {
            house.stop();
            house.start(Some(house.today + 40))?;
            for page in [way.get("/en/to")?, way.post("/en/new", &[("to", "")])?] {
                page.is(503)?.says("The door is closed today")?;
            }
            ensure!(house.pull()?.starts_with("kept 0"), "nothing waited");
            Ok(())
        },
    )?;
    step(
        "nothing that was told, typed or sent lies on the door's disk",
        || {
            let mut words = vec![
                "gate four",
                "XX-17-planted",
                "signed for",
                "list.csv",
                "before the dark",
            ];
            let codename: Vec<&str> = source.codename.split(' ').collect();
            let halves = codename.chunks(3).map(|some| some.join(" ")).collect::<Vec<_>>();
            words.extend(halves.iter().map(String::as_str));
            words.push(&source.receipts[0]);
            let found = house.search(&words)?;
            ensure!(found.is_empty(), "{found}");
            ensure!(
                house.search(&[&door])?.contains("door/door"),
                "the search finds nothing at all"
            );
            Ok(())
        },
    )?;
    println!("{:>7.1} s  all of it", begun.elapsed().as_secs_f64());
    Ok(())
}

fn desk(house: &House) -> Result<String> {
    let root = house.path("root");
    let said = house.desk(&["root", "machine"], &["init", "--root", &root])?;
    let door = said.lines().next().and_then(|line| line.strip_prefix("door "));
    for who in ["Ada", "Bo", "Cyd"] {
        house.desk(&[who], &["staff", "--take-on", who])?;
    }
    house.desk(&["root"], &["roster", "--root", &root])?;
    for who in ["Ada", "Bo", "Cyd"] {
        house.desk(&[who], &["keys", who])?;
    }
    // not handed over yet: the door is installed with the key set of it
    house.desk(&["machine"], &["publish"])?;
    Ok(door.context("no door id")?.to_owned())
}

fn comes_forward(way: &Way) -> Result<Source> {
    way.get("/en/")?
        .is(200)?
        .says("Nobody outside has checked")?
        .says_not("<script")?;
    way.get("/en/to")?.is(200)?.says("Only Cyd")?;
    let shown = way.post("/en/new", &[("to", "")])?.is(200)?;
    let codename = shown.between("<strong>", "</strong>")?.to_owned();
    let token = shown.hidden("shown")?;
    let (other, _) = way.begin("")?;
    let typed = |words: &str| {
        way.post("/en/write", &[("to", ""), ("shown", &token), ("codename", words)])?
            .is(200)
    };
    typed(&other)?
        .says("not the words that you were shown")?
        .says_not(&codename)?;
    let form = typed(&codename.to_uppercase())?.says_not(&codename)?;
    let token = form.hidden("token")?;
    let fields = [("token", token.as_str()), ("to", ""), ("text", TOLD)];
    let send = || -> Result<Page> { way.send("/en/send", &fields, &[("list.csv", FILE)])?.is(200) };
    let receipts = send()?.receipts();
    ensure!(
        receipts.len() == 2 && receipts[0].split(' ').count() == 4,
        "{receipts:?}"
    );
    ensure!(
        send()?.receipts() == receipts,
        "the same form again is not kept twice"
    );
    Ok(Source { codename, receipts })
}

fn stranger(house: &House) -> Result<()> {
    let root = house.path("root-2");
    let other = house.path("desk-2");
    let passphrases = house.path("passphrases-2");
    std::fs::write(
        &passphrases,
        "a long passphrase of root\na long passphrase of machine\n",
    )?;
    let first = [
        "desk",
        &other,
        "--passphrase-file",
        &passphrases,
        "--cost-kib",
        "64",
    ];
    house.fyke(&[&first[..], &["init", "--root", &root]].concat())?;
    std::fs::write(&passphrases, "a long passphrase of machine\n")?;
    let reached = house.reached();
    let reached: Vec<&str> = reached.iter().map(String::as_str).collect();
    let said = house.fyke(&[&first[..], &["pull"], &reached].concat());
    match said {
        Err(why) if why.to_string().contains("another door") => {}
        other => bail!("the pull did not turn it away: {other:?}"),
    }
    match &house.network {
        // without the key that lies in the desk's tor nobody even learns where the pull is
        Some(network) => network.hidden_from_others(),
        None => Ok(()),
    }
}

fn two_open(house: &House) -> Result<String> {
    let queue = house.desk(&[], &["queue"])?;
    let waiting = named(&queue, "envelope-");
    ensure!(
        waiting.len() == 2 && queue.contains("2 open, of Ada, Bo, Cyd"),
        "{queue}"
    );
    let mut rooms = Vec::new();
    let mut said = String::new();
    for envelope in &waiting {
        house.refused(&["Ada"], &["open", "Ada", envelope], "two")?;
        house.desk(&["Bo"], &["yield", "Bo", envelope, "--to", "Ada"])?;
        // what Bo gave to Ada is of no use to Cyd
        house.refused(&["Cyd"], &["open", "Cyd", envelope], "two")?;
        said += &house.desk(&["Ada"], &["open", "Ada", envelope])?;
        said.push('\n');
        rooms.extend(named(&said, "room-"));
    }
    rooms.dedup();
    ensure!(
        said.contains(TOLD) && rooms.len() == 1,
        "one conversation: {said}"
    );
    let room = rooms.remove(0);
    house.refused(&["Ada"], &["open", "Ada", &room], "two")?;
    let open = two_in(house, &room, "Bo", "Ada")?;
    ensure!(
        open.contains(TOLD) && open.contains(&format!("\"list.csv\": {} bytes", FILE.len())),
        "{open}"
    );
    Ok(room)
}

/// Opens a room: one yields, the other opens.
pub fn two_in(house: &House, room: &str, gives: &str, opens: &str) -> Result<String> {
    house.desk(&[gives], &["yield", gives, room, "--to", opens])?;
    house.desk(&[opens], &["open", opens, room])
}

fn answered(house: &House, room: &str) -> Result<()> {
    let text = house.path("reply");
    house.desk(&["Bo"], &["yield", "Bo", room, "--to", "Ada"])?;
    std::fs::write(&text, "So Planted Works paid?")?;
    let reply = ["reply", "Ada", room, "--text", &text];
    house.refused(&["Ada"], &reply, "nothing was sent")?;
    std::fs::write(&text, REPLY)?;
    house.desk(&["Ada"], &reply)?;
    Ok(())
}

/// Waits until the front shows a sheet: it looks for what is new every five seconds.
pub fn shown(house: &House, serial: u32) -> Result<()> {
    let way = house.way();
    house.wait("the front does not show what was published", || {
        std::thread::sleep(Duration::from_millis(400));
        Ok(way.get(&format!("/sheet/{serial}"))?.status == 200)
    })
}

fn comes_back(way: &Way, source: &Source) -> Result<()> {
    let page = way.come_back(&source.codename)?.says(REPLY)?;
    let (other, _) = way.begin("")?;
    way.come_back(&other)?
        .says("No answer lies here now")?
        .says_not(REPLY)?;
    for receipt in &source.receipts {
        way.post("/en/sheets", &[("receipt", receipt)])?
            .is(200)?
            .says("On sheet 2")?;
    }
    let never = "abacus abacus abacus abacus";
    way.post("/en/sheets", &[("receipt", never)])?
        .says_not("On sheet")?;
    let token = page.hidden("token")?;
    way.post("/en/read", &[("token", &token)])?
        .is(200)?
        .says("take the answers away")?;
    Ok(())
}

fn full(house: &House, way: &Way) -> Result<()> {
    let large = vec![b'x'; LARGE];
    let (_, token) = way.begin("")?;
    let mut kept = 0;
    let refused = loop {
        let text = format!("file {kept}");
        let fields = [("token", token.as_str()), ("to", ""), ("text", text.as_str())];
        let page = way.send("/en/send", &fields, &[("large", &large)])?;
        if page.status != 200 {
            break page;
        }
        kept += 1;
        ensure!(kept < 9, "a ring of 63 cells holds more than it can");
    };
    // the text was kept before the file was refused, and its receipt is shown
    ensure!(
        refused.status == 503 && kept > 1,
        "{} after {kept}:\n{}",
        refused.status,
        refused.text
    );
    for n in 0.. {
        let page = way.get("/en/to")?;
        if page.status == 503 {
            page.says("full")?;
            break;
        }
        ensure!(n < 63, "it is never full");
        let text = format!("small {n}");
        let fields = [("token", token.as_str()), ("to", ""), ("text", text.as_str())];
        way.send("/en/send", &fields, &[])?;
    }
    let said = house.pull()?;
    ensure!(said.starts_with("kept "), "{said}");
    way.get("/en/to")?.is(200)?;
    // unseen, as an officer may
    for envelope in named(&house.desk(&[], &["queue"])?, "envelope-") {
        house.desk(&["Cyd"], &["destroy", "Cyd", &envelope])?;
    }
    Ok(())
}

fn leaves(house: &House, way: &Way, room: &str) -> Result<String> {
    house.desk(&["Bo"], &["yield", "Bo", room, "--to", "Ada"])?;
    let said = house.desk(&["Ada"], &["handover", "Ada", room, "--to", "Bo", "--to", "Cyd"])?;
    let new = named(&said, "room-").pop().context("no new room")?;
    house.desk(&[], &["staff", "--let-go", "Ada"])?;
    house.desk(&["root"], &["roster", "--root", &house.path("root")])?;
    house.publish("3")?;
    shown(house, 3)?;
    way.get("/en/to")?.is(200)?.says("Only Bo")?.says_not("Ada")?;
    house.refused(&["Bo"], &["open", "Bo", room], "there is no")?;
    let open = two_in(house, &new, "Cyd", "Bo")?;
    ensure!(open.contains(TOLD) && open.contains(REPLY), "{open}");
    Ok(new)
}

fn restored(house: &mut House, room: &str) -> Result<()> {
    let copy = house.path("copy");
    house.desk(&[], &["back-up", &copy])?;
    std::fs::remove_dir_all(&house.desk)?;
    house.desk = house.path("desk-again").into();
    std::fs::create_dir(&house.desk)?;
    house.desk(&[], &["restore", &copy])?;
    let open = two_in(house, room, "Cyd", "Bo")?;
    ensure!(open.contains(TOLD), "{open}");
    Ok(())
}

fn expired(house: &House, way: &Way) -> Result<()> {
    let (_, token) = way.begin("")?;
    let fields = [
        ("token", token.as_str()),
        ("to", ""),
        ("text", "nobody came in time"),
    ];
    way.send("/en/send", &fields, &[])?.is(200)?;
    house.pull()?;
    let waiting = named(&house.desk(&[], &["queue"])?, "envelope-");
    let [envelope] = waiting.as_slice() else {
        bail!("one envelope waits, not {waiting:?}");
    };
    let late = house.today + 22;
    for who in ["Bo", "Cyd"] {
        house.desk_on(late, &[who], &["keys", who])?;
    }
    // even on a day on which it could have been opened: the keys are gone
    house.refused(
        &["Bo"],
        &["yield", "Bo", envelope, "--to", "Cyd"],
        "not addressed",
    )?;
    let said = house.desk_on(late, &[], &["sweep"])?;
    ensure!(said.contains("1 envelopes"), "{said}");
    Ok(())
}
