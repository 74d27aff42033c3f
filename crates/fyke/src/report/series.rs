//! The surge chart: what was declared for the embargoed end above, what was
//! declared for the countries between below, month by month on one time axis.
//!
//! A panel for each part, since a direct lane is often ten times its detours
//! and one axis would hide the rise; each panel has its own axis, from zero,
//! and says so. Names stand at the end of the bars, not in a legend.

use super::scale::{Scale, apart, ticks};
use super::svg::{Frame, frame, px, text_width};
use super::view::{Mark, Part, Series, SeriesChart};
use super::words;
use fyke_model::money::Compact;
use maud::{Markup, html};
use std::fmt::Write as _;

const TEXT_PX: f64 = 13.0;
const TOP: f64 = 44.0;
const PANEL: f64 = 150.0;
const PANEL_HEAD: f64 = 44.0;
const FOOT: f64 = 26.0;
/// Left of the bars: room for the numbers of the axis.
const GUTTER: f64 = 44.0;

/// The order of the panels, and their headings.
const PANELS: [(Part, &str); 4] = [
    (Part::Direct, "direct"),
    (Part::Detour, "by way of others"),
    (Part::Onward, "onward"),
    (Part::Other, "for comparison"),
];

/// The time axis of a drawing.
struct Months {
    count: usize,
    left: f64,
    step: f64,
}

impl Months {
    fn x(&self, month: f64) -> f64 {
        self.left + month * self.step
    }

    fn right(&self) -> f64 {
        self.x(self.count as f64)
    }
}

/// The chart, `width` pixels wide. `id` must be the page's only one.
pub(super) fn draw(chart: &SeriesChart, id: &str, width: f64, simulated: bool, class: &str) -> Markup {
    let count = chart
        .series
        .iter()
        .map(|s| s.values_minor.len())
        .max()
        .unwrap_or(0)
        .max(1);
    let names = chart.series.iter().map(|s| text_width(&s.name, TEXT_PX));
    let right = (names.fold(0.0, f64::max) + 14.0).min(width * 0.42);
    let months = Months {
        count,
        left: GUTTER,
        step: (width - right - GUTTER).max(40.0) / count as f64,
    };
    let panels: Vec<(Part, &str, Vec<&Series>)> = PANELS
        .iter()
        .map(|(part, head)| {
            (
                *part,
                *head,
                chart.series.iter().filter(|s| s.part == *part).collect(),
            )
        })
        .filter(|(_, _, series): &(_, _, Vec<&Series>)| !series.is_empty())
        .collect();
    let height = TOP + panels.len() as f64 * (PANEL + PANEL_HEAD) + FOOT;
    let body = html! {
        @for (at, (part, head, series)) in panels.iter().enumerate() {
            (panel(chart, *part, head, series, &months, width, TOP + at as f64 * (PANEL + PANEL_HEAD)))
        }
        (years(chart, &months, height - FOOT))
        (marks(chart, &months, width, height - FOOT))
    };
    let description = describe(chart);
    let frame_of = Frame {
        id,
        title: &chart.title,
        description: &description,
        width,
        height,
        class,
        simulated,
    };
    frame(&frame_of, &body)
}

