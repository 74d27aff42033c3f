//! The one form in which a time comes in, and the form in which people read it.

use fyke_model::date::Month;
use typst::foundations::Datetime;

/// Reads `2026-11-22T16:00:00Z`.
pub fn read(text: &str) -> Option<Datetime> {
    let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
    let day = numbers(day, '-', [4, 2, 2])?;
    let time = numbers(time, ':', [2, 2, 2])?;
    let [year, month, day] = day;
    let [hour, minute, second] = time;
    let small = |n: u16| u8::try_from(n).ok();
    Datetime::from_ymd_hms(
        i32::from(year),
        small(month)?,
        small(day)?,
        small(hour)?,
        small(minute)?,
        small(second)?,
    )
}

fn numbers(text: &str, between: char, digits: [usize; 3]) -> Option<[u16; 3]> {
    let mut parts = text.split(between);
    let mut numbers = [0; 3];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part = parts.next()?;
        if part.len() != digits || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// `22 November 2026, 16:00 UTC`.
pub fn words(at: &Datetime) -> String {
    let month = at.month().and_then(|month| i8::try_from(month).ok());
    format!(
        "{} {} {}, {:02}:{:02} UTC",
        at.day().unwrap_or_default(),
        // a month has its name in every year
        month.map_or("", |month| Month::new(0, month).name()),
        at.year().unwrap_or_default(),
        at.hour().unwrap_or_default(),
        at.minute().unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_is_read() {
        assert_eq!(
            words(&read("2026-11-22T16:05:00Z").unwrap()),
            "22 November 2026, 16:05 UTC"
        );
        for other in [
            "2026-11-22",
            "2026-13-22T16:05:00Z",
            "2026-02-30T16:05:00Z",
            "+026-11-22T16:05:00Z",
            "",
        ] {
            assert!(read(other).is_none(), "{other}");
        }
    }
}
