//! The figures under `data/` that a machine can compute again, and the command
//! that does: `cargo xtask data eu-exports [--check]`, `hs-shares`, `world`.
//!
//! Owns the command line and where files lie. [`exports`] sums, [`families`]
//! joins codes over the renumbering of 2022, [`shares`] computes what went
//! where in it, [`concordance`] is read by both, [`world`] draws the outlines of
//! the small maps; none of these knows a file. `comext` reads the raw Parquet
//! and is built only with the feature `data`, so that `cargo xtask test` never
//! waits for a Parquet reader; so is `models`, which trains what is shipped under
//! `data/resolve`. Asked without the feature, they run cargo once more with it.
//!
//! Why not `fyke sql`: whoever doubts one figure should not have to build the
//! whole program with its query engine to compute it again. The reader is the
//! same crate at the same version as the program's, without Arrow.

#[cfg(feature = "data")]
mod comext;
mod concordance;
#[cfg_attr(not(feature = "data"), allow(dead_code))]
mod exports;
#[cfg_attr(not(feature = "data"), allow(dead_code))]
mod families;
#[cfg(feature = "data")]
mod models;
#[cfg(feature = "data")]
mod party_model;
mod shares;
mod world;

use std::error::Error;

/// The raw figures, below the folder that `FYKE_DATA` names.
#[cfg(feature = "data")]
const RAW: &str = "trade/eu_comext_sanctioned/eu27_exports_sanctioned_cn8_monthly_2020_2022.parquet";

const USAGE: &str = "usage: cargo xtask data eu-exports [--check]
       cargo xtask data name-model|entity-model
       cargo xtask data party-model [FYKE]
       cargo xtask data hs-shares
       cargo xtask data world COUNTRIES.json";

/// Runs `cargo xtask data ARGS`.
///
/// # Errors
/// Wrong usage, a missing `FYKE_DATA`, unreadable input, or, with `--check`,
/// a shipped file that differs from what was computed.
pub fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["eu-exports"] => eu_exports(false),
        ["eu-exports", "--check"] => eu_exports(true),
        #[cfg(feature = "data")]
        ["name-model"] => models::names(),
        #[cfg(feature = "data")]
        ["entity-model"] => models::entities(),
        #[cfg(feature = "data")]
        ["party-model"] => party_model::fit(None),
        #[cfg(feature = "data")]
        ["party-model", program] => party_model::fit(Some(program)),
        #[cfg(not(feature = "data"))]
        ["name-model" | "entity-model" | "party-model", ..] => with_readers(&words),
        ["hs-shares"] => hs_shares(),
        ["world", ..] => world::run(&args[1..]),
        _ => Err(USAGE.into()),
    }
}

/// Sets the shares of the concordance beside those computed from the shipped
/// figures.
fn hs_shares() -> Result<(), Box<dyn Error>> {
    let data = crate::run::repository().join("data");
    let exports = std::fs::read_to_string(data.join("eu-exports/eu-exports.csv"))?;
    let concordance = std::fs::read_to_string(data.join("hs/concordance-2017-2022.csv"))?;
    print!("{}", shares::compare(&exports, &concordance)?);
    Ok(())
}

#[cfg(not(feature = "data"))]
fn eu_exports(check: bool) -> Result<(), Box<dyn Error>> {
    with_readers(if check {
        &["eu-exports", "--check"]
    } else {
        &["eu-exports"]
    })
}

/// Hands the work to an optimised build of this program that has the Parquet
/// reader and the training of models.
#[cfg(not(feature = "data"))]
fn with_readers(words: &[&str]) -> Result<(), Box<dyn Error>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let status = std::process::Command::new(cargo)
        .args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "xtask",
            "--features",
            "data",
        ])
        .args(["--", "data"])
        .args(words)
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`data {}` failed; the lines above say why", words.join(" ")).into())
    }
}

#[cfg(feature = "data")]
fn eu_exports(check: bool) -> Result<(), Box<dyn Error>> {
    use std::fs;
    use std::path::Path;

    let root = crate::run::repository();
    let raw = std::env::var_os("FYKE_DATA")
        .ok_or("FYKE_DATA is not set; set it to the folder of outside data (docs/data.md)")?;
    let raw = Path::new(&raw).join(RAW);
    let read = |path: &Path| fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let concordance =
        concordance::Concordance::parse(&read(&root.join("data/hs/concordance-2017-2022.csv"))?)?;

    let mut flows = exports::Flows::default();
    let kept = comext::read(&raw, &mut flows)?;
    let families = families::Families::new(&flows.codes(), &concordance);
    eprintln!(
        "{} rows read, {} four-digit rows dropped",
        kept.rows, kept.heading_rows
    );
    print!("{}", flows.check_sums());

    for (name, text) in [
        ("eu-exports.csv", flows.csv(&families)),
        ("families.csv", families.csv(&flows)),
    ] {
        let path = root.join("data/eu-exports").join(name);
        let lines = text.lines().count() - 1;
        if !check {
            fs::write(&path, &text).map_err(|error| format!("{}: {error}", path.display()))?;
            println!("{name}: {lines} rows written");
        } else if read(&path)? == text {
            println!("{name}: {lines} rows, byte for byte the shipped file");
        } else {
            let path = path.display();
            return Err(format!(
                "{path} differs from the computed figures; run `cargo xtask data eu-exports` and read the difference"
            )
            .into());
        }
    }
    Ok(())
}
