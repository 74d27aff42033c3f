//! Questions about who is behind a party: what ties entities together, which
//! addresses lists name, who paid for which consignment, where vessels were.
//!
//! Each streams its rows in a fixed order, so that what is built of them is the
//! same on every run. Rows are named by handles, as in [`crate::questions`].

mod said;

pub use said::{Members, Statement};

use crate::error::Result;
use crate::query::Tables;
use crate::questions::{RowHandle, RowHandles};
use fyke_model::country::Country;
use fyke_model::dataset::FileHash;
use fyke_model::date::Day;
use fyke_model::money::Currency;
use said::Said;
use std::collections::{BTreeMap, BTreeSet};

/// Schemas of entities that tie others together or say something of a place.
const TIES: [&str; 7] = [
    "Ownership",
    "Directorship",
    "Succession",
    "UnknownLink",
    "Sanction",
    "Address",
    "RealEstate",
];

/// One property value of a tie.
#[derive(Clone, Copy, Debug)]
pub struct TieValue<'a> {
    /// Dataset of the tie.
    pub dataset: &'a str,
    /// Its id there.
    pub tie: &'a str,
    /// FollowTheMoney schema: `Ownership`, `Directorship`, `Sanction`, `Address`, ...
    pub schema: &'a str,
    /// FollowTheMoney property.
    pub prop: &'a str,
    /// The value.
    pub value: &'a str,
    /// The resolved entity of the record whose id the value is, if it is one.
    pub entity: Option<&'a str>,
    /// The day that the file stands for.
    pub edition: Option<Day>,
    /// Where it stands.
    pub handle: RowHandle,
}

/// Streams what ties entities together, the values of one tie one after the
/// other, in the order of dataset, tie, file and row.
///
/// # Errors
/// Where the tables cannot be read.
pub fn ties(
    tables: &Tables,
    handles: &RowHandles,
    members: &Members,
    each: &mut dyn FnMut(TieValue<'_>),
) -> Result<()> {
    let wanted = |schema: &str, _: &str| TIES.contains(&schema);
    let said = Said::read(tables, handles, members, false, &wanted)?;
    said.by_tie(&mut |said| {
        each(TieValue {
            dataset: said.dataset,
            tie: said.entity_id,
            schema: said.schema,
            prop: said.prop,
            value: said.value,
            entity: members.entity(said.dataset, said.value),
            edition: said.edition,
            handle: said.handle,
        });
    });
    Ok(())
}

/// Streams what is said of entities under some properties, in the order of
/// entity, property, value, dataset, record, file and row.
///
/// # Errors
/// Where the tables cannot be read.
pub fn statements(
    tables: &Tables,
    handles: &RowHandles,
    members: &Members,
    wanted: &dyn Fn(&str) -> bool,
    each: &mut dyn FnMut(Statement<'_>),
) -> Result<()> {
    let said = Said::read(tables, handles, members, true, &|_, prop| wanted(prop))?;
    said.by_entity(each);
    Ok(())
}

/// Where a party of a row is said to be.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Named {
    /// As the row writes it.
    pub name: String,
    /// Where.
    pub country: Option<Country>,
    /// The resolved entity, where a run has met this spelling.
    pub entity: Option<String>,
}

/// A consignment that a payment names by its document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaidConsignment {
    /// Where it stands.
    pub handle: RowHandle,
    /// Who sent.
    pub consignor: (String, Option<Country>),
    /// Who received.
    pub consignee: (String, Option<Country>),
    /// Declared destination.
    pub destination: Option<Country>,
}

/// A payment with the consignments of its document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaymentRow {
    /// Where it stands.
    pub handle: RowHandle,
    /// The day.
    pub date: Day,
    /// Who paid.
    pub payer: Named,
    /// Who was paid.
    pub payee: Named,
    /// Hundredths of `currency`.
    pub amount_minor: Option<i64>,
    /// The currency.
    pub currency: Option<Currency>,
    /// Consignments of the same document, in the order of file and row, at most
    /// [`CONSIGNMENTS_MAX`].
    pub goods: Vec<PaidConsignment>,
}

/// Consignments of one document that are looked at: a document that names more
/// is no invoice.
pub const CONSIGNMENTS_MAX: usize = 50;

