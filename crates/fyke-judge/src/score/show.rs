//! Scores for a terminal: a table with its baselines, and the reliability
//! diagram in characters.
//!
//! The diagram is 33 by 17 cells: probability said to the right, probability
//! meant upwards. `o` is a step within its band, `X` one outside it, `:` the
//! band of a calibrated person, `.` the diagonal.

use super::Scores;
use super::corp::Corp;
use std::fmt::{self, Write};

const WIDE: usize = 33;
const HIGH: usize = 17;

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} questions resolved, {} of them happened",
            self.n, self.happened
        )?;
        writeln!(f)?;
        writeln!(f, "{:<28}{:>8}   95 % interval", "", "Brier")?;
        let (low, high) = self.brier_interval;
        writeln!(f, "{:<28}{:>8.3}   {low:.3} to {high:.3}", "you", self.brier)?;
        for b in &self.baselines {
            if b.n == 0 {
                writeln!(f, "{:<28}{:>8}   nobody answered", b.who.as_str(), "-")?;
                continue;
            }
            let (low, high) = b.difference;
            let word = if high < 0.0 {
                "you were better"
            } else if low > 0.0 {
                "you were worse"
            } else {
                "no difference shown"
            };
            let name = match b.n == self.n {
                true => b.who.as_str().to_owned(),
                false => format!("{} ({} questions)", b.who.as_str(), b.n),
            };
            writeln!(
                f,
                "{name:<28}{:>8.3}   you less this: {low:+.3} to {high:+.3}, {word}",
                b.theirs
            )?;
        }
        writeln!(f)?;
        writeln!(
            f,
            "log score {:.3} (always 0.5: 0.693; {} clipped at {})",
            self.log,
            self.clipped,
            super::CLIP
        )?;
        writeln!(
            f,
            "miscalibration {:.3}, discrimination {:.3}, uncertainty {:.3}; calibration error {:.3}",
            self.corp.mcb, self.corp.dsc, self.corp.unc, self.ece
        )?;
        writeln!(f)?;
        f.write_str(&diagram(&self.corp))
    }
}

/// The reliability diagram, 20 lines.
pub fn diagram(corp: &Corp) -> String {
    let mut cells = vec![vec![' '; WIDE]; HIGH];
    let column = |p: f64| ((p * (WIDE - 1) as f64).round() as usize).min(WIDE - 1);
    let line = |p: f64| (HIGH - 1) - ((p * (HIGH - 1) as f64).round() as usize).min(HIGH - 1);
    let mut put = |x: usize, y: usize, mark: char| {
        if let Some(cell) = cells.get_mut(y).and_then(|row| row.get_mut(x)) {
            *cell = mark;
        }
    };
    for x in 0..WIDE {
        put(x, line(x as f64 / (WIDE - 1) as f64), '.');
    }
    for step in &corp.steps {
        for y in line(step.band.1)..=line(step.band.0) {
            put(column(step.said), y, ':');
        }
    }
    for step in &corp.steps {
        let inside = (step.band.0..=step.band.1).contains(&step.means);
        put(
            column(step.said),
            line(step.means),
            if inside { 'o' } else { 'X' },
        );
    }
    let mut text = String::from("came true\n");
    for (y, row) in cells.iter().enumerate() {
        let label = match y {
            0 => "1.0",
            y if y == HIGH / 2 => "0.5",
            y if y == HIGH - 1 => "0.0",
            _ => "   ",
        };
        let row: String = row.iter().collect();
        let _ = writeln!(text, "{label} |{}", row.trim_end());
    }
    let _ = writeln!(text, "    +{}", "-".repeat(WIDE));
    let _ = writeln!(text, "     0.0{:>14}{:>14}  said", "0.5", "1.0");
    text
}
