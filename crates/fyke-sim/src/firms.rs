//! The firms of a world: where, how large, since when, and what they do.
//!
//! Sizes are Zipf (exponent 0.75 for the chance of being drawn, as in the
//! probe whose difficulty we rebuild). Firms are born and die: one in ten a
//! year in the hubs, one in twenty elsewhere, during the three years; older
//! firms have an exponential age of mean eleven years. A firm that will carry
//! planted goods is drawn by the same functions as its honest neighbours.

use crate::calendar::DAYS;
use crate::goods::Catalogue;
use crate::places::{Atlas, Role};
use crate::rng::{Rng, running};

/// What a firm mostly does. It shapes whom it deals with, never its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Maker,
    Distributor,
    Trader,
    Forwarder,
    Retailer,
    EndUser,
    Bank,
}

/// One firm.
#[derive(Clone, Debug)]
pub(crate) struct Firm {
    pub place: u8,
    pub kind: Kind,
    /// Weight in being drawn; the largest firm has 1.
    pub size: f32,
    /// Day of incorporation, as a day of the world; negative before 2020.
    pub born: i32,
    /// Last day of trade.
    pub ends: i32,
    /// Headings it deals in; the second may repeat the first.
    pub headings: [u16; 2],
}

/// Draws firms.
pub(crate) struct Founder<'a> {
    pub atlas: &'a Atlas,
    places: Vec<f64>,
    headings: Vec<f64>,
}

/// Share of firms founded or closed in a year of the world.
fn churn(role: Role) -> f64 {
    if role == Role::Hub { 0.10 } else { 0.05 }
}

impl<'a> Founder<'a> {
    pub(crate) fn new(atlas: &'a Atlas, catalogue: &'a Catalogue) -> Founder<'a> {
        Founder {
            atlas,
            // embargoed ends are founded by hand, so none is drawn
            places: running(atlas.places.iter().map(|p| match p.role {
                Role::Embargoed => 0.0,
                _ => p.weight,
            })),
            headings: running(catalogue.headings.iter().map(|h| h.weight)),
        }
    }

    /// An ordinary firm anywhere, of the given size.
    pub(crate) fn anywhere(&self, rng: &mut Rng, size: f32) -> Firm {
        let place = rng.weighted(&self.places) as u8;
        let kind = match rng.unit() {
            u if u < 0.22 => Kind::Maker,
            u if u < 0.45 => Kind::Distributor,
            u if u < 0.66 => Kind::Trader,
            u if u < 0.67 => Kind::Forwarder,
            u if u < 0.82 => Kind::Retailer,
            _ => Kind::EndUser,
        };
        self.at(rng, place, kind, size)
    }

    /// A firm in a given place, with age and goods as they come there.
    pub(crate) fn at(&self, rng: &mut Rng, place: u8, kind: Kind, size: f32) -> Firm {
        let churn = churn(self.atlas.of(place).role);
        let years = f64::from(DAYS) / 365.25;
        let born = if rng.chance(churn * years / (1.0 + churn * years)) {
            rng.whole(0, DAYS - 60)
        } else {
            -(rng.waiting() * 11.0 * 365.0) as i32 - 1
        };
        let ends = if rng.chance(churn * years * 0.7) {
            rng.whole(born.max(0) + 30, DAYS + 200)
        } else {
            i32::MAX
        };
        let first = rng.weighted(&self.headings) as u16;
        let second = if rng.chance(0.5) {
            rng.weighted(&self.headings) as u16
        } else {
            first
        };
        Firm {
            place,
            kind,
            size,
            born,
            ends,
            headings: [first, second],
        }
    }

    /// A distributor or trader of a hub whose main goods are `heading`. The
    /// middles of planted networks and their honest twins all come from here.
    pub(crate) fn in_hub(&self, rng: &mut Rng, place: u8, heading: u16, age: Age) -> Firm {
        let kind = if rng.chance(0.6) {
            Kind::Distributor
        } else {
            Kind::Trader
        };
        let size = middling(rng);
        let mut firm = self.at(rng, place, kind, size);
        match age {
            Age::Any => {
                // it must have time to trade: no newborn and no dying firm
                if firm.born > DAYS / 2 {
                    firm.born = -rng.whole(1, 2_500);
                }
            }
            Age::Born(day) => firm.born = day,
        }
        firm.ends = i32::MAX;
        firm.headings[0] = heading;
        firm
    }
}

/// How old a hub firm shall be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Age {
    /// As old as firms are there.
    Any,
    /// Incorporated on this day.
    Born(i32),
}

/// A size from the middle of the Zipf distribution, where ordinary firms are;
/// none so small or large that no other is like it.
fn middling(rng: &mut Rng) -> f32 {
    (0.004 * rng.around_one(0.5)).clamp(0.0014, 0.0115) as f32
}

/// The Zipf size of the firm of rank `rank` (0 = largest).
pub(crate) fn zipf(rank: usize) -> f32 {
    ((rank + 1) as f64).powf(-0.75) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hubs_found_about_a_tenth_of_their_firms_each_year() {
        let (atlas, catalogue) = (Atlas::read(), Catalogue::read());
        let founder = Founder::new(&atlas, &catalogue);
        let mut rng = Rng::new(1, 1);
        let hub = atlas.with_role(Role::Hub)[0];
        let young = (0..20_000)
            .filter(|_| founder.at(&mut rng, hub, Kind::Trader, 0.1).born >= 0)
            .count();
        let yearly = young as f64 / (20_000 - young) as f64 / 3.0;
        assert!((0.08..0.12).contains(&yearly), "{yearly} a year");
    }
}
