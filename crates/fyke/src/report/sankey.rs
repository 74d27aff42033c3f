//! The traced chain: parties from the maker on the left to the embargoed end
//! on the right, joined by ribbons as thick as the mass that moved.
//!
//! A party stands one column after the last that sent to it. A ribbon that
//! would lead backwards (goods returned) is drawn all the same; it only does
//! not push its party to the right.

use super::series::clip;
use super::svg::{Frame, frame, px, text_width};
use super::view::{Glossary, Sankey, SankeyLink, SankeyNode};
use super::words;
use maud::{Markup, html};

const WIDTH: f64 = 960.0;
const NODE_WIDTH: f64 = 10.0;
const TOP: f64 = 74.0;
const BODY: f64 = 210.0;
/// Between two parties of a column: room for a name and a country.
const NODE_GAP: f64 = 56.0;
const RIBBON_MIN: f64 = 2.0;
const TEXT_PX: f64 = 13.0;
/// Right of the last column: room for its names.
const LAST: f64 = 190.0;
/// A name may fill this share of the way to the next column.
const NAME_SHARE: f64 = 0.92;

/// A party's place in the drawing.
#[derive(Clone, Copy, Default)]
struct Spot {
    column: usize,
    x: f64,
    y: f64,
    height: f64,
}

/// A link's two ends: heights of its upper edge, and its thickness.
#[derive(Clone, Copy, Default)]
struct Ribbon {
    from_y: f64,
    to_y: f64,
    thick: f64,
}

/// The links whose two ends are parties of this chain, and not the same one.
fn links(sankey: &Sankey) -> Vec<&SankeyLink> {
    let known = |at: usize| at < sankey.nodes.len();
    sankey
        .links
        .iter()
        .filter(|l| known(l.from) && known(l.to) && l.from != l.to)
        .collect()
}

/// The drawing. `id` must be the page's only one.
pub(super) fn draw(sankey: &Sankey, glossary: &Glossary, id: &str, simulated: bool) -> Markup {
    let links = links(sankey);
    let columns = columns(sankey.nodes.len(), &links);
    let scale = scale(&columns, &links);
    let spots = place(&columns, &links, scale);
    let ribbons = attach(&spots, &links, scale);
    let lowest = spots.iter().map(|s| s.y + s.height).fold(TOP + BODY, f64::max);
    let last = columns.iter().copied().max().unwrap_or(0);
    let pitch = (WIDTH - LAST) / last.max(1) as f64;
    let ends = |at: usize| sankey.nodes.get(at).is_some_and(|n| n.role == "end");
    let body = html! {
        @for (link, ribbon) in links.iter().zip(&ribbons) {
            @let class = if ends(link.to) { "ribbon onward" } else { "ribbon other" };
            path class=(class) d=(ribbon_path(&spots, link, ribbon)) {}
        }
        @for (at, node) in sankey.nodes.iter().enumerate() {
            @let spot = spots.get(at).copied().unwrap_or_default();
            @let room = if spot.column == last { LAST } else { pitch };
            @let place = node.country.map(|c| format!("{}, {}", node.role, glossary.country(c)));
            rect class=(if node.role == "end" { "node end" } else { "node" }) x=(px(spot.x)) y=(px(spot.y))
                width=(px(NODE_WIDTH)) height=(px(spot.height)) {}
            text class="node-name" x=(px(spot.x)) y=(px(spot.y - 22.0)) {
                (clip(&node.name, room * NAME_SHARE))
            }
            text class="node-place" x=(px(spot.x)) y=(px(spot.y - 7.0)) {
                (place.unwrap_or_else(|| node.role.clone()))
            }
        }
        (labels(sankey, &spots, &links, &ribbons, pitch))
    };
    let description: Vec<String> = links.iter().map(|link| sentence(sankey, link)).collect();
    let frame_of = Frame {
        id,
        title: &sankey.title,
        description: &description.join(" "),
        width: WIDTH,
        height: lowest + 18.0,
        class: "sankey",
        simulated,
    };
    frame(&frame_of, &body)
}

