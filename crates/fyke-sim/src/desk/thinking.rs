//! Hypotheses, forecasts and scores of the made case.

use super::MadeDesk;
use super::leads::{conflict, find, reason};
use fyke_model::date::Day;
use fyke_model::desk::{
    Answer, ForecastView, Hand, MatrixView, OfferView, Refusal, Role, ScoresView, Thinking,
};
use std::collections::BTreeMap;

/// What people think, in memory.
pub(super) struct Thoughts {
    matrices: BTreeMap<String, MatrixView>,
    /// Lead, then person: the probability of each hypothesis.
    weights: BTreeMap<String, BTreeMap<String, Vec<f64>>>,
    forecasts: Vec<Asked>,
}

struct Asked {
    view: ForecastView,
    answers: BTreeMap<String, f64>,
}

/// Questions that each lead of the made case suggests.
const OFFERS: &[(&str, (i16, i8, i8))] = &[
    (
        "the licence of the exporter is suspended before the year ends",
        (2026, 12, 31),
    ),
    (
        "one of the parties is on a list of the case before summer",
        (2027, 6, 1),
    ),
];

impl Thoughts {
    /// Three questions were asked before this run, one of them is settled.
    pub fn begun() -> Thoughts {
        let asked = |id: &str, question: &str, due: (i16, i8, i8), answers: &[(&str, f64)], outcome| Asked {
            view: ForecastView {
                id: id.to_owned(),
                question: question.to_owned(),
                due: Day::from_ymd(due.0, due.1, due.2),
                lead: Some("lead-cedar".to_owned()),
                base_rate: Some("happened to 4 of 31 comparable parties within a year".to_owned()),
                outcome,
                ..ForecastView::default()
            },
            answers: answers.iter().map(|(who, p)| ((*who).to_owned(), *p)).collect(),
        };
        Thoughts {
            matrices: BTreeMap::new(),
            weights: BTreeMap::new(),
            forecasts: vec![
                asked(
                    "forecast-later",
                    "Kyrgyz customs publish loads of heading 8542 for 2022 before next spring",
                    (2027, 3, 1),
                    &[("made-halyna", 0.2)],
                    None,
                ),
                asked(
                    "forecast-soon",
                    "Ala-Too Trade is on a watch list before the middle of December",
                    (2026, 12, 15),
                    &[("made-halyna", 0.3), ("made-omar", 0.45)],
                    None,
                ),
                asked(
                    "forecast-past",
                    "Delta Elektronik AG answers the letter of the licensing office within a month",
                    (2026, 6, 30),
                    &[("made-halyna", 0.6), ("ada", 0.7)],
                    Some(true),
                ),
            ],
        }
    }

    fn asked(&mut self, id: &str) -> Answer<&mut Asked> {
        self.forecasts
            .iter_mut()
            .find(|asked| asked.view.id == id)
            .ok_or_else(|| Refusal::absent("the forecast"))
    }
}

fn share(p: f64) -> Answer<()> {
    match (0.0..=1.0).contains(&p) {
        true => Ok(()),
        false => Err(Refusal::malformed(
            "that is no probability",
            "give a number from 0 to 100 percent",
        )),
    }
}

fn mean(all: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let n = all.clone().count();
    (n > 0).then(|| all.sum::<f64>() / n as f64)
}

/// How far apart evidence puts two hypotheses: the largest difference of the
/// logarithms of its ratios.
fn apart(ratios: &[Option<f64>]) -> f64 {
    let logs = || ratios.iter().flatten().map(|ratio| ratio.ln());
    let high = logs().fold(f64::NEG_INFINITY, f64::max);
    let low = logs().fold(f64::INFINITY, f64::min);
    if high > low { high - low } else { 0.0 }
}

fn words(ratio: Option<f64>) -> String {
    let Some(ratio) = ratio else { return String::new() };
    let way = if ratio > 1.0 { "for" } else { "against" };
    match ratio.max(1.0 / ratio) {
        r if r < 2.0 => "no support either way".to_owned(),
        r if r < 10.0 => format!("weak support {way}"),
        r if r < 100.0 => format!("moderate support {way}"),
        _ => format!("strong support {way}"),
    }
}

