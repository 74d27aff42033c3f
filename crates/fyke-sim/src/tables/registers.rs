//! Three registers: companies, their directors, their owners.
//!
//! In an order that tells nothing of a firm's part. Every firm stands in the
//! first; officers are told by hubs and by a fifth of other registers, owners
//! for six in ten firms of hubs and a quarter elsewhere.

use crate::bytes::cell;
use crate::papers::clerk::Clerk;
use crate::rng::mix;
use crate::settings::SimError;
use crate::write::{Output, day};
use std::path::Path;

const COMPANIES: &[u8] =
    b"name,country,incorporation_date,address,number,status,dissolution_date,sector,phone,email,website,directors\n";
const OFFICERS: &[u8] = b"company,company_country,company_number,officer,from,to\n";
const OWNERS: &[u8] =
    b"owner,owner_country,owner_number,owned,owned_country,owned_number,share_percent,from,to\n";

fn line(cells: &[&str], out: &mut Vec<u8>) {
    for (at, text) in cells.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        cell(text.as_bytes(), out);
    }
    out.push(b'\n');
}

/// Writes registers.csv, officers.csv and ownership.csv.
pub(super) fn write(out: &Path, clerk: &Clerk<'_>) -> Result<(), SimError> {
    let mut order: Vec<u32> = (0..clerk.economy.firms.len() as u32).collect();
    order.sort_by_cached_key(|&firm| mix(clerk.seed ^ mix(u64::from(firm))));
    let mut companies = Output::new(out.join("registers.csv"))?;
    let mut officers = Output::new(out.join("officers.csv"))?;
    let mut owners = Output::new(out.join("ownership.csv"))?;
    companies.buffer.extend_from_slice(COMPANIES);
    officers.buffer.extend_from_slice(OFFICERS);
    owners.buffer.extend_from_slice(OWNERS);
    for firm in order {
        let (name, country, number) = (clerk.name(firm), clerk.country(firm), clerk.number(firm));
        let offices = clerk.offices(firm);
        let dissolved = clerk.dissolved(firm);
        let (mail, web) = clerk.contacts(firm, &name);
        let now: Vec<&str> = offices
            .iter()
            .filter(|o| o.to.is_none() || o.to == dissolved)
            .map(|o| o.person.as_str())
            .collect();
        line(
            &[
                &name,
                country,
                &day(clerk.economy.firms[firm as usize].born),
                &clerk.address(firm),
                &number,
                if dissolved.is_some() {
                    "dissolved"
                } else {
                    "active"
                },
                &dissolved.map(day).unwrap_or_default(),
                clerk.sector(firm),
                &clerk.phone(firm),
                &mail,
                &web,
                &now.join(";"),
            ],
            &mut companies.buffer,
        );
        companies.tick()?;
        if clerk.tells_offices(firm) {
            for office in &offices {
                let (from, to) = (day(office.from), office.to.map(day).unwrap_or_default());
                line(
                    &[&name, country, &number, &office.person, &from, &to],
                    &mut officers.buffer,
                );
            }
            officers.tick()?;
        }
        for stake in clerk.stakes(firm) {
            line(
                &[
                    &stake.owner,
                    &stake.owner_country,
                    &stake.owner_number,
                    &stake.owned,
                    &stake.owned_country,
                    &stake.owned_number,
                    &format!("{}.{}", stake.share / 10, stake.share % 10),
                    &day(stake.from),
                    &stake.to.map(day).unwrap_or_default(),
                ],
                &mut owners.buffer,
            );
        }
        owners.tick()?;
    }
    companies.finish()?;
    officers.finish()?;
    owners.finish().map(|_| ())
}