/// The column of each party: one more than the farthest that sends to it.
/// Bounded by the number of parties, so that a ring of trade ends too.
fn columns(count: usize, links: &[&SankeyLink]) -> Vec<usize> {
    let mut columns = vec![0; count];
    let forward = forward_links(count, links);
    for _ in 0..count {
        for link in &forward {
            columns[link.to] = columns[link.to].max(columns[link.from] + 1);
        }
    }
    columns
}

/// The links without those that close a ring, in the order given.
fn forward_links<'a>(count: usize, links: &[&'a SankeyLink]) -> Vec<&'a SankeyLink> {
    let mut kept: Vec<&SankeyLink> = Vec::new();
    for link in links {
        let mut reached = vec![false; count];
        let mut open = vec![link.to];
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut reached[at], true) {
                open.extend(kept.iter().filter(|l| l.from == at).map(|l| l.to));
            }
        }
        if !reached[link.from] {
            kept.push(link);
        }
    }
    kept
}

/// Mass that a party shows: the larger of what came and what went, in grams.
fn mass_of(at: usize, links: &[&SankeyLink]) -> f64 {
    let sum = |side: fn(&SankeyLink) -> usize| {
        links
            .iter()
            .filter(|l| side(l) == at)
            .map(|l| l.mass_g.max(0) as f64)
            .sum::<f64>()
    };
    sum(|l| l.from).max(sum(|l| l.to))
}

/// Pixels per gram: the fullest column fills the body.
fn scale(columns: &[usize], links: &[&SankeyLink]) -> f64 {
    let last = columns.iter().copied().max().unwrap_or(0);
    let room = |column: usize| {
        let here = (0..columns.len()).filter(|at| columns[*at] == column);
        let mass: f64 = here.clone().map(|at| mass_of(at, links)).sum();
        let gaps = (here.count().max(1) - 1) as f64 * NODE_GAP;
        (mass, (BODY - gaps).max(BODY * 0.4))
    };
    let scales = (0..=last)
        .map(room)
        .filter(|(mass, _)| *mass > 0.0)
        .map(|(mass, room)| room / mass);
    let least = scales.fold(f64::INFINITY, f64::min);
    if least.is_finite() { least } else { 0.0 }
}

/// Columns from left to right; in a column, parties in the order of those that
/// send to them, around the middle of the drawing.
fn place(columns: &[usize], links: &[&SankeyLink], scale: f64) -> Vec<Spot> {
    let last = columns.iter().copied().max().unwrap_or(0);
    let pitch = (WIDTH - LAST) / last.max(1) as f64;
    let mut spots = vec![Spot::default(); columns.len()];
    for column in 0..=last {
        let mut here: Vec<usize> = (0..columns.len()).filter(|at| columns[*at] == column).collect();
        let wish = |at: usize, spots: &[Spot]| {
            let from: Vec<f64> = links
                .iter()
                .filter(|l| l.to == at && columns[l.from] < column)
                .map(|l| spots[l.from].y + spots[l.from].height / 2.0)
                .collect();
            if from.is_empty() {
                at as f64
            } else {
                from.iter().sum::<f64>() / from.len() as f64
            }
        };
        here.sort_by(|a, b| wish(*a, &spots).total_cmp(&wish(*b, &spots)).then(a.cmp(b)));
        let height = |at: usize| (mass_of(at, links) * scale).max(RIBBON_MIN);
        let total: f64 =
            here.iter().map(|at| height(*at)).sum::<f64>() + NODE_GAP * (here.len().max(1) - 1) as f64;
        let mut y = TOP + ((BODY - total) / 2.0).max(0.0);
        for at in here {
            spots[at] = Spot {
                column,
                x: column as f64 * pitch,
                y,
                height: height(at),
            };
            y += height(at) + NODE_GAP;
        }
    }
    spots
}

