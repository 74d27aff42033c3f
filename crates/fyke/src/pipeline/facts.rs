//! Facts that were read in texts, what people said of them, and the statements
//! that come of those which were accepted.
//!
//! A fact is known by what was read and where, so it keeps its id when the text is
//! read again and nothing changed. What people say of it lies in the log of
//! judgements. Statements follow from documents and log alone: [`settle`] writes,
//! for each document of which a fact was judged, one file of FollowTheMoney lines
//! into the case, an edition that stands instead of the one before, with the
//! document's label and the sentence in every link. Where nothing of a document is
//! accepted any more, the edition that stands says nothing. A fact that today's
//! rules no longer read that way has no statements either, and is told.

use crate::commands::add::{add_one, rules};
use crate::screen::{Outcome, plain};
use fyke_guard::rows::{Kind, ListFormat};
use fyke_model::dataset::Handling;
use fyke_model::reference::Reference;
use fyke_model::text::{DocumentId, Named, Reading, SupplyFact, SupplyRelation};
use fyke_store::Case;
use fyke_store::judgements::{self, Line};
use fyke_store::query::Tables;
use fyke_store::reading::{self, Stored};
use fyke_store::take_in::Request;
use fyke_trawl::supply::{FactLink, GoodsIndex, links, to_statements};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What begins the dataset of a document's accepted facts.
pub const DATASET: &str = "said-in-";

/// The word for such files in the table of files.
const FILED_AS: &str = "facts";

/// A fact with its document and what was said of it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// The document.
    pub document: DocumentId,
    /// The name of its file.
    pub file_name: String,
    /// Who published it, as it says.
    pub outlet: Option<String>,
    /// How it may be handled.
    pub handling: Handling,
    /// The sentence.
    pub sentence: String,
    /// What was read, with spans.
    pub fact: SupplyFact,
    /// Part, maker, receiver, plant, weapon, headings of the part.
    pub links: Vec<FactLink>,
    /// Records of the case that its names may mean.
    pub records: Vec<Meant>,
    /// The last that was said of it.
    pub judgement: Option<Verdict>,
}

/// A record of the case that a name of a fact may mean.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Meant {
    /// The name in the fact.
    pub name: String,
    /// `dataset:id`.
    pub record: String,
    /// What the record is called.
    pub called: String,
    /// How alike the names are.
    pub probability: f64,
}

/// What a person said of a fact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Verdict {
    /// `accepted` or `rejected`.
    pub word: &'static str,
    /// The line of the log.
    pub line: u64,
    /// Who.
    pub by: String,
    /// When.
    pub at: String,
    /// Why.
    pub because: String,
}

/// What people last said of each fact.
pub fn verdicts(case: &Case) -> Outcome<BTreeMap<String, Verdict>> {
    let verdict = |line: Line| {
        let (word, fact, _) = line.said.fact()?;
        let of = Verdict {
            word,
            line: line.n,
            by: line.who().to_owned(),
            at: line.when().to_owned(),
            because: line.note.clone(),
        };
        Some((fact.to_owned(), of))
    };
    Ok(judgements::holding(case)?
        .into_iter()
        .filter_map(verdict)
        .collect())
}

/// Documents that hold facts, in order.
pub fn documents(tables: &Tables) -> Outcome<Vec<DocumentId>> {
    let sql = "select distinct document from facts order by document";
    let rows = tables.ask(sql)?.texts()?;
    Ok(rows
        .iter()
        .filter_map(|row| row.first()?.as_deref()?.parse().ok())
        .collect())
}

/// The facts of a document, in order of place; none where it is not there.
pub fn of_document(
    tables: &Tables,
    id: &DocumentId,
    goods: &GoodsIndex,
    verdicts: &BTreeMap<String, Verdict>,
) -> Outcome<Vec<Fact>> {
    Ok(reading::document(tables, id)?.map_or_else(Vec::new, |stored| facts_of(&stored, goods, verdicts)))
}

/// Headings by the words of goods, as the program ships them.
pub fn goods(reference: &Reference) -> GoodsIndex {
    reference
        .words
        .get("goods")
        .map(GoodsIndex::new)
        .unwrap_or_default()
}