/// Streams the payments in the order of file and row.
///
/// # Errors
/// Where the tables cannot be read.
pub fn payments(tables: &Tables, handles: &RowHandles, each: &mut dyn FnMut(PaymentRow)) -> Result<()> {
    // the join reads every consignment, so it is asked only where somebody paid
    if tables.ask("select row from payments limit 1")?.rows() == 0 {
        return Ok(());
    }
    let sql = "with named as (select p.name, coalesce(p.country, '') as country, min(m.entity) as entity \
                 from parties p join members m on m.dataset = p.dataset and m.entity_id = p.party \
                 group by p.name, coalesce(p.country, '')) \
               select p.file, p.row, p.date, p.payer, p.payer_country, a.entity, p.payee, p.payee_country, \
                 b.entity, p.amount, p.currency, c.file, c.row, c.consignor, \
                 coalesce(c.consignor_country, c.dispatch), c.consignee, \
                 coalesce(c.consignee_country, c.destination), coalesce(c.destination, c.consignee_country) \
               from payments p \
               left join named a on a.name = p.payer and a.country = coalesce(p.payer_country, '') \
               left join named b on b.name = p.payee and b.country = coalesce(p.payee_country, '') \
               left join consignments c on c.document_no = p.document_no \
               order by p.file, p.row, c.file, c.row";
    let (mut paying, mut shipping) = (Files::new(handles), Files::new(handles));
    let mut open: Option<PaymentRow> = None;
    tables.each_texts(sql, &mut |cells| {
        let cell = |at: usize| cells.get(at).and_then(Option::as_deref);
        let word = |at: usize| cell(at).unwrap_or_default();
        let country = |at: usize| cell(at).and_then(|code| code.parse::<Country>().ok());
        let (Some(handle), Some(date)) = (
            paying.handle(word(0), word(1)),
            cell(2).and_then(|day| day.parse().ok()),
        ) else {
            return;
        };
        if open.as_ref().is_none_or(|payment| payment.handle != handle) {
            let named = |at: usize| Named {
                name: word(at).to_owned(),
                country: country(at + 1),
                entity: cell(at + 2).map(str::to_owned),
            };
            let next = PaymentRow {
                handle,
                date,
                payer: named(3),
                payee: named(6),
                amount_minor: cell(9).and_then(minor),
                currency: cell(10).and_then(|word| word.parse().ok()),
                goods: vec![],
            };
            if let Some(done) = open.replace(next) {
                each(done);
            }
        }
        if let (Some(payment), Some(goods)) = (open.as_mut(), shipping.handle(word(11), word(12)))
            && payment.goods.len() < CONSIGNMENTS_MAX
        {
            payment.goods.push(PaidConsignment {
                handle: goods,
                consignor: (word(13).to_owned(), country(14)),
                consignee: (word(15).to_owned(), country(16)),
                destination: country(17),
            });
        }
    })?;
    if let Some(done) = open {
        each(done);
    }
    Ok(())
}

/// Where a vessel was.
#[derive(Clone, PartialEq, Debug)]
pub struct PositionRow {
    /// IMO number; where the row has none, that of the one hull whose other
    /// reports use the same radio; empty where there is none or more than one.
    pub imo: String,
    /// MMSI, empty where not told.
    pub mmsi: String,
    /// Name as broadcast.
    pub name: String,
    /// Seconds since 1970-01-01 UTC.
    pub time_s: i64,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Knots.
    pub speed: Option<f64>,
    /// Metres.
    pub draught: Option<f64>,
    /// Where it stands.
    pub handle: RowHandle,
}

