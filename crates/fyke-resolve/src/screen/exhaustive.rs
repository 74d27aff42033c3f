//! Every form that could reach a cut-off, and none passed over without proof.
//!
//! For each word of the query the list's words are found with which it could be
//! linked at all ([`crate::name`] says how strongly); through their postings every
//! form gathers the most that could agree and the least that must be missed on
//! either side. What these still allow to reach the cut-off is compared in full.
//! Names that could be linked otherwise (a run of words written as one, the
//! first letters of several) are sought by tables of such runs and compared
//! without further question. A form that gathers nothing is held to what a name
//! with nothing in common could reach, initials apart.
//!
//! Links of one word are remembered: they depend on the word alone.

use rustc_hash::FxHashMap;

use super::by_length::ByLength;
use super::index::{Index, grouped, span};
use super::scale::scale;
use crate::name::reach::{
    ACRONYM_LETTERS, JOINED_LETTERS_MIN, JOINED_RUN_MAX, LENGTHS, Missed, Outline, Reach, edits_of_either,
    joined_edits, missed, word_link, word_type,
};
use crate::name::{Bearer, Class, Name, NameWord};

/// Links remembered by one thread before its memory is emptied.
const REMEMBERED_MAX: usize = 1 << 24;
/// Joiners of a name of which every choice is tried; a name with more, which no
/// real one has, is always compared.
const JOINERS_MAX: usize = 6;
/// Of the bits of two words, at most this agrees when one is an initial.
const INITIAL_BITS: f32 = 2.0;

/// The list as exhaustive search needs it; made at the first such search.
pub(super) struct Words {
    types: Vec<TypeCard>,
    outlines: Vec<Outline>,
    postings: Vec<u32>,
    posting_starts: Vec<u32>,
    forms: Vec<FormCard>,
    /// Forms that what they gather does not bound: with initials, or too many joiners.
    loose: Vec<u32>,
    /// Words that a run of query words may be written as.
    whole: ByLength,
    /// Runs of words that a query word may be, and who has them.
    runs: ByLength,
    initials: FxHashMap<Box<[u8]>, Vec<u32>>,
}

/// A kind of word of the list: all words of one kind compare alike.
struct TypeCard {
    word: NameWord,
    missed: Missed,
    form: u32,
    at: u8,
}

/// What a form can miss.
#[derive(Clone, Copy, Default)]
struct FormCard {
    missed: Missed,
    bits_max: f32,
    initials: u8,
    person: bool,
    /// Too many joiners to try all that they could be left out of.
    unbounded: bool,
}

/// One link of a query word: to a kind of word, how much would agree.
#[derive(Clone, Copy)]
struct Link {
    kind: u32,
    bits: f32,
}

/// What a form has gathered for the query at hand.
#[derive(Clone, Copy, Default)]
struct Gathered {
    agreed: f32,
    own: Missed,
    theirs: Missed,
    slot: u16,
    certain: bool,
    touched: bool,
}

/// What a cut-off allows.
struct Limits {
    cut_off: f32,
    /// For people, and for all others.
    reach: [Reach; 2],
    edits_max: [[Option<u8>; LENGTHS]; 2],
    acronyms: bool,
}

/// What is remembered of a word: ranges of `links` and of `by_run`.
#[derive(Clone, Copy, Default)]
struct Remembered {
    links: (u32, u32),
    runs: (u32, u32),
}

/// Working room of one thread, good for one cut-off.
#[derive(Default)]
pub(super) struct Room {
    limits: Option<Limits>,
    remembered: FxHashMap<u64, Remembered>,
    links: Vec<Link>,
    by_run: Vec<u32>,
    gathered: Vec<Gathered>,
    touched: Vec<u32>,
    certain: Vec<u32>,
    slots: Vec<Slot>,
}

/// A word of the query: what it could be linked with, what it counts when it is
/// missed, and the most that its best link agrees.
struct Slot {
    known: Remembered,
    missed: Missed,
    bits_max: f32,
}

