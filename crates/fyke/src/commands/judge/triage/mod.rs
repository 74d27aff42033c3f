//! `fyke judge CASE`: leads one by one, on a terminal, by the keyboard alone.
//!
//! Each step is in the record before the next is drawn; to quit is always safe.

mod screen;

use super::leads::probability;
use super::wording;
use crate::bench::{Bench, Said, judgement};
use crate::ledger::Signer;
use crate::screen::{Failure, Outcome, counted, note, plain};
use console::{Key, Term};
use fyke_judge::assessment::{Basis, Confidence, Probability};
use fyke_judge::desk::{BlindView, Decided, Judged, Revealed, Seen as Shown};
use fyke_judge::record::leaf::Verdict;
use fyke_judge::roll::Roll;
use fyke_store::{evidence, leads};
use screen::{Card, HELP, Mine, RowLine, Seen, Stage};
use std::path::Path;

/// Rows and columns where the terminal does not say.
const SIZE: (u16, u16) = (40, 100);

pub fn run(case: &Path, signer: &Signer, wanted: usize) -> Outcome {
    let term = Term::stdout();
    if !term.is_term() {
        return Err(Failure::new(
            "leads are judged on a terminal, and this is none",
            "run it on one, or step by step: fyke judge CASE queue, say, reveal, decide",
        ));
    }
    let mut bench = Bench::open(case, signer)?;
    let mut views = bench.resume()?;
    if views.is_empty() {
        views = bench.session(wanted, &[])?.views().to_vec();
    }
    let names = Roll::of(bench.desk.record())?;
    let mut seat = Seat {
        term,
        bench,
        names,
        views,
        at: 0,
        card: None,
    };
    let ended = seat.work();
    seat.term.clear_screen()?;
    ended?;
    note(format_args!(
        "{} in this session; everything said is in the record: fyke verify {}",
        counted(seat.views.len() as u64, "lead"),
        case.display()
    ));
    Ok(())
}

/// A person before a terminal.
struct Seat {
    term: Term,
    bench: Bench,
    names: Roll,
    views: Vec<BlindView>,
    at: usize,
    card: Option<Card>,
}

impl Seat {
    fn work(&mut self) -> Outcome {
        loop {
            let Some(view) = self.views.get(self.at).cloned() else {
                return Ok(());
            };
            let mut card = match self.card.take() {
                Some(card) if card.lead == view.lead() => card,
                _ => self.fresh(&view)?,
            };
            self.draw(&card)?;
            card.said.clear();
            let key = self.term.read_key()?;
            let rows = card.rows.len();
            match key {
                Key::Char('q') | Key::CtrlC | Key::Escape => return Ok(()),
                Key::Char('j') | Key::ArrowDown => {
                    card.cursor = (card.cursor + 1).min(rows.saturating_sub(1))
                }
                Key::Char('k') | Key::ArrowUp => card.cursor = card.cursor.saturating_sub(1),
                Key::Char('n') | Key::ArrowRight => {
                    self.at = (self.at + 1).min(self.views.len().saturating_sub(1))
                }
                Key::Char('p') | Key::ArrowLeft => self.at = self.at.saturating_sub(1),
                Key::Char('x' | ' ') => card.lean(),
                Key::Char('?') => self.page("keys", HELP)?,
                Key::Char(key) => {
                    // a step that fails is told on the card; the work goes on
                    if let Err(failure) = self.step(key, &view, &mut card) {
                        if failure.reader_left() {
                            return Err(failure);
                        }
                        card.said = failure.to_string();
                    }
                }
                _ => {}
            }
            self.card = Some(card);
        }
    }

