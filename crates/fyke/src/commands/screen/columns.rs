//! Which column of a file of names says what, by what people call it.

use crate::screen::{Failure, Outcome, plain};
use fyke_resolve::screen::Query;
use std::path::Path;

/// Columns that an error lists.
const COLUMNS_TOLD: usize = 30;

/// What a column can say.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Says {
    /// Whatever the person keys their rows by; handed through.
    Id,
    Name,
    Schema,
    Country,
    Date,
    Address,
    /// A FollowTheMoney property that is an identifier.
    Identifier(String),
}

/// Names of columns as people write them, folded by [`folded`].
const KNOWN: [(&str, &[&str]); 6] = [
    (
        "id",
        &[
            "id",
            "ref",
            "reference",
            "key",
            "customerid",
            "clientid",
            "recordid",
        ],
    ),
    (
        "name",
        &[
            "name",
            "names",
            "fullname",
            "companyname",
            "entityname",
            "legalname",
            "caption",
            "party",
            "consignee",
            "consignor",
            "customer",
            "client",
            "alias",
            "aliases",
            "name1",
            "name2",
            "наименование",
            "название",
            "фио",
            "имя",
        ],
    ),
    ("schema", &["schema", "type", "kind", "entitytype"]),
    (
        "country",
        &[
            "country",
            "countries",
            "nationality",
            "jurisdiction",
            "flag",
            "countrycode",
            "citizenship",
            "страна",
        ],
    ),
    (
        "date",
        &[
            "birthdate",
            "dateofbirth",
            "dob",
            "born",
            "incorporationdate",
            "builddate",
            "date",
            "датарождения",
        ],
    ),
    ("address", &["address", "addresses", "адрес"]),
];

/// Identifiers by what people call them.
const IDENTIFIERS: [(&str, &str); 16] = [
    ("inn", "innCode"),
    ("инн", "innCode"),
    ("ogrn", "ogrnCode"),
    ("огрн", "ogrnCode"),
    ("imo", "imoNumber"),
    ("imono", "imoNumber"),
    ("lei", "leiCode"),
    ("swift", "swiftBic"),
    ("bic", "swiftBic"),
    ("mmsi", "mmsi"),
    ("taxid", "taxNumber"),
    ("vat", "vatCode"),
    ("passport", "passportNumber"),
    ("passportno", "passportNumber"),
    ("regno", "registrationNumber"),
    ("companynumber", "registrationNumber"),
];

/// FollowTheMoney's own names of identifiers.
const PROPERTIES: [&str; 13] = [
    "innCode",
    "ogrnCode",
    "imoNumber",
    "leiCode",
    "swiftBic",
    "mmsi",
    "taxNumber",
    "vatCode",
    "passportNumber",
    "registrationNumber",
    "idNumber",
    "kppCode",
    "okpoCode",
];

/// The columns of a file of names.
pub struct Columns {
    says: Vec<Option<Says>>,
    schema: String,
}

/// What a row of a file of names says.
pub struct Asked {
    /// Whatever the person keys their rows by.
    pub id: String,
    /// Who is sought.
    pub query: Query,
    /// What it says of the kind, where that is no kind that we know.
    pub unknown_kind: Option<String>,
}

impl Columns {
    /// Reads the header of a file of names that are of this schema, or of any.
    pub fn of(
        path: &Path,
        header: &[String],
        name_column: Option<&str>,
        schema: Option<&str>,
    ) -> Outcome<Columns> {
        let mut says: Vec<Option<Says>> = header.iter().map(|name| meaning(name)).collect();
        if let Some(wanted) = name_column {
            let at = header.iter().position(|name| name == wanted);
            let slot = at.and_then(|at| says.get_mut(at));
            *slot.ok_or_else(|| no_column(path, &format!("no column '{}'", plain(wanted)), header))? =
                Some(Says::Name);
        }
        if !says.contains(&Some(Says::Name)) {
            return Err(no_column(path, "no column that we know to hold names", header));
        }
        Ok(Columns {
            says,
            schema: schema.unwrap_or_default().to_owned(),
        })
    }

    /// One column of names, whatever it is called.
    pub fn names_only(schema: Option<&str>) -> Columns {
        Columns {
            says: vec![Some(Says::Name)],
            schema: schema.unwrap_or_default().to_owned(),
        }
    }

    /// True where rows say themselves what they are names of.
    pub fn say_the_schema(&self) -> bool {
        self.says.contains(&Some(Says::Schema))
    }

