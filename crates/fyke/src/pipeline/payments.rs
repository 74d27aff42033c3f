//! Payments beside the consignments that they are for.
//!
//! A payment is tied to the goods by the number of their document. Who pays may
//! be nobody who trades: such a payer is a node by the entity that resolving
//! found, so that its owners and list entries count.

use super::load::Loaded;
use crate::screen::Outcome;
use fyke_model::money::Currency;
use fyke_store::known::{self, Named, PaymentRow};
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_trace::party::name_key::name_key;
use fyke_trace::who::register::{Node, NodeId, PaidGoods, Payment, RegisterBuilder};
use std::collections::BTreeMap;

/// The payments of a case that have to do with a loaded party.
#[derive(Default)]
pub struct Payments {
    rows: Vec<PaymentRow>,
}

/// The entity of one named in a payment: as resolving found, else the spelling.
fn entity(named: &Named) -> String {
    named.entity.clone().unwrap_or_else(|| name_key(&named.name))
}

impl Payments {
    /// Reads those that name a loaded party, or a document of its goods.
    ///
    /// # Errors
    /// Where the tables cannot be read.
    pub fn read(tables: &Tables, handles: &RowHandles, loaded: &Loaded) -> Outcome<Payments> {
        let mut rows = Vec::new();
        let trades = |named: &(String, Option<fyke_model::country::Country>)| {
            loaded.number(&named.0, named.1).is_some()
        };
        known::payments(tables, handles, &mut |mut payment| {
            payment
                .goods
                .retain(|goods| trades(&goods.consignor) && trades(&goods.consignee));
            payment.goods.truncate(1);
            let ours = |named: &Named| loaded.number(&named.name, named.country).is_some();
            if !payment.goods.is_empty() || ours(&payment.payer) || ours(&payment.payee) {
                rows.push(payment);
            }
        })?;
        Ok(Payments { rows })
    }

    /// Entities that pay or are paid.
    pub(super) fn entities(&self) -> impl Iterator<Item = &str> {
        self.rows
            .iter()
            .flat_map(|row| [&row.payer, &row.payee])
            .filter_map(|named| named.entity.as_deref())
    }
}

/// Hands the payments to the register.
pub(super) fn tell(
    payments: &Payments,
    loaded: &Loaded,
    nodes: &mut BTreeMap<String, Vec<NodeId>>,
    register: &mut RegisterBuilder,
) {
    for payment in &payments.rows {
        let mut of = |named: &Named| node(named, loaded, nodes, register);
        let (payer, payee) = (of(&payment.payer), of(&payment.payee));
        let goods = payment.goods.first().map(|goods| {
            let mut of = |named: &(String, Option<fyke_model::country::Country>)| {
                let named = Named {
                    name: named.0.clone(),
                    country: named.1,
                    entity: None,
                };
                node(&named, loaded, nodes, register)
            };
            PaidGoods {
                row: goods.handle,
                seller: of(&goods.consignor),
                buyer: of(&goods.consignee),
                destination: goods.destination,
            }
        });
        register.payment(Payment {
            payer,
            payee,
            day: payment.date,
            minor: payment.amount_minor.unwrap_or(0),
            currency: payment.currency.unwrap_or(Currency::NONE),
            payer_bank_country: None,
            goods,
            row: payment.handle,
        });
    }
}

/// The node of one named: a party's own, else the entity's first, else a new one.
fn node(
    named: &Named,
    loaded: &Loaded,
    nodes: &mut BTreeMap<String, Vec<NodeId>>,
    register: &mut RegisterBuilder,
) -> NodeId {
    let party = loaded.number(&named.name, named.country);
    let entity = party.map_or_else(|| entity(named), |party| loaded.entity(party).to_owned());
    let known = nodes.get(&entity).cloned().unwrap_or_default();
    let own = known.iter().copied().find(|id| {
        register
            .node_mut(*id)
            .is_some_and(|node| node.party == party && party.is_some())
    });
    if let Some(id) = own.or(known.first().copied()) {
        return id;
    }
    let id = register.node(Node {
        name: party.map_or_else(|| named.name.clone(), |party| loaded.name(party).to_owned()),
        country: party.map_or(named.country, |party| loaded.country(party)),
        party,
        ..Node::default()
    });
    nodes.entry(entity).or_default().push(id);
    id
}
