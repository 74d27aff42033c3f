//! A session: which leads a person judges, in which order, and why each is in it.
//!
//! The order of a queue is the score again. So all leads of a session, whatever
//! brought them in, are shuffled together by a seed that is written down; the
//! reasons are in the record's entry and nowhere on screen. Beside the leads that
//! are wanted come at least 2 % drawn from below the cut and 2 to 5 % with a known
//! answer, half of them with the machine wrong.
//!
//! With the machine off there is no cut and no order of its: leads come by the
//! last month they cover, oldest first, then by id, and are shuffled as well.

use super::draw::Draw;
use super::said::{SaidItem, SaidScore, SaidSession, Why};
use super::standing::stand;
use super::write::{Writer, parts};
use super::{BlindView, Desk, DeskError, Hand, KnownAnswer, Queue, Session, Standing, Suggestion};
use crate::key::KeyId;
use crate::random::{Random, array};
use crate::record::RecordError;
use crate::record::leaf::{Index, What};
use crate::rules::{LeadState, most_known, share};
use fyke_model::lead::{Lead, Subject};
use std::collections::BTreeSet;

/// Known answers in a session, of a hundred leads: between the least and the
/// most that rule 8 allows.
const KNOWN_OF_1000: u64 = 35;

/// What there is to draw from.
struct Pools<'a> {
    main: Vec<(&'a Lead, Why)>,
    below: Vec<&'a Lead>,
    right: Vec<&'a KnownAnswer>,
    wrong: Vec<&'a KnownAnswer>,
}

impl Desk {
    /// Draws, shuffles and writes down a session. Leads that this person has
    /// judged, and leads that are closed, are left out; leads that wait for a
    /// second person and those of a bulk to be looked at again come first.
    ///
    /// # Errors
    /// Nothing left to judge; the record.
    pub fn session(&mut self, queue: &Queue<'_>, hand: &mut Hand<'_>) -> Result<Session, DeskError> {
        let (by, at, random) = parts(hand);
        self.state()?;
        let used = self.used(by.id())?;
        let seed: [u8; 32] = array(random).map_err(RecordError::from)?;
        let mut draw = Draw::new(seed);
        let (entry, items) = self.write(random, |writer| {
            let pools = pools(queue, by.id(), &used, writer)?;
            let (below_cut_of, right_of, wrong_of) = (
                pools.below.len() as u64,
                pools.right.len() as u64,
                pools.wrong.len() as u64,
            );
            let known_of = right_of + wrong_of;
            let (n, below_cut, known) = sizes(pools.main.len() as u64, below_cut_of, known_of);
            if pools.main.is_empty() && below_cut_of == 0 {
                return Err(DeskError::Refused(
                    "no lead is left that you have not judged; run fyke trace when new files have come in"
                        .into(),
                ));
            }
            let machine_on = writer.state().machine_on;
            let mut items: Vec<(BlindView, SaidItem)> = Vec::new();
            for (lead, why) in pools.main {
                items.push(item(lead, &lead.id, why));
            }
            for lead in draw.pick(pools.below, below_cut as usize) {
                let drawn_with = lead.place.drawn_with;
                items.push(item(lead, &lead.id, Why::BelowCut { drawn_with }));
            }
            for known in drawn_known(&mut draw, pools.right, pools.wrong, known as usize) {
                // an id of its own: nobody who met it before knows it again
                let id = fresh_id(&mut draw);
                let mut lead = known.lead.clone();
                lead.id.clone_from(&id);
                if machine_on {
                    seal(writer, &lead, at)?;
                }
                let why = Why::Known {
                    truth: known.truth,
                    machine_wrong: known.machine_wrong(),
                    from: known.from.clone(),
                    was: known.lead.id.clone(),
                };
                items.push(item(&lead, &id, why));
            }
            draw.shuffle(&mut items);
            let (views, said): (Vec<BlindView>, Vec<SaidItem>) = items.into_iter().unzip();
            let said = SaidSession {
                at: at.to_string(),
                seed: seed.iter().map(|byte| format!("{byte:02x}")).collect(),
                items: said,
                known_right_of: right_of,
                known_wrong_of: wrong_of,
            };
            let what = What::Session {
                n,
                below_cut,
                below_cut_of,
                known,
                known_of,
            };
            Ok((writer.person(by, None, what, &said)?, views))
        })?;
        Ok(Session { entry, items })
    }

