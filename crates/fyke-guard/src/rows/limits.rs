//! What a row may say before we stop believing it.
//!
//! One struct with every bound, its unit in its name and its reason beside it.
//! Beyond a bound the cell (or, where it is needed, the row) is refused with a
//! reason; nothing is cut down to fit.

use fyke_model::date::Day;

/// Bounds of what is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowLimits {
    /// First day that a declaration can have: 1988-01-01, when the Harmonized
    /// System came into force. Earlier ones have no HS code.
    pub date_min: Day,
    /// Last day that a declaration can have. Nothing here knows the time; a
    /// caller who does sets it to a year from now. By default 2099-12-31.
    pub date_max: Day,
    /// Most mass of one consignment, in grams: a million tonnes. The largest
    /// ships carry 400,000; half would come too near to that, double would let
    /// more rows through whose kilograms were written as grams.
    pub consignment_mass_g_max: i64,
    /// Most value of one consignment, in hundredths of its currency: ten
    /// trillion units. A cargo of oil is 300 million dollars, which is some
    /// trillions in rials; half would do, double lets slipped columns through.
    pub consignment_value_minor_max: i64,
    /// Largest count of one consignment, in thousandths: a trillion pieces.
    /// Chips and screws come in billions.
    pub consignment_quantity_milli_max: i64,
    /// Most value of one flow, in hundredths of its currency: a quadrillion
    /// units, since a month of a country's trade in weak currencies is large.
    pub flow_value_minor_max: i64,
    /// Most mass of one flow, in grams: a billion tonnes, a tenth of what all
    /// ships carry in a year.
    pub flow_mass_g_max: i64,
}

impl Default for RowLimits {
    fn default() -> Self {
        Self {
            date_min: Day(6_574),
            date_max: Day(47_481),
            consignment_mass_g_max: 1_000_000_000_000,
            consignment_value_minor_max: 1_000_000_000_000_000,
            consignment_quantity_milli_max: 1_000_000_000_000_000,
            flow_value_minor_max: 100_000_000_000_000_000,
            flow_mass_g_max: 1_000_000_000_000_000,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_are_the_days_they_claim() {
        let limits = RowLimits::default();
        assert_eq!(limits.date_min.to_string(), "1988-01-01");
        assert_eq!(limits.date_max.to_string(), "2099-12-31");
        assert!(limits.flow_value_minor_max > limits.consignment_value_minor_max);
    }
}
