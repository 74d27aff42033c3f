//! Hypotheses side by side, questions that time answers, and how good people were.

use super::leads::{Named, Sight};
use super::log::{Kind, Log};
use super::{LocalDesk, Told, cited};
use crate::bench::question;
use crate::commands::add::now;
use crate::commands::judge::probability;
use crate::ledger;
use crate::pipeline::answers::CaseAnswers;
use crate::screen::{Failure, Outcome};
use fyke_judge::assessment::Basis;
use fyke_judge::forecast::book::{SaidAnswer, SaidOutcome, answer, ask_with, settle_by_hand};
use fyke_judge::forecast::{Asked, Book, Resolution, base_rate, offer};
use fyke_judge::hypothesis::book::{SaidMatrix, SaidWeighing, Standing, standing_among, weigh, write};
use fyke_judge::hypothesis::{Answer as Weighed, Cell, Consistency, Matrix, OTHER, Ratio, View};
use fyke_judge::key::KeyId;
use fyke_judge::record::SystemRandom;
use fyke_judge::score::{Counting, Scores};
use fyke_model::desk::{
    Answer, ForecastView, Hand, MatrixView, OfferView, Refusal, Role, ScoresView, Thinking, Why,
};
use fyke_model::measure::Rng;

/// Seed of every resample: the same figures on every run.
const SEED: u64 = 20_220_224;

/// Hypotheses and pieces of evidence in one matrix at most.
const SIDE_MAX: usize = 60;

impl Thinking for LocalDesk {
    fn matrix(&self, hand: &Hand, lead: &str) -> Answer<MatrixView> {
        let key = self.key(hand)?;
        let opened = self.opened()?;
        let mut log = self.log()?;
        let log = log.as_mut().ok_or_else(super::no_record)?;
        let named = Named::find(&opened, Some(log), Some(key.id()), lead)?;
        match standing(log, lead)? {
            Some(found) => {
                may_see(log, &named, &found, key.id())?;
                Ok(shown(lead, &found.0, key.id())?)
            }
            None => Ok(empty(&named)),
        }
    }

    fn set_matrix(&self, hand: &Hand, view: &MatrixView) -> Answer<()> {
        let opened = self.opened()?;
        if view.hypotheses.len() > SIDE_MAX || view.evidence.len() > SIDE_MAX {
            return Err(Refusal::new(
                Why::TooMuch,
                "the matrix has more sides than a person can look over",
                format!("keep {SIDE_MAX} hypotheses and as many pieces of evidence at most"),
            ));
        }
        let row = |text: &str| {
            let found = cited::find(&opened, text);
            found.map(Basis::Row).ok_or_else(|| {
                Failure::new(
                    format!("the case has no row '{text}'"),
                    "cite it as dataset:file:row",
                )
                .because(Why::Malformed)
            })
        };
        let mut matrix = Matrix::new(view.question.trim());
        for (id, text) in view.hypotheses.iter().filter(|(id, _)| id != OTHER) {
            matrix.add_hypothesis(id, text).told()?;
        }
        for (id, text, rows) in &view.evidence {
            let basis = match rows.len() {
                0 => vec![Basis::Note(text.clone())],
                _ => rows.iter().map(|text| row(text)).collect::<Outcome<_>>()?,
            };
            matrix.add_evidence(id, text, basis).told()?;
        }
        for ((evidence, ..), cells) in view.evidence.iter().zip(&view.cells) {
            for ((hypothesis, _), ratio) in view.hypotheses.iter().zip(cells) {
                let Some(ratio) = ratio else { continue };
                let ratio = Ratio::new(*ratio).map_err(|error| {
                    Failure::pair(&error.to_string(), "1 where it tells nothing").because(Why::Malformed)
                })?;
                matrix.set(hypothesis, evidence, cell(ratio)).told()?;
            }
        }
        self.with_log(hand, Role::Reviewer, |log, key| {
            let named = Named::find(&opened, Some(log), Some(key.id()), &view.lead).map_err(back)?;
            if let Some(found) = standing(log, &view.lead)? {
                may_see(log, &named, &found, key.id())?;
            }
            let said = SaidMatrix {
                lead: view.lead.clone(),
                matrix,
                at: now(),
            };
            write(log.desk.record_mut(), &mut SystemRandom, key, &said)?;
            Ok(())
        })
    }

