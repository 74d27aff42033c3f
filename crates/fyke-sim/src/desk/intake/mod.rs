//! A made intake: letters that wait, conversations that two of three officers open,
//! with the rules of a real one and nothing sealed. The passphrase of an officer is
//! [`passphrase`].

mod letters;

use super::MadeDesk;
use fyke_model::dataset::Handling;
use fyke_model::desk::{
    Answer, ConversationView, Hand, Intake, IntakeList, IntakeThing, LetterContinuity, LetterOpened,
    MarkSaid, MarkedStatement, Refusal, Replied, Secret, SeenPage, SentFileLine, SentFileView, StyleWarning,
    ThingLine, ThingState, Told, WarnedOf, Why,
};
use letters::{FILES, LETTERS, OFFICERS, OPEN, PICTURE, ROOMS, STRAY, TODAY, TOLD};
use std::collections::{BTreeMap, BTreeSet};

/// With what an officer of the made intake gives or opens: whoever tries it knows
/// the name alone.
pub fn passphrase(officer: &str) -> String {
    format!("made passphrase of {officer}")
}

/// What officers did.
#[derive(Default)]
pub(super) struct Opened {
    /// Shares that were given: of what, by whom, to whom.
    given: BTreeSet<(IntakeThing, String, String)>,
    /// What a session has open, by the number of its hand.
    open: BTreeMap<u128, BTreeSet<IntakeThing>>,
    /// Letters that were opened or destroyed, conversations that were erased.
    gone: BTreeSet<IntakeThing>,
    /// Letters in the order in which they were opened.
    opened: Vec<usize>,
    /// Replies that were sent in the first conversation and the second.
    replies: [Vec<String>; 2],
}

impl Opened {
    /// A session ended.
    pub(super) fn leave(&mut self, hand: &Hand) {
        self.open.remove(&hand.id());
    }

    fn given(&self, thing: &IntakeThing) -> Vec<(String, String)> {
        let of_it = self.given.iter().filter(|(of, ..)| of == thing);
        of_it.map(|(_, from, to)| (from.clone(), to.clone())).collect()
    }

    /// What is written in a conversation, by its place among the rooms.
    fn told(&self, room: usize) -> Vec<Told> {
        let number = ROOMS.get(room).map(|(_, number)| *number);
        let before = TOLD.iter().filter(|(of, ..)| Some(*of) == number);
        let mut told: Vec<Told> = before
            .map(|(_, by_source, ago, language, text)| said(*by_source, *ago, language, text))
            .collect();
        if room == 0 {
            let letters = self.opened.iter().filter_map(|at| LETTERS.get(*at));
            told.extend(letters.map(|(_, ago, _, text)| said(true, *ago, "en", text)));
        }
        let replies = self.replies.get(room).into_iter().flatten();
        told.extend(replies.map(|text| said(false, 0, "", text)));
        for (page, one) in told.iter_mut().enumerate() {
            one.page = page;
        }
        told
    }

    fn lines(&self, hand: &Hand) -> Vec<ThingLine> {
        let mut lines: Vec<ThingLine> = Vec::new();
        for (name, ago, pieces, _) in LETTERS {
            lines.extend(line(name).map(|line| ThingLine {
                day: back(ago),
                pieces,
                ..line
            }));
        }
        lines.extend(line(STRAY).map(|line| ThingLine {
            state: ThingState::NotOurs,
            people: 1,
            holders: vec![],
            ..line
        }));
        for (at, (name, number)) in ROOMS.into_iter().enumerate() {
            let told = self.told(at);
            let last = told.last();
            let day = last.map_or(TODAY, |last| last.day);
            lines.extend(line(name).map(|line| ThingLine {
                number: Some(number),
                state: match last.is_some_and(|last| last.by_source) {
                    true => ThingState::Open,
                    false => ThingState::Answered,
                },
                day,
                goes: (at == 0).then_some(fyke_model::date::Day(day.0 + 180)),
                // somebody whom the second is sealed to has left
                holders: match at {
                    0 => line.holders,
                    _ => vec![Some(OFFICERS[0].to_owned()), Some(OFFICERS[1].to_owned()), None],
                },
                ..line
            }));
        }
        lines.retain(|line| !self.gone.contains(&line.thing));
        for line in &mut lines {
            line.given = self.given(&line.thing);
            line.open_here = self
                .open
                .get(&hand.id())
                .is_some_and(|open| open.contains(&line.thing));
        }
        lines
    }

