//! Who makes what for which weapon, as sanctions reasons say it.