    fn weigh(&self, hand: &Hand, lead: &str, probabilities: &[f64]) -> Answer<()> {
        let opened = self.opened()?;
        self.with_log(hand, Role::Reviewer, |log, key| {
            let named = Named::find(&opened, Some(log), Some(key.id()), lead).map_err(back)?;
            let Some(found) = standing(log, lead)? else {
                return Err(Failure::new("this lead has no matrix yet", "write one first"));
            };
            may_see(log, &named, &found, key.id())?;
            let hypotheses = found.0.matrix.hypotheses();
            if hypotheses.len() != probabilities.len() {
                return Err(Failure::new(
                    format!(
                        "{} probabilities were given for {} hypotheses",
                        probabilities.len(),
                        hypotheses.len()
                    ),
                    "say how likely each is, the last being none of these",
                )
                .because(Why::Malformed));
            }
            let given = hypotheses.iter().zip(probabilities);
            let given = given.map(|(one, p)| Ok((one.id.clone(), probability(*p)?)));
            let said = SaidWeighing {
                lead: lead.to_owned(),
                answer: Weighed {
                    by: key.id(),
                    probabilities: given.collect::<Outcome<_>>()?,
                },
                at: now(),
            };
            weigh(log.desk.record_mut(), &mut SystemRandom, key, &said)?;
            Ok(())
        })
    }

    fn forecasts(&self, hand: Option<&Hand>) -> Answer<Vec<ForecastView>> {
        let me = self.who(hand)?;
        let mut log = self.log()?;
        let Some(log) = log.as_mut() else {
            return Ok(Vec::new());
        };
        let book = book(log)?;
        let mut all: Vec<ForecastView> = book.asked.iter().map(|asked| forecast(asked, me)).collect();
        all.sort_by(|a, b| (a.outcome.is_some(), a.due, &a.id).cmp(&(b.outcome.is_some(), b.due, &b.id)));
        Ok(all)
    }

    fn offers(&self, lead: &str) -> Answer<Vec<OfferView>> {
        let opened = self.opened()?;
        let (named, asked) = {
            let mut log = self.log()?;
            // whoever's session it is in: nobody may tell a known answer by this
            let whose = log.as_ref().and_then(|log| Some(log.known.get(lead)?.0));
            let named = Named::find(&opened, log.as_ref(), whose, lead)?;
            let book = log.as_mut().map(book).transpose()?.unwrap_or_default();
            let asked: Vec<String> = book.asked.into_iter().map(|asked| asked.question.id).collect();
            (named, asked)
        };
        let questions = offer(&named.lead, ledger::today());
        let left = questions
            .iter()
            .enumerate()
            .filter(|(_, one)| !asked.contains(&one.id));
        Ok(left
            .map(|(at, question)| OfferView {
                at,
                question: question.text.clone(),
                due: Some(question.due),
            })
            .collect())
    }

    fn ask(&self, hand: &Hand, lead: &str, offered: usize) -> Answer<String> {
        let opened = self.opened()?;
        let key = self.key(hand)?;
        self.may(&key, Role::Reviewer)?;
        let named = {
            let log = self.log()?;
            Named::find(&opened, log.as_ref(), Some(key.id()), lead)?
        };
        let questions = offer(&named.lead, ledger::today());
        let Some(question) = questions.get(offered) else {
            return Err(Refusal::absent("this question"));
        };
        // looked up before the record is held
        let answers = CaseAnswers::new(&opened.case, &opened.tables, &self.reference);
        let base = base_rate(question, &answers);
        self.with_log(hand, Role::Reviewer, |log, key| {
            ask_with(
                log.desk.record_mut(),
                &mut SystemRandom,
                key,
                question,
                base,
                &now(),
            )?;
            Ok(question.id.clone())
        })
    }

    fn answer(&self, hand: &Hand, forecast: &str, p: f64, why: &str) -> Answer<()> {
        let said = SaidAnswer {
            probability: probability(p).map_err(|failure| failure.because(Why::Malformed))?,
            why: why.trim().to_owned(),
            at: now(),
        };
        self.with_log(hand, Role::Reviewer, |log, key| {
            let asked = one(log, forecast)?;
            answer(
                log.desk.record_mut(),
                &mut SystemRandom,
                key,
                &asked,
                &said,
                ledger::today(),
            )?;
            Ok(())
        })
    }

