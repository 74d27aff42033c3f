//! Views as tables: each a function from view types to a [`Sheet`].

use super::sheet::{Cell, Sheet};
use crate::ftm::Labels;
use fyke_model::desk::{
    Bookmark, EntityView, EntryView, FlowsView, GraphView, Hit, LeadRowView, LeadStub, Thing,
};
use fyke_model::lead::Subject;
use std::collections::BTreeMap;

/// Hits of a search.
pub fn hits(hits: &[Hit]) -> Sheet {
    let mut sheet = Sheet::new(
        "search",
        &[
            "id",
            "name",
            "matched",
            "latin",
            "schema",
            "countries",
            "topics",
            "datasets",
            "nearly_the_same",
        ],
    );
    for hit in hits {
        sheet.push([
            Cell::text(&hit.id),
            Cell::text(&hit.caption),
            Cell::text(hit.matched.clone().unwrap_or_default()),
            Cell::text(hit.latin.clone().unwrap_or_default()),
            Cell::text(&hit.schema),
            Cell::list(&hit.countries),
            Cell::list(&hit.topics),
            Cell::list(&hit.datasets),
            Cell::list(hit.near.iter().map(|near| &near.id)),
        ]);
    }
    sheet
}

/// A subject in words.
pub fn subject(subject: &Subject) -> (&'static str, String) {
    match subject {
        Subject::Lane {
            exporter,
            through,
            end,
        } => {
            let through: Vec<String> = through.iter().map(ToString::to_string).collect();
            ("lane", format!("{exporter} > {} > {end}", through.join(", ")))
        }
        Subject::Party { name, country, end } => {
            let of = country.map_or_else(String::new, |country| format!(" ({country})"));
            ("party", format!("{name}{of} > {end}"))
        }
        Subject::Vessel { name, imo, end, .. } => ("vessel", format!("{name} {imo} > {end}")),
    }
}

/// Leads in a list. The machine's number stands where it may be seen.
pub fn leads(leads: &[LeadStub]) -> Sheet {
    let mut sheet = Sheet::new(
        "leads",
        &[
            "id",
            "kind",
            "subject",
            "entity",
            "goods",
            "goods_title",
            "from",
            "to",
            "value",
            "currency",
            "standing",
            "handling",
            "simulated",
            "machine_score",
            "machine_probability",
        ],
    );
    for lead in leads {
        let (kind, words) = subject(&lead.subject);
        let [value, currency] = Cell::amount(lead.value);
        let probability = lead.machine.and_then(|machine| machine.probability);
        sheet.push([
            Cell::text(&lead.id),
            Cell::text(kind),
            Cell::text(words),
            Cell::text(lead.entity.clone().unwrap_or_default()),
            Cell::text(&lead.goods.id),
            Cell::text(&lead.goods.title),
            Cell::Month(lead.period.0),
            Cell::Month(lead.period.1),
            value,
            currency,
            Cell::text(lead.standing.as_str()),
            Cell::text(lead.handling.as_str()),
            Cell::Switch(lead.simulated),
            lead.machine
                .map_or(Cell::Empty, |machine| Cell::Real(machine.score)),
            probability.map_or(Cell::Empty, Cell::Real),
        ]);
    }
    sheet
}

/// Rows of a lead, with a column for every column that a file has.
pub fn lead_rows(rows: &[LeadRowView]) -> Sheet {
    let mut sheet = Sheet::new(
        "rows",
        &["at", "role", "dataset", "file", "row", "file_name", "handling"],
    );
    let mut columns: Vec<&str> = Vec::new();
    for row in rows {
        for (name, _) in &row.row.cells {
            if !columns.contains(&name.as_str()) {
                columns.push(name);
            }
        }
    }
    sheet
        .columns
        .extend(columns.iter().map(|name| (*name).to_owned()));
    for row in rows {
        let cells: BTreeMap<&str, &str> = row
            .row
            .cells
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let [dataset, file, at] = Cell::row(&row.row.row);
        let mut line = vec![
            Cell::count(row.at as u64),
            Cell::text(&row.role),
            dataset,
            file,
            at,
            Cell::text(&row.row.file_name),
            Cell::text(row.row.handling.as_str()),
        ];
        line.extend(
            columns
                .iter()
                .map(|name| cells.get(name).map_or(Cell::Empty, |value| Cell::text(*value))),
        );
        sheet.push(line);
    }
    sheet
}

/// Facts of an entity, a row for everybody who says one; and how many were left
/// out since they may not leave.
pub fn facts(view: &EntityView, labels: &Labels) -> (Sheet, u64) {
    let mut sheet = Sheet::new(
        "facts",
        &[
            "property", "value", "latin", "conflict", "record", "edition", "dataset", "file", "row",
        ],
    );
    let mut left_out = 0;
    for fact in &view.facts {
        for value in &fact.values {
            for said in &value.said {
                if !labels.may(&said.row.dataset) {
                    left_out += 1;
                    continue;
                }
                let [dataset, file, row] = Cell::row(&said.row);
                sheet.push([
                    Cell::text(&fact.prop),
                    Cell::text(&value.value),
                    Cell::text(value.latin.clone().unwrap_or_default()),
                    Cell::Switch(fact.conflict),
                    Cell::text(&said.record),
                    Cell::day(said.edition),
                    dataset,
                    file,
                    row,
                ]);
            }
        }
    }
    (sheet, left_out)
}

