//! Of very many positions those that T34 and T35 can tell apart.
//!
//! A ship under way reports every few minutes; of that only a beat of one in
//! six hours is kept, so that no silence is made, and its fastest report. Kept
//! whole are both ends of every silence and of every stretch that no ship can
//! sail; kept once an hour and cell of the grid are reports of lying still at
//! sea, with the first report of moving on. What is found in the thinned
//! positions is what would be found in all of them; a meeting may rest on
//! another report of the same hour.
//!
//! Memory: 40 bytes a kept position, of a ship under way about 5 a day, of one
//! lying at sea about 24, of one in port 5.

use super::ship_to_ship::{PORT_KM, SLOW_KN, cell};
use super::silent_ship::{SILENT_HOURS, SPEED_KN, SPEED_MAX_KN};
use super::voyages::{Position, Voyages, distance_km};

const SILENT_S: i64 = (SILENT_HOURS * 3_600.0) as i64;
const HOUR_S: i64 = 3_600;
const KM_PER_NM: f64 = 1.852;

/// Takes positions in order of ship and time and keeps those that matter.
#[derive(Debug)]
pub struct Thinner {
    voyages: Voyages,
    /// The last that was heard, and whether it was kept.
    last: Option<(Position, bool)>,
    /// When the last kept one was heard.
    kept_time: i64,
    /// The last one lay still at sea.
    lay: bool,
    /// The hour in which the ship lay, and its cells then.
    lain: (i64, Vec<(i32, i32)>),
    fastest: Option<Position>,
}

impl Thinner {
    /// Begins with ports, waters and changes; positions in it stay.
    pub fn new(voyages: Voyages) -> Thinner {
        Thinner {
            voyages,
            last: None,
            kept_time: 0,
            lay: false,
            lain: (0, Vec::new()),
            fastest: None,
        }
    }

    /// Takes the next position.
    pub fn hear(&mut self, position: Position) {
        if !(position.lat.abs() <= 90.0 && position.lon.abs() <= 180.0) {
            return;
        }
        let known = self.last.filter(|(last, _)| last.vessel == position.vessel);
        let Some((last, kept)) = known else {
            self.close();
            self.lay = self.lies(&position);
            self.lain = (
                position.time.div_euclid(HOUR_S),
                vec![cell(position.lat, position.lon)],
            );
            self.remember(&position);
            self.keep(position);
            self.last = Some((position, true));
            return;
        };
        if last.time == position.time {
            return;
        }
        let waited = position.time.saturating_sub(last.time);
        let km = distance_km((last.lat, last.lon), (position.lat, position.lon));
        let forged = km / KM_PER_NM > SPEED_MAX_KN * waited as f64 / HOUR_S as f64;
        let gap = waited > SILENT_S || forged;
        if !kept && (gap || position.time.saturating_sub(self.kept_time) > SILENT_S) {
            self.keep(last);
        }
        let lies = self.lies(&position);
        let keep = gap || (lies && self.is_news(&position)) || (self.lay && !lies);
        self.lay = lies;
        self.remember(&position);
        if keep {
            self.keep(position);
        }
        self.last = Some((position, keep));
    }

    /// All that was kept.
    pub fn finish(mut self) -> Voyages {
        self.close();
        self.voyages
    }

    /// Slow, and neither in port nor in an anchorage.
    fn lies(&self, position: &Position) -> bool {
        position.speed_kn.is_some_and(|speed| speed < SLOW_KN)
            && !self.voyages.shelters(position.lat, position.lon, PORT_KM)
    }

    /// The first report of lying in this hour and cell.
    fn is_news(&mut self, position: &Position) -> bool {
        let (hour, cell) = (position.time.div_euclid(HOUR_S), cell(position.lat, position.lon));
        if self.lain.0 != hour || !self.lay {
            self.lain = (hour, Vec::new());
        }
        let news = !self.lain.1.contains(&cell);
        if news {
            self.lain.1.push(cell);
        }
        news
    }

    fn remember(&mut self, position: &Position) {
        let speed = |p: &Position| p.speed_kn.map_or(0.0, f64::from);
        let most = self.fastest.as_ref().map_or(SPEED_KN, speed);
        if speed(position) > most && speed(position) <= SPEED_MAX_KN {
            self.fastest = Some(*position);
        }
    }

    fn keep(&mut self, position: Position) {
        self.kept_time = position.time;
        self.voyages.positions.push(position);
    }

