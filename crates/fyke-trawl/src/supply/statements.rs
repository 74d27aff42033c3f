//! From facts to what the rest of Fyke reads: FollowTheMoney statements, and rows
//! of part, maker, plant and weapon.
//!
//! Nothing here accepts anything: the caller passes the facts that a person has
//! accepted, or marks what comes out as leads. Every link has `status` (`lead`,
//! or `former lead`), `summary` (the sentence) and `role`.

use super::goods::GoodsIndex;
use fyke_model::statement::Statement;
use fyke_model::text::{Named, Span, SupplyFact, SupplyRelation as R};
use serde::Serialize;

/// A part, who makes or supplies it, where, and what it goes into.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FactLink {
    /// The part, in the words of the text.
    pub part: Named,
    /// Who makes or supplies it.
    pub maker: Option<Named>,
    /// To whom it goes: most often the next plant of the chain.
    pub receiver: Option<Named>,
    /// Where it is made or sent from.
    pub plant: Option<Named>,
    /// What it goes into.
    pub weapon: Option<Named>,
    /// HS headings whose words the part's name holds, four digits.
    pub headings: Vec<String>,
    /// Which of the facts says it.
    pub fact: usize,
    /// The sentence.
    pub span: Span,
}

/// Rows of part, maker, plant and weapon, one for each item of goods; what is
/// denied gives none. A part that one sentence says the maker of and another the
/// weapon is joined by its name within the facts given.
pub fn links(facts: &[SupplyFact], goods: Option<&GoodsIndex>) -> Vec<FactLink> {
    let mut all = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let chains = matches!(
            fact.relation,
            R::Makes | R::Supplies | R::UsedIn | R::Procures | R::Services
        );
        if fact.negated || !chains {
            continue;
        }
        let supplied = matches!(fact.relation, R::Supplies);
        for part in &fact.goods {
            all.push(FactLink {
                part: part.clone(),
                maker: fact.subject.clone().or_else(|| maker_of(facts, part)),
                receiver: fact.object.clone().filter(|_| supplied),
                plant: fact.place.clone(),
                weapon: fact.weapon.clone().or_else(|| weapon_of(facts, part)),
                headings: goods.map(|goods| goods.headings(&part.name)).unwrap_or_default(),
                fact: at,
                span: fact.span,
            });
        }
    }
    all
}

/// Names of goods that are too plain to join sentences by.
const NAME_BYTES_MIN: usize = 8;

fn same_part(fact: &SupplyFact, part: &Named) -> bool {
    part.name.len() >= NAME_BYTES_MIN
        && fact
            .goods
            .iter()
            .any(|goods| goods.name.eq_ignore_ascii_case(&part.name))
}

fn maker_of(facts: &[SupplyFact], part: &Named) -> Option<Named> {
    let makes = |fact: &&SupplyFact| matches!(fact.relation, R::Makes | R::Supplies) && !fact.negated;
    facts
        .iter()
        .filter(makes)
        .find(|fact| same_part(fact, part))?
        .subject
        .clone()
}

fn weapon_of(facts: &[SupplyFact], part: &Named) -> Option<Named> {
    let used = |fact: &&SupplyFact| fact.weapon.is_some() && !fact.negated;
    facts
        .iter()
        .filter(used)
        .find(|fact| same_part(fact, part))?
        .weapon
        .clone()
}

/// FollowTheMoney statements of facts, all with the same row: that of the record
/// or document in its dataset. Entities are named here, not resolved: an id is
/// made of the name alone, so that the same name is the same entity within a
/// dataset and `fyke resolve` decides the rest. What is denied gives none.
///
/// | relation | schema | from, to |
/// |---|---|---|
/// | owns | `Ownership` | `owner`, `asset` |
/// | part-of | `Ownership` | object as `owner`, subject as `asset` |
/// | heads | `Directorship` | `director`, `organization` |
/// | acts-for | `Representation` | `agent`, `client` |
/// | all others | `UnknownLink` | `subject`, `object` |
///
/// Goods and weapons are `Asset`s; "X supplies G to Y for W" gives the links X to
/// Y, X to G and G to W.
pub fn to_statements(text: &str, facts: &[SupplyFact], row: u64) -> Vec<Statement> {
    let mut writer = Writer {
        text,
        row,
        all: Vec::new(),
    };
    for fact in facts.iter().filter(|fact| !fact.negated) {
        writer.fact(fact);
    }
    writer.all.sort_unstable();
    writer.all.dedup();
    writer.all
}

