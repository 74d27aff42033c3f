//! The static report: one page that says what was caught and shows the rows.
//!
//! It owns how leads, charts and rows look on paper and on screen. It computes
//! no lead, reads no case and opens no file: whoever calls [`render`] brings
//! everything in a [`Report`]. The page needs nothing from elsewhere, runs no
//! script, and says on every part of a simulated act that it is simulated.
//!
//! A lead is a machine's suggestion, so the page gives the innocent reading the
//! same room, the same type and the same ink as the other one, and no colour on
//! it means good or bad.

mod bars;
mod leads;
mod map;
mod outline;
mod page;
mod projection;
mod rows;
mod sankey;
mod scale;
mod series;
mod svg;
mod view;
pub(crate) mod words;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use page::render;
pub use view::{
    Act, Flow, FlowMap, Glossary, LeadView, Mark, Part, Place, Report, RowExcerpt, Sankey, SankeyLink,
    SankeyNode, Series, SeriesChart,
};
