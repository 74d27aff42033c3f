//! Who is who, who said so, and where it stands written.

use super::{Answer, Hand, Listed, Page, Refusal};
use crate::country::Country;
use crate::dataset::{FileHash, Handling, RowRef};
use crate::date::Day;
use serde::{Deserialize, Serialize};

/// Questions about entities and rows.
pub trait Entities {
    /// All that the case knows of an entity; `id` may also be a record's,
    /// `dataset:id`, or one that the entity had before.
    fn entity(&self, id: &str) -> Answer<EntityView> {
        let _ = id;
        Err(Refusal::absent("the entity"))
    }

    /// What happened to it, dated: its dealings, listings, roles, ships.
    fn timeline(&self, of: &TimelineOf) -> Answer<Listed<Event>> {
        let _ = of;
        Err(Refusal::absent("the timeline"))
    }

    /// Pairs of records that may be one and nobody judged, the nearest to even
    /// odds first.
    fn pairs(&self, page: Page) -> Answer<Listed<PairView>> {
        let _ = page;
        Err(Refusal::absent("the pairs"))
    }

    /// What people said of records, the newest first.
    fn judgements(&self, page: Page) -> Answer<Listed<JudgementView>> {
        let _ = page;
        Err(Refusal::absent("the judgements"))
    }

    /// Says who is who, and why. What was said can be taken back.
    fn say(&self, hand: &Hand, saying: &Saying, why: &str) -> Answer<Vec<JudgementView>> {
        let _ = (hand, saying, why);
        Err(Refusal::absent("judging records"))
    }

    /// What differs between two editions of a dataset.
    fn diff(&self, dataset: &str, from: Day, to: Day, page: Page) -> Answer<DiffView> {
        let _ = (dataset, from, to, page);
        Err(Refusal::absent("the edition"))
    }

    /// A row as its file has it, with the bytes it stands in.
    fn row(&self, row: &RowRef) -> Answer<RowView> {
        let _ = row;
        Err(Refusal::absent("the row"))
    }

    /// Bytes of a file of the case.
    fn bytes(&self, file: FileHash, from: u64, len: usize) -> Answer<Vec<u8>> {
        let _ = (file, from, len);
        Err(Refusal::absent("the file"))
    }
}

/// An entity, with every value beside who said it.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct EntityView {
    /// Its id.
    pub id: String,
    /// The name it goes by.
    pub caption: String,
    /// The name in Latin letters, where its own are others.
    pub latin: Option<String>,
    /// What it is.
    pub schema: String,
    /// Its countries.
    pub countries: Vec<Country>,
    /// Whether a list names it.
    pub listed: bool,
    /// The strictest label of what is shown.
    pub handling: Handling,
    /// The records that mean it.
    pub records: Vec<RecordView>,
    /// Facts by property.
    pub facts: Vec<FactView>,
    /// What ties it to others.
    pub links: Vec<LinkView>,
    /// Pairs that were compared: why its records are one, and which were kept apart.
    pub pairs: Vec<PairView>,
    /// What people said of its records.
    pub judgements: Vec<JudgementView>,
    /// How much it traded: consignments sent and received.
    pub sent: u64,
    /// See `sent`.
    pub received: u64,
    /// Leads about it that somebody may see, by id.
    pub leads: Vec<String>,
}

/// An entity in a few words.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct Stub {
    /// Its id.
    pub id: String,
    /// Its name.
    pub caption: String,
    /// What it is.
    pub schema: String,
    /// Its country.
    pub country: Option<Country>,
    /// Whether a list names it.
    pub listed: bool,
}

/// A record that means an entity.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RecordView {
    /// `dataset:id`.
    pub key: String,
    /// Its name there.
    pub name: String,
    /// What it is there.
    pub schema: String,
    /// Its country there.
    pub country: Option<Country>,
    /// Whether it is on a list.
    pub listed: bool,
}

/// A property and all that is said of it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FactView {
    /// FollowTheMoney's name of it.
    pub prop: String,
    /// Its values, each with who said it.
    pub values: Vec<ValueView>,
    /// True where only one value can be right and there are several.
    pub conflict: bool,
}

/// A value and who said it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ValueView {
    /// As it was said.
    pub value: String,
    /// In Latin letters, where its own are others.
    pub latin: Option<String>,
    /// The row of each that said it.
    pub said: Vec<SaidBy>,
}

