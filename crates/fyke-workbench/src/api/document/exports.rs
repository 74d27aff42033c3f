//! Exports, written down. As on pages, a part of an address that is empty is one
//! that is not there.

use super::build::{Op, text};
use serde_json::{Map, Value, json};

const CODES: &str = "first digits of HS codes";

fn country() -> Value {
    json!({ "type": "string", "pattern": "^[A-Za-z]{2}$" })
}

fn hs() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{1,10}$" })
}

fn month() -> Value {
    json!({ "type": "string", "pattern": "^(20[0-4][0-9]-(0[1-9]|1[0-2]))?$", "example": "2022-03" })
}

fn day() -> Value {
    json!({ "type": "string", "pattern": "^(20[0-4][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8]))?$", "example": "2022-03-01" })
}

/// A number up to a greatest; a larger one is brought within.
fn most(default: usize, most: usize) -> Value {
    let about = format!("{default} unless said, {most} at most");
    json!({ "type": "string", "pattern": "^[0-9]{0,9}$", "description": about })
}

/// Forms of an export, as answers.
fn formed(op: Op, forms: &[&str]) -> Op {
    let kinds: Vec<&str> = forms.iter().map(|form| crate::export::kind(form)).collect();
    let about = "the file; header x-fyke-left-out counts rows whose label does not let them leave";
    op.forms(about, &kinds)
}

fn form(op: Op, forms: &[&str]) -> Op {
    let op = op.choice("form", "in which form", forms);
    formed(op, forms)
}

pub(super) fn paths(paths: &mut Map<String, Value>) {
    let mut put = |path: &str, op: Op| {
        paths.insert(path.to_owned(), json!({ "get": op.done() }));
    };
    let new = |id: &str, summary: &str, line: &str| {
        Op::new("exports", id, summary).curl(&format!("curl -sO 'http://127.0.0.1:7440{line}'"))
    };
    let facets = |op: Op| {
        ["topic", "schema", "country", "dataset"]
            .into_iter()
            .fold(op, |op, name| {
                op.several(name, "must have one of these", text()).several(
                    &format!("not-{name}"),
                    "must have none of these",
                    text(),
                )
            })
    };
    put(
        "/export/search.{form}",
        form(
            facets(
                new("exportSearch", "Hits of a search", "/export/search.csv?q=vostok")
                    .query("q", "the text", text())
                    .query(
                        "unfolded",
                        "every record for itself",
                        json!({ "type": "string", "example": "1" }),
                    ),
            ),
            &["csv", "xlsx", "ftm"],
        ),
    );
    put(
        "/export/leads.{form}",
        form(
            new(
                "exportLeads",
                "Leads, as the list shows them",
                "/export/leads.csv?end=RU",
            )
            .about("The machine's number stands in it only where whoever asks may see it.")
            .query("q", "words in the subject's name", text())
            .several("kind", "lane, party or vessel", text())
            .several(
                "standing",
                "where it stands",
                json!({ "enum": fyke_model::desk::Standing::ALL.map(|s| s.as_str()) }),
            )
            .several("country", "of the subject", country())
            .several("end", "the embargoed end", country())
            .several("goods", "goods families", text())
            .several("only", "these leads alone", text()),
            &["csv", "xlsx"],
        ),
    );
    let tlp = |op: Op| {
        op.query(
            "tlp",
            "marking of a bundle of STIX",
            json!({ "type": "string", "enum": ["", "clear", "green", "amber", "amber_strict", "red"], "default": "amber_strict" }),
        )
    };
    put(
        "/export/lead/{id}.{form}",
        form(
            tlp(new("exportLead", "One lead", "/export/lead/ID.csv")
                .about("csv and xlsx: its rows; ftm: the entity it is about; stix: as much of it as whoever asks may see; bib: the files its rows stand in.")
                .path("id", "id of the lead", "made-1")),
            &["csv", "xlsx", "ftm", "stix", "bib"],
        ),
    );
    put(
        "/export/entity/{id}.{form}",
        form(
            tlp(
                new("exportEntity", "One entity", "/export/entity/ent-vostok.ftm").path(
                    "id",
                    "id of the entity",
                    "ent-vostok",
                ),
            ),
            &["csv", "xlsx", "ftm", "stix", "bib"],
        ),
    );
    let flows = |op: Op| {
        op.several("hs", CODES, hs())
            .several("exporter", "only from these", country())
            .several("importer", "only to these", country())
            .query("since", "not before", month())
            .query("until", "not after", month())
            .query(
                "table",
                "what is counted",
                json!({ "type": "string", "enum": ["", "consignments", "flows"] }),
            )
            .query(
                "limit",
                "flows at most, the largest",
                most(crate::address::ARCS, crate::address::ARCS_MAX),
            )
    };
    put(
        "/export/flows.{form}",
        form(
            flows(new(
                "exportFlows",
                "Flows between countries",
                "/export/flows.geojson?hs=8542",
            )),
            &["csv", "xlsx", "geojson", "svg"],
        ),
    );
    put(
        "/export/chain.svg",
        formed(
            flows(new(
                "exportChain",
                "A chain of re-exports",
                "/export/chain.svg?end=RU",
            ))
            .query(
                "end",
                "the end; the first embargoed one where none",
                json!({ "type": "string", "pattern": "^([A-Za-z]{2})?$" }),
            )
            .query("lead", "the chain of a lead that you judged", text()),
            &["svg"],
        ),
    );
    put(
        "/export/graph.{form}",
        form(
            new(
                "exportGraph",
                "A part of the graph",
                "/export/graph.csv?of=ent-vostok",
            )
            .several("of", "around these", text())
            .several("hs", CODES, hs())
            .query("since", "not before", day())
            .query("until", "not after", day())
            .query(
                "min_value",
                "edges of at least so much",
                json!({ "type": "string", "pattern": "^([0-9]{1,12}([.][0-9]{1,2})?)?$" }),
            )
            .several("kind", "kinds of edges", text())
            .query(
                "limit",
                "neighbours of each",
                most(crate::address::NEIGHBOURS, crate::address::NEIGHBOURS_MAX),
            ),
            &["csv", "xlsx", "json"],
        ),
    );
    put(
        "/export/bookmarks.{form}",
        form(
            new("exportBookmarks", "Your bookmarks", "/export/bookmarks.csv").about("Takes a session."),
            &["csv", "xlsx"],
        ),
    );
    put(
        "/export/record.csv",
        formed(
            new("exportRecord", "The record", "/export/record.csv")
                .several("kind", "kinds of entries", text())
                .query("by", "of this key", text())
                .query("about", "about this lead", text()),
            &["csv"],
        ),
    );
}