    /// The known answers that a person had before, by the id they come from.
    fn used(&self, by: KeyId) -> Result<BTreeSet<String>, DeskError> {
        let mut used = BTreeSet::new();
        for entry in self.memory.sessions.get(&by).into_iter().flatten() {
            let said = self.record.payload::<SaidSession>(*entry)?;
            for item in said.map(|said| said.items).unwrap_or_default() {
                if let Why::Known { was, .. } = item.why {
                    used.insert(was);
                }
            }
        }
        Ok(used)
    }

    /// Seals what the machine suggests, before anyone looks: only what is new or
    /// changed is written.
    ///
    /// # Errors
    /// The machine is off; the record.
    pub fn commit(
        &mut self,
        suggestions: &[Suggestion],
        at: &str,
        random: &mut dyn Random,
    ) -> Result<super::Committed, DeskError> {
        self.write(random, |writer| {
            let mut done = super::Committed::default();
            for suggestion in suggestions {
                let sealed = writer.lead(suggestion.lead())?.and_then(|lead| lead.score);
                let same = match sealed {
                    Some(entry) => writer
                        .group
                        .payload::<SaidScore>(entry)?
                        .is_some_and(|said| said.suggestion == *suggestion),
                    None => false,
                };
                if same {
                    done.same += 1;
                    continue;
                }
                write_score(writer, suggestion, sealed, at)?;
                match sealed {
                    Some(_) => done.replaced += 1,
                    None => done.new += 1,
                }
            }
            Ok(done)
        })
    }
}

fn seal(writer: &mut Writer<'_, '_>, lead: &Lead, at: &str) -> Result<(), DeskError> {
    let suggestion = Suggestion::new(lead).map_err(|error| DeskError::Refused(error.to_string()))?;
    write_score(writer, &suggestion, None, at)
}

fn write_score(
    writer: &mut Writer<'_, '_>,
    suggestion: &Suggestion,
    replaces: Option<Index>,
    at: &str,
) -> Result<(), DeskError> {
    let said = SaidScore {
        lead: suggestion.lead().to_string(),
        at: at.to_string(),
        suggestion: suggestion.clone(),
    };
    writer.machine(Some(&said.lead), What::ScoreCommitment { replaces }, &said)?;
    Ok(())
}

fn item(lead: &Lead, id: &str, why: Why) -> (BlindView, SaidItem) {
    let said = SaidItem {
        lead: id.to_string(),
        why,
    };
    (BlindView::of(lead, id), said)
}

/// Size of a session, its share from below the cut and of known answers, where
/// so many leads are wanted.
fn sizes(main: u64, below_of: u64, known_of: u64) -> (u64, u64, u64) {
    let (mut below, mut known) = (0, 0);
    loop {
        let n = main + below + known;
        let more_below = share(n, below_of).max(below);
        let wish = (n * KNOWN_OF_1000)
            .div_ceil(1000)
            .min(most_known(n))
            .min(known_of);
        let more_known = wish.max(share(n, known_of)).max(known);
        if (more_below, more_known) == (below, known) && (n > 0 || below_of == 0) {
            return (n, below, known);
        }
        // a session of nothing but leads from below the cut begins with one
        (below, known) = (more_below.max(u64::from(n == 0)), more_known);
    }
}