impl Thinking for MadeDesk {
    fn matrix(&self, hand: &Hand, lead: &str) -> Answer<MatrixView> {
        let made = find(lead).ok_or_else(|| Refusal::absent("the lead"))?;
        let kept = self.kept();
        let mut view = kept
            .thoughts
            .matrices
            .get(lead)
            .cloned()
            .unwrap_or_else(|| MatrixView {
                lead: lead.to_owned(),
                question: "what explains these rows?".to_owned(),
                hypotheses: made
                    .hypotheses
                    .iter()
                    .enumerate()
                    .map(|(at, text)| (format!("h{}", at + 1), text.clone()))
                    .collect(),
                ..MatrixView::default()
            });
        view.words = view
            .cells
            .iter()
            .map(|row| row.iter().map(|ratio| words(*ratio)).collect())
            .collect();
        view.diagnosticity = view.cells.iter().map(|row| apart(row)).collect();
        (view.mine, view.pooled) = (Vec::new(), Vec::new());
        let n = view.hypotheses.len();
        let fits = |all: &&Vec<f64>| all.len() == n;
        if let Some(all) = kept.thoughts.weights.get(lead)
            && let Some(mine) = all.get(hand.person()).filter(fits)
        {
            view.mine = mine.clone();
            view.pooled = (0..n)
                .filter_map(|at| mean(all.values().filter(fits).filter_map(|one| one.get(at).copied())))
                .collect();
        }
        Ok(view)
    }

    fn set_matrix(&self, hand: &Hand, matrix: &MatrixView) -> Answer<()> {
        hand.needs(Role::Reviewer)?;
        find(&matrix.lead).ok_or_else(|| Refusal::absent("the lead"))?;
        if let Some((_, text, _)) = matrix.evidence.iter().find(|(.., rows)| rows.is_empty()) {
            let shown: String = text.chars().take(80).collect();
            return Err(Refusal::malformed(
                format!("evidence '{shown}' cites no row"),
                "say on which rows it stands",
            ));
        }
        let bad = |ratio: &Option<f64>| ratio.is_some_and(|r| !(1e-9..=1e9).contains(&r));
        if matrix.cells.iter().flatten().any(bad) {
            return Err(Refusal::malformed(
                "a cell is no ratio",
                "give a number above 0, 1 where it tells nothing",
            ));
        }
        let mut kept = self.kept();
        let words = format!(
            "{} wrote a new version of the hypotheses of {}",
            hand.name(),
            matrix.lead
        );
        kept.judging.log("matrix", hand, Some(&matrix.lead), words);
        kept.thoughts.matrices.insert(matrix.lead.clone(), matrix.clone());
        Ok(())
    }

    fn weigh(&self, hand: &Hand, lead: &str, probabilities: &[f64]) -> Answer<()> {
        hand.needs(Role::Reviewer)?;
        let n = self.matrix(hand, lead)?.hypotheses.len();
        let sum: f64 = probabilities.iter().sum();
        if probabilities.len() != n || probabilities.iter().any(|p| share(*p).is_err()) || sum <= 0.0 {
            return Err(Refusal::malformed(
                "not every hypothesis has a probability",
                "give each a number from 0 to 100 percent, at least one above 0",
            ));
        }
        let mut kept = self.kept();
        let words = format!("{} said how likely each hypothesis of {lead} is", hand.name());
        kept.judging.log("weighing", hand, Some(lead), words);
        let mine = probabilities.iter().map(|p| p / sum).collect();
        let all = kept.thoughts.weights.entry(lead.to_owned()).or_default();
        all.insert(hand.person().to_owned(), mine);
        Ok(())
    }

    fn forecasts(&self, hand: Option<&Hand>) -> Answer<Vec<ForecastView>> {
        let kept = self.kept();
        let mut all: Vec<ForecastView> = kept
            .thoughts
            .forecasts
            .iter()
            .map(|asked| {
                let mine = hand.and_then(|hand| asked.answers.get(hand.person()).copied());
                ForecastView {
                    mine,
                    crowd: mine.and_then(|_| mean(asked.answers.values().copied())),
                    answers: asked.answers.len() as u64,
                    ..asked.view.clone()
                }
            })
            .collect();
        all.sort_by_key(|view| (view.outcome.is_some(), view.due));
        Ok(all)
    }

