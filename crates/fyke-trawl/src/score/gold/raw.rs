//! The file of answers as it is written: its keys, its code points.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Gold {
    pub documents: Vec<Document>,
    pub boilerplate: Vec<Boilerplate>,
    pub entities: Vec<Entity>,
    pub quotes: Vec<Quote>,
    pub not_quotes: Vec<NotQuote>,
    pub statement_clusters: Vec<Cluster>,
    pub hard_negative_pairs: Vec<Pair>,
    pub claims: Vec<Claim>,
    pub conflicts: Vec<Conflict>,
}
#[derive(Deserialize)]
pub struct Place {
    pub doc: String,
    pub start: usize,
    pub end: usize,
    pub text: String,
}
#[derive(Deserialize)]
pub struct Document {
    pub id: String,
    pub file: String,
    pub sha256: String,
    pub title: Option<String>,
    pub byline: Option<String>,
    pub published: Option<Published>,
    pub outlet: Option<Outlet>,
    #[serde(default)]
    pub credited_sources: Vec<String>,
    pub language: String,
}
#[derive(Deserialize)]
pub struct Published {
    pub value: Option<String>,
}
#[derive(Deserialize)]
pub struct Outlet {
    pub name: Option<String>,
    #[serde(default)]
    pub stated_in_text: bool,
}
#[derive(Deserialize)]
pub struct Boilerplate {
    pub id: String,
    pub kind: String,
    #[serde(flatten)]
    pub place: Place,
}
#[derive(Deserialize)]
pub struct Entity {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub name: Option<String>,
    pub aliases: Vec<String>,
    pub example_mentions: Vec<Place>,
}
#[derive(Deserialize)]
pub struct Quote {
    pub id: String,
    #[serde(flatten)]
    pub place: Place,
    pub kind: String,
    pub speaker: String,
    pub attribution: String,
    pub speaker_mention: Option<Place>,
    pub cue: Option<Place>,
    #[serde(default)]
    pub in_boilerplate: bool,
}
#[derive(Deserialize)]
pub struct NotQuote {
    #[serde(flatten)]
    pub place: Place,
    pub why: String,
}
#[derive(Deserialize)]
pub struct Cluster {
    pub id: String,
    pub canonical: String,
    pub speaker: String,
    pub members: Vec<Member>,
    pub difference_class: String,
}
#[derive(Deserialize)]
pub struct Member {
    pub quote: String,
    #[serde(flatten)]
    pub place: Place,
    pub relation: String,
    pub word_diff: Vec<Diff>,
}
#[derive(Deserialize)]
pub struct Diff {
    pub canonical: String,
    pub variant: String,
}
#[derive(Deserialize)]
pub struct Pair {
    pub a: String,
    pub b: String,
}
#[derive(Deserialize)]
pub struct Evidence {
    #[serde(flatten)]
    pub place: Place,
    pub relation: String,
}
#[derive(Deserialize)]
pub struct Claim {
    pub id: String,
    pub claim: String,
    pub speaker: Option<String>,
    pub kind: String,
    pub evidence: Vec<Evidence>,
    pub documents: Vec<String>,
    pub status: String,
}
#[derive(Deserialize)]
pub struct Conflict {
    pub id: String,
    pub kind: String,
    pub about: String,
    pub spans: Vec<Place>,
    pub needs_world_knowledge: bool,
}