/// Flows, a row an arc, with a column for each month.
pub fn flows(flows: &FlowsView) -> Sheet {
    let mut sheet = Sheet::new(
        "flows",
        &[
            "exporter", "importer", "value", "currency", "mass_kg", "rows", "table", "side",
        ],
    );
    let months = i32::try_from(flows.months).unwrap_or(0).min(1200);
    if let Some(first) = flows.first {
        sheet
            .columns
            .extend((0..months).map(|at| (first + at).to_string()));
    }
    let currency = flows
        .currency
        .map_or(Cell::Empty, |currency| Cell::text(currency.as_str()));
    for arc in &flows.arcs {
        let mut line = vec![
            Cell::text(arc.exporter.as_str()),
            Cell::text(arc.importer.as_str()),
            Cell::Hundredths(arc.value_minor),
            currency.clone(),
            Cell::Thousandths(arc.mass_g),
            Cell::count(arc.rows),
            Cell::text(&flows.table),
            Cell::text(&flows.side),
        ];
        line.extend(arc.by_month.iter().map(|minor| Cell::Hundredths(*minor)));
        sheet.push(line);
    }
    if flows.more > 0 {
        sheet.notes.push(format!(
            "{} smaller flows are not in this list; ask for more with limit",
            flows.more
        ));
    }
    if flows.other_currency_rows > 0 {
        sheet.notes.push(format!(
            "rows in other currencies, counted and not added: {}",
            flows.other_currency_rows
        ));
    }
    sheet
}

/// Edges of a graph, a row for each currency that an edge has values in.
pub fn edges(graph: &GraphView) -> Sheet {
    let mut sheet = Sheet::new(
        "edges",
        &[
            "from",
            "from_name",
            "to",
            "to_name",
            "kind",
            "words",
            "rows",
            "value",
            "currency",
            "mass_kg",
            "first",
            "last",
        ],
    );
    let names: BTreeMap<&str, &str> = graph
        .nodes
        .iter()
        .map(|node| (node.stub.id.as_str(), node.stub.caption.as_str()))
        .collect();
    for edge in &graph.edges {
        let name = |id: &str| Cell::text(names.get(id).copied().unwrap_or_default());
        let values: Vec<Option<_>> = if edge.values.is_empty() {
            vec![None]
        } else {
            edge.values.iter().copied().map(Some).collect()
        };
        for amount in values {
            let [value, currency] = Cell::amount(amount);
            sheet.push([
                Cell::text(&edge.from),
                name(&edge.from),
                Cell::text(&edge.to),
                name(&edge.to),
                Cell::text(&edge.kind),
                Cell::text(&edge.words),
                Cell::count(edge.rows),
                value,
                currency,
                Cell::Thousandths(edge.mass_g),
                Cell::day(edge.first),
                Cell::day(edge.last),
            ]);
        }
    }
    if graph.more > 0 {
        sheet
            .notes
            .push(format!("{} smaller neighbours are not in this graph", graph.more));
    }
    sheet
}

/// Bookmarks.
pub fn bookmarks(bookmarks: &[Bookmark]) -> Sheet {
    let mut sheet = Sheet::new(
        "bookmarks",
        &["thing", "id", "title", "status", "list", "shared", "by", "at"],
    );
    for mark in bookmarks {
        let (kind, id) = match &mark.thing {
            Thing::Lead(id) => ("lead", id),
            Thing::Entity(id) => ("entity", id),
            Thing::Row(id) => ("row", id),
            Thing::Flow(id) => ("flow", id),
            Thing::View(id) => ("view", id),
        };
        sheet.push([
            Cell::text(kind),
            Cell::text(id),
            Cell::text(&mark.title),
            Cell::text(&mark.status),
            Cell::text(&mark.list),
            Cell::Switch(mark.shared),
            Cell::text(&mark.by),
            Cell::text(&mark.at),
        ]);
    }
    sheet
}

/// Entries of the record.
pub fn entries(entries: &[EntryView]) -> Sheet {
    let mut sheet = Sheet::new(
        "record",
        &["entry", "kind", "by", "key", "at", "about", "words", "erased"],
    );
    for entry in entries {
        sheet.push([
            Cell::count(entry.index),
            Cell::text(&entry.kind),
            Cell::text(&entry.by),
            Cell::text(&entry.key),
            Cell::text(entry.at.clone().unwrap_or_default()),
            Cell::text(entry.about.clone().unwrap_or_default()),
            Cell::text(&entry.words),
            Cell::Switch(entry.erased),
        ]);
    }
    sheet
}
