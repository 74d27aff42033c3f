//! A chain of re-exports as bands between columns (a Sankey diagram): makers,
//! those in the middle, sellers, the end. The width of a band is its value, or
//! its mass where values are not in one currency.

use super::{clipped, px};
use fyke_model::desk::{ChainLink, ChainView};
use maud::{Markup, html};
use std::collections::BTreeSet;

const WIDTH: f64 = 960.0;
const BOX: f64 = 12.0;
const PAD: f64 = 20.0;

/// A place with its size and where it is drawn.
struct Place {
    column: usize,
    size: f64,
    y: f64,
}

fn column_of(role: &str) -> usize {
    match role {
        "maker" => 0,
        "middle" => 1,
        "seller" => 2,
        _ => 3,
    }
}

/// How wide a band is: all in hundredths of one currency, or all in grams.
fn weights(chain: &ChainView) -> Vec<f64> {
    let currencies: BTreeSet<_> = chain
        .links
        .iter()
        .map(|link| link.value.map(|sum| sum.currency))
        .collect();
    let money = currencies.len() == 1 && !currencies.contains(&None);
    let weigh = |link: &ChainLink| match link.value {
        Some(sum) if money => sum.minor.max(0) as f64,
        _ => link.mass_g.max(0) as f64,
    };
    chain.links.iter().map(weigh).collect()
}

/// Draws it; `href` is the address of the rows of a link, `say` names it.
pub fn bands(
    chain: &ChainView,
    href: impl Fn(usize) -> String,
    say: impl Fn(&ChainLink) -> String,
) -> Markup {
    let weights = weights(chain);
    let links: Vec<(usize, &ChainLink, f64)> = chain
        .links
        .iter()
        .zip(&weights)
        .enumerate()
        .filter(|(_, (link, weight))| {
            link.from < chain.nodes.len() && link.to < chain.nodes.len() && **weight > 0.0
        })
        .map(|(at, (link, weight))| (at, link, *weight))
        .collect();
    if links.is_empty() {
        return html! {};
    }
    let used: Vec<usize> = {
        let all: BTreeSet<usize> = chain.nodes.iter().map(|node| column_of(&node.role)).collect();
        all.into_iter().collect()
    };
    let mut places: Vec<Place> = chain
        .nodes
        .iter()
        .enumerate()
        .map(|(at, node)| {
            let sum = |ends: &dyn Fn(&ChainLink) -> usize| -> f64 {
                links
                    .iter()
                    .filter(|(_, link, _)| ends(link) == at)
                    .map(|(.., weight)| weight)
                    .sum()
            };
            let column = used
                .iter()
                .position(|role| *role == column_of(&node.role))
                .unwrap_or(0);
            Place {
                column,
                size: sum(&|link| link.from).max(sum(&|link| link.to)),
                y: 0.0,
            }
        })
        .collect();
    let in_column = |places: &[Place], column: usize| -> Vec<usize> {
        let mut of: Vec<usize> = (0..places.len())
            .filter(|at| {
                places
                    .get(*at)
                    .is_some_and(|p| p.column == column && p.size > 0.0)
            })
            .collect();
        of.sort_by(|a, b| size(places, *b).total_cmp(&size(places, *a)));
        of
    };
    let columns: Vec<Vec<usize>> = (0..used.len()).map(|column| in_column(&places, column)).collect();
    let tallest = columns.iter().map(Vec::len).max().unwrap_or(1);
    let height = (tallest as f64 * 46.0).clamp(200.0, 900.0);
    let scale = columns
        .iter()
        .filter(|column| !column.is_empty())
        .map(|column| {
            let sum: f64 = column.iter().map(|at| size(&places, *at)).sum();
            (height - PAD * (column.len() as f64 - 1.0)) / sum.max(1.0)
        })
        .fold(f64::INFINITY, f64::min);
    for column in &columns {
        let taken: f64 = column
            .iter()
            .map(|at| size(&places, *at) * scale + PAD)
            .sum::<f64>()
            - PAD;
        let mut y = (height - taken) / 2.0 + 4.0;
        for at in column {
            if let Some(place) = places.get_mut(*at) {
                place.y = y;
                y += place.size * scale + PAD;
            }
        }
    }
    let step = (WIDTH - BOX) / (used.len().max(2) - 1) as f64;
    let left = |at: usize| places.get(at).map_or(0.0, |place| place.column as f64 * step);
    let ends = stacked(&links, &places, scale);
    html! {
        svg.bands viewBox={ "0 0 960 " (px(height + 8.0)) } role="group" aria-label=(chain.title) {
            @for ((at, link, weight), (y0, y1)) in links.iter().zip(&ends) {
                @let (x0, x1) = (left(link.from) + BOX, left(link.to));
                @let wide = (weight * scale).max(1.0);
                a href=(href(*at)) aria-label=(say(link)) {
                    path class={ "band part-" (part(&link.part)) } d=(ribbon(x0, *y0, x1, *y1, wide)) { title { (say(link)) } }
                }
            }
            @for (at, node) in chain.nodes.iter().enumerate() {
                @if let Some(place) = places.get(at).filter(|place| place.size > 0.0) {
                    @let tall = (place.size * scale).max(1.0);
                    rect.box x=(px(left(at))) y=(px(place.y)) width=(px(BOX)) height=(px(tall)) {}
                    @let late = place.column + 1 == used.len();
                    @let x = if late { left(at) - 6.0 } else { left(at) + BOX + 6.0 };
                    text x=(px(x)) y=(px(place.y + tall / 2.0 + 4.5)) text-anchor=(if late { "end" } else { "start" }) { (clipped(&node.name, 32)) }
                }
            }
        }
    }
}

fn size(places: &[Place], at: usize) -> f64 {
    places.get(at).map_or(0.0, |place| place.size)
}

fn part(part: &str) -> &str {
    if ["direct", "detour", "onward"].contains(&part) {
        part
    } else {
        "other"
    }
}

/// Where each band begins and ends: bands of a place lie in the order of their
/// other ends, so that they cross as little as they can.
fn stacked(links: &[(usize, &ChainLink, f64)], places: &[Place], scale: f64) -> Vec<(f64, f64)> {
    let y = |at: usize| places.get(at).map_or(0.0, |place| place.y);
    let mut ends = vec![(0.0, 0.0); links.len()];
    for at in 0..places.len() {
        for leaving in [true, false] {
            let here = |link: &ChainLink| if leaving { link.from } else { link.to };
            let there = |link: &ChainLink| if leaving { link.to } else { link.from };
            let mut mine: Vec<usize> = (0..links.len())
                .filter(|n| links.get(*n).is_some_and(|l| here(l.1) == at))
                .collect();
            let beyond = |n: &usize| links.get(*n).map_or(0.0, |link| y(there(link.1)));
            mine.sort_by(|a, b| beyond(a).total_cmp(&beyond(b)));
            let mut from = y(at);
            for n in mine {
                if let (Some(end), Some(link)) = (ends.get_mut(n), links.get(n)) {
                    if leaving {
                        end.0 = from;
                    } else {
                        end.1 = from;
                    }
                    from += link.2 * scale;
                }
            }
        }
    }
    ends
}

fn ribbon(x0: f64, y0: f64, x1: f64, y1: f64, wide: f64) -> String {
    let middle = f64::midpoint(x0, x1);
    let [x0, x1, m] = [x0, x1, middle].map(px);
    let [a, b, c, d] = [y0, y1, y1 + wide, y0 + wide].map(px);
    format!("M{x0},{a}C{m},{a} {m},{b} {x1},{b}L{x1},{c}C{m},{c} {m},{d} {x0},{d}Z")
}