fn facts_of(stored: &Stored, goods: &GoodsIndex, verdicts: &BTreeMap<String, Verdict>) -> Vec<Fact> {
    let Some(reading) = &stored.reading else {
        return vec![];
    };
    let all_links = links(&reading.facts, Some(goods));
    let mut seen = BTreeSet::new();
    let mut facts = Vec::new();
    for (at, fact) in reading.facts.iter().enumerate() {
        let id = id_of(&stored.line.id, fact);
        if !seen.insert(id.clone()) {
            continue;
        }
        facts.push(Fact {
            judgement: verdicts.get(&id).cloned(),
            id,
            document: stored.line.id.clone(),
            file_name: stored.line.file_name.clone(),
            outlet: stored.line.outlet.clone(),
            handling: stored.line.handling,
            sentence: fact
                .span
                .of(&reading.document.text)
                .unwrap_or_default()
                .to_owned(),
            links: all_links.iter().filter(|link| link.fact == at).cloned().collect(),
            records: meant(reading, fact),
            fact: fact.clone(),
        });
    }
    facts.sort_by_key(|fact| fact.fact.span);
    facts
}

/// Ten characters that are the same whenever the same is read in the same place.
fn id_of(document: &DocumentId, fact: &SupplyFact) -> String {
    let name = |named: &Option<Named>| named.as_ref().map_or("", |named| named.name.as_str()).to_owned();
    let goods: Vec<&str> = fact.goods.iter().map(|part| part.name.as_str()).collect();
    let polarity = [fact.negated, fact.hedged, fact.former].map(|is| if is { '1' } else { '0' });
    let parts = [
        document.to_string(),
        fact.span.start.to_string(),
        fact.span.end.to_string(),
        fact.relation.as_str().to_owned(),
        name(&fact.subject),
        name(&fact.object),
        goods.join("; "),
        name(&fact.weapon),
        name(&fact.place),
        polarity.iter().collect(),
    ];
    super::parties::id(&parts.each_ref().map(String::as_str))
}

/// Records that the names of a fact may mean, each once.
fn meant(reading: &Reading, fact: &SupplyFact) -> Vec<Meant> {
    let named = [&fact.subject, &fact.object, &fact.weapon, &fact.place];
    let mut found: Vec<Meant> = Vec::new();
    for named in named.into_iter().flatten().chain(&fact.goods) {
        let is_it = |at: u32| {
            let mention = usize::try_from(at).ok().and_then(|at| reading.mentions.get(at));
            mention.is_some_and(|mention| {
                let overlaps = named.span.is_some_and(|span| span.overlaps(mention.span));
                overlaps || mention.name == named.name
            })
        };
        for link in reading.links.iter().filter(|link| is_it(link.mention)) {
            if !found
                .iter()
                .any(|known| known.record == link.record && known.name == named.name)
            {
                found.push(Meant {
                    name: named.name.clone(),
                    record: link.record.clone(),
                    called: link.name.clone(),
                    probability: link.probability,
                });
            }
        }
    }
    found
}

/// Whether a fact says something that statements can hold: not where it is denied,
/// nor where fewer than two of its parts have a name of their own.
pub fn can_be_used(fact: &SupplyFact) -> Result<(), &'static str> {
    let said = to_statements("", &[usable(fact)], 1);
    match (fact.negated, said.iter().any(|said| said.prop == "role")) {
        (true, _) => Err("it is denied in the text, so there is nothing to use"),
        (_, false) => Err("it ties no two things that have names of their own"),
        _ => Ok(()),
    }
}

/// The fact without parties that have no name of their own: "the company" is
/// nobody.
fn usable(fact: &SupplyFact) -> SupplyFact {
    let own = |named: &Option<Named>| {
        let named = named.clone();
        named.filter(|named| named.name.chars().any(|c| c.is_uppercase() || !c.is_ascii()))
    };
    SupplyFact {
        subject: own(&fact.subject),
        object: own(&fact.object),
        ..fact.clone()
    }
}

/// What settling did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settled {
    /// Documents whose statements changed.
    pub changed: usize,
    /// Facts that were accepted and that nothing reads that way now: id, document.
    pub lost: Vec<(String, DocumentId)>,
}

