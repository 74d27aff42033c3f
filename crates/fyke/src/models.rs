//! Models that a person gave: kept on this machine for every case, by the hash of
//! the file they came in. Nothing is ever fetched.

use crate::screen::{Failure, Outcome};
use fyke_trawl::attribution::Weights;
use fyke_trawl::embed::Meaning;
use fyke_trawl::name::Gazetteer;
use fyke_trawl::name::spacy::Model;
use fyke_trawl::reading::Tools;
use fyke_trawl::wheel::{self, Reads};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Where models lie, instead of the user's data folder.
const FOLDER: &str = "FYKE_MODELS";

/// Bytes of a model at most.
const BYTES_MAX: u64 = 512 << 20;

/// The models of this machine.
pub struct Models {
    names: Option<Model>,
    speech: Option<Weights>,
    /// Where a model of what sentences mean lies: opened by who asks for it, since it
    /// takes a second and 90 MB.
    meaning: Option<PathBuf>,
}

impl Models {
    /// Opens what lies in the folder of models; what is broken is said, not passed over.
    pub fn open() -> Outcome<Models> {
        let mut models = Models {
            names: None,
            speech: None,
            meaning: None,
        };
        for path in kept()? {
            match is_meaning(&path) {
                true => models.meaning = Some(path),
                false => models.take(&path)?,
            }
        }
        Ok(models)
    }

    fn take(&mut self, path: &Path) -> Outcome {
        let bytes = bytes_of(path)?;
        match Kind::of(&bytes) {
            Kind::Meaning => {
                Meaning::from_wheel(&bytes).map_err(|e| unusable(path, &e))?;
                self.meaning = Some(path.to_owned());
            }
            Kind::Names => self.names = Some(Model::from_wheel(&bytes).map_err(|e| unusable(path, &e))?),
            Kind::Speech => self.speech = Some(Weights::read(&bytes).map_err(|e| unusable(path, &e))?),
        }
        Ok(())
    }

    /// The model of what sentences mean, where one is kept.
    pub fn meaning(&self) -> Outcome<Option<Meaning>> {
        let Some(path) = &self.meaning else {
            return Ok(None);
        };
        let model = Meaning::from_wheel(&bytes_of(path)?).map_err(|e| unusable(path, &e))?;
        Ok(Some(model))
    }

    /// What reads beside the rules.
    pub fn tools<'a>(&'a self, gazetteer: &'a Gazetteer) -> Tools<'a> {
        Tools {
            gazetteer: Some(gazetteer),
            names: self.names.as_ref(),
            speech: self.speech.as_ref(),
        }
    }

    /// The same without names of a case.
    pub fn bare(&self) -> Tools<'_> {
        Tools {
            gazetteer: None,
            names: self.names.as_ref(),
            speech: self.speech.as_ref(),
        }
    }

    /// Whether the weights in use were trained on a text.
    pub fn trained_on(&self, text: &str) -> bool {
        self.speech
            .as_ref()
            .is_some_and(|weights| weights.trained_on(text))
    }

    /// What reads, in words.
    pub fn in_words(&self) -> String {
        let names = match &self.names {
            Some(model) => model.by().to_owned(),
            None => "rules (a model finds more: fyke models)".to_owned(),
        };
        let speech = match self.speech {
            Some(_) => "trained weights",
            None => "what fyke ships",
        };
        format!(
            "names by {names}; speech without marks by {speech}; languages that nothing here reads are said"
        )
    }
}

/// What a file of a model is.
enum Kind {
    Meaning,
    Names,
    Speech,
}

impl Kind {
    fn of(bytes: &[u8]) -> Kind {
        // a wheel is a zip archive; one that is not known is refused by whoever opens it
        if !bytes.starts_with(b"PK") {
            Kind::Speech
        } else if wheel::which(bytes).is_ok_and(|known| known.reads == Reads::Sentences) {
            Kind::Meaning
        } else {
            Kind::Names
        }
    }
}

/// Whether a kept file bears the hash of a model of sentences; the bytes are held
/// against it when the model is opened.
fn is_meaning(path: &Path) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let mut known = wheel::KNOWN
        .iter()
        .filter(|known| known.reads == Reads::Sentences);
    known.any(|known| stem == Some(known.sha256))
}

/// The folder of models.
pub fn folder() -> Outcome<PathBuf> {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return Ok(folder.into());
    }
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| Path::new(&home).join(".local/share"));
    data.or_else(home)
        .map(|data| data.join("fyke/models"))
        .ok_or_else(|| {
            Failure::new(
                "there is no home folder to keep models in",
                format!("name a folder in the variable {FOLDER}"),
            )
        })
}

/// The files in it, in the order of names; none where nobody gave one.
pub fn kept() -> Outcome<Vec<PathBuf>> {
    let folder = folder()?;
    let entries = match std::fs::read_dir(&folder) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "model") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Checks a file and keeps it. Gives its hash and what it is, in words.
pub fn add(path: &Path) -> Outcome<(String, String)> {
    let bytes = bytes_of(path)?;
    let mut models = Models {
        names: None,
        speech: None,
        meaning: None,
    };
    models.take(path)?;
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let folder = folder()?;
    std::fs::create_dir_all(&folder)?;
    fyke_store::commit::write_whole(&folder.join(format!("{hash}.model")), &bytes)?;
    let what = match wheel::which(&bytes) {
        Ok(known) => known.by.to_owned(),
        Err(_) => "weights for speech without marks".to_owned(),
    };
    Ok((hash, what))
}

fn bytes_of(path: &Path) -> Outcome<Vec<u8>> {
    let cannot = |e: std::io::Error| {
        Failure::new(
            format!("cannot read {}: {e}", path.display()),
            "name the file of a model",
        )
    };
    if std::fs::metadata(path).map_err(cannot)?.len() > BYTES_MAX {
        return Err(Failure::new(
            format!("{} is larger than any model that is read here", path.display()),
            "name the wheel of a model or a file of weights",
        ));
    }
    std::fs::read(path).map_err(cannot)
}

fn unusable(path: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        format!("{}: {error}", path.display()),
        "see which models are read with: fyke models",
    )
}
