//! What is asked about names of the made case: words compared letter by letter
//! in Latin letters, one slip allowed. Small, slow, and easy to foresee.

use super::MadeDesk;
use super::who::{Partition, records_of, stub};
use super::world::{latin, world};
use fyke_model::country::Country;
use fyke_model::desk::{
    Answer, BatchName, BatchRow, Candidate, Facet, FacetCounts, FtmEntity, Hit, Hits, MatchQuery, NearHit,
    Pick, Refusal, Search, SearchQuery,
};
use std::collections::{BTreeMap, BTreeSet};

/// Who is nearly the same as whom, and is folded into one line.
const NEAR: &[(&str, &str)] = &[("ent-alfa", "ent-alfa-2")];

impl Search for MadeDesk {
    fn search(&self, query: &SearchQuery) -> Answer<Hits> {
        let now = self.partition();
        let mut found: Vec<(u32, Hit)> = all(&now)
            .into_iter()
            .filter_map(|hit| {
                score(&now, &hit.id, &query.text).map(|(score, matched)| (score, Hit { matched, ..hit }))
            })
            .collect();
        found.sort_by(|a, b| (b.0, &a.1.caption).cmp(&(a.0, &b.1.caption)));
        let hits: Vec<Hit> = found.into_iter().map(|(_, hit)| hit).collect();
        let facets = Facet::ALL
            .map(|facet| counts(&hits, &query.picks, facet))
            .to_vec();
        let mut hits: Vec<Hit> = hits
            .into_iter()
            .filter(|hit| fits(hit, &query.picks, None))
            .collect();
        if !query.unfolded {
            hits = folded(hits);
        }
        Ok(Hits {
            total: hits.len() as u64,
            exact: true,
            facets,
            hits: hits
                .into_iter()
                .skip(query.page.offset)
                .take(query.page.limit)
                .collect(),
        })
    }

    fn batch(&self, names: &[BatchName], cutoff: f64) -> Answer<Vec<BatchRow>> {
        let now = self.partition();
        let all = all(&now);
        let ask = |name: &BatchName| {
            let country = name.country.as_ref();
            BatchRow {
                asked: name.clone(),
                candidates: candidates(&now, &all, &name.name, country, cutoff),
            }
        };
        Ok(names.iter().map(ask).collect())
    }

    fn matching(&self, query: &MatchQuery) -> Answer<Vec<Candidate>> {
        let now = self.partition();
        let value = |prop: &str| query.properties.get(prop).and_then(|values| values.first());
        let country = value("country").and_then(|text| text.parse().ok());
        let name = value("name").map(String::as_str).unwrap_or_default();
        let mut found = candidates(&now, &all(&now), name, country.as_ref(), query.cutoff);
        found.retain(|one| {
            query.datasets.is_empty() || one.datasets.iter().any(|set| query.datasets.contains(set))
        });
        found.truncate(query.limit.max(1));
        Ok(found)
    }

    fn ftm(&self, id: &str) -> Answer<FtmEntity> {
        let now = self.partition();
        let id = self.meant(&now, id)?;
        let about = stub(&now, &id);
        let mut properties: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (prop, value, _) in records_of(&now, &id).flat_map(|record| &record.facts) {
            let values = properties.entry((*prop).to_owned()).or_default();
            if !values.contains(value) {
                values.push(value.clone());
            }
        }
        let hit = all(&now)
            .into_iter()
            .find(|hit| hit.id == id)
            .ok_or_else(|| Refusal::absent("the entity"))?;
        Ok(FtmEntity {
            caption: about.caption,
            schema: about.schema,
            properties,
            datasets: hit.datasets,
            referents: records_of(&now, &id).map(|record| record.key.clone()).collect(),
            target: about.listed,
            first_seen: None,
            last_seen: None,
            id,
        })
    }
}