    fn line(&self, hand: &Hand, thing: &IntakeThing) -> Answer<ThingLine> {
        let found = self.lines(hand).into_iter().find(|line| line.thing == *thing);
        found.ok_or_else(|| Refusal::absent("the letter or conversation"))
    }

    /// The place among the rooms of one that this session has open.
    fn room(&self, hand: &Hand, thing: &IntakeThing) -> Answer<usize> {
        if !self.line(hand, thing)?.open_here {
            return Err(Refusal::new(
                Why::Conflict,
                "this conversation is not open in your session",
                "open it with another officer first",
            ));
        }
        let named = |(name, _): &(&str, u32)| thing.to_string() == *name;
        ROOMS
            .iter()
            .position(named)
            .ok_or_else(|| Refusal::absent("the conversation"))
    }
}

fn back(days: i32) -> fyke_model::date::Day {
    fyke_model::date::Day(TODAY.0 - days)
}

fn said(by_source: bool, ago: i32, language: &str, text: &str) -> Told {
    Told {
        page: 0,
        by_source,
        day: back(ago),
        language: language.to_owned(),
        text: Some(Secret::new(text)),
    }
}

fn line(name: &str) -> Option<ThingLine> {
    Some(ThingLine {
        thing: name.parse().ok()?,
        number: None,
        state: ThingState::Waits,
        day: TODAY,
        people: 2,
        holders: OFFICERS.map(|name| Some(name.to_owned())).to_vec(),
        given: vec![],
        pieces: 1,
        goes: None,
        open_here: false,
    })
}

/// Words in small letters, each with its place.
fn words(text: &str) -> Vec<(String, usize, usize)> {
    let mut words = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric() || c == '-', from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                words.push((text[start..at].to_lowercase(), start, at));
                from = None;
            }
            _ => {}
        }
    }
    words
}

/// The made guard: words that the source used and open text has not.
fn warnings(reply: &str, told: &[Told]) -> Vec<StyleWarning> {
    let source: BTreeSet<String> = told
        .iter()
        .filter(|told| told.by_source)
        .filter_map(|told| told.text.as_ref())
        .flat_map(|text| words(text.reveal()).into_iter().map(|(word, ..)| word))
        .collect();
    let open: BTreeSet<&str> = OPEN.split_whitespace().collect();
    words(reply)
        .into_iter()
        .filter(|(word, ..)| source.contains(word) && !open.contains(word.as_str()))
        .map(|(word, from, to)| (word.chars().any(char::is_numeric), from, to))
        .filter(|(number, from, to)| *number || to - from > 3)
        .map(|(number, from, to)| StyleWarning {
            what: match (number, reply[from..].starts_with(char::is_uppercase)) {
                (true, _) => WarnedOf::Number,
                (false, true) if from > 0 => WarnedOf::Name,
                _ => WarnedOf::Word,
            },
            from,
            to,
        })
        .collect()
}

impl MadeDesk {
    fn officer<'h>(&self, hand: &'h Hand) -> Answer<&'h str> {
        match self.is_officer(hand) {
            true => Ok(hand.name()),
            false if self.shut => Err(Refusal::absent("the intake")),
            false => Err(Refusal::new(
                Why::Forbidden,
                "this is for officers of the door",
                "ask for a roster with your name on it",
            )),
        }
    }

    /// Whoever types a passphrase is an officer, and it is theirs.
    fn sits(name: &str, typed: &Secret) -> Answer<()> {
        match OFFICERS.contains(&name) && typed.reveal() == passphrase(name) {
            true => Ok(()),
            false => Err(Refusal::new(
                Why::Conflict,
                "that name and passphrase do not go together",
                "look at both and try again",
            )),
        }
    }

    /// The share of an officer beside their own, or what is missing.
    fn both(line: &ThingLine, name: &str) -> Answer<()> {
        match line.people < 2 || line.given_to(name).next().is_some() {
            true => Ok(()),
            false => Err(Refusal::new(
                Why::Conflict,
                "one person opens nothing",
                "have another officer give their share",
            )),
        }
    }
}

impl Intake for MadeDesk {
    fn is_officer(&self, hand: &Hand) -> bool {
        !self.shut && OFFICERS.contains(&hand.name())
    }