/// Brings the statements of accepted facts to what documents and log say now.
pub fn settle(case: &Case, now: &str) -> Outcome<Settled> {
    let mut settled = Settled::default();
    let lines = judgements::read(case)?;
    let judged: BTreeSet<&DocumentId> = lines
        .iter()
        .filter_map(|line| Some(line.said.fact()?.2))
        .collect();
    if judged.is_empty() {
        return Ok(settled);
    }
    let verdicts = verdicts(case)?;
    let accepted: BTreeMap<&str, &DocumentId> = lines
        .iter()
        .filter_map(|line| line.said.fact())
        .filter(|(_, fact, _)| {
            verdicts
                .get(*fact)
                .is_some_and(|verdict| verdict.word == "accepted")
        })
        .map(|(_, fact, document)| (fact, document))
        .collect();
    let tables = Tables::open(case, None)?;
    let goods = GoodsIndex::default();
    for document in judged {
        let stored = reading::document(&tables, document)?;
        let facts = stored
            .as_ref()
            .map_or_else(Vec::new, |stored| facts_of(stored, &goods, &verdicts));
        let held: BTreeSet<&str> = facts.iter().map(|fact| fact.id.as_str()).collect();
        for (fact, of) in &accepted {
            if *of == document && !held.contains(fact) {
                settled.lost.push(((*fact).to_owned(), document.clone()));
            }
        }
        let wanted: Vec<&Fact> = facts
            .iter()
            .filter(|fact| accepted.contains_key(fact.id.as_str()))
            .collect();
        let said = stored
            .as_ref()
            .map_or_else(Vec::new, |stored| said(stored, &wanted));
        let handling = stored.as_ref().map(|stored| stored.line.handling);
        if write(case, document, handling, &said, lines.len(), now)? {
            settled.changed += 1;
        }
    }
    Ok(settled)
}

/// The FollowTheMoney lines of accepted facts: an entity of one fact a line, so that
/// a row is a fact's.
fn said(stored: &Stored, facts: &[&Fact]) -> Vec<String> {
    let text = stored
        .reading
        .as_ref()
        .map_or("", |reading| reading.document.text.as_str());
    let url = stored
        .reading
        .as_ref()
        .and_then(|reading| reading.document.capture.url.clone());
    let mut lines = Vec::new();
    for fact in facts {
        let mut entities: BTreeMap<(String, String), BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
        for said in to_statements(text, &[usable(&fact.fact)], 1) {
            let entity = entities.entry((said.entity_id, said.schema)).or_default();
            entity.entry(said.prop).or_default().insert(said.value);
        }
        for ((id, schema), mut props) in entities {
            let is_link = props.contains_key("summary");
            if is_link {
                about(fact, url.as_deref(), &mut props);
            }
            let schema = match is_link && (fact.fact.former || fact.fact.hedged) {
                true => loosened(&schema, &fact.fact, &mut props),
                false => schema,
            };
            lines.push(json!({ "id": id, "schema": schema, "properties": props }).to_string());
        }
    }
    lines
}

/// What a link says of itself beside its sentence: where, and who accepted it.
fn about(fact: &Fact, url: Option<&str>, props: &mut BTreeMap<String, BTreeSet<String>>) {
    let mut say = |prop: &str, value: String| {
        props.insert(prop.to_owned(), BTreeSet::from([value]));
    };
    let span = fact.fact.span;
    let status = match (fact.fact.former, fact.fact.hedged) {
        (true, _) => "accepted, said to be over",
        (_, true) => "accepted, said to be uncertain",
        _ => "accepted",
    };
    say("status", status.to_owned());
    say("recordId", fact.id.clone());
    say(
        "publisher",
        fact.outlet.clone().unwrap_or_else(|| fact.file_name.clone()),
    );
    if let Some(url) = url {
        say("sourceUrl", url.to_owned());
    }
    if let Some(verdict) = &fact.judgement {
        let day = verdict.at.get(..10).unwrap_or(&verdict.at);
        say(
            "description",
            format!(
                "document {}, bytes {} to {}; accepted by {} on {day}: {}",
                fact.document, span.start, span.end, verdict.by, verdict.because
            ),
        );
    }
}

/// A stake or an office that is over, or doubted, is told and not traced: it becomes
/// a link of no kind. Its ends keep their order.
fn loosened(schema: &str, fact: &SupplyFact, props: &mut BTreeMap<String, BTreeSet<String>>) -> String {
    let (from, to) = match schema {
        "Ownership" => ("owner", "asset"),
        "Directorship" => ("director", "organization"),
        _ => return schema.to_owned(),
    };
    for (old, new) in [(from, "subject"), (to, "object")] {
        if let Some(values) = props.remove(old) {
            props.insert(new.to_owned(), values);
        }
    }
    let role = match fact.relation {
        SupplyRelation::PartOf => SupplyRelation::Owns,
        relation => relation,
    };
    props.insert("role".to_owned(), BTreeSet::from([role.as_str().to_owned()]));
    "UnknownLink".to_owned()
}