/// One panel: heading, grid, stacked bars, names at their end.
fn panel(
    chart: &SeriesChart,
    part: Part,
    head: &str,
    series: &[&Series],
    months: &Months,
    width: f64,
    top: f64,
) -> Markup {
    let total = |at| series.iter().filter_map(|s| value(s, at)).sum::<f64>();
    let most = (0..months.count).map(total).fold(0.0, f64::max);
    let ticks = ticks(most, 3);
    let (bottom, head_y) = (top + PANEL_HEAD + PANEL, top + PANEL_HEAD - 18.0);
    let scale = Scale::new(ticks.last().copied().unwrap_or(most), bottom, top + PANEL_HEAD);
    let mut below = vec![0.0; months.count];
    let bars: Vec<String> = series
        .iter()
        .map(|s| bars(s, months, &scale, &mut below))
        .collect();
    html! {
        g class={ "panel " (part_class(part)) } {
            text class="panel-head" x=(px(GUTTER)) y=(px(head_y)) { (head) }
            @for tick in &ticks {
                @let y = px(scale.at(*tick));
                line class=(if *tick == 0.0 { "axis" } else { "grid" }) x1=(px(GUTTER)) x2=(px(months.right())) y1=(y) y2=(y) {}
            }
            @for (shade, path) in bars.iter().enumerate() {
                path class={ "bar shade-" (shade.min(4)) } d=(path) {}
            }
            path class="gap" d=(gaps(series, months, bottom)) {}
            @for (at, tick) in ticks.iter().enumerate().skip(1) {
                @let y = scale.at(*tick);
                text class="tick" text-anchor="end" x=(px(GUTTER - 6.0)) y=(px(y + 4.0)) { (words::round(*tick)) }
                @if at + 1 == ticks.len() {
                    text class="tick" x=(px(GUTTER + 2.0)) y=(px(y - 4.0)) { (chart.currency) " a month" }
                }
            }
            (ends(series, months, &scale, (top + PANEL_HEAD + 8.0, bottom - 2.0), width))
        }
    }
}

/// A month's value in whole units of the currency; never below zero.
fn value(series: &Series, at: usize) -> Option<f64> {
    let minor = series.values_minor.get(at).copied().flatten()?;
    Some((minor as f64 / 100.0).max(0.0))
}

/// The bars of one series, standing on those below, as one path.
fn bars(series: &Series, months: &Months, scale: &Scale, below: &mut [f64]) -> String {
    let mut path = String::new();
    let gap = if months.step > 9.0 { 2.0 } else { 0.8 };
    for (at, base) in below.iter_mut().enumerate() {
        if let Some(value) = value(series, at).filter(|v| *v > 0.0) {
            let (x, low, high) = (months.x(at as f64), scale.at(*base), scale.at(*base + value));
            let wide = px((months.step - gap).max(0.5));
            let _ = write!(
                path,
                "M{} {}h{wide}V{}h-{wide}z",
                px(x + gap / 2.0),
                px(low),
                px(high)
            );
            *base += value;
        }
    }
    path
}

/// A short stroke under the axis for a month in which no series has a figure.
fn gaps(series: &[&Series], months: &Months, bottom: f64) -> String {
    let empty = |at: &usize| series.iter().all(|s| value(s, *at).is_none());
    let mut path = String::new();
    for at in (0..months.count).filter(empty) {
        let _ = write!(
            path,
            "M{} {}h{}",
            px(months.x(at as f64 + 0.3)),
            px(bottom + 3.0),
            px(months.step * 0.4)
        );
    }
    path
}

/// The name of each series, beside the last months of its bars.
fn ends(series: &[&Series], months: &Months, scale: &Scale, (top, bottom): (f64, f64), width: f64) -> Markup {
    let recent = |s: &Series| {
        let months = months.count.saturating_sub(3)..months.count;
        let values: Vec<f64> = months.filter_map(|at| value(s, at)).collect();
        values.iter().sum::<f64>() / values.len().max(1) as f64
    };
    let mut base = 0.0;
    let wanted: Vec<f64> = series
        .iter()
        .map(|s| {
            let size = recent(s);
            base += size;
            scale.at(base - size / 2.0) + 4.0
        })
        .collect();
    let placed = apart(&wanted, TEXT_PX + 3.0, top, bottom);
    let room = width - months.right() - 8.0;
    html! {
        @for (shade, (one, y)) in series.iter().zip(placed).enumerate() {
            rect class={ "bar shade-" (shade.min(4)) } x=(px(months.right() + 4.0)) y=(px(y - 9.0)) width="4" height="11" {}
            text class="end" x=(px(months.right() + 12.0)) y=(px(y)) { (clip(&one.name, room)) }
        }
    }
}

/// The text, or as much of it as fits with an ellipsis.
pub(super) fn clip(text: &str, room: f64) -> String {
    if text_width(text, TEXT_PX) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        if text_width(&short, TEXT_PX) + TEXT_PX * 1.3 > room {
            break;
        }
        short.push(letter);
    }
    format!("{}…", short.trim_end())
}

