//! T31, the money does not go with the goods.
//!
//! For each payment for a party's goods: did someone pay who is neither the
//! consignee nor of its group; does the payer, or its bank, sit in another
//! country than the goods go to; and did the currency turn after the measures
//! to one that such trade is settled in since? Shares of the payments are
//! shrunk by two payments that would be in order.
//!
//! `strength = 0.6 third party + 0.25 other country + 0.25 turned currency`, at most 1
//!
//! Innocent look-alikes: trade finance and factoring, group treasuries, agents
//! who pay for their principals, a bank that stopped a currency.
//!
//! Sources: FinCEN and BIS joint notice FIN-2023-GLOBALEXPORT of November 2023
//! (third-party and last-minute payers); Tri-Seal compliance note of March 2023.

use super::judge::Who;
use super::register::{LinkKind, NodeId, PaidGoods, Payment, Register};
use crate::party::{Ask, Finding};
use fyke_model::date::Day;
use fyke_model::money::Currency;

/// Payments in order that would be seen of anyone.
pub const USUAL_PAYMENTS: f64 = 2.0;
/// Weights: third party, other country, turned currency.
pub const WEIGHTS: [f64; 3] = [0.6, 0.25, 0.25];
/// A stake from which on two are one group.
pub const GROUP_SHARE: f64 = 0.5;
/// Steps up and down within which a group is looked for.
pub const GROUP_STEPS: usize = 4;
/// Currencies that such trade turned to after the measures.
pub const TURNED_TO: [&str; 6] = ["CNY", "AED", "HKD", "TRY", "KZT", "KGS"];

/// Are two of one group on a day: one holds half of the other or controls it,
/// or somebody holds half of both, within [`GROUP_STEPS`] steps.
pub fn same_group(register: &Register, one: NodeId, other: NodeId, day: Day) -> bool {
    let mut group = vec![one];
    let mut start = 0;
    for _ in 0..=GROUP_STEPS {
        if group.contains(&other) {
            return true;
        }
        let end = group.len();
        for at in start..end {
            let near = |kind: LinkKind| match kind {
                LinkKind::Owns { share } => share.is_some_and(|share| share >= GROUP_SHARE),
                LinkKind::Controls => true,
                _ => false,
            };
            let out = register.links_from(group[at]).iter().map(|link| (link, link.to));
            let back = register.links_to(group[at]).map(|link| (link, link.from));
            let more: Vec<NodeId> = out
                .chain(back)
                .filter(|(link, _)| near(link.kind) && link.holds(day))
                .map(|(_, node)| node)
                .collect();
            for node in more {
                if !group.contains(&node) && group.len() < 1_000 {
                    group.push(node);
                }
            }
        }
        start = end;
    }
    false
}

/// The node answers for this payment: its goods were sent or bought by it.
fn concerns(payment: &Payment, goods: &PaidGoods, node: NodeId) -> bool {
    payment.payee == node || goods.seller == node || goods.buyer == node
}