/// Writes the edition of a document's facts, where it says something else than the
/// one that stands; whether it did.
fn write(
    case: &Case,
    document: &DocumentId,
    handling: Option<Handling>,
    said: &[String],
    lines: usize,
    now: &str,
) -> Outcome<bool> {
    let dataset = format!("{DATASET}{document}");
    let files = case.files()?;
    let mut before: Vec<_> = files.iter().filter(|file| file.dataset == dataset).collect();
    before.sort_by(|a, b| (a.edition, &a.added_at).cmp(&(b.edition, &b.added_at)));
    let standing = match before.last() {
        Some(file) => {
            let text = std::fs::read_to_string(case.evidence_path(file.hash))?;
            text.lines().skip(1).map(str::to_owned).collect()
        }
        None => Vec::new(),
    };
    let label = handling.or_else(|| before.last().map(|file| file.handling));
    let label_changed = before.last().is_some_and(|file| Some(file.handling) != label);
    if standing == said && !label_changed {
        return Ok(false);
    }
    // the head differs from edition to edition: the same bytes would be the old file
    let head = json!({
        "id": format!("{DATASET}{document}"), "schema": "Document",
        "properties": {
            "title": [format!("accepted facts of document {document}")],
            "summary": [format!("as the log of judgements stood at line {lines}, {now}")],
        }
    });
    let mut text = format!("{head}\n");
    for line in said {
        text.push_str(line);
        text.push('\n');
    }
    let path = case.folder("staging")?.join(format!("facts-{document}.jsonl"));
    std::fs::write(&path, text)?;
    let request = Request {
        kind: Some(Kind::WatchList(ListFormat::FtmEntities)),
        dataset: Some(dataset),
        edition: now.get(..10).and_then(|day| day.parse().ok()),
        handling: label.unwrap_or(Handling::SourceCompartment),
        filed_as: Some(FILED_AS.to_owned()),
        now: now.to_owned(),
        ..Request::default()
    };
    let added = add_one(case, &path, &request, &rules());
    let _ = std::fs::remove_file(&path);
    added.map(|_| true)
}

/// A fact in one line of words.
pub fn in_words(fact: &SupplyFact) -> String {
    let name = |named: &Option<Named>| {
        named
            .as_ref()
            .map_or(String::new(), |one| plain(&one.name).into_owned())
    };
    let goods: Vec<String> = fact
        .goods
        .iter()
        .map(|one| plain(&one.name).into_owned())
        .collect();
    let spoken = match fact.relation {
        SupplyRelation::UsedIn => "used in",
        SupplyRelation::UsedBy => "used by",
        SupplyRelation::PartOf => "is part of",
        SupplyRelation::ActsFor => "acts for",
        relation => relation.as_str(),
    };
    let mut words = vec![name(&fact.subject), spoken.to_owned(), goods.join("; ")];
    let to = match fact.relation {
        SupplyRelation::Supplies | SupplyRelation::Funds => "to ",
        SupplyRelation::Procures => "from ",
        SupplyRelation::Transports => "for ",
        _ => "",
    };
    for (before, named) in [(to, &fact.object), ("for ", &fact.weapon), ("at ", &fact.place)] {
        if named.is_some() {
            words.push(format!("{before}{}", name(named)));
        }
    }
    let told = [
        (fact.negated, "(denied)"),
        (fact.hedged, "(suspected, or planned)"),
        (fact.former, "(said to be over)"),
    ];
    words.extend(
        told.into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| word.to_owned()),
    );
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// A fact as JSON, its slots in plain sight.
pub fn as_json(fact: &Fact) -> Outcome<Value> {
    let mut value = serde_json::to_value(fact)?;
    if let Some(object) = value.as_object_mut() {
        let standing = fact.judgement.as_ref().map_or("waiting", |verdict| verdict.word);
        object.insert("standing".to_owned(), standing.into());
        object.insert("in_words".to_owned(), in_words(&fact.fact).into());
    }
    Ok(value)
}