/// Where each ribbon leaves and arrives: at each party from the top, in the
/// order of the parties at the other end.
fn attach(spots: &[Spot], links: &[&SankeyLink], scale: f64) -> Vec<Ribbon> {
    let mut ribbons = vec![Ribbon::default(); links.len()];
    for at in 0..spots.len() {
        let mut out: Vec<usize> = (0..links.len()).filter(|l| links[*l].from == at).collect();
        out.sort_by(|a, b| {
            spots[links[*a].to]
                .y
                .total_cmp(&spots[links[*b].to].y)
                .then(a.cmp(b))
        });
        let mut come: Vec<usize> = (0..links.len()).filter(|l| links[*l].to == at).collect();
        come.sort_by(|a, b| {
            spots[links[*a].from]
                .y
                .total_cmp(&spots[links[*b].from].y)
                .then(a.cmp(b))
        });
        let thick = |l: usize| (links[l].mass_g.max(0) as f64 * scale).max(RIBBON_MIN);
        let mut y = spots[at].y;
        for l in out {
            ribbons[l].from_y = y;
            ribbons[l].thick = thick(l);
            y += thick(l);
        }
        y = spots[at].y;
        for l in come {
            ribbons[l].to_y = y;
            y += thick(l);
        }
    }
    ribbons
}

fn ribbon_path(spots: &[Spot], link: &SankeyLink, ribbon: &Ribbon) -> String {
    let (x0, x1) = (spots[link.from].x + NODE_WIDTH, spots[link.to].x);
    let middle = px((x0 + x1) / 2.0);
    let (a, b, thick) = (ribbon.from_y, ribbon.to_y, ribbon.thick);
    format!(
        "M{x0} {a}C{middle} {a} {middle} {b} {x1} {b}V{b2}C{middle} {b2} {middle} {a2} {x0} {a2}Z",
        x0 = px(x0),
        x1 = px(x1),
        a = px(a),
        b = px(b),
        a2 = px(a + thick),
        b2 = px(b + thick),
    )
}

/// Left, top, right and bottom of what a label fills.
type Room = (f64, f64, f64, f64);

/// Mass and dates on each ribbon, the thickest first, somewhere along it where
/// no name stands and no other label. One that finds no room is left out: the
/// table beside the drawing has it.
fn labels(sankey: &Sankey, spots: &[Spot], links: &[&SankeyLink], ribbons: &[Ribbon], pitch: f64) -> Markup {
    let mut taken: Vec<Room> = sankey
        .nodes
        .iter()
        .zip(spots)
        .map(|(node, spot)| name_room(node, spot, pitch))
        .collect();
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by(|a, b| ribbons[*b].thick.total_cmp(&ribbons[*a].thick).then(a.cmp(b)));
    let mut placed: Vec<(usize, f64, f64)> = Vec::new();
    for l in order {
        let wide = text_width(&words::mass(links[l].mass_g), TEXT_PX).max(text_width(&dates(links[l]), 11.5));
        let free = [0.5, 0.58, 0.42, 0.66, 0.34, 0.72].into_iter().find_map(|t| {
            let (x, y) = along(spots, links[l], &ribbons[l], t);
            let room = (x - wide / 2.0, y - 16.0, x + wide / 2.0, y + 16.0);
            let clear = |other: &Room| {
                room.2 <= other.0 || other.2 <= room.0 || room.3 <= other.1 || other.3 <= room.1
            };
            taken.iter().all(clear).then_some((x, y, room))
        });
        if let Some((x, y, room)) = free {
            taken.push(room);
            placed.push((l, x, y));
        }
    }
    html! {
        @for (l, x, y) in placed {
            text class="link-mass" text-anchor="middle" x=(px(x)) y=(px(y - 1.0)) { (words::mass(links[l].mass_g)) }
            text class="link-days" text-anchor="middle" x=(px(x)) y=(px(y + 13.0)) { (dates(links[l])) }
        }
    }
}

