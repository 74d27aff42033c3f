//! The numbers in `data/typologies` are the numbers of the kernels.

use fyke_model::reference::Reference;
use fyke_trace::lanes::LaneSettings;
use fyke_trace::party::taint::HALF_LIFE_DAYS;

#[test]
fn the_words_and_the_kernels_have_the_same_numbers() {
    let reference = Reference::shipped();
    let number = |id: &str, name: &str| reference.typologies[id].parameters[name];
    let lanes = LaneSettings::default();
    assert_eq!(number("T01", "eb05_min"), lanes.eb05_min);
    assert_eq!(number("T01", "false_discovery_rate_max"), lanes.fdr);
    assert_eq!(
        number("T01", "rise_a_month_min") * 100.0,
        lanes.rise_minor_min as f64
    );
    assert_eq!(
        reference.typologies["T01"].window_months as usize,
        lanes.window_months
    );
    assert_eq!(
        reference.typologies["T01"].baseline_months as usize,
        lanes.baseline_months
    );
    assert_eq!(number("F01", "stock_half_life_days"), f64::from(HALF_LIFE_DAYS));
}
