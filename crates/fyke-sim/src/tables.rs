//! The smaller files of a world: registers, watch list, truth tables, settings.

mod registers;
mod watchlist;

use crate::economy::Economy;
use crate::leaderboard;
use crate::papers::clerk::Clerk;
use crate::settings::{Settings, SimError};
use crate::truth::Tables;
use crate::write::Output;
use std::fmt::Write;
use std::path::Path;

/// Writes all of them, world.toml last.
pub(crate) fn write(
    out: &Path,
    settings: &Settings,
    economy: &Economy,
    tables: &Tables,
) -> Result<(), SimError> {
    let clerk = Clerk::new(economy, settings.seed);
    registers::write(out, &clerk)?;
    watchlist::write(out, &clerk)?;
    let truth = out.join("truth");
    save(&truth, "parties.csv", parties(tables))?;
    save(&truth, "networks.csv", networks(tables))?;
    save(&truth, "lanes.csv", lanes(tables))?;
    save(&truth, "settings.toml", recipe(settings, tables))?;
    save(
        out,
        "leaderboard.toml",
        leaderboard::text(settings, tables, &truth)?,
    )?;
    save(out, "world.toml", world(settings, tables))
}

fn save(folder: &Path, name: &str, text: String) -> Result<(), SimError> {
    let mut output = Output::new(folder.join(name))?;
    output.buffer.extend_from_slice(text.as_bytes());
    output.finish().map(|_| ())
}

fn parties(tables: &Tables) -> String {
    let mut text = String::from("name,country,family,role,network,typologies,matched_to\n");
    for party in &tables.parties {
        let _ = writeln!(
            text,
            "{},{},{:04},{},{},{},{}",
            party.name,
            party.country,
            party.family,
            party.role,
            party.network,
            party.typologies.join(";"),
            party.matched_to
        );
    }
    text
}

fn networks(tables: &Tables) -> String {
    let mut text = String::from("network,typologies,source,end,first_day,last_day,mass_kg,rows,rows_seen\n");
    for network in &tables.networks {
        let _ = writeln!(
            text,
            "{},{},{},{},{},{},{}.{:03},{},{}",
            network.network,
            network.typologies.join(";"),
            network.source,
            network.end,
            network.first_day,
            network.last_day,
            network.mass_g / 1000,
            network.mass_g % 1000,
            network.rows,
            network.rows_seen
        );
    }
    text
}

fn lanes(tables: &Tables) -> String {
    let mut text = String::from("exporter,importer,hs6,first_month,share_vanished\n");
    for lane in &tables.lanes {
        let (year, month) = (2020 + lane.first_month / 12, lane.first_month % 12 + 1);
        let _ = writeln!(
            text,
            "{},{},{:06},{year}-{month:02},{:.3}",
            lane.exporter, lane.importer, lane.hs6, lane.share
        );
    }
    text
}

fn world(settings: &Settings, tables: &Tables) -> String {
    format!(
        "# A simulated world: no firm, name or consignment in this folder is real.\n\
         simulated = true\n\
         format = 2\n\
         rows = {}\n\
         seed = {}\n\
         coverage = {:?}\n\
         placebo = {}\n\
         stock_mixing = {:?}\n\
         rows_written = {}\n\
         first_day = 2020-01-01\n\
         last_day = 2022-12-31\n\
         embargoed = [\"RU\"]\n\
         embargo_from = 2022-02-24\n",
        settings.rows,
        settings.seed,
        settings.coverage,
        settings.placebo,
        settings.stock_mixing,
        tables.summary.rows_seen,
    )
}

fn recipe(settings: &Settings, tables: &Tables) -> String {
    let s = &tables.summary;
    format!(
        "# Truth of a simulated world. No command but `fyke eval` opens this folder.\n\
         simulated = true\n\
         recipe = \"middles among honest twins\"\n\
         recipe_version = 1\n\
         placebo = {}\n\
         hops = [2, 4]\n\
         parties_per_level = [1, 3]\n\
         lots = [4, 11]\n\
         dwell_days = [1, 45]\n\
         split_share = 0.5\n\
         merge_share = 0.3\n\
         switch_share = 0.25\n\
         loss_max = 0.03\n\
         honest_pairs_per_middle = {:?}\n\
         \n\
         [counted]\n\
         rows_traded = {}\n\
         rows_seen = {}\n\
         rows_planted_seen = {}\n\
         rows_into_ends = {}\n\
         rows_into_ends_planted = {}\n\
         base_rate_rows = {:.4}\n\
         units_into_ends = {}\n\
         units_into_ends_planted = {}\n\
         base_rate_units = {:.4}\n\
         firms = {}\n\
         firms_seen = {}\n\
         networks = {}\n\
         controls = {}\n",
        settings.placebo,
        6.0 * settings.stock_mixing,
        s.rows_traded,
        s.rows_seen,
        s.rows_planted,
        s.rows_into_ends,
        s.rows_into_ends_planted,
        s.base_rate_rows(),
        s.units_into_ends,
        s.units_into_ends_planted,
        s.base_rate_units(),
        s.firms,
        s.firms_seen,
        s.networks,
        s.controls,
    )
}