/// Every entity as a line of a list.
fn all(now: &Partition) -> Vec<Hit> {
    let ids: BTreeSet<&String> = now.values().collect();
    let trades: BTreeSet<&String> = world()
        .deals
        .iter()
        .flat_map(|deal| &deal.ends)
        .filter_map(|key| now.get(key))
        .collect();
    ids.into_iter()
        .map(|id| {
            let about = stub(now, id);
            let datasets: BTreeSet<String> = records_of(now, id)
                .filter_map(|record| record.key.split_once(':').map(|(dataset, _)| dataset.to_owned()))
                .collect();
            let countries: BTreeSet<Country> =
                records_of(now, id).filter_map(|record| record.country).collect();
            let topics = [("listed", about.listed), ("trades", trades.contains(id))];
            Hit {
                id: id.clone(),
                latin: latin(&about.caption),
                caption: about.caption,
                matched: None,
                schema: about.schema,
                countries: countries.into_iter().collect(),
                topics: topics
                    .iter()
                    .filter(|(_, has)| *has)
                    .map(|(topic, _)| (*topic).to_owned())
                    .collect(),
                datasets: datasets.into_iter().collect(),
                near: Vec::new(),
            }
        })
        .collect()
}

fn values(hit: &Hit, facet: Facet) -> Vec<String> {
    match facet {
        Facet::Dataset => hit.datasets.clone(),
        Facet::Schema => vec![hit.schema.clone()],
        Facet::Country => hit.countries.iter().map(Country::to_string).collect(),
        Facet::Topic => hit.topics.clone(),
    }
}

fn fits(hit: &Hit, picks: &[Pick], but: Option<Facet>) -> bool {
    Facet::ALL
        .into_iter()
        .filter(|facet| Some(*facet) != but)
        .all(|facet| {
            let has = values(hit, facet);
            let mine = |include: bool| {
                picks
                    .iter()
                    .filter(move |pick| pick.facet == facet && pick.include == include)
            };
            mine(false).all(|pick| !has.contains(&pick.value))
                && (mine(true).next().is_none() || mine(true).any(|pick| has.contains(&pick.value)))
        })
}

fn counts(hits: &[Hit], picks: &[Pick], facet: Facet) -> FacetCounts {
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for hit in hits.iter().filter(|hit| fits(hit, picks, Some(facet))) {
        for value in values(hit, facet) {
            *counted.entry(value).or_default() += 1;
        }
    }
    let mut values: Vec<(String, u64)> = counted.into_iter().collect();
    values.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    FacetCounts { facet, values }
}

fn folded(hits: Vec<Hit>) -> Vec<Hit> {
    let there: BTreeSet<String> = hits.iter().map(|hit| hit.id.clone()).collect();
    let into = |id: &str| {
        NEAR.iter()
            .find(|(first, near)| *near == id && there.contains(*first))
            .map(|pair| pair.0)
    };
    let (near, mut first): (Vec<Hit>, Vec<Hit>) = hits.into_iter().partition(|hit| into(&hit.id).is_some());
    for hit in near {
        if let Some(line) = first
            .iter_mut()
            .find(|line| Some(line.id.as_str()) == into(&hit.id))
        {
            line.near.push(NearHit {
                id: hit.id,
                caption: hit.caption,
                datasets: hit.datasets,
            });
        }
    }
    first
}