/// Streams the positions by vessel and time: those of one hull, or of one radio
/// without a hull, come one after the other.
///
/// # Errors
/// Where the table cannot be read.
pub fn positions(tables: &Tables, handles: &RowHandles, each: &mut dyn FnMut(PositionRow)) -> Result<()> {
    // the sort and the join are the engine's: they spill, and read every position
    if tables.ask("select row from positions limit 1")?.rows() == 0 {
        return Ok(());
    }
    let sql = "with hulls as (select mmsi, min(imo) as imo from positions where imo is not null \
                 and mmsi is not null group by mmsi having min(imo) = max(imo)) \
               select coalesce(p.imo, h.imo), p.mmsi, p.name, cast(date_part('epoch', p.time) as bigint), \
                 p.latitude, p.longitude, p.speed, p.draught, p.file, p.row \
               from positions p left join hulls h on h.mmsi = p.mmsi \
               order by coalesce(p.imo, h.imo, p.mmsi), p.time, p.file, p.row";
    let mut file = Files::new(handles);
    tables.each_texts(sql, &mut |cells| {
        let cell = |at: usize| cells.get(at).and_then(Option::as_deref);
        let word = |at: usize| cell(at).unwrap_or_default();
        let number = |at: usize| cell(at).and_then(|text| text.parse::<f64>().ok());
        let known = (
            file.handle(word(8), word(9)),
            cell(3).and_then(|text| text.parse().ok()),
            number(4),
            number(5),
        );
        let (Some(handle), Some(time_s), Some(latitude), Some(longitude)) = known else {
            return;
        };
        each(PositionRow {
            imo: word(0).to_owned(),
            mmsi: word(1).to_owned(),
            name: word(2).to_owned(),
            time_s,
            latitude,
            longitude,
            speed: number(6),
            draught: number(7),
            handle,
        });
    })
}

/// A property of a vessel.
#[derive(Clone, Copy, Debug)]
pub struct VesselSaid<'a> {
    /// The resolved entity.
    pub entity: &'a str,
    /// FollowTheMoney property: its numbers, name and flag.
    pub prop: &'a str,
    /// The value.
    pub value: &'a str,
}

/// Streams numbers, names and flags of vessels, those of one entity one after
/// the other.
///
/// # Errors
/// Where the tables cannot be read.
pub fn vessels(tables: &Tables, each: &mut dyn FnMut(VesselSaid<'_>)) -> Result<()> {
    let sql = "select m.entity, s.prop, s.value from members m \
               join statements s on m.dataset = s.dataset and m.entity_id = s.entity_id \
               where s.schema = 'Vessel' and s.prop in ('imoNumber', 'mmsi', 'name', 'flag') \
               order by m.entity, s.prop, s.value";
    tables.each_texts(sql, &mut |cells| {
        let word = |at: usize| cells.get(at).and_then(Option::as_deref).unwrap_or_default();
        each(VesselSaid {
            entity: word(0),
            prop: word(1),
            value: word(2),
        });
    })
}

/// Entities that are asked for at once.
const NAMED_AT_ONCE: usize = 1_000;

/// Names and countries of entities.
///
/// # Errors
/// Where the table cannot be read.
pub fn named(
    tables: &Tables,
    entities: &BTreeSet<&str>,
) -> Result<BTreeMap<String, (String, Option<Country>)>> {
    let mut named = BTreeMap::new();
    let all: Vec<&str> = entities.iter().copied().collect();
    for some in all.chunks(NAMED_AT_ONCE) {
        let ids: Vec<String> = some
            .iter()
            .map(|id| format!("'{}'", id.replace('\'', "''")))
            .collect();
        let sql = format!(
            "select entity, min(name), min(country) from members where entity in ({}) group by entity",
            ids.join(", ")
        );
        tables.each_texts(&sql, &mut |cells| {
            let cell = |at: usize| cells.get(at).and_then(Option::as_deref);
            if let Some(entity) = cell(0) {
                let country = cell(2).and_then(|code| code.parse().ok());
                named.insert(
                    entity.to_owned(),
                    (cell(1).unwrap_or_default().to_owned(), country),
                );
            }
        })?;
    }
    Ok(named)
}

/// A decimal of two places as hundredths.
fn minor(text: &str) -> Option<i64> {
    fyke_model::money::parse_scaled(text.as_bytes(), 2)
}

/// Handles of rows by the file's name; rows of one file come one after the other.
struct Files<'a> {
    handles: &'a RowHandles,
    last: String,
    hash: Option<FileHash>,
}

impl<'a> Files<'a> {
    fn new(handles: &'a RowHandles) -> Files<'a> {
        Files {
            handles,
            last: String::new(),
            hash: None,
        }
    }

    fn handle(&mut self, file: &str, row: &str) -> Option<RowHandle> {
        if self.last != file {
            file.clone_into(&mut self.last);
            self.hash = file.parse().ok();
        }
        self.handles.handle(self.hash?, row.parse().ok()?)
    }
}

/// A handle for a row of a file by its name in hexadecimal.
pub fn handle(handles: &RowHandles, file: &str, row: u64) -> Option<RowHandle> {
    handles.handle(file.parse().ok()?, row)
}