/// Positions of the payments for goods of every node, in order of node.
pub(super) fn by_node(register: &Register) -> Vec<(NodeId, u32)> {
    let mut all = Vec::new();
    for (at, payment) in register.payments().iter().enumerate() {
        if let Some(goods) = &payment.goods {
            for node in [payment.payee, goods.seller, goods.buyer] {
                if concerns(payment, goods, node) {
                    all.push((node, at as u32));
                }
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn turned(currency: Currency) -> bool {
    TURNED_TO.contains(&currency.as_str())
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, _)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let register = who.register;
    let (mut all, mut third, mut abroad) = (0.0, 0.0, 0.0);
    let (mut before, mut before_turned, mut after, mut after_turned) = (0.0, 0.0, 0.0, 0.0);
    let mut odd: Vec<(&Payment, &PaidGoods)> = Vec::new();
    for payment in who.payments_of(node) {
        let Some(goods) = &payment.goods else { continue };
        all += 1.0;
        let stranger =
            payment.payer != goods.buyer && !same_group(register, goods.buyer, payment.payer, payment.day);
        third += f64::from(u8::from(stranger));
        let home = register.node(payment.payer).and_then(|payer| payer.country);
        let from = payment.payer_bank_country.or(home);
        let elsewhere = from.is_some_and(|from| goods.destination.is_some_and(|to| to != from));
        abroad += f64::from(u8::from(elsewhere));
        if payment.day < who.question.measure_day {
            before += 1.0;
            before_turned += f64::from(u8::from(turned(payment.currency)));
        } else {
            after += 1.0;
            after_turned += f64::from(u8::from(turned(payment.currency)));
        }
        if stranger || elsewhere {
            odd.push((payment, goods));
        }
    }
    if all == 0.0 {
        return Finding::UNKNOWN;
    }
    let share = |part: f64| part / (all + USUAL_PAYMENTS);
    // without payments from before there is nothing to have turned from
    let turn = match before > 0.0 && after > 0.0 {
        true => (after_turned / (after + USUAL_PAYMENTS) - before_turned / before).max(0.0),
        false => 0.0,
    };
    let strength = (WEIGHTS[0] * share(third) + WEIGHTS[1] * share(abroad) + WEIGHTS[2] * turn).min(1.0);
    if ask == Ask::Weigh || strength <= 0.0 {
        return Finding::of(strength);
    }
    let mut sentence = format!(
        "Of {all} payments for goods of {}, {third} came from someone who is neither the consignee nor of its group and {abroad} from another country than the goods went to",
        register.name(node)
    );
    if turn > 0.0 {
        sentence.push_str(&format!(
            "; {after_turned} of {after} since the measures were in {} and the like, {before_turned} of {before} before",
            TURNED_TO[..2].join(", ")
        ));
    }
    sentence.push('.');
    let rows = odd
        .iter()
        .flat_map(|(payment, goods)| [(payment.row, "payment"), (goods.row, "out")]);
    who.told(strength, sentence, rows)
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::PaymentMismatch;
    use super::super::testing::find;

    #[test]
    fn a_stranger_in_the_emirates_pays_in_yuan() {
        let mut text = String::from("firm End/RU \n firm Pay/AE \n firm Alfa/KG\n");
        for day in 1..=4 {
            text.push_str(&format!(
                "pays End Alfa 2021-05-0{day} 900 USD for={day}:Alfa:End:RU\n"
            ));
        }
        for day in 1..=6 {
            text.push_str(&format!(
                "pays Pay Alfa 2022-05-0{day} 900 CNY for=1{day}:Alfa:End:RU\n"
            ));
        }
        let found = find(PaymentMismatch, "Alfa", &text);
        assert!(found.strength > 0.55, "{found:?}");
        assert!(found.rows.contains(&(11, "out")) && found.rows.contains(&(7, "payment")));
    }

    #[test]
    fn the_treasury_of_the_group_pays() {
        let found = find(
            PaymentMismatch,
            "Alfa",
            "
            firm Mother/DE
            firm End/DE
            firm Treasury/DE
            owns Mother End 100
            owns Mother Treasury 100
            pays Treasury Alfa 2022-05-01 900 EUR for=1:Alfa:End:DE
            pays Treasury Alfa 2022-06-01 900 EUR for=2:Alfa:End:DE
            ",
        );
        assert_eq!(found.strength, 0.0);
    }

    #[test]
    fn a_firm_that_always_paid_in_its_own_dirham_has_not_turned() {
        let found = find(
            PaymentMismatch,
            "Alfa",
            "
            firm End/AE
            pays End Alfa 2021-05-01 900 AED for=1:Alfa:End:AE
            pays End Alfa 2022-06-01 900 AED for=2:Alfa:End:AE
            ",
        );
        assert_eq!(found.strength, 0.0);
    }
}
