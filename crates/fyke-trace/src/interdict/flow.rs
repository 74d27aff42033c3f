//! From rows to traced value.

use super::network::{Network, NetworkInput};

/// Builds the network.
pub fn build(input: &NetworkInput<'_>) -> Network {
    let _ = input;
    Network::default()
}
