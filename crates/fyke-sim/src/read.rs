//! The settings of a world that was written, read back out of its folder.

use crate::recipe::Recipe;
use crate::settings::{Settings, SimError};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct World {
    rows: u64,
    seed: u64,
    coverage: f64,
    placebo: bool,
    stock_mixing: f64,
}

#[derive(Deserialize)]
struct Planted {
    recipe: String,
    one_in: u32,
}

/// What a world in `folder` was asked to be; its truth tells a part of it.
///
/// # Errors
/// [`SimError::Unread`] where a file is missing or says something else.
pub fn read_settings(folder: &Path) -> Result<Settings, SimError> {
    let world: World = read(&folder.join("world.toml"))?;
    let truth = folder.join("truth/settings.toml");
    let planted: Planted = read(&truth)?;
    let recipe: Recipe = planted
        .recipe
        .parse()
        .map_err(|what| SimError::Unread { path: truth, what })?;
    Ok(Settings {
        rows: world.rows,
        seed: world.seed,
        coverage: world.coverage,
        placebo: world.placebo,
        stock_mixing: world.stock_mixing,
        one_in: Some(planted.one_in).filter(|n| *n > 0),
        recipe,
    })
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, SimError> {
    let unread = |what: String| SimError::Unread {
        path: path.to_path_buf(),
        what,
    };
    let text = std::fs::read_to_string(path).map_err(|error| unread(error.to_string()))?;
    toml::from_str(&text).map_err(|error| unread(error.message().to_owned()))
}