    fn settle(&self, hand: &Hand, forecast: &str, happened: bool, why: &str) -> Answer<()> {
        let said = SaidOutcome {
            resolution: if happened { Resolution::Yes } else { Resolution::No },
            why: why.trim().to_owned(),
            at: now(),
        };
        self.with_log(hand, Role::Reviewer, |log, key| {
            let asked = one(log, forecast)?;
            settle_by_hand(log.desk.record_mut(), &mut SystemRandom, key, &asked, &said)?;
            Ok(())
        })
    }

    fn scores(&self, hand: &Hand) -> Answer<ScoresView> {
        let key = self.key(hand)?;
        let resolved = {
            let mut log = self.log()?;
            let book = log.as_mut().map(book).transpose()?.unwrap_or_default();
            book.resolved(key.id(), Counting::Last)
        };
        Ok(match Scores::of(&resolved, &mut Rng::new(SEED)) {
            Err(few) => ScoresView {
                n: few.n as u64,
                too_few: Some(few.to_string()),
                ..ScoresView::default()
            },
            Ok(scores) => told(&scores),
        })
    }
}

/// Refusals of the desk's own, where a failure is wanted.
fn back(refusal: Refusal) -> Failure {
    Failure::new(refusal.broke, refusal.repair).because(refusal.why)
}

/// The standing matrix of a lead, and who wrote it.
fn standing(log: &Log, lead: &str) -> Outcome<Option<(Standing, Option<KeyId>)>> {
    let entries = (0..)
        .zip(&log.entries)
        .filter_map(|(index, entry)| match entry.kind {
            Kind::Matrix => Some((index, entry.by, None)),
            Kind::Weighing => Some((index, entry.by, entry.of)),
            _ => None,
        });
    let found = standing_among(log.record(), lead, entries)?;
    Ok(found.map(|found| {
        let by = usize::try_from(found.entry)
            .ok()
            .and_then(|at| log.entries.get(at)?.person());
        (found, by)
    }))
}

/// What others wrote of a lead may repeat what the machine says: whoever has not
/// judged it sees what they wrote themselves.
fn may_see(log: &mut Log, named: &Named, found: &(Standing, Option<KeyId>), me: KeyId) -> Outcome {
    if found.1 == Some(me) {
        return Ok(());
    }
    match Sight::of(Some(log), Some(me), named)? {
        Sight::Blind => Err(Failure::new(
            "somebody has written a matrix of this lead, and you have not judged it",
            "say what you think of the lead first",
        )),
        Sight::Judged(_) | Sight::Whole(..) => Ok(()),
    }
}

/// A cell of that ratio.
fn cell(ratio: Ratio) -> Cell {
    let consistency = match ratio.get() {
        more if more > 1.0 => Consistency::Consistent,
        less if less < 1.0 => Consistency::Inconsistent,
        _ => Consistency::Neither,
    };
    Cell {
        consistency: Some(consistency),
        ratio: Some(ratio),
    }
}

/// A matrix that nobody made yet: what the lead could be.
fn empty(named: &Named) -> MatrixView {
    let view = named.view();
    let hypotheses = view.hypotheses().iter().zip(1..);
    let hypotheses = hypotheses.map(|(text, n)| (format!("h{n}"), text.clone()));
    let other = (OTHER.to_owned(), "none of these".to_owned());
    MatrixView {
        lead: view.lead().to_owned(),
        question: question(&view),
        hypotheses: hypotheses.chain([other]).collect(),
        ..MatrixView::default()
    }
}

