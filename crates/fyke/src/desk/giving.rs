//! What leaves the case, each with the entry that says so.

use super::LocalDesk;
use crate::commands::add::now;
use crate::screen::Failure;
use fyke_judge::desk::Hand as Signing;
use fyke_judge::record::SystemRandom;
use fyke_model::desk::{Answer, Giving, GivingSaid, Hand, Role};

impl Giving for LocalDesk {
    fn dossier(&self, hand: &Hand, lead: &str, giving: &GivingSaid) -> Answer<(String, Vec<u8>)> {
        self.make_dossier(hand, lead, giving)
    }

    fn exported(&self, hand: Option<&Hand>, what: &str, form: &str, rows: u64) -> Answer<()> {
        let Some(hand) = hand else {
            // where nobody signs, it is a look
            self.look(None, &format!("export of {what} as {form}, {rows} rows"), None);
            return Ok(());
        };
        self.with_log(hand, Role::Reader, |log, key| {
            let at = now();
            let mut signing = Signing {
                by: key,
                at: &at,
                random: &mut SystemRandom,
            };
            log.desk
                .exported(what, form, rows, &mut signing)
                .map_err(Failure::from)?;
            Ok(())
        })
    }
}