    fn intake(&self, hand: &Hand) -> Answer<IntakeList> {
        self.officer(hand)?;
        let kept = self.kept();
        let (mut letters, conversations): (Vec<ThingLine>, Vec<ThingLine>) = kept
            .intake
            .lines(hand)
            .into_iter()
            .partition(|line| matches!(line.thing, IntakeThing::Letter(_)));
        letters.sort_by_key(|line| (line.day, line.thing.clone()));
        let left: BTreeSet<u32> = conversations.iter().filter_map(|line| line.number).collect();
        Ok(IntakeList {
            letters,
            conversations,
            erased: (1..=6).filter(|number| !left.contains(number)).collect(),
        })
    }

    fn intake_thing(&self, hand: &Hand, thing: &IntakeThing) -> Answer<ThingLine> {
        self.officer(hand)?;
        self.kept().intake.line(hand, thing)
    }

    fn give_share(
        &self,
        hand: &Hand,
        thing: &IntakeThing,
        from: &str,
        to: &str,
        passphrase: &Secret,
    ) -> Answer<()> {
        self.officer(hand)?;
        let mut kept = self.kept();
        kept.intake.line(hand, thing)?;
        MadeDesk::sits(from, passphrase)?;
        if from == to || !OFFICERS.contains(&to) {
            return Err(Refusal::malformed(
                "a share goes to another officer",
                "name who opens it",
            ));
        }
        let given = (thing.clone(), from.to_owned(), to.to_owned());
        kept.intake.given.insert(given);
        Ok(())
    }

    fn open_letter(&self, hand: &Hand, thing: &IntakeThing, passphrase: &Secret) -> Answer<LetterOpened> {
        let name = self.officer(hand)?;
        let mut kept = self.kept();
        let line = kept.intake.line(hand, thing)?;
        MadeDesk::sits(name, passphrase)?;
        MadeDesk::both(&line, name)?;
        let at = LETTERS
            .iter()
            .position(|(letter, ..)| *letter == thing.to_string());
        let at = at.ok_or_else(|| {
            Refusal::new(
                Why::Conflict,
                "this letter was sealed for another door",
                "destroy it unseen",
            )
        })?;
        kept.intake.gone.insert(thing.clone());
        kept.intake.opened.push(at);
        kept.intake.given.retain(|(of, ..)| of != thing);
        let (room, number) = ROOMS[0];
        Ok(LetterOpened::Into {
            conversation: room.parse()?,
            number,
            continuity: LetterContinuity::Continues,
            text: LETTERS.get(at).map(|(.., text)| Secret::new(*text)),
        })
    }

    fn open_conversation(&self, hand: &Hand, thing: &IntakeThing, passphrase: &Secret) -> Answer<()> {
        let name = self.officer(hand)?;
        let mut kept = self.kept();
        let line = kept.intake.line(hand, thing)?;
        MadeDesk::sits(name, passphrase)?;
        MadeDesk::both(&line, name)?;
        kept.intake
            .open
            .entry(hand.id())
            .or_default()
            .insert(thing.clone());
        Ok(())
    }

    fn close_conversation(&self, hand: &Hand, thing: &IntakeThing) -> Answer<()> {
        self.officer(hand)?;
        let mut kept = self.kept();
        kept.intake.given.retain(|(of, ..)| of != thing);
        if let Some(open) = kept.intake.open.get_mut(&hand.id()) {
            open.remove(thing);
        }
        Ok(())
    }

    fn conversation(&self, hand: &Hand, thing: &IntakeThing) -> Answer<ConversationView> {
        self.officer(hand)?;
        let kept = self.kept();
        let room = kept.intake.room(hand, thing)?;
        let files = FILES
            .iter()
            .filter(|_| room == 0)
            .map(|(name, bytes, parts)| SentFileLine {
                name: Secret::new(*name),
                bytes: *bytes,
                parts: *parts,
            });
        Ok(ConversationView {
            line: kept.intake.line(hand, thing)?,
            told: kept.intake.told(room),
            files: files.collect(),
        })
    }