    /// Ends a ship: its last report and its fastest.
    fn close(&mut self) {
        if let Some((last, false)) = self.last.take() {
            self.voyages.positions.push(last);
        }
        // doubles of one second are dropped where tracks are made
        self.voyages.positions.extend(self.fastest.take());
    }
}

#[cfg(test)]
mod tests {
    use super::super::ship_to_ship::meetings;
    use super::super::silent_ship::silences;
    use super::super::voyages::Port;
    use super::*;
    use fyke_model::country::Country;
    use proptest::prelude::*;

    fn seas() -> Voyages {
        Voyages {
            ports: vec![Port {
                name: "Novorossiysk".to_owned(),
                country: Country::of("RU"),
                lat: 44.7,
                lon: 37.8,
            }],
            ..Voyages::default()
        }
    }

    fn thinned(positions: &[Position]) -> Voyages {
        let mut thinner = Thinner::new(seas());
        for position in positions {
            thinner.hear(*position);
        }
        thinner.finish()
    }

    fn whole(positions: &[Position]) -> Voyages {
        Voyages {
            positions: positions.to_vec(),
            ..seas()
        }
    }

    /// Tracks: of each step the minutes since the last, the way made good north
    /// and east in thousandths of a degree, tenths of knots.
    fn tracks() -> impl Strategy<Value = Vec<Position>> {
        let step = (
            prop_oneof![8 => 1..90_i64, 1 => 300..2_500_i64],
            prop_oneof![4 => -1..=1_i32, 2 => -150..=150_i32, 1 => -2_000..=2_000_i32],
            prop_oneof![4 => -1..=1_i32, 2 => -150..=150_i32],
            prop_oneof![
                Just(None),
                (0..25_u16).prop_map(Some),
                (25..300_u16).prop_map(Some)
            ],
        );
        prop::collection::vec(prop::collection::vec(step, 1..120), 1..4).prop_map(|ships| {
            let mut positions = Vec::new();
            for (vessel, steps) in (0_u32..).zip(ships) {
                let (mut time, mut lat, mut lon) = (1_651_363_200_i64, 43_500_i32, 36_500_i32);
                for (minutes, north, east, speed) in steps {
                    time += minutes * 60;
                    lat = (lat + north).clamp(41_000, 46_000);
                    lon = (lon + east).clamp(34_000, 39_000);
                    positions.push(Position {
                        vessel,
                        time,
                        lat: lat as f32 / 1_000.0,
                        lon: lon as f32 / 1_000.0,
                        speed_kn: speed.map(|tenths| f32::from(tenths) / 10.0),
                        draught_m: None,
                        row: positions.len() as u32,
                    });
                }
            }
            positions
        })
    }

    proptest! {
        #[test]
        fn thinned_positions_hold_the_same_silences(positions in tracks()) {
            let embargoed = [Country::of("RU")];
            let (some, all) = (thinned(&positions), whole(&positions));
            prop_assert_eq!(silences(&some, &embargoed), silences(&all, &embargoed));
            prop_assert!(some.positions.len() <= all.positions.len() + 4);
        }
    }

    fn at(vessel: u32, minute: i64, lat: f32, lon: f32, speed: f32) -> Position {
        Position {
            vessel,
            time: 1_651_363_200 + minute * 60,
            lat,
            lon,
            speed_kn: Some(speed),
            draught_m: None,
            row: minute as u32 * 2 + vessel,
        }
    }

    #[test]
    fn thinned_positions_hold_the_same_meetings() {
        let mut positions = Vec::new();
        for ship in 0..2 {
            let near = ship as f32 * 0.002;
            // under way for a day, side by side for six hours, and on
            positions.extend((0..288).map(|n| at(ship, n * 5, 41.5 + n as f32 * 0.003 + near, 36.0, 12.0)));
            positions.extend((288..360).map(|n| at(ship, n * 5, 42.4 + near, 36.0, 0.4)));
            positions.extend((360..400).map(|n| {
                at(
                    ship,
                    n * 5,
                    42.4 + (n - 360) as f32 * 0.01,
                    36.0 + near * 90.0,
                    12.0,
                )
            }));
        }
        let (some, all) = (thinned(&positions), whole(&positions));
        let told = |voyages: &Voyages| -> Vec<(u32, u32, i64, i64)> {
            let found = meetings(voyages);
            found.iter().map(|m| (m.one, m.other, m.hour, m.hours)).collect()
        };
        assert_eq!(told(&all).len(), 1, "{:?}", told(&all));
        assert_eq!(told(&some), told(&all));
        assert!(
            some.positions.len() * 20 < all.positions.len(),
            "{}",
            some.positions.len()
        );
    }
}
