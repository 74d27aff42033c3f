//! Trains the models under `data/resolve/` from labelled sets outside.
//!
//! Only pairs whose hash is even teach; the odd ones are for measuring, and
//! nobody looks at them before. The hash is SHA-256 of the two keys with a unit
//! separator (0x1f) between them, even where its last bit is 0.

use std::error::Error;
use std::path::{Path, PathBuf};

use fyke_resolve::entity::{Alias, CandidateOptions, Entity, pairs, prepare_all};
use fyke_resolve::name::{Bearer, LabelledPair, train as train_names};
use fyke_resolve::score::{TrainOptions, cross_list_labels, train as train_entities, trained_on_file};
use sha2::{Digest, Sha256};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Trains the name model.
pub fn names() -> Outcome {
    let path = outside("er/name_bench/cases.csv")?;
    let mut labelled = Vec::new();
    each_row(&path, ["name1", "name2", "is_match", "schema"], &mut |[
        name1,
        name2,
        same,
        schema,
    ]| {
        if teaches(name1, name2) {
            labelled.push(LabelledPair {
                name1: name1.to_owned(),
                name2: name2.to_owned(),
                bearer: Bearer::of_schema(schema),
                is_match: same == "true",
            });
        }
    })?;
    println!("{} pairs teach", labelled.len());
    let made_from = "name_bench of nomenklatura @502208c, the pairs whose hash is even";
    let trained = train_names(&labelled, made_from, "cargo xtask data name-model");
    write("name-model.toml", &trained.model)?;
    write("name-trained-on.txt", &trained.trained_on)
}

/// Trains the entity model.
pub fn entities() -> Outcome {
    let mut entities = Vec::new();
    for list in ["ofac", "eu", "ua"] {
        read_records(
            &outside(&format!("er/sanctions_crosslist/{list}.csv"))?,
            &mut entities,
        )?;
    }
    let mut truth = Vec::new();
    let columns = ["left_source", "left_id", "right_source", "right_id"];
    each_row(
        &outside("er/sanctions_crosslist/truth.csv")?,
        columns,
        &mut |[ls, li, rs, ri]| {
            if teaches(li, ri) {
                truth.push(((ls.to_owned(), li.to_owned()), (rs.to_owned(), ri.to_owned())));
            }
        },
    )?;
    let (corpus, prepared) = prepare_all(&entities);
    let (mut candidates, _) = pairs(&prepared, &corpus, &CandidateOptions::default());
    // a pair of the other half may be a true one that nobody may know here
    candidates.retain(|&(a, b)| teaches(&entities[a as usize].id, &entities[b as usize].id));
    let labelled = cross_list_labels(&entities, &prepared, &candidates, &truth);
    println!(
        "{} known pairs and {} labelled ones teach",
        truth.len(),
        labelled.len()
    );
    let options = TrainOptions {
        provenance: format!(
            "{} known pairs across OFAC, EU and Ukrainian lists whose hash is even, {} labelled candidates; \
             cargo xtask data entity-model",
            truth.len(),
            labelled.len()
        ),
        ..TrainOptions::default()
    };
    let trained = train_entities(&labelled, &options)?;
    write("entity-model.toml", &trained.model.write())?;
    write("entity-trained-on.txt", &trained_on_file(&trained.fingerprints))
}

/// Whether a pair is of the half that teaches.
fn teaches(one: &str, other: &str) -> bool {
    let digest = Sha256::digest(format!("{one}\u{1f}{other}").as_bytes());
    digest.last().is_some_and(|byte| byte % 2 == 0)
}

fn read_records(path: &Path, entities: &mut Vec<Entity>) -> Outcome {
    let parts = |cell: &str, mark: char| -> Vec<String> {
        let parts = cell.split(mark).map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let columns = [
        "source",
        "id",
        "schema",
        "name",
        "aliases",
        "country",
        "address",
        "birth_date",
        "text",
    ];
    each_row(path, columns, &mut |row| {
        let [source, id, schema, name, aliases, country, address, born, text] = row;
        let alias = |name| Alias { name, weak: false };
        entities.push(Entity {
            dataset: source.to_owned(),
            id: id.to_owned(),
            schema: schema.to_owned(),
            names: parts(name, '\n'),
            aliases: parts(aliases, ';').into_iter().map(alias).collect(),
            countries: parts(country, ';'),
            addresses: parts(address, ';'),
            dates: parts(born, ';'),
            text: parts(text, '\n'),
            ..Entity::default()
        });
    })
}

fn each_row<const N: usize>(path: &Path, columns: [&str; N], each: &mut dyn FnMut([&str; N])) -> Outcome {
    let mut reader =
        csv::Reader::from_path(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    let header = reader.headers()?.clone();
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        *place = header
            .iter()
            .position(|name| name == column)
            .ok_or_else(|| format!("{} has no column {column}", path.display()))?;
    }
    for row in reader.records() {
        let row = row?;
        each(places.map(|at| row.get(at).unwrap_or_default()));
    }
    Ok(())
}

fn outside(name: &str) -> Outcome<PathBuf> {
    let folder =
        std::env::var_os("FYKE_DATA").ok_or("FYKE_DATA is not set; docs/data.md says what belongs there")?;
    Ok(Path::new(&folder).join(name))
}

fn write(name: &str, text: &str) -> Outcome {
    let path = crate::run::repository().join("data/resolve").join(name);
    std::fs::write(&path, text)?;
    println!("written to data/resolve/{name}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_half_of_the_pairs_teach_and_always_the_same() {
        let taught = (0..1_000).filter(|n| teaches(&n.to_string(), "x")).count();
        assert!((400..600).contains(&taught), "{taught}");
        assert_eq!(teaches("a", "b"), teaches("a", "b"));
    }
}
