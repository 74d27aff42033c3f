//! What the desk prints: the queue, what came out of an envelope, a room.

use anyhow::Result;
use fyke_door::desk::mark::dataset;
use fyke_door::desk::{Desk, OpenRoom, Opened, PageKind, Thing};
use std::path::Path;

pub(super) fn queue(desk: &Desk) -> Result<()> {
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

pub(super) fn opened(opened: &Opened) {
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

pub(super) fn shown(desk: &Desk, room: &OpenRoom, clean_copies: Option<&Path>) -> Result<()> {
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