impl Words {
    pub(super) fn build(forms: &[Name]) -> Words {
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        let mut types = Vec::new();
        let mut held = Vec::new();
        let mut whole = Vec::new();
        let mut runs = Vec::new();
        let mut initials: FxHashMap<Box<[u8]>, Vec<u32>> = FxHashMap::default();
        for (form, name) in (0u32..).zip(forms) {
            for (at, word) in name.words().iter().enumerate() {
                let kind = *numbers.entry(word_type(name, at)).or_insert_with(|| {
                    types.push(TypeCard {
                        word: *word,
                        missed: missed(name, at),
                        form,
                        at: at as u8,
                    });
                    whole.push((name.latin(at).as_bytes().to_vec(), types.len() as u32 - 1));
                    types.len() as u32 - 1
                });
                held.push((kind, form));
            }
            for_each_run(name, |run| runs.push((run.to_vec(), form)));
            for_each_initials(name, |letters| {
                let forms = initials.entry(letters.into()).or_default();
                if forms.last() != Some(&form) {
                    forms.push(form);
                }
            });
        }
        let (posting_starts, postings) = grouped(types.len(), held.iter().copied());
        let forms: Vec<FormCard> = forms.iter().map(FormCard::of).collect();
        let loose = (0u32..)
            .zip(&forms)
            .filter(|(_, card)| card.is_loose())
            .map(|(form, _)| form);
        Words {
            loose: loose.collect(),
            outlines: types.iter().map(|card| Outline::of(&card.word)).collect(),
            types,
            postings,
            posting_starts,
            forms,
            whole: ByLength::build(whole),
            runs: ByLength::build(runs),
            initials,
        }
    }

    fn forms_with(&self, kind: u32) -> &[u32] {
        span(&self.postings, &self.posting_starts, kind)
    }
}

impl FormCard {
    /// Whether what it gathers does not bound it.
    fn is_loose(&self) -> bool {
        self.initials > 0 || self.unbounded
    }

    fn of(name: &Name) -> FormCard {
        let mut card = FormCard {
            unbounded: joiners_of(name).count() > JOINERS_MAX,
            person: name.bearer() == Bearer::Person,
            ..FormCard::default()
        };
        for (at, word) in name.words().iter().enumerate() {
            let missed = missed(name, at);
            card.initials += u8::from(word.class() == Class::Initial);
            card.missed.bits += missed.bits;
            card.missed.words += missed.words;
            card.bits_max = card.bits_max.max(missed.bits);
        }
        card
    }
}

/// Runs of neighbouring words, written as one.
fn for_each_run(name: &Name, mut found: impl FnMut(&[u8])) {
    let mut run = Vec::new();
    for from in 0..name.words().len() {
        run.clear();
        for at in from..name.words().len().min(from + JOINED_RUN_MAX) {
            run.extend_from_slice(name.latin(at).as_bytes());
            if at > from {
                found(&run);
            }
        }
    }
}

fn joiners_of(name: &Name) -> impl Iterator<Item = usize> {
    let joiner = |word: &NameWord| word.class() == Class::Joiner;
    name.words()
        .iter()
        .enumerate()
        .filter(move |(_, word)| joiner(word))
        .map(|(at, _)| at)
}

/// First letters of neighbouring words, with their joiners and without.
fn for_each_initials(name: &Name, mut found: impl FnMut(&[u8])) {
    let first = |at: usize| name.latin(at).as_bytes().first().copied();
    let mut letters = Vec::new();
    for from in 0..name.words().len() {
        // joiners may be left out or not: a bit of `choice` for each
        let until = name.words().len();
        let joiners: Vec<usize> = joiners_of(name)
            .filter(|&at| at > from)
            .take(JOINERS_MAX)
            .collect();
        for choice in 0..1u32 << joiners.len() {
            letters.clear();
            for at in from..until {
                let left_out = joiners
                    .iter()
                    .position(|&joiner| joiner == at)
                    .is_some_and(|bit| choice >> bit & 1 == 1);
                if left_out {
                    continue;
                }
                letters.extend(first(at));
                if letters.len() > *ACRONYM_LETTERS.end() {
                    break;
                }
                if ACRONYM_LETTERS.contains(&letters.len()) && at > from {
                    found(&letters);
                }
            }
        }
    }
}

impl Room {
    /// Adds to `found` every form that may reach `cut_off`, in their order.
    pub(super) fn all_that_can_reach(
        &mut self,
        index: &Index,
        asked: &Name,
        cut_off: f32,
        found: &mut Vec<u32>,
    ) {
        let words = index.words();
        self.ready(words, cut_off);
        self.lay_slots(index, words, asked);
        let Some(limits) = self.limits.take() else { return };
        let bound = Bound {
            limits: &limits,
            asked,
            own: FormCard::of(asked),
            certainly: certainly(asked),
        };
        let nothing = Gathered::default();
        // most forms share nothing: two tests speak for all of them that have no initials
        let any = bound.either_group_allows(&nothing);
        self.gather_all(words, &bound, any);
        self.gather_runs(words, &limits, asked);
        let allows = |form: u32| {
            let card = words.forms.get(form as usize);
            card.is_none_or(|card| bound.allows(card, &self.gathered[form as usize]))
        };
        if any {
            found.extend((0..words.forms.len() as u32).filter(|&form| allows(form)));
        } else {
            let loose = words
                .loose
                .iter()
                .filter(|&&form| !self.gathered[form as usize].touched);
            found.extend(
                self.touched
                    .iter()
                    .chain(loose)
                    .copied()
                    .filter(|&form| allows(form)),
            );
            found.sort_unstable();
        }
        for &form in &self.touched {
            self.gathered[form as usize] = nothing;
        }
        self.touched.clear();
        self.limits = Some(limits);
    }