/// Who said a value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SaidBy {
    /// The record.
    pub record: String,
    /// Its row.
    pub row: RowRef,
    /// Day of the edition, where the dataset has editions.
    pub edition: Option<Day>,
}

/// What ties two entities together.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct LinkView {
    /// `Ownership`, `Directorship`, `Sanction`, ...
    pub kind: String,
    /// True where it goes out from the entity: it owns; false: it is owned.
    pub outgoing: bool,
    /// The other end.
    pub other: Stub,
    /// Role, share and so on, in words.
    pub words: String,
    /// Since when.
    pub from: Option<Day>,
    /// Until when.
    pub to: Option<Day>,
    /// The rows that say so.
    pub rows: Vec<RowRef>,
}

/// Two records that were compared.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct PairView {
    /// One record.
    pub left: RecordView,
    /// The other.
    pub right: RecordView,
    /// How likely they mean one thing.
    pub probability: f64,
    /// What speaks for and against.
    pub reasons: Vec<(String, f64)>,
    /// Whether they are one entity now.
    pub same_entity: bool,
}

/// A line of the log of judgements.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct JudgementView {
    /// Its number.
    pub line: u64,
    /// `same`, `different`, `unsure`, `taken back`.
    pub word: String,
    /// The records, or the line that was taken back.
    pub about: Vec<String>,
    /// Who.
    pub by: String,
    /// When, UTC.
    pub at: String,
    /// Why.
    pub why: String,
    /// Whether it holds: nobody took it back and no later line overrules it.
    pub holds: bool,
}

/// What a person says of records.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Saying {
    /// Two records mean one thing.
    Same {
        /// `dataset:id`.
        left: String,
        /// `dataset:id`.
        right: String,
    },
    /// They do not.
    Different {
        /// `dataset:id`.
        left: String,
        /// `dataset:id`.
        right: String,
    },
    /// It cannot be told.
    Unsure {
        /// `dataset:id`.
        left: String,
        /// `dataset:id`.
        right: String,
    },
    /// These leave the entity.
    Split {
        /// The entity.
        entity: String,
        /// The records that leave it.
        records: Vec<String>,
    },
    /// A line is taken back.
    TakeBack {
        /// Its number.
        line: u64,
    },
}

/// Whose timeline, and which part of it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct TimelineOf {
    /// The entity.
    pub entity: String,
    /// Not before.
    pub from: Option<Day>,
    /// Not after.
    pub to: Option<Day>,
    /// Only these kinds; all where empty.
    pub kinds: Vec<String>,
    /// Which part.
    pub page: Page,
}

/// Something that happened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// `consignment`, `listing`, `directorship`, `ownership`, `payment`, `position`.
    pub kind: String,
    /// First day.
    pub from: Day,
    /// Last day; the same where it was one.
    pub to: Day,
    /// In words.
    pub words: String,
    /// The other end, where there is one.
    pub other: Option<Stub>,
    /// The rows that say so.
    pub rows: Vec<RowRef>,
}

/// What differs between two editions.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DiffView {
    /// Entities that came.
    pub added: u64,
    /// Entities that went.
    pub removed: u64,
    /// Entities of which something else is said.
    pub changed: u64,
    /// The part that was asked for.
    pub changes: Vec<Change>,
}

/// One entity in two editions.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Change {
    /// `added`, `removed`, `changed`.
    pub kind: String,
    /// The record, `dataset:id`.
    pub key: String,
    /// Its name.
    pub caption: String,
    /// Property, values that went, values that came.
    pub values: Vec<(String, Vec<String>, Vec<String>)>,
}

/// A row as its file has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RowView {
    /// Which.
    pub row: RowRef,
    /// The name the file had.
    pub file_name: String,
    /// How it may be passed on.
    pub handling: Handling,
    /// Column and value, in the order of the file.
    pub cells: Vec<(String, String)>,
    /// Where its bytes stand in the file: first, and how many. None where the
    /// file is no text in which a row has a place.
    pub bytes: Option<(u64, u64)>,
    /// What it became: tables and their columns, as they were understood.
    pub became: Vec<(String, Vec<(String, String)>)>,
    /// Why cells of it were refused, in words.
    pub refused: Vec<String>,
    /// Rows in the file, where that is known.
    pub of_rows: Option<u64>,
}