/// Others' answers are shown to those who gave theirs.
fn shown(lead: &str, standing: &Standing, me: KeyId) -> Outcome<MatrixView> {
    let own = standing.answers.get(&me);
    let answers: Vec<Weighed> = match own {
        Some(_) => standing.answers.values().cloned().collect(),
        None => Vec::new(),
    };
    let matrix = &standing.matrix;
    let view = View::of(matrix, &answers)?;
    let column = |evidence: &str| -> Vec<Cell> {
        let cells = matrix.hypotheses().iter();
        cells.map(|one| matrix.cell(&one.id, evidence)).collect()
    };
    let columns: Vec<Vec<Cell>> = view.evidence.iter().map(|one| column(&one.id)).collect();
    Ok(MatrixView {
        lead: lead.to_owned(),
        question: view.question.clone(),
        hypotheses: view
            .hypotheses
            .iter()
            .map(|one| (one.id.clone(), one.text.clone()))
            .collect(),
        evidence: view
            .evidence
            .iter()
            .map(|one| {
                let rows = one.basis.iter().filter_map(|basis| match basis {
                    Basis::Row(row) => Some(cited::whole(row)),
                    _ => None,
                });
                (one.id.clone(), one.text.clone(), rows.collect())
            })
            .collect(),
        cells: columns
            .iter()
            .map(|cells| cells.iter().map(|cell| cell.ratio.map(Ratio::get)).collect())
            .collect(),
        words: columns
            .iter()
            .map(|cells| cells.iter().map(words).collect())
            .collect(),
        diagnosticity: view
            .evidence
            .iter()
            .map(|one| {
                let told = &one.diagnosticity;
                told.bits.unwrap_or(match told.pairs {
                    0 => 0.0,
                    pairs => told.told_apart as f64 / pairs as f64,
                })
            })
            .collect(),
        mine: own
            .map(|own| matrix.coherent(own))
            .transpose()?
            .map(|one| one.probabilities)
            .unwrap_or_default(),
        pooled: view.hypotheses.iter().filter_map(|one| one.pooled).collect(),
    })
}

fn words(cell: &Cell) -> String {
    match (cell.ratio, cell.consistency) {
        (Some(ratio), _) => ratio.words(),
        (None, Some(Consistency::Consistent)) => "to be expected".to_owned(),
        (None, Some(Consistency::Inconsistent)) => "not to be expected".to_owned(),
        (None, Some(Consistency::Neither)) => "says nothing".to_owned(),
        (None, None) => String::new(),
    }
}

/// The forecasts of the record.
fn book(log: &mut Log) -> Outcome<Book> {
    let entries = (0..)
        .zip(&log.entries)
        .filter_map(|(index, entry)| match entry.kind {
            Kind::Forecast => Some((index, entry.by, None)),
            Kind::Answer => Some((index, entry.by, entry.of.map(|of| (of, entry.outcome)))),
            _ => None,
        });
    Ok(Book::among(log.record(), entries)?)
}

/// A question by its whole id.
fn one(log: &mut Log, id: &str) -> Outcome<Asked> {
    let asked = book(log)?.asked.into_iter().find(|asked| asked.question.id == id);
    asked.ok_or_else(|| {
        Failure::new("this question was not asked", "go back to the list of forecasts").because(Why::Absent)
    })
}

/// What others think is shown to whoever answered, and to everybody once it is settled.
fn forecast(asked: &Asked, me: Option<KeyId>) -> ForecastView {
    let mine = me.and_then(|me| asked.answers.get(&me)).map(|p| p.get());
    let open = mine.is_some() || asked.outcome.is_some();
    ForecastView {
        id: asked.question.id.clone(),
        question: asked.question.text.clone(),
        due: Some(asked.question.due),
        lead: Some(asked.question.lead.clone()),
        base_rate: asked
            .base_rate
            .as_ref()
            .map(|base| format!("{} of {} before", base.yes, base.n)),
        mine,
        crowd: asked.crowd(me).map(|p| p.get()).filter(|_| open),
        answers: asked.answers.len() as u64,
        outcome: match asked.outcome {
            Some(Resolution::Yes) => Some(true),
            Some(Resolution::No) => Some(false),
            _ => None,
        },
    }
}

/// Scores as a page shows them.
fn told(scores: &Scores) -> ScoresView {
    let (low, high) = scores.brier_interval();
    let corp = scores.corp();
    let outside = corp
        .steps
        .iter()
        .filter(|step| step.means < step.band.0 || step.means > step.band.1)
        .count();
    ScoresView {
        n: scores.n() as u64,
        too_few: None,
        brier: Some((scores.brier(), low, high)),
        ece: Some(scores.ece()),
        baselines: scores
            .baselines()
            .iter()
            .filter(|one| one.n > 0)
            .map(|one| (one.who.as_str().to_owned(), one.theirs))
            .collect(),
        bins: corp
            .steps
            .iter()
            .map(|step| (step.said, step.means, step.n as u64))
            .collect(),
        words: vec![
            format!("{} of {} questions happened", scores.happened(), scores.n()),
            match outside {
                0 => "your probabilities mean what they say, as far as these questions tell".to_owned(),
                n => format!(
                    "{n} of {} of your probabilities mean something else than they say",
                    corp.steps.len()
                ),
            },
        ],
    }
}