    fn step(&mut self, key: char, view: &BlindView, card: &mut Card) -> Outcome {
        match (key, &card.stage) {
            ('o', _) => {
                if let Some(row) = view.rows().get(card.cursor) {
                    let cells = evidence::raw_row(&self.bench.matter.case, row.row.file, row.row.row)?;
                    let lines: Vec<String> = cells
                        .iter()
                        .map(|(column, value)| format!("{column:<20} {}", plain(value)))
                        .collect();
                    self.page(&row.row.to_string(), &lines.join("\n"))?;
                }
            }
            ('b', Stage::Blind) => {
                if let Some(judged) = self.ask_judgement(view, card)? {
                    card.stage = Stage::Judged(mine(&judged));
                    let worded = wording::findings(judged.assessment()).into_iter().next();
                    card.said = match worded {
                        Some(finding) => format!("in the record; wording: {finding}"),
                        None => "in the record; r shows what the machine thinks".to_owned(),
                    };
                }
            }
            ('r', Stage::Judged(_)) => {
                let judged = self.bench.judged(view.lead())?;
                let revealed = self.bench.reveal(judged)?;
                card.stage = Stage::Shown(mine(revealed.judged()), seen(&self.names, &revealed));
            }
            ('e' | 't' | 'd' | 'f', Stage::Judged(_) | Stage::Shown(..)) => {
                let verdict = match key {
                    'e' => Verdict::Escalate,
                    't' => Verdict::Refute,
                    'd' => Verdict::Dismiss,
                    _ => Verdict::Defer,
                };
                let changed = match card.stage {
                    Stage::Shown(..) => self.ask_change()?,
                    _ => None,
                };
                self.bench.decide(view.lead(), verdict, changed)?;
                card.stage = self.stage(view)?;
            }
            ('s', Stage::Judged(_) | Stage::Shown(..) | Stage::Decided(..)) => {
                if let Some(why) = self.ask("why do you agree")? {
                    let entry = self.bench.sign(view.lead(), &why)?;
                    card.said = format!("signed as the second person, entry {entry}");
                }
            }
            ('u', Stage::Decided(..)) => {
                if let Some(why) = self.ask("why do you take it back")? {
                    let entry = self.bench.withdraw(view.lead(), &why)?;
                    card.stage = self.stage(view)?;
                    card.said = format!("taken back, entry {entry}; both stay in the record");
                }
            }
            ('w', Stage::Shown(_, seen) | Stage::Decided(_, Some(seen), _)) => {
                let lines: Vec<String> = seen
                    .reasons
                    .iter()
                    .map(|(weight, sentence)| format!("{weight:>+5.1}  {}", plain(sentence)))
                    .chain(seen.why.iter().map(|line| plain(line).into_owned()))
                    .collect();
                match lines.is_empty() {
                    true => card.said = "the machine gave no reasons".to_owned(),
                    false => self.page("why", &lines.join("\n"))?,
                }
            }
            ('r', Stage::Blind) => {
                card.said =
                    "say what you think first: b; the machine's answer stays sealed until then".to_owned();
            }
            _ => card.said = "that key does nothing here; ? lists those that do".to_owned(),
        }
        Ok(())
    }

    /// A lead as the record has it for this person.
    fn fresh(&mut self, view: &BlindView) -> Outcome<Card> {
        let rows = self.bench.rows(view)?;
        let lines = view.rows().iter().zip(&rows).map(|(row, shown)| RowLine {
            role: row.role.clone(),
            name: row.row.to_string(),
            short: shown
                .cells
                .iter()
                .filter(|(column, _)| !matches!(column.as_str(), "side" | "handling" | "hs_version"))
                .map(|(_, value)| value.as_str())
                .collect::<Vec<_>>()
                .join("  "),
            cells: shown
                .cells
                .iter()
                .map(|(column, value)| format!("{column} {value}"))
                .collect::<Vec<_>>()
                .join("  "),
        });
        let (from, to) = view.period();
        let mut facts = vec![
            ("about", leads::subject(view.subject())),
            ("goods", format!("{} {}", view.goods().id, view.goods().title)),
            ("period", format!("{from} to {to}")),
        ];
        facts.extend(view.value().map(|value| ("value", value.to_string())));
        facts.push(("handling", view.handling().as_str().replace('_', " ")));
        Ok(Card {
            at: (self.at + 1, self.views.len()),
            lead: view.lead().to_owned(),
            facts,
            readings: view.hypotheses().to_vec(),
            rows: lines.collect(),
            cursor: 0,
            cited: std::collections::BTreeSet::new(),
            stage: self.stage(view)?,
            said: String::new(),
        })
    }

    fn stage(&mut self, view: &BlindView) -> Outcome<Stage> {
        let lead = view.lead();
        let Some(judged) = self.bench.desk.judged(lead, self.bench.key.id())? else {
            return Ok(Stage::Blind);
        };
        let shown = self.bench.seen(lead)?;
        let own = mine(judgement(&shown));
        let seen = match &shown {
            Shown::Revealed(revealed) => Some(seen(&self.names, revealed)),
            Shown::Judged(_) => None,
        };
        let decided = self.bench.desk.decided(lead, self.bench.key.id())?;
        Ok(match (decided, seen) {
            (Some(decided), seen) => Stage::Decided(own, seen, decided_words(&decided)),
            (None, Some(seen)) => Stage::Shown(own, seen),
            (None, None) => Stage::Judged(mine(&judged)),
        })
    }

    fn draw(&self, card: &Card) -> Outcome {
        let (height, width) = self.term.size_checked().unwrap_or(SIZE);
        let lines = screen::draw(card, usize::from(width), usize::from(height));
        self.term.clear_screen()?;
        self.term.write_str(&lines.join("\n"))?;
        Ok(())
    }

    /// A page of text until a key is pressed.
    fn page(&self, title: &str, text: &str) -> Outcome {
        self.term.clear_screen()?;
        self.term.write_line(title)?;
        self.term.write_line("")?;
        self.term.write_line(text)?;
        self.term.write_line("\nany key goes back")?;
        self.term.read_key()?;
        Ok(())
    }