    /// What a row asks. A kind that we do not know counts as not said.
    pub fn asked<'a>(&self, cells: impl Iterator<Item = &'a str>) -> Asked {
        let mut asked = Asked {
            id: String::new(),
            query: Query {
                schema: self.schema.clone(),
                ..Query::default()
            },
            unknown_kind: None,
        };
        let query = &mut asked.query;
        for (says, cell) in self.says.iter().zip(cells) {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            match says {
                None => {}
                Some(Says::Id) => cell.clone_into(&mut asked.id),
                Some(Says::Name) => query.names.extend(parts(cell)),
                Some(Says::Schema) => match schema(cell) {
                    Some(schema) => schema.clone_into(&mut query.schema),
                    None => asked.unknown_kind = Some(cell.to_owned()),
                },
                Some(Says::Country) => query.countries.extend(parts(cell)),
                Some(Says::Date) => query.dates.extend(parts(cell)),
                Some(Says::Address) => query.addresses.extend(parts(cell)),
                Some(Says::Identifier(prop)) => {
                    query
                        .identifiers
                        .extend(parts(cell).map(|value| (prop.clone(), value)));
                }
            }
        }
        asked
    }

    /// In words, for the person at the screen.
    pub fn describe(&self, header: &[String]) -> String {
        let named: Vec<String> = header
            .iter()
            .zip(&self.says)
            .filter_map(|(name, says)| {
                let word = match says.as_ref()? {
                    Says::Id => "id",
                    Says::Name => "name",
                    Says::Schema => "schema",
                    Says::Country => "country",
                    Says::Date => "date",
                    Says::Address => "address",
                    Says::Identifier(prop) => prop,
                };
                Some(format!("{} as {word}", plain(name)))
            })
            .collect();
        format!("read {}", named.join(", "))
    }
}

/// True where a column's name says what is in it.
pub fn is_known(name: &str) -> bool {
    meaning(name).is_some()
}

fn no_column(path: &Path, what: &str, header: &[String]) -> Failure {
    let mut columns: Vec<_> = header.iter().take(COLUMNS_TOLD).map(|name| plain(name)).collect();
    if header.len() > columns.len() {
        columns.push("...".into());
    }
    Failure::new(
        format!(
            "{} has {what}; its columns are {}",
            path.display(),
            columns.join(", ")
        ),
        "say which holds the names with --name COLUMN",
    )
}

/// Letters and digits only, in small letters.
fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn meaning(name: &str) -> Option<Says> {
    let name = folded(name);
    if let Some(prop) = PROPERTIES.iter().find(|prop| folded(prop) == name) {
        return Some(Says::Identifier((*prop).to_owned()));
    }
    if let Some((_, prop)) = IDENTIFIERS.iter().find(|(called, _)| *called == name) {
        return Some(Says::Identifier((*prop).to_owned()));
    }
    let (what, _) = KNOWN.iter().find(|(_, called)| called.contains(&name.as_str()))?;
    Some(match *what {
        "id" => Says::Id,
        "name" => Says::Name,
        "schema" => Says::Schema,
        "country" => Says::Country,
        "date" => Says::Date,
        _ => Says::Address,
    })
}

fn parts(cell: &str) -> impl Iterator<Item = String> {
    cell.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
}

/// FollowTheMoney's schemas of what can be on a list.
const SCHEMAS: [&str; 9] = [
    "Person",
    "Company",
    "Organization",
    "PublicBody",
    "LegalEntity",
    "Vessel",
    "Airplane",
    "Vehicle",
    "Asset",
];

/// FollowTheMoney's schema for what people write, where it is one.
pub fn schema(text: &str) -> Option<&'static str> {
    let text = folded(text);
    Some(match text.as_str() {
        "individual" | "natural" | "naturalperson" | "i" | "p" => "Person",
        "firm" | "corporate" => "Company",
        "organisation" | "entity" | "business" | "o" | "e" => "Organization",
        "ship" | "v" => "Vessel",
        "aircraft" => "Airplane",
        _ => return SCHEMAS.into_iter().find(|schema| folded(schema) == text),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &[&str]) -> Outcome<Columns> {
        let header: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
        Columns::of(Path::new("names.csv"), &header, None, None)
    }

    #[test]
    fn columns_are_found_by_what_people_call_them() {
        let columns = columns(&[
            "Customer ID",
            "Full name",
            "Type",
            "Nationality",
            "DOB",
            "IMO No.",
            "limit",
        ])
        .unwrap();
        let row = [
            "7",
            "Ivan Petrov; I. Petroff",
            "individual",
            "RU",
            "1970",
            "9187629",
            "100",
        ];
        let Asked { id, query, .. } = columns.asked(row.into_iter());
        assert_eq!(id, "7");
        assert_eq!(query.names, ["Ivan Petrov", "I. Petroff"]);
        assert_eq!(query.schema, "Person");
        assert_eq!(
            query.identifiers,
            [("imoNumber".to_owned(), "9187629".to_owned())]
        );
    }

    #[test]
    fn no_column_of_names_is_an_error_that_says_what_there_is() {
        let error = columns(&["limit", "bra\u{1b}nch"]).err().unwrap().to_string();
        assert!(error.contains("names.csv has no column"), "{error}");
        assert!(error.contains("limit, bra\\u{1b}nch"), "{error}");
        assert!(error.contains("--name COLUMN"), "{error}");
    }

    #[test]
    fn a_kind_that_we_do_not_know_is_no_kind() {
        let columns = columns(&["name", "type"]).unwrap();
        let asked = columns.asked(["Ivan Petrov", "customer"].into_iter());
        assert_eq!(
            (asked.query.schema.as_str(), asked.unknown_kind.as_deref()),
            ("", Some("customer"))
        );
        assert_eq!(schema("legal entity"), Some("LegalEntity"));
        assert_eq!(schema("dragon"), None);
    }
}
