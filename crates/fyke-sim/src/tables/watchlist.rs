//! The watch list: embargoed ends, owners who do not trade, and addresses, in
//! the columns of OpenSanctions' targets.simple.csv.

use crate::papers::clerk::Clerk;
use crate::papers::owner_listed;
use crate::settings::SimError;
use crate::write::day;
use std::fmt::Write;
use std::path::Path;

const HEADER: &str = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,\
emails,program_ids,dataset,first_seen,last_seen,last_change\n";

/// Writes watchlist.csv.
pub(super) fn write(out: &Path, clerk: &Clerk<'_>) -> Result<(), SimError> {
    let mut text = String::from(HEADER);
    let papers = &clerk.economy.papers;
    let tail = |listed: &str| format!("SIM,simulated,{listed},2022-12-31,{listed}");
    for listing in &papers.listings {
        let firm = listing.firm;
        let country = clerk.country(firm).to_ascii_lowercase();
        let name = clerk.name(firm);
        let alias = name.rsplit_once(' ').map_or("", |(short, _)| short);
        let listed = day(listing.day);
        let _ = writeln!(
            text,
            "sim-{firm},Company,{name},{alias},,{country},\"{}\",{},simulated listing {listed},,,{}",
            clerk.address(firm),
            clerk.number(firm),
            tail(&listed),
        );
    }
    for owner in 0..papers.listed_owners {
        let (name, country, number) = clerk.listed_owner(owner);
        let schema = if number.is_empty() { "Person" } else { "Company" };
        let listed = day(owner_listed(clerk.seed, owner));
        let _ = writeln!(
            text,
            "sim-owner-{owner},{schema},{name},,,{},,{number},simulated listing {listed},,,{}",
            country.to_ascii_lowercase(),
            tail(&listed),
        );
    }
    for listing in &papers.listed_addresses {
        let address = clerk.address(listing.firm);
        let country = clerk.country(listing.firm).to_ascii_lowercase();
        let listed = day(listing.day);
        let _ = writeln!(
            text,
            "sim-address-{},Address,\"{address}\",,,{country},\"{address}\",,simulated listing {listed},,,{}",
            listing.firm,
            tail(&listed),
        );
    }
    super::save(out, "watchlist.csv", text)
}
