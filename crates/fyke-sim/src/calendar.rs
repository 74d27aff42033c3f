//! The three years of a world, as day numbers from its first day.

use fyke_model::date::Day;

/// 2020-01-01, day 0 of a world, in days since 1970-01-01.
pub(crate) const EPOCH: i32 = 18_262;
/// Days from 2020-01-01 to 2022-12-31.
pub(crate) const DAYS: i32 = 1_096;
/// 2022-01-01: HS 2022 in force.
pub(crate) const HS2022: i32 = 731;
/// 2022-02-24: the invasion, and the first measures.
pub(crate) const INVASION: i32 = 785;

/// The calendar day of a world's day.
pub(crate) fn date(day: i32) -> Day {
    Day(EPOCH + day)
}

/// The month of a day, 0 = January 2020, by counting; cheap enough per row.
pub(crate) fn month(day: i32) -> usize {
    STARTS.partition_point(|&start| start <= day).saturating_sub(1)
}

/// First day of each of the 36 months.
pub(crate) const STARTS: [i32; 36] = starts();

const fn starts() -> [i32; 36] {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut out = [0; 36];
    let (mut m, mut day) = (0, 0);
    while m < 36 {
        out[m] = day;
        day += lengths[m % 12];
        if m == 1 {
            day += 1; // 2020 is a leap year
        }
        m += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_where_the_calendar_has_them() {
        assert_eq!(date(0).to_string(), "2020-01-01");
        assert_eq!(date(HS2022).to_string(), "2022-01-01");
        assert_eq!(date(INVASION).to_string(), "2022-02-24");
        assert_eq!(date(DAYS - 1).to_string(), "2022-12-31");
        assert_eq!(date(STARTS[35]).to_string(), "2022-12-01");
        assert_eq!(month(59), 1);
        assert_eq!(month(60), 2);
    }
}
