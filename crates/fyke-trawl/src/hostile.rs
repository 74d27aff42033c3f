//! What a text holds that its reader would not see, or that speaks to a machine.