/// Words in Latin letters without marks, lower case.
fn words(text: &str) -> Vec<String> {
    const PLAIN: &[(char, &str)] = &[
        ('ğ', "g"),
        ('ı', "i"),
        ('ş', "s"),
        ('ç', "c"),
        ('ö', "o"),
        ('ü', "u"),
        ('ß', "ss"),
        ('а', "a"),
        ('б', "b"),
        ('в', "v"),
        ('г', "g"),
        ('д', "d"),
        ('е', "e"),
        ('ж', "zh"),
        ('з', "z"),
        ('и', "i"),
        ('й', "i"),
        ('к', "k"),
        ('л', "l"),
        ('м', "m"),
        ('н', "n"),
        ('о', "o"),
        ('п', "p"),
        ('р', "r"),
        ('с', "s"),
        ('т', "t"),
        ('у', "u"),
        ('ф', "f"),
        ('х', "kh"),
        ('ц', "ts"),
        ('ч', "ch"),
        ('ш', "sh"),
        ('щ', "shch"),
        ('ы', "y"),
        ('ь', ""),
        ('э', "e"),
        ('ю', "iu"),
        ('я', "ia"),
    ];
    let plain: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(|letter| {
            PLAIN
                .iter()
                .find(|(own, _)| *own == letter)
                .map_or_else(|| letter.to_string(), |p| p.1.to_owned())
        })
        .collect();
    plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a word was meant: 3 the same, 2 its beginning, 1 with a slip, 0 not.
fn alike(asked: &str, has: &str) -> u32 {
    if asked == has {
        return 3;
    }
    if has.starts_with(asked) {
        return 2;
    }
    let (a, b): (Vec<char>, Vec<char>) = (asked.chars().collect(), has.chars().collect());
    let same_ahead = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let same_behind = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let longest = a.len().max(b.len());
    u32::from(a.len() >= 4 && same_ahead + same_behind + 1 >= longest)
}

/// How well a text fits an entity, and the name that it fits where that is not
/// its face. Nothing asked fits everybody.
fn score(now: &Partition, id: &str, text: &str) -> Option<(u32, Option<String>)> {
    let asked = words(text);
    if asked.is_empty() {
        return Some((0, None));
    }
    let face = stub(now, id).caption;
    let mut names: BTreeSet<String> = records_of(now, id)
        .flat_map(|record| &record.facts)
        .filter(|(prop, ..)| ["name", "alias"].contains(prop))
        .map(|(_, value, _)| value.clone())
        .collect();
    names.insert(face.clone());
    let fit = |name: &String| {
        let mut has = words(name);
        has.extend(latin(name).iter().flat_map(|latin| words(latin)));
        let parts: Vec<u32> = asked
            .iter()
            .map(|one| has.iter().map(|other| alike(one, other)).max().unwrap_or(0))
            .collect();
        // words of a script without spaces are looked for within
        let within = asked
            .iter()
            .all(|one| !one.is_ascii() && name.contains(one.as_str()));
        (parts.iter().all(|part| *part > 0) || within).then(|| parts.iter().sum::<u32>().max(1))
    };
    let best = names
        .iter()
        .filter_map(|name| Some((fit(name)?, *name == face, name)))
        .max()?;
    Some((best.0, (!best.1).then(|| best.2.clone())))
}

fn candidates(
    now: &Partition,
    all: &[Hit],
    name: &str,
    country: Option<&Country>,
    cutoff: f64,
) -> Vec<Candidate> {
    let most = (3 * words(name).len()).max(1);
    let mut found: Vec<Candidate> = all
        .iter()
        .filter(|_| !words(name).is_empty())
        .filter_map(|hit| {
            let (score, _) = score(now, &hit.id, name)?;
            let names = 0.9 * f64::from(score) / most as f64;
            let here = country
                .filter(|_| !hit.countries.is_empty())
                .map_or(0.05, |country| {
                    if hit.countries.contains(country) {
                        0.09
                    } else {
                        -0.3
                    }
                });
            Some(Candidate {
                id: hit.id.clone(),
                caption: hit.caption.clone(),
                schema: hit.schema.clone(),
                countries: hit.countries.clone(),
                datasets: hit.datasets.clone(),
                probability: (names + here).clamp(0.0, 1.0),
                reasons: vec![
                    ("words of the name".to_owned(), names),
                    ("country".to_owned(), here),
                ],
            })
        })
        .filter(|candidate| candidate.probability >= cutoff)
        .collect();
    found.sort_by(|a, b| {
        b.probability
            .total_cmp(&a.probability)
            .then_with(|| a.id.cmp(&b.id))
    });
    found
}