    fn ready(&mut self, words: &Words, cut_off: f32) {
        self.gathered.resize(words.forms.len(), Gathered::default());
        let full = self.links.len() + self.by_run.len() + self.remembered.len() > REMEMBERED_MAX;
        if full
            || self
                .limits
                .as_ref()
                .is_none_or(|limits| limits.cut_off != cut_off)
        {
            self.limits = Some(Limits::new(cut_off));
            self.remembered.clear();
            self.links.clear();
            self.by_run.clear();
        }
    }

    /// The words of the query with what is known of them, the heaviest first.
    fn lay_slots(&mut self, index: &Index, words: &Words, asked: &Name) {
        self.slots.clear();
        for (at, word) in asked.words().iter().enumerate() {
            if word.class() != Class::Initial {
                let known = self.remembered(index, words, asked, at);
                let best = self.links[known.links.0 as usize..known.links.1 as usize].first();
                let bits_max = best.map_or(0.0, |link| link.bits);
                self.slots.push(Slot {
                    known,
                    missed: missed(asked, at),
                    bits_max,
                });
            }
        }
        self.slots.sort_by(|a, b| b.missed.bits.total_cmp(&a.missed.bits));
    }

    /// Lets every form gather what it could share. A form that shares none of the
    /// heavy words, and could not reach the cut-off with all the others, need not
    /// be looked at for them; unless `any` form could.
    fn gather_all(&mut self, words: &Words, bound: &Bound<'_>, any: bool) {
        let slots = std::mem::take(&mut self.slots);
        let mut before = Gathered {
            agreed: slots.iter().map(|slot| slot.bits_max).sum(),
            ..Gathered::default()
        };
        for slot in &slots {
            before.own.bits += slot.missed.bits;
            before.own.words += slot.missed.words;
        }
        for (number, slot) in (1u16..).zip(&slots) {
            let open = any || bound.either_group_allows(&before);
            before.agreed -= slot.bits_max;
            before.own.bits -= slot.missed.bits;
            before.own.words -= slot.missed.words;
            self.gather(words, slot, number, open);
            self.certain
                .extend_from_slice(&self.by_run[slot.known.runs.0 as usize..slot.known.runs.1 as usize]);
        }
        self.slots = slots;
    }

    fn gather(&mut self, words: &Words, slot: &Slot, number: u16, open: bool) {
        for link in &self.links[slot.known.links.0 as usize..slot.known.links.1 as usize] {
            let Some(card) = words.types.get(link.kind as usize) else {
                continue;
            };
            for &form in words.forms_with(link.kind) {
                let gathered = &mut self.gathered[form as usize];
                if !gathered.touched {
                    if !open && !words.forms[form as usize].is_loose() {
                        continue;
                    }
                    gathered.touched = true;
                    self.touched.push(form);
                }
                if gathered.slot != number {
                    gathered.slot = number;
                    gathered.agreed += link.bits;
                    gathered.own.bits += slot.missed.bits;
                    gathered.own.words += slot.missed.words;
                }
                gathered.theirs.bits += card.missed.bits;
                gathered.theirs.words += card.missed.words;
            }
        }
    }

    /// The list's words that a word of the query could be linked with, those that
    /// would agree most first; and the forms that have it as a run or as initials.
    fn remembered(&mut self, index: &Index, words: &Words, asked: &Name, at: usize) -> Remembered {
        let key = word_type(asked, at);
        if let Some(&known) = self.remembered.get(&key) {
            return known;
        }
        let (from, runs_from) = (self.links.len(), self.by_run.len());
        self.add_links(index, words, asked, at);
        self.links[from..].sort_unstable_by(|a, b| b.bits.total_cmp(&a.bits).then(a.kind.cmp(&b.kind)));
        self.add_runs(words, asked.latin(at).as_bytes());
        let known = Remembered {
            links: (from as u32, self.links.len() as u32),
            runs: (runs_from as u32, self.by_run.len() as u32),
        };
        self.remembered.insert(key, known);
        known
    }

    fn add_links(&mut self, index: &Index, words: &Words, asked: &Name, at: usize) {
        let (Some(word), Some(limits)) = (asked.words().get(at), &self.limits) else {
            return;
        };
        let outline = Outline::of(word);
        for (kind, others) in (0u32..).zip(&words.outlines) {
            if outline.rules_out(others, &limits.edits_max[0]) {
                continue;
            }
            let card = &words.types[kind as usize];
            let both = |class: Class| word.class() == class && card.word.class() == class;
            let skipped = (word.is_aside() && card.word.is_aside()) || both(Class::Particle);
            if skipped || card.word.class() == Class::Initial {
                continue;
            }
            let Some(listed) = index.forms.get(card.form as usize) else {
                continue;
            };
            if let Some(link) = word_link(scale(), asked, at, listed, usize::from(card.at))
                && limits.reach.iter().any(|reach| reach.can_stand(&link))
            {
                let bits = word.bits().min(card.word.bits()) * link.strength;
                self.links.push(Link { kind, bits });
            }
        }
    }

