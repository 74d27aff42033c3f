//! The canonical columns: what a column of a file can mean to us.
//!
//! A [`Meaning`] is a word of `mapping.toml`. Which names a column of that
//! meaning goes by in the world's files is data (`data/columns/*.toml`); what
//! its cells look like ([`Holds`]) stands here, since code reads them.

use serde::{Deserialize, Serialize};

macro_rules! meanings {
    ($($(#[$doc:meta])* $name:ident, $word:literal, $holds:ident;)*) => {
        /// What a column means. The words are those of `mapping.toml`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Meaning {
            $($(#[$doc])* $name,)*
        }

        impl Meaning {
            /// Every meaning, in the order of declaration.
            pub const ALL: &'static [Meaning] = &[$(Meaning::$name),*];

            /// The word as it stands in `mapping.toml`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Meaning::$name => $word,)* }
            }

            /// What its cells hold.
            pub const fn holds(self) -> Holds {
                match self { $(Meaning::$name => Holds::$holds,)* }
            }
        }
    };
}

/// What the cells of a column look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holds {
    /// A day.
    Day,
    /// A month, or a day that stands for its month.
    Month,
    /// A country by code or name.
    Country,
    /// A commodity code.
    Hs,
    /// The year of an HS edition.
    HsVersion,
    /// A number.
    Number,
    /// A word for export, import or transit.
    Side,
    /// A currency.
    Currency,
    /// A unit of measure.
    Unit,
    /// The name of a party.
    Name,
    /// Any text.
    Text,
}

meanings! {
    /// Day of the declaration.
    Date, "date", Day;
    /// Who recorded it; in flows, the direction.
    Side, "side", Side;
    /// Name of the sender.
    Consignor, "consignor", Name;
    /// Country of the sender.
    ConsignorCountry, "consignor_country", Country;
    /// Name of the receiver.
    Consignee, "consignee", Name;
    /// Country of the receiver.
    ConsigneeCountry, "consignee_country", Country;
    /// Whom the carrier notifies.
    Notify, "notify", Name;
    /// Who carries or forwards.
    Forwarder, "forwarder", Name;
    /// Country of origin.
    Origin, "origin", Country;
    /// Country of dispatch.
    Dispatch, "dispatch", Country;
    /// Country of destination.
    Destination, "destination", Country;
    /// HS or tariff code.
    Hs, "hs", Hs;
    /// Edition of the HS.
    HsVersion, "hs_version", HsVersion;
    /// The goods in words.
    GoodsText, "goods_text", Text;
    /// Count of units.
    Quantity, "quantity", Number;
    /// What the quantity counts.
    Unit, "unit", Unit;
    /// Net mass.
    MassNet, "mass_net", Number;
    /// Gross mass.
    MassGross, "mass_gross", Number;
    /// Unit of the mass.
    MassUnit, "mass_unit", Unit;
    /// Declared value.
    Value, "value", Number;
    /// Currency of the value.
    Currency, "currency", Currency;
    /// Mode of transport.
    Transport, "transport", Text;
    /// Number of the document.
    DocumentNo, "document_no", Text;
    /// Country that reports a flow.
    Reporter, "reporter", Country;
    /// The other country of a flow.
    Partner, "partner", Country;
    /// Month of a flow.
    Month, "month", Month;
    /// Which figure of several a row gives.
    Indicator, "indicator", Text;
    /// Name of a registered company.
    Name, "name", Name;
    /// Its other names.
    Alias, "alias", Text;
    /// Country it is registered in.
    Country, "country", Country;
    /// Day it was founded.
    IncorporationDate, "incorporation_date", Day;
    /// Day it was dissolved.
    DissolutionDate, "dissolution_date", Day;
    /// Its address.
    Address, "address", Text;
    /// Its number in the register.
    Number, "number", Text;
    /// Its tax number.
    TaxNumber, "tax_number", Text;
    /// Whether it is active.
    Status, "status", Text;
    /// Its legal form.
    LegalForm, "legal_form", Text;
    /// Its branch of trade, in words or as a NACE or SIC code.
    Sector, "sector", Text;
    /// Telephone numbers.
    Phone, "phone", Text;
    /// Addresses of electronic mail.
    Email, "email", Text;
    /// Pages on the web.
    Website, "website", Text;
    /// Names of those who direct it, several in one cell.
    Directors, "directors", Text;
    /// Name of one who directs or signs for a company.
    Officer, "officer", Name;
    /// Country of the officer.
    OfficerCountry, "officer_country", Country;
    /// Day of birth of the officer.
    BirthDate, "birth_date", Day;
    /// What the officer is: director, secretary.
    Role, "role", Text;
    /// Who owns.
    Owner, "owner", Name;
    /// Country of the owner.
    OwnerCountry, "owner_country", Country;
    /// Number of the owner in its register.
    OwnerNumber, "owner_number", Text;
    /// What is owned.
    Owned, "owned", Name;
    /// Country of what is owned.
    OwnedCountry, "owned_country", Country;
    /// Number of what is owned in its register.
    OwnedNumber, "owned_number", Text;
    /// Share held, in per cent.
    SharePercent, "share_percent", Number;
    /// First day on which it holds.
    From, "from", Day;
    /// Last day on which it holds.
    To, "to", Day;
    /// Who pays.
    Payer, "payer", Name;
    /// Country of the payer.
    PayerCountry, "payer_country", Country;
    /// Who is paid.
    Payee, "payee", Name;
    /// Country of the payee.
    PayeeCountry, "payee_country", Country;
    /// IMO number of a vessel.
    Imo, "imo", Text;
    /// Radio number of a vessel.
    Mmsi, "mmsi", Number;
    /// Moment of a report.
    Time, "time", Text;
    /// Degrees north.
    Latitude, "latitude", Number;
    /// Degrees east.
    Longitude, "longitude", Number;
    /// Knots over ground.
    Speed, "speed", Number;
    /// Metres of draught.
    Draught, "draught", Number;
    /// Power of a site in kilowatts.
    PowerKw, "power_kw", Number;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_in_toml_is_the_word_in_code() {
        for meaning in Meaning::ALL {
            let json = serde_json::to_string(meaning).expect("a unit variant is a string");
            assert_eq!(json, format!("\"{}\"", meaning.as_str()));
        }
    }
}