/// Where a party and its name stand.
fn name_room(node: &SankeyNode, spot: &Spot, pitch: f64) -> Room {
    let name = clip(&node.name, pitch * NAME_SHARE);
    let wide = text_width(&name, TEXT_PX).max(NODE_WIDTH + 4.0);
    (spot.x - 4.0, spot.y - 36.0, spot.x + wide, spot.y)
}

/// The middle of a ribbon, `t` of the way along it.
fn along(spots: &[Spot], link: &SankeyLink, ribbon: &Ribbon, t: f64) -> (f64, f64) {
    let (x0, x1) = (spots[link.from].x + NODE_WIDTH, spots[link.to].x);
    let bend = t * t * (3.0 - 2.0 * t);
    let share = 1.5 * t - 1.5 * t * t + t * t * t;
    (
        x0 + (x1 - x0) * share,
        ribbon.from_y + (ribbon.to_y - ribbon.from_y) * bend + ribbon.thick / 2.0,
    )
}

fn dates(link: &SankeyLink) -> String {
    if link.days.0 == link.days.1 {
        link.days.0.to_string()
    } else {
        format!("{} to {}", link.days.0, link.days.1)
    }
}

fn name(sankey: &Sankey, at: usize) -> &str {
    sankey.nodes.get(at).map_or("?", |node| node.name.as_str())
}

fn sentence(sankey: &Sankey, link: &SankeyLink) -> String {
    format!(
        "{} to {}: {} in {}, {}.",
        name(sankey, link.from),
        name(sankey, link.to),
        words::mass(link.mass_g),
        words::count(link.rows, "row"),
        dates(link)
    )
}

/// The chain as a table, for those who would rather read.
pub(super) fn table(sankey: &Sankey) -> Markup {
    html! {
        table {
            caption { (sankey.title) }
            thead { tr {
                th scope="col" { "from" } th scope="col" { "to" } th scope="col" class="number" { "mass" }
                th scope="col" { "first day" } th scope="col" { "last day" } th scope="col" class="number" { "rows" }
            } }
            tbody {
                @for link in links(sankey) {
                    tr {
                        td { (name(sankey, link.from)) }
                        td { (name(sankey, link.to)) }
                        td class="number" { (words::mass(link.mass_g)) }
                        td { (link.days.0) }
                        td { (link.days.1) }
                        td class="number" { (link.rows) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::date::Day;

    fn link(from: usize, to: usize, mass_g: i64) -> SankeyLink {
        SankeyLink {
            from,
            to,
            mass_g,
            days: (Day(0), Day(1)),
            rows: 1,
        }
    }

    #[test]
    fn a_party_stands_after_all_that_send_to_it_and_rings_end() {
        // 0 -> 1 -> 2 -> 3, a short cut 0 -> 3, and a return 3 -> 1
        let all = [
            link(0, 1, 5),
            link(1, 2, 5),
            link(2, 3, 5),
            link(0, 3, 1),
            link(3, 1, 1),
        ];
        let refs: Vec<&SankeyLink> = all.iter().collect();
        assert_eq!(columns(4, &refs), [0, 1, 2, 3]);
    }

    #[test]
    fn ribbons_of_a_party_never_overlap() {
        let all = [link(0, 1, 60), link(0, 2, 40), link(1, 3, 50), link(2, 3, 40)];
        let refs: Vec<&SankeyLink> = all.iter().collect();
        let columns = columns(4, &refs);
        let scale = scale(&columns, &refs);
        let spots = place(&columns, &refs, scale);
        let ribbons = attach(&spots, &refs, scale);
        assert!(ribbons[0].from_y + ribbons[0].thick <= ribbons[1].from_y + 1e-9);
        assert!(ribbons[2].to_y + ribbons[2].thick <= ribbons[3].to_y + 1e-9);
        assert!(spots[1].y + spots[1].height + NODE_GAP <= spots[2].y + 1e-9);
    }
}