    fn add_runs(&mut self, words: &Words, word: &[u8]) {
        let Some(limits) = &self.limits else { return };
        let by_run = &mut self.by_run;
        if word.len() >= JOINED_LETTERS_MIN {
            let most = joined_edits(word.len());
            let allowed = |length: usize| Some(limits.joined(length.max(word.len()))?.min(most));
            words.runs.near(word, allowed, |form| by_run.push(form));
        }
        if ACRONYM_LETTERS.contains(&word.len()) && limits.acronyms {
            by_run.extend(words.initials.get(word).into_iter().flatten());
        }
    }

    /// Marks the forms that could be linked by runs of words on either side.
    fn gather_runs(&mut self, words: &Words, limits: &Limits, asked: &Name) {
        let (gathered, touched) = (&mut self.gathered, &mut self.touched);
        let mut mark = |form: u32| {
            let gathered = &mut gathered[form as usize];
            gathered.certain = true;
            if !gathered.touched {
                gathered.touched = true;
                touched.push(form);
            }
        };
        for &form in &self.certain {
            mark(form);
        }
        let of_kind = |kind: u32| words.forms_with(kind).iter().copied();
        for_each_run(asked, |run| {
            let allowed = |length: usize| {
                let most = joined_edits(length);
                limits
                    .joined(length.max(run.len()))
                    .filter(|_| length >= JOINED_LETTERS_MIN)
                    .map(|max| max.min(most))
            };
            words
                .whole
                .near(run, allowed, |kind| of_kind(kind).for_each(&mut mark));
        });
        if limits.acronyms {
            for_each_initials(asked, |letters| {
                words
                    .whole
                    .near(letters, |_| Some(0), |kind| of_kind(kind).for_each(&mut mark));
            });
        }
        self.certain.clear();
    }
}

impl Limits {
    fn new(cut_off: f32) -> Limits {
        let reach = [
            Reach::new(scale(), Bearer::Person, cut_off),
            Reach::new(scale(), Bearer::Organisation, cut_off),
        ];
        let acronyms = reach.iter().any(Reach::allows_acronyms);
        Limits {
            cut_off,
            edits_max: edits_of_either(&reach),
            acronyms,
            reach,
        }
    }

    /// Edits that a joined word can have, by the letters of the longer side.
    fn joined(&self, letters: usize) -> Option<usize> {
        self.edits_max[1][letters.min(LENGTHS - 1)].map(usize::from)
    }
}

/// Bits that any form may share by particles and initials of the query.
fn certainly(asked: &Name) -> f32 {
    let bits = |word: &NameWord| match word.class() {
        Class::Particle => word.bits(),
        Class::Initial => INITIAL_BITS.min(word.bits()),
        _ => 0.0,
    };
    asked.words().iter().map(bits).sum()
}

/// What bounds the forms of a list for one name asked.
struct Bound<'a> {
    limits: &'a Limits,
    asked: &'a Name,
    own: FormCard,
    certainly: f32,
}

impl Bound<'_> {
    /// Whether a form could reach the cut-off with what it gathered.
    fn allows(&self, card: &FormCard, gathered: &Gathered) -> bool {
        if gathered.certain || card.unbounded || self.own.unbounded {
            return true;
        }
        // an initial on one side may stand for any word of the other
        let agreed = gathered.agreed + self.certainly + f32::from(card.initials) * INITIAL_BITS;
        let missed = |all: Missed, shared: Missed, initials: u8, bits_max: f32| Missed {
            bits: (all.bits - shared.bits - f32::from(initials) * bits_max).max(0.0),
            words: all.words.saturating_sub(shared.words + u32::from(initials)),
        };
        let a = missed(self.own.missed, gathered.own, card.initials, self.own.bits_max);
        let b = missed(card.missed, gathered.theirs, self.own.initials, card.bits_max);
        // as the search itself chooses the model
        let bearer = self.asked.bearer();
        let person = if bearer == Bearer::Unknown {
            card.person
        } else {
            bearer == Bearer::Person
        };
        self.limits.reach[usize::from(!person)].can_reach(agreed, a, b)
    }

    /// The same for a form of which nothing else is known.
    fn either_group_allows(&self, gathered: &Gathered) -> bool {
        [true, false].iter().any(|&person| {
            self.allows(
                &FormCard {
                    person,
                    ..FormCard::default()
                },
                gathered,
            )
        })
    }
}
