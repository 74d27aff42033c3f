//! How values look on every page: numbers, money, days, countries, rows.

use crate::ctx::Ctx;
use fyke_model::country::Country;
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::date::Day;
use fyke_model::lead::Subject;
use fyke_model::money::Amount;
use maud::{Markup, html};
use std::borrow::Cow;

/// A whole number with narrow spaces between thousands, in every language.
///
/// ```
/// assert_eq!(fyke_workbench::show::number(1234567), "1\u{202f}234\u{202f}567");
/// ```
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// `USD 1 234 567`: whole units, the currency before.
pub fn money(amount: Amount) -> String {
    let whole = number((amount.minor / 100).unsigned_abs());
    let sign = if amount.minor < 0 { "−" } else { "" };
    format!("{} {sign}{whole}", amount.currency)
}

/// Kilograms of so many grams.
pub fn mass(mass_g: i64) -> String {
    let sign = if mass_g < 0 { "−" } else { "" };
    format!("{sign}{} kg", number((mass_g / 1000).unsigned_abs()))
}

/// From one day to another; one day alone where they are the same.
pub fn span(from: Option<Day>, to: Option<Day>) -> Markup {
    let day = |day: Day| html! { time datetime=(day) { (day) } };
    html! {
        span.days dir="ltr" {
            @match (from, to) {
                (None, None) => {},
                (Some(from), Some(to)) if from == to => (day(from)),
                (from, to) => {
                    @if let Some(from) = from { (day(from)) } " – " @if let Some(to) = to { (day(to)) }
                }
            }
        }
    }
}

/// A text of the data in its own direction, so that an Arabic name in an
/// English line, or the other way round, does not turn what is beside it. Marks
/// that turn writing round are shown as what they are: with them one firm can
/// be made to look like another.
pub fn data(text: &str) -> Markup {
    html! { bdi { (visible(text)) } }
}

/// A text with the marks that turn writing round written out, for where something
/// around it isolates it already.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.contains(turns) {
        Cow::Owned(unmasked(text))
    } else {
        Cow::Borrowed(text)
    }
}

/// A mark that turns writing round or ends the line for who reads on.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && c != '\n' && c != '\t')
}

/// A text with such marks, and others that do not show, written out.
///
/// ```
/// assert_eq!(fyke_workbench::show::unmasked("a\u{202e}b\u{200b}"), "a⟨U+202E⟩b⟨U+200B⟩");
/// ```
pub fn unmasked(text: &str) -> String {
    let hidden = |c: char| turns(c) || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}');
    let shown = |c: char| {
        if hidden(c) {
            format!("⟨U+{:04X}⟩", u32::from(c))
        } else {
            c.to_string()
        }
    };
    text.chars().map(shown).collect()
}

/// A sentence of the desk, which speaks English, with names of any script in it:
/// it runs from left to right whatever it begins with.
pub fn sentence(text: &str) -> Markup {
    html! { span lang="en" dir="ltr" { (text) } }
}

/// A sentence that a person wrote, in a language of their own, with names of any
/// script in it: it runs the way most of its letters run, whatever it begins with.
pub fn prose(text: &str) -> Markup {
    html! { bdi dir=(direction(text)) { (visible(text)) } }
}

/// The way most letters of a text run: `ltr` or `rtl`.
///
/// ```
/// assert_eq!(fyke_workbench::show::direction("GmbH: شركة النور"), "rtl");
/// ```
pub fn direction(text: &str) -> &'static str {
    let (mut back, mut on) = (0usize, 0usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        match c {
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => back += 1,
            _ => on += 1,
        }
    }
    if back > on { "rtl" } else { "ltr" }
}

/// A name, and below it in Latin letters where its own are others.
pub fn name(own: &str, latin: Option<&str>) -> Markup {
    html! {
        (data(own))
        @if let Some(latin) = latin { " " span.latin lang="und-Latn" dir="ltr" { (latin) } }
    }
}

/// A name of a column, which may be broken where its words meet.
pub fn column(name: &str) -> Markup {
    html! { bdi { @for (at, part) in name.split('_').enumerate() { @if at > 0 { "_" wbr; } (unmasked(part)) } } }
}

/// A country's code with its name for who points at it.
pub fn country(country: Country) -> Markup {
    html! { abbr.country title=(country.to_string()) { (country.to_string()) } }
}

/// The way to a row: `dataset:abcdef123456:7`.
pub fn row(row: &RowRef) -> Markup {
    html! { a.row href=(row_address(row)) { (row.to_string()) } }
}

/// The address of a row.
pub fn row_address(row: &RowRef) -> String {
    format!("/row/{}/{}/{}", query(&row.dataset), row.file, row.row)
}

/// The address of an entity.
pub fn entity_address(id: &str) -> String {
    format!("/entity/{}", query(id))
}

/// A value as a part of an address: everything but letters, digits and `-._~`
/// is written in hundredths.
///
/// ```
/// assert_eq!(fyke_workbench::show::query("a b/ü"), "a%20b%2F%C3%BC");
/// ```
pub fn query(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

/// How something may be passed on, where that is not simply open.
pub fn handling(ctx: &Ctx, label: Handling) -> Markup {
    html! {
        @if label != Handling::Open {
            span.label { (ctx.t(match label {
                Handling::Open => "handling-open",
                Handling::Licensed => "handling-licensed",
                Handling::Restricted => "handling-restricted",
                Handling::SourceCompartment => "handling-source",
            })) }
        }
    }
}

/// That rows are simulated, wherever they are.
pub fn simulated(ctx: &Ctx, simulated: bool) -> Markup {
    html! { @if simulated { span.badge { (ctx.t("simulated")) } } }
}

/// What a lead is about, in a few words.
pub fn subject(subject: &Subject) -> Markup {
    html! {
        @match subject {
            Subject::Lane { exporter, through, end } => {
                span dir="ltr" {
                    (country(*exporter)) " → "
                    @for (at, via) in through.iter().enumerate() { @if at > 0 { ", " } (country(*via)) }
                    " → " (country(*end))
                }
            }
            Subject::Party { name, country: of, .. } => {
                bdi { (name) } @if let Some(of) = of { " (" (country(*of)) ")" }
            }
            Subject::Vessel { name, imo, flag, .. } => {
                bdi { (name) } " " span.soft { (imo) } @if let Some(flag) = flag { " (" (country(*flag)) ")" }
            }
        }
    }
}