fn pools<'a>(
    queue: &Queue<'a>,
    by: KeyId,
    used: &BTreeSet<String>,
    writer: &mut Writer<'_, '_>,
) -> Result<Pools<'a>, DeskError> {
    let machine_on = writer.state().machine_on;
    let again: BTreeSet<String> = writer
        .state()
        .bulks
        .values()
        .filter_map(|bulk| bulk.again_leads.clone())
        .flatten()
        .collect();
    let (mut first, mut main, mut below) = (Vec::new(), Vec::new(), Vec::new());
    let mut leads: Vec<&Lead> = queue.leads.iter().collect();
    if !machine_on {
        leads.sort_by(|a, b| (a.to, &a.id).cmp(&(b.to, &b.id)));
    }
    let mut met = BTreeSet::new();
    for lead in leads {
        let named = queue.only.is_empty() || queue.only.contains(&lead.id);
        if !met.insert(&lead.id) {
            continue;
        }
        let open = match writer.lead(&lead.id)? {
            None => Some(Standing::Open),
            Some(state) => may_judge(state, by, machine_on).then(|| stand(state).0),
        };
        let Some(standing) = open else { continue };
        let picked = again.contains(&lead.id);
        let closed = !matches!(
            standing,
            Standing::Open | Standing::Judged | Standing::WaitsForSecond | Standing::Reopened
        );
        if picked && named {
            first.push((lead, Why::Again));
        } else if closed && queue.only.is_empty() {
            // decided; who asks for it by name may judge it all the same
        } else if standing == Standing::WaitsForSecond && named {
            first.push((lead, Why::Second));
        } else if lead.place.explored && machine_on && (queue.only.is_empty() || !named) {
            below.push(lead);
        } else if named {
            main.push((lead, Why::Queue));
        }
    }
    first.extend(main);
    first.truncate(queue.wanted);
    let like = Alike::of(queue.leads);
    let (wrong, right) = queue
        .known
        .iter()
        .filter(|known| !used.contains(&known.lead.id))
        .filter(|known| like.fits(&known.lead) && (!machine_on || Suggestion::new(&known.lead).is_ok()))
        .partition(|known| known.machine_wrong());
    Ok(Pools {
        main: first,
        below,
        right,
        wrong,
    })
}

/// Whether a judgement of this person would be blind and new.
fn may_judge(lead: &LeadState, by: KeyId, machine_on: bool) -> bool {
    let Some(own) = lead.of(by).and_then(|on| on.judged) else {
        return true;
    };
    machine_on && own.score != lead.score
}

/// What the leads of a case look like: a known answer that looks like none of
/// them would give itself away.
struct Alike<'a> {
    datasets: BTreeSet<&'a str>,
    kinds: BTreeSet<u8>,
}

impl<'a> Alike<'a> {
    fn of(leads: &'a [Lead]) -> Alike<'a> {
        Alike {
            datasets: leads
                .iter()
                .flat_map(|lead| lead.rows.iter().map(|row| row.row.dataset.as_str()))
                .collect(),
            kinds: leads.iter().map(|lead| kind(&lead.subject)).collect(),
        }
    }

    fn fits(&self, known: &Lead) -> bool {
        self.kinds.contains(&kind(&known.subject))
            && known
                .rows
                .iter()
                .all(|row| self.datasets.contains(row.row.dataset.as_str()))
    }
}

fn kind(subject: &Subject) -> u8 {
    match subject {
        Subject::Lane { .. } => 0,
        Subject::Party { .. } => 1,
        Subject::Vessel { .. } => 2,
    }
}

/// Half of them with the machine wrong, as far as there are any; an odd one
/// falls to either side by chance.
fn drawn_known<'a>(
    draw: &mut Draw,
    right: Vec<&'a KnownAnswer>,
    wrong: Vec<&'a KnownAnswer>,
    k: usize,
) -> Vec<&'a KnownAnswer> {
    let odd = if k % 2 == 1 { draw.below(2) } else { 0 };
    let of_wrong = (k / 2 + odd).min(wrong.len()).max(k.saturating_sub(right.len()));
    let mut drawn = draw.pick(wrong, of_wrong);
    drawn.extend(draw.pick(right, k.saturating_sub(of_wrong)));
    drawn
}

/// Ten characters, as the pipeline gives ids to leads.
fn fresh_id(draw: &mut Draw) -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz023456789";
    (0..10)
        .filter_map(|_| LETTERS.get(draw.below(LETTERS.len())))
        .map(|letter| char::from(*letter))
        .collect()
}
