//! What speaks for innocence, with the same care as what speaks against.
//!
//! Each file is one `find(unit, frame, context, ask) -> Finding` whose strength
//! is 0 (nothing found) down to -1 (as plain as it gets); NaN where the data to
//! judge it are not there. All of them are shown with a lead, beside the
//! reasons.
//!
//! | id | file | says |
//! |---|---|---|
//! | C01 | [`same_customers`] | the same customers with the same shares before the measures and after |
//! | C02 | [`broad_trade`] | many buyers in many countries |
//! | C03 | [`goods_stay`] | what comes in does not go to the ends |
//! | C04 | [`long_record`] | long and steady in these goods |
//! | C05 | [`repairs`] | what goes to an end came from it |

pub mod broad_trade;
pub mod goods_stay;
pub mod long_record;
pub mod repairs;
pub mod same_customers;
