//! What one lead looks like on a terminal, in each state of its way: before
//! the person's judgement, after it, after the machine's is shown, decided.
//!
//! A card is drawn from plain values; nothing here reads a record or a key. In
//! the first state a card has no field that could hold what the machine thinks
//! ([`Seen`] comes with the reveal), so nothing of it can be drawn.

use crate::screen::{grouped, plain};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// One lead as the person sees it now.
pub struct Card {
    /// `3 of 40`.
    pub at: (usize, usize),
    /// Id of the lead.
    pub lead: String,
    /// Facts, each a word and its value.
    pub facts: Vec<(&'static str, String)>,
    /// What it could be, the guilty and the innocent reading among them.
    pub readings: Vec<String>,
    /// The rows, each with the part it plays.
    pub rows: Vec<RowLine>,
    /// The row under the cursor.
    pub cursor: usize,
    /// Rows that the person leans on, by place.
    pub cited: BTreeSet<usize>,
    /// Where on its way the lead is.
    pub stage: Stage,
    /// The last thing said to the person, in one line.
    pub said: String,
}

impl Card {
    /// Leans on the row under the cursor, or no longer.
    pub fn lean(&mut self) {
        if !self.cited.remove(&self.cursor) {
            self.cited.insert(self.cursor);
        }
    }
}

/// A row on the card.
pub struct RowLine {
    /// `in`, `out`, `before`, ...
    pub role: String,
    /// `dataset:file:row`.
    pub name: String,
    /// Its values, for the list.
    pub short: String,
    /// Its cells with their columns, for the row under the cursor.
    pub cells: String,
}

/// Where on its way a lead is.
pub enum Stage {
    /// Not judged by this person.
    Blind,
    /// Judged, the machine's answer still sealed.
    Judged(Mine),
    /// Judged and shown.
    Shown(Mine, Seen),
    /// Decided.
    Decided(Mine, Option<Seen>, String),
}

/// What this person thinks.
pub struct Mine {
    /// `0.7 (likely)`.
    pub probability: String,
    /// `moderate`.
    pub confidence: String,
}

/// What is shown after the judgement.
pub struct Seen {
    /// `0.83`, or why there is none.
    pub machine: String,
    /// Weight and sentence of each reason.
    pub reasons: Vec<(f64, String)>,
    /// How often the reasons were right, and what speaks against them.
    pub why: Vec<String>,
    /// What others thought: name and probability.
    pub others: Vec<(String, String)>,
    /// What is known of a lead whose answer was known beforehand.
    pub known: Option<String>,
}

/// Lines that the frame takes whatever the card holds.
const FRAME_LINES: usize = 4;
/// Lines that the cells of the row under the cursor may take.
const CELL_LINES: usize = 4;
/// Below this there is no room to judge anything.
const WIDTH_MIN: usize = 40;

/// The card as lines of at most `width` columns, `height` of them at most.
pub fn draw(card: &Card, width: usize, height: usize) -> Vec<String> {
    let width = width.max(WIDTH_MIN);
    let mut head = vec![format!(
        "lead {} of {}   {}",
        grouped(card.at.0 as u64),
        grouped(card.at.1 as u64),
        card.lead
    )];
    for (word, value) in &card.facts {
        wrapped(&mut head, &format!("  {word:<9}"), &plain(value), width);
    }
    for reading in &card.readings {
        wrapped(&mut head, "  it may be  ", &plain(reading), width);
    }
    stage(&mut head, &card.stage, width);
    let tail = [card.said.clone(), keys(&card.stage).to_owned()];
    let room = height
        .saturating_sub(head.len() + tail.len() + FRAME_LINES + CELL_LINES)
        .max(3);
    head.push(String::new());
    head.push(format!(
        "rows {}   leaned on: {}",
        grouped(card.rows.len() as u64),
        grouped(card.cited.len() as u64)
    ));
    let first = card
        .cursor
        .saturating_sub(room / 2)
        .min(card.rows.len().saturating_sub(room));
    for (at, row) in card.rows.iter().enumerate().skip(first).take(room) {
        let cursor = if at == card.cursor { '>' } else { ' ' };
        let cited = if card.cited.contains(&at) { 'x' } else { ' ' };
        let text = format!("{cursor}[{cited}] {:<9} {}", row.role, plain(&row.short));
        head.push(cut(&text, width));
    }
    if let Some(row) = card.rows.get(card.cursor) {
        let mut cells = vec![cut(&format!("     {}", row.name), width)];
        wrapped(&mut cells, "     ", &plain(&row.cells), width);
        cells.truncate(1 + CELL_LINES);
        head.append(&mut cells);
    }
    head.push(String::new());
    head.extend(tail);
    head.iter().map(|line| cut(line, width)).collect()
}

fn stage(to: &mut Vec<String>, stage: &Stage, width: usize) {
    let mine = |mine: &Mine| format!("{}, confidence {}", mine.probability, mine.confidence);
    to.push(String::new());
    match stage {
        Stage::Blind => wrapped(
            to,
            "",
            "what the machine thinks is sealed until you have said what you think",
            width,
        ),
        Stage::Judged(own) => {
            wrapped(to, "you      ", &mine(own), width);
            to.push("machine  sealed; your judgement is in the record".to_owned());
        }
        Stage::Shown(own, seen) => {
            wrapped(to, "you      ", &mine(own), width);
            shown(to, seen, width);
        }
        Stage::Decided(own, seen, verdict) => {
            wrapped(to, "you      ", &mine(own), width);
            if let Some(seen) = seen {
                shown(to, seen, width);
            }
            wrapped(to, "decided  ", verdict, width);
        }
    }
}

fn shown(to: &mut Vec<String>, seen: &Seen, width: usize) {
    wrapped(to, "machine  ", &seen.machine, width);
    for (who, p) in &seen.others {
        wrapped(to, "         ", &format!("{}: {p}", plain(who)), width);
    }
    for (weight, sentence) in &seen.reasons {
        wrapped(to, &format!("  {weight:>+5.1}  "), &plain(sentence), width);
    }
    if let Some(known) = &seen.known {
        wrapped(to, "known    ", known, width);
    }
}

/// The keys that do something now.
fn keys(stage: &Stage) -> &'static str {
    match stage {
        Stage::Blind => "j k rows   x lean on row   o open row   b judge   n p lead   ? help   q quit",
        Stage::Judged(_) => {
            "r reveal   e escalate   t refute   d dismiss   f defer   n p lead   ? help   q quit"
        }
        Stage::Shown(..) => {
            "e escalate   t refute   d dismiss   f defer   w why   n p lead   ? help   q quit"
        }
        Stage::Decided(..) => "u undo   s sign as the second   w why   n p lead   ? help   q quit",
    }
}