struct Writer<'a> {
    text: &'a str,
    row: u64,
    all: Vec<Statement>,
}

/// FNV-1a of 64 bits, as hex: names to ids that stay the same.
pub(crate) fn fnv(bytes: impl IntoIterator<Item = u8>) -> String {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let hash = bytes
        .into_iter()
        .fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    format!("{hash:016x}")
}

fn id(schema: &str, name: &str) -> String {
    let kind = if schema == "Asset" { "goods" } else { "party" };
    format!("said-{kind}-{}", fnv(name.to_lowercase().bytes()))
}

impl Writer<'_> {
    fn say(&mut self, entity: &str, schema: &str, prop: &str, value: &str) {
        if !value.is_empty() {
            self.all
                .push(Statement::new(entity, schema, prop, value, self.row));
        }
    }

    fn entity(&mut self, schema: &str, named: &Named) -> String {
        let id = id(schema, &named.name);
        self.say(&id, schema, "name", &named.name);
        id
    }

    fn fact(&mut self, fact: &SupplyFact) {
        let subject_schema = if fact.relation == R::Heads {
            "Person"
        } else {
            "LegalEntity"
        };
        let subject = fact.subject.as_ref().map(|one| self.entity(subject_schema, one));
        let object = fact.object.as_ref().map(|one| self.entity("LegalEntity", one));
        if let (Some(subject), Some(object)) = (&subject, &object) {
            let (schema, from, to) = match fact.relation {
                R::Owns => ("Ownership", ("owner", subject), ("asset", object)),
                R::PartOf => ("Ownership", ("owner", object), ("asset", subject)),
                R::Heads => ("Directorship", ("director", subject), ("organization", object)),
                R::ActsFor => ("Representation", ("agent", subject), ("client", object)),
                _ => ("UnknownLink", ("subject", subject), ("object", object)),
            };
            let role = match fact.relation {
                R::Heads => fact
                    .cue
                    .of(self.text)
                    .unwrap_or("heads")
                    .trim_end_matches(" of")
                    .to_owned(),
                relation => relation.as_str().to_owned(),
            };
            self.link(schema, from, to, &role, fact);
        }
        let goods: Vec<String> = fact.goods.iter().map(|one| self.entity("Asset", one)).collect();
        let weapon = fact.weapon.as_ref().map(|one| self.entity("Asset", one));
        for part in &goods {
            let role = fact.relation.as_str();
            if let Some(subject) = &subject {
                self.link("UnknownLink", ("subject", subject), ("object", part), role, fact);
            }
            if let Some(object) = object.as_ref().filter(|_| fact.relation != R::Procures) {
                self.link("UnknownLink", ("subject", part), ("object", object), role, fact);
            }
            if let Some(weapon) = &weapon {
                self.link(
                    "UnknownLink",
                    ("subject", part),
                    ("object", weapon),
                    R::UsedIn.as_str(),
                    fact,
                );
            }
        }
    }

    fn link(
        &mut self,
        schema: &str,
        from: (&str, &String),
        to: (&str, &String),
        role: &str,
        fact: &SupplyFact,
    ) {
        let parts = [schema, from.1, to.1, role].join("\u{1f}");
        let id = format!("said-link-{}", fnv(parts.bytes()));
        self.say(&id, schema, from.0, from.1);
        self.say(&id, schema, to.0, to.1);
        self.say(&id, schema, "role", role);
        let status = match (fact.former, fact.hedged) {
            (true, _) => "former lead",
            (false, true) => "uncertain lead",
            (false, false) => "lead",
        };
        self.say(&id, schema, "status", status);
        if let Some(when) = &fact.when {
            self.say(&id, schema, "date", &when.name);
        }
        self.say(
            &id,
            schema,
            "summary",
            fact.span.of(self.text).unwrap_or_default(),
        );
    }
}