    fn sent_file(&self, hand: &Hand, thing: &IntakeThing, file: usize) -> Answer<SentFileView> {
        self.officer(hand)?;
        let room = self.kept().intake.room(hand, thing)?;
        let (name, ..) = FILES
            .get(file)
            .filter(|(_, bytes, _)| room == 0 && bytes.is_some())
            .ok_or_else(|| Refusal::absent("the file"))?;
        let text = |label: &str, text: &str, unseen| SeenPage::Text {
            label: label.to_owned(),
            text: Secret::new(text),
            unseen,
        };
        Ok(SentFileView {
            name: Secret::new(*name),
            kind: "pdf".to_owned(),
            pages: vec![
                SeenPage::Picture {
                    width: 96,
                    height: 64,
                },
                text("text", "Crate 1 pumps 400 kg\nCrate 2 pumps 390 kg", false),
                text(
                    "hidden in page 1",
                    "<img src=x onerror=alert(1)> sent by terminal 7",
                    true,
                ),
            ],
            findings: vec![
                Secret::new("it names a person or an organisation as its author: terminal 7"),
                Secret::new("it holds text that is not shown"),
            ],
            not_looked_for: vec!["what the picture shows: faces, reflections, handwriting".to_owned()],
        })
    }

    fn sent_picture(&self, hand: &Hand, thing: &IntakeThing, file: usize, page: usize) -> Answer<Vec<u8>> {
        match self.sent_file(hand, thing, file)?.pages.get(page) {
            Some(SeenPage::Picture { .. }) => Ok(PICTURE.to_vec()),
            _ => Err(Refusal::absent("the picture")),
        }
    }

    fn reply(&self, hand: &Hand, thing: &IntakeThing, text: &Secret, anyway: bool) -> Answer<Replied> {
        self.officer(hand)?;
        let mut kept = self.kept();
        let room = kept.intake.room(hand, thing)?;
        if text.reveal().trim().is_empty() {
            return Err(Refusal::malformed("the reply is empty", "write it, then send it"));
        }
        let warnings = warnings(text.reveal(), &kept.intake.told(room));
        if !warnings.is_empty() && !anyway {
            let open_words = OPEN.split_whitespace().count();
            return Ok(Replied::Warned { warnings, open_words });
        }
        if let Some(replies) = kept.intake.replies.get_mut(room) {
            replies.push(text.reveal().to_owned());
        }
        Ok(Replied::Sent { until: back(-14) })
    }

    fn mark_spans(
        &self,
        hand: &Hand,
        thing: &IntakeThing,
        marks: &[MarkSaid],
        _keep: bool,
    ) -> Answer<Vec<MarkedStatement>> {
        self.officer(hand)?;
        let kept = self.kept();
        let room = kept.intake.room(hand, thing)?;
        let told = kept.intake.told(room);
        let number = ROOMS.get(room).map_or(0, |(_, number)| *number);
        let dataset = format!("compartment-{number:04}");
        let statement = |mark: &MarkSaid| {
            let page = told.get(mark.page).filter(|page| page.by_source);
            let span = page
                .and_then(|page| page.text.as_ref()?.reveal().get(mark.from..mark.to))
                .ok_or_else(|| {
                    Refusal::malformed(
                        "that is no span of what the source wrote",
                        "mark a sentence of theirs",
                    )
                })?;
            Ok(MarkedStatement {
                entity: format!("{dataset}-{}", mark.entity),
                schema: mark.schema.clone(),
                property: mark.property.clone(),
                value: mark.value.clone().unwrap_or_else(|| Secret::new(span)),
                dataset: dataset.clone(),
                handling: Handling::SourceCompartment,
            })
        };
        marks.iter().map(statement).collect()
    }

    fn erase(&self, hand: &Hand, thing: &IntakeThing, passphrase: &Secret) -> Answer<()> {
        let name = self.officer(hand)?;
        let mut kept = self.kept();
        kept.intake.line(hand, thing)?;
        MadeDesk::sits(name, passphrase)?;
        kept.intake.gone.insert(thing.clone());
        for open in kept.intake.open.values_mut() {
            open.remove(thing);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_open_text_has_are_not_warned_of() {
        let told = Opened::default().told(0);
        let reply = "Thank you. Can you tell us more about Marek and gate 14, and the crates?";
        let about: Vec<&str> = warnings(reply, &told)
            .iter()
            .map(|one| &reply[one.from..one.to])
            .collect();
        assert_eq!(about, ["Marek", "14"]);
    }
}