    /// One line from the person; nothing typed is no.
    fn ask(&self, what: &str) -> Outcome<Option<String>> {
        self.term.write_str(&format!("\n{what}: "))?;
        let line = self.term.read_line()?;
        Ok(Some(line.trim().to_owned()).filter(|line| !line.is_empty()))
    }

    fn ask_judgement(&mut self, view: &BlindView, card: &mut Card) -> Outcome<Option<Judged>> {
        if card.cited.is_empty() {
            card.said = "lean on a row first: x on each that your judgement rests on".to_owned();
            return Ok(None);
        }
        let Some(p) = self.ask("how likely, 0 to 100 %")? else {
            return Ok(None);
        };
        let probability = percent(&p)?;
        let Some(confidence) = self.ask("how firm is the ground: low, moderate or high")? else {
            return Ok(None);
        };
        let confidence = match confidence.chars().next() {
            Some('l') => Confidence::Low,
            Some('m') => Confidence::Moderate,
            Some('h') => Confidence::High,
            _ => {
                return Err(Failure::new(
                    format!("'{confidence}' is no confidence"),
                    "write low, moderate or high",
                ));
            }
        };
        let Some(why) = self.ask("what that rests on")? else {
            return Ok(None);
        };
        let basis = card
            .cited
            .iter()
            .filter_map(|at| view.rows().get(*at))
            .map(|row| Basis::Row(row.row.clone()));
        let said = Said {
            probability,
            confidence,
            why,
            basis: basis.collect(),
            assumptions: vec![],
            alternatives: vec![],
        };
        let assessment = self.bench.assessment(view, said, true);
        self.bench.judge(view, assessment).map(Some)
    }

    /// Whether the person thinks otherwise now, and why.
    fn ask_change(&self) -> Outcome<Option<(Probability, String)>> {
        let Some(p) = self.ask("how likely now, 0 to 100 %; nothing if as before")? else {
            return Ok(None);
        };
        let probability = percent(&p)?;
        let why = self.ask("why it changed")?.unwrap_or_default();
        Ok(Some((probability, why)))
    }
}

/// `70` or `70 %` as .7.
fn percent(text: &str) -> Outcome<Probability> {
    let number: f64 = text
        .trim_end_matches('%')
        .trim()
        .parse()
        .map_err(|_| Failure::new(format!("'{text}' is no number"), "write how likely from 0 to 100"))?;
    probability(number / 100.0)
}

fn mine(judged: &Judged) -> Mine {
    let assessment = judged.assessment();
    Mine {
        probability: wording::likelihood(assessment.probability),
        confidence: wording::confidence(assessment.confidence).to_owned(),
    }
}

fn decided_words(decided: &Decided) -> String {
    let word = wording::verdict(decided.verdict);
    match decided.waits_for_second {
        true => format!("{word}; it waits for a second person"),
        false => word.to_owned(),
    }
}

/// What was shown, in words.
pub fn seen(names: &Roll, revealed: &Revealed) -> Seen {
    let suggestion = revealed.suggestion.as_ref();
    Seen {
        machine: match suggestion.map(|s| s.probability()) {
            Some(Some(p)) => format!("{p:.2}"),
            Some(None) => "a suggestion without a probability: nothing calibrates this kind".to_owned(),
            None => {
                "says nothing: how often its reasons are right was never measured, or it is off".to_owned()
            }
        },
        reasons: suggestion.map_or(vec![], |s| {
            s.reasons()
                .iter()
                .map(|r| (r.contribution, format!("{}  {}", r.typology, r.sentence)))
                .collect()
        }),
        why: suggestion.map_or(vec![], |s| {
            let measured = s.reasons().iter().filter_map(|r| {
                let p = r.precision.as_ref()?;
                Some(format!(
                    "{}: right in {:.0} % of {} ({:.0} to {:.0} %) on {}; drawing at random {:.1} %",
                    r.typology,
                    100.0 * p.share,
                    p.n,
                    100.0 * p.low,
                    100.0 * p.high,
                    p.worlds,
                    100.0 * p.base_rate
                ))
            });
            measured
                .chain([
                    format!("if nothing is wrong: {}", s.counter()),
                    format!("what would change it most: {}", s.would_change()),
                ])
                .collect()
        }),
        others: revealed
            .others
            .iter()
            .map(|other| {
                let p = other
                    .assessment
                    .as_ref()
                    .map_or("erased".to_owned(), |a| a.probability.to_string());
                (names.name(other.by), p)
            })
            .collect(),
        known: revealed.known.as_ref().map(|known| {
            let truth = if known.truth {
                "it is what it looks like"
            } else {
                "it is innocent"
            };
            let machine = if known.machine_wrong {
                "the machine is wrong about it"
            } else {
                "the machine is right about it"
            };
            format!("this one's answer was known ({}): {truth}; {machine}", known.from)
        }),
    }
}