    fn offers(&self, lead: &str) -> Answer<Vec<OfferView>> {
        find(lead).ok_or_else(|| Refusal::absent("the lead"))?;
        let kept = self.kept();
        let asked = |question: &str| {
            let mut all = kept.thoughts.forecasts.iter();
            all.any(|a| a.view.lead.as_deref() == Some(lead) && a.view.question == question)
        };
        let offers = OFFERS
            .iter()
            .enumerate()
            .filter(|(_, (question, _))| !asked(question));
        Ok(offers
            .map(|(at, (question, (year, month, day)))| OfferView {
                at,
                question: (*question).to_owned(),
                due: Day::from_ymd(*year, *month, *day),
            })
            .collect())
    }

    fn ask(&self, hand: &Hand, lead: &str, offer: usize) -> Answer<String> {
        hand.needs(Role::Reviewer)?;
        let offer = self
            .offers(lead)?
            .into_iter()
            .find(|known| known.at == offer)
            .ok_or_else(|| Refusal::absent("the question"))?;
        let mut kept = self.kept();
        let id = format!("forecast-{}", kept.thoughts.forecasts.len() + 1);
        kept.judging.log(
            "forecast",
            hand,
            Some(lead),
            format!("{} asked: {}", hand.name(), offer.question),
        );
        kept.thoughts.forecasts.push(Asked {
            view: ForecastView {
                id: id.clone(),
                question: offer.question,
                due: offer.due,
                lead: Some(lead.to_owned()),
                ..ForecastView::default()
            },
            answers: BTreeMap::new(),
        });
        Ok(id)
    }

    fn answer(&self, hand: &Hand, forecast: &str, probability: f64, why: &str) -> Answer<()> {
        hand.needs(Role::Reviewer)?;
        share(probability)?;
        reason(why)?;
        let mut kept = self.kept();
        let asked = kept.thoughts.asked(forecast)?;
        if asked.view.outcome.is_some() {
            return Err(conflict(
                "its outcome is known",
                "no probability counts that came after the outcome",
            ));
        }
        asked.answers.insert(hand.person().to_owned(), probability);
        let words = format!("{} answered {forecast}", hand.name());
        kept.judging.log("answer", hand, None, words);
        Ok(())
    }

    fn settle(&self, hand: &Hand, forecast: &str, happened: bool, why: &str) -> Answer<()> {
        hand.needs(Role::Reviewer)?;
        reason(why)?;
        let mut kept = self.kept();
        let asked = kept.thoughts.asked(forecast)?;
        if asked.view.outcome.is_some() {
            return Err(conflict("its outcome is told already", "see it in the record"));
        }
        asked.view.outcome = Some(happened);
        let told = if happened {
            "it happened"
        } else {
            "it did not happen"
        };
        let words = format!("{} told the outcome of {forecast}: {told}", hand.name());
        kept.judging.log("forecast", hand, None, words);
        Ok(())
    }

    fn scores(&self, hand: &Hand) -> Answer<ScoresView> {
        // Ada of the made case has a past; anybody else begins
        if hand.person() == "ada" {
            return Ok(ScoresView {
                n: 34,
                too_few: None,
                brier: Some((0.17, 0.13, 0.22)),
                ece: Some(0.06),
                baselines: vec![
                    ("always the base rate".to_owned(), 0.21),
                    ("everybody pooled".to_owned(), 0.16),
                    ("always one half".to_owned(), 0.25),
                ],
                bins: vec![(0.08, 0.1, 10), (0.31, 0.25, 8), (0.62, 0.5, 8), (0.9, 0.88, 8)],
                words: vec![
                    "better than the base rate alone; the interval leaves little doubt".to_owned(),
                    "what you called 62 % happened half the time".to_owned(),
                ],
            });
        }
        let kept = self.kept();
        let settled =
            |asked: &&Asked| asked.view.outcome.is_some() && asked.answers.contains_key(hand.person());
        let n = kept.thoughts.forecasts.iter().filter(settled).count() as u64;
        Ok(ScoresView {
            n,
            too_few: Some(format!("{n} of the 30 settled forecasts that a figure takes")),
            ..ScoresView::default()
        })
    }
}