/// Years along the foot, each at its first month in the chart.
fn years(chart: &SeriesChart, months: &Months, y: f64) -> Markup {
    let starts = (0..months.count).filter(|at| {
        let month = chart.from + i32::try_from(*at).unwrap_or(0);
        *at == 0 || month.month_of_year() == 1
    });
    let starts: Vec<usize> = starts.collect();
    html! {
        g class="years" {
            @for (at, start) in starts.iter().enumerate() {
                @let month = chart.from + i32::try_from(*start).unwrap_or(0);
                @let next = starts.get(at + 1).copied().unwrap_or(months.count);
                line class="axis" x1=(px(months.x(*start as f64))) x2=(px(months.x(*start as f64))) y1=(px(y)) y2=(px(y + 6.0)) {}
                @if (next - start) as f64 * months.step > 34.0 {
                    text class="tick" x=(px(months.x(*start as f64) + 4.0)) y=(px(y + 17.0)) { (month.year()) }
                }
            }
        }
    }
}

/// Upright lines on the days that matter. A label stands to the right of its
/// line, or to the left where the next line is near.
fn marks(chart: &SeriesChart, months: &Months, width: f64, bottom: f64) -> Markup {
    let mut marks: Vec<(&Mark, f64)> = chart
        .marks
        .iter()
        .map(|mark| {
            let month = mark.day.month();
            let length = f64::from((month + 1).first_day().0 - month.first_day().0).max(1.0);
            let within = f64::from(mark.day.0 - month.first_day().0) / length;
            (mark, f64::from(month - chart.from) + within)
        })
        .filter(|(_, at)| (0.0..=months.count as f64).contains(at))
        .collect();
    marks.sort_by(|a, b| a.1.total_cmp(&b.1));
    let near = |at: usize| {
        let (here, next) = (marks.get(at), marks.get(at + 1));
        here.zip(next)
            .is_some_and(|(h, n)| (n.1 - h.1) * months.step < 150.0)
    };
    html! {
        @for (at, (mark, month)) in marks.iter().enumerate() {
            @let x = months.x(*month);
            @let left = near(at) || x + text_width(&mark.label, TEXT_PX) > width;
            @let (anchor, shift) = if left { ("end", -5.0) } else { ("start", 5.0) };
            line class="mark" x1=(px(x)) x2=(px(x)) y1="14" y2=(px(bottom)) {}
            text class="mark-text" text-anchor=(anchor) x=(px(x + shift)) y="24" { (mark.label) }
            text class="mark-day" text-anchor=(anchor) x=(px(x + shift)) y="39" { (words::day(mark.day)) }
        }
    }
}

/// The chart in words: each series' largest month and its last.
fn describe(chart: &SeriesChart) -> String {
    let mut text = String::from("Monthly bars. ");
    for series in &chart.series {
        let figures = series
            .values_minor
            .iter()
            .enumerate()
            .filter_map(|(at, v)| v.map(|v| (v, at)));
        if let Some((most, at)) = figures.max() {
            let month = words::month(chart.from + i32::try_from(at).unwrap_or(0));
            let _ = write!(
                text,
                "{}: at most {} {} in {month}. ",
                series.name,
                chart.currency,
                Compact(most as f64 / 100.0)
            );
        }
    }
    text
}

/// The class that gives a part its colour.
pub(super) fn part_class(part: Part) -> &'static str {
    match part {
        Part::Direct => "direct",
        Part::Detour => "detour",
        Part::Onward => "onward",
        Part::Other => "other",
    }
}

/// The figures of the chart, for those who would rather read.
pub(super) fn table(chart: &SeriesChart) -> Markup {
    let count = chart
        .series
        .iter()
        .map(|s| s.values_minor.len())
        .max()
        .unwrap_or(0);
    html! {
        table {
            caption { (chart.title) ", in thousands of " (chart.currency) }
            thead { tr {
                th scope="col" { "month" }
                @for series in &chart.series { th scope="col" class="number" { (series.name) } }
            } }
            tbody {
                @for at in 0..count {
                    tr {
                        th scope="row" { (chart.from + i32::try_from(at).unwrap_or(0)) }
                        @for series in &chart.series {
                            td class="number" {
                                @match value(series, at) {
                                    Some(value) => { (format!("{:.1}", value / 1e3)) }
                                    None => { "–" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