/// What every key does.
pub const HELP: &str = "\
n p      next lead, lead before
j k      next row, row before (also the arrow keys)
x        lean on this row, or no longer; a judgement names at least one
o        open the row as its file has it
b        say what you think: a probability, how firm the ground is, and why
r        show what the machine thinks; possible once your judgement is in the record
e        escalate: to be acted on; a second person must agree
t        refute: the innocent explanation holds
d        dismiss: not worth more work now
f        defer: something is missing
s        sign somebody else's decision as the second person
u        take your last decision on this lead back
w        why: the reasons, how often each was right, what it costs to fake
q        quit; everything said is in the record already";

/// Text after `lead`, broken at spaces, later lines set in.
fn wrapped(to: &mut Vec<String>, lead: &str, text: &str, width: usize) {
    let room = width.saturating_sub(lead.chars().count()).max(10);
    let mut line = lead.to_owned();
    let mut used = 0;
    for word in text.split_whitespace() {
        let long = word.chars().count();
        if used > 0 && used + 1 + long > room {
            to.push(std::mem::replace(&mut line, " ".repeat(lead.chars().count())));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        // writing to a string cannot fail
        let _ = write!(line, "{word}");
        used += long;
    }
    to.push(cut(&line, width));
}

fn cut(line: &str, width: usize) -> String {
    match line.char_indices().nth(width) {
        Some((at, _)) => line[..at].to_owned(),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(stage: Stage) -> Card {
        Card {
            at: (3, 20),
            lead: "k3v9x2m1qa".to_owned(),
            facts: vec![
                ("about", "Alfa FZE (AE)".to_owned()),
                ("goods", "8542 integrated circuits".to_owned()),
            ],
            readings: vec!["goods of this family were passed on to RU".to_owned()],
            rows: (0..40)
                .map(|at| RowLine {
                    role: "in".to_owned(),
                    name: format!("customs:0123456789ab:{at}"),
                    short: format!("2022-03-{:02}  40", at % 28 + 1),
                    cells: format!("date 2022-03-{:02}  mass_kg 40", at % 28 + 1),
                })
                .collect(),
            cursor: 1,
            cited: [0].into(),
            stage,
            said: String::new(),
        }
    }

    fn mine() -> Mine {
        Mine {
            probability: "likely (0.7)".to_owned(),
            confidence: "moderate".to_owned(),
        }
    }

    #[test]
    fn a_card_before_the_judgement() {
        let lines = draw(&card(Stage::Blind), 78, 22);
        assert_eq!(
            lines.join("\n"),
            "\
lead 3 of 20   k3v9x2m1qa
  about    Alfa FZE (AE)
  goods    8542 integrated circuits
  it may be  goods of this family were passed on to RU

what the machine thinks is sealed until you have said what you think

rows 40   leaned on: 1
 [x] in        2022-03-01  40
>[ ] in        2022-03-02  40
 [ ] in        2022-03-03  40
 [ ] in        2022-03-04  40
 [ ] in        2022-03-05  40
 [ ] in        2022-03-06  40
     customs:0123456789ab:1
     date 2022-03-02 mass_kg 40


j k rows   x lean on row   o open row   b judge   n p lead   ? help   q quit"
        );
    }

    #[test]
    fn what_the_machine_thinks_is_drawn_after_the_reveal_alone() {
        let seen = Seen {
            machine: "0.83".to_owned(),
            reasons: vec![(2.14, "T02  goods left within days".to_owned())],
            why: vec![],
            others: vec![("Ben".to_owned(), "0.6".to_owned())],
            known: None,
        };
        let judged = draw(&card(Stage::Judged(mine())), 78, 24).join("\n");
        assert!(judged.contains("you      likely (0.7), confidence moderate") && !judged.contains("0.83"));
        let shown = draw(&card(Stage::Shown(mine(), seen)), 78, 24).join("\n");
        assert!(shown.contains("machine  0.83") && shown.contains(" +2.1  T02 goods left within days"));
        assert!(shown.contains("Ben: 0.6"));
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_the_cursor_is_in_sight() {
        for (width, height, cursor) in [(40, 10, 39), (60, 24, 20), (200, 60, 0), (0, 0, 39)] {
            let mut card = card(Stage::Blind);
            card.cursor = cursor;
            card.facts
                .push(("about", "a very long name of a firm ".repeat(20)));
            let lines = draw(&card, width, height);
            assert!(
                lines
                    .iter()
                    .all(|line| line.chars().count() <= width.max(WIDTH_MIN))
            );
            assert!(lines.iter().any(|line| line.starts_with('>')));
        }
    }

    #[test]
    fn what_steers_a_terminal_is_shown_and_not_obeyed() {
        let mut card = card(Stage::Blind);
        card.facts = vec![("about", "Al\u{1b}[2Jfa".to_owned())];
        assert!(!draw(&card, 80, 24).join("").contains('\u{1b}'));
    }
}
