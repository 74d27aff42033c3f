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
    let mut text = String::from("exporter,importer,hs6,first_month,share_vanished,typology\n");
    for lane in &tables.lanes {
        let (year, month) = (2020 + lane.first_month / 12, lane.first_month % 12 + 1);
        let _ = writeln!(
            text,
            "{},{},{:06},{year}-{month:02},{:.3},{}",
            lane.exporter, lane.importer, lane.hs6, lane.share, lane.typology
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
    let (s, rules) = (&tables.summary, settings.recipe.rules());
    let pair = |(least, most): (i32, i32)| [least, most];
    format!(
        "# Truth of a simulated world. No command but `fyke eval` opens this folder.\n\
         simulated = true\n\
         story = \"middles among honest twins\"\n\
         recipe = \"{}\"\n\
         recipe_version = 2\n\
         one_in = {}\n\
         placebo = {}\n\
         hops = {:?}\n\
         parties_per_level = {:?}\n\
         lots = {:?}\n\
         rest_days_max = {}\n\
         split_share = {}\n\
         merge_share = {}\n\
         switch_share = {}\n\
         loss_max = {}\n\
         drip_share = {}\n\
         gather_share = {}\n\
         decoy_share = {}\n\
         typologies_per_network = {:?}\n\
         seller_shows = {}\n\
         middle_shows = {}\n\
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
         controls = {}\n\
         planted_parties = {}\n\
         base_rate_parties = {:.6}\n\
         base_rate_all_rows = {:.6}\n",
        settings.recipe.name(),
        settings.one_in.unwrap_or(0),
        settings.placebo,
        pair(rules.hops),
        pair(rules.wide),
        pair(rules.lots),
        rules.rest,
        rules.split,
        rules.merge,
        rules.switch,
        rules.loss,
        rules.drip,
        rules.gather,
        rules.decoys,
        pair(rules.used),
        rules.seller_shows,
        rules.middle_shows,
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
        s.planted,
        s.base_rate_parties(),
        s.base_rate_all_rows(),
    )
}
