//! Which column of a file of names says what, by what people call it.

use crate::screen::{Failure, Outcome};
use fyke_resolve::screen::Query;

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

impl Columns {
    /// Reads a header. A file of one column needs none.
    pub fn of(
        header: &[String],
        has_header: bool,
        name_column: Option<&str>,
        schema: &str,
    ) -> Outcome<Columns> {
        let mut says: Vec<Option<Says>> = match (header, has_header) {
            ([_], false) => vec![Some(Says::Name)],
            _ => header.iter().map(|name| meaning(name)).collect(),
        };
        if let Some(wanted) = name_column {
            let at = header
                .iter()
                .position(|name| name == wanted)
                .ok_or_else(|| no_column(wanted, header))?;
            if let Some(slot) = says.get_mut(at) {
                *slot = Some(Says::Name);
            }
        } else if let ([_], [only]) = (header, says.as_mut_slice()) {
            *only = Some(Says::Name);
        }
        if !says.contains(&Some(Says::Name)) {
            return Err(no_column("name", header));
        }
        Ok(Columns {
            says,
            schema: schema.to_owned(),
        })
    }

    /// The id and the query of a row.
    pub fn query<'a>(&self, cells: impl Iterator<Item = &'a str>) -> (String, Query) {
        let mut id = String::new();
        let mut query = Query {
            schema: self.schema.clone(),
            ..Query::default()
        };
        for (says, cell) in self.says.iter().zip(cells) {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            match says {
                None => {}
                Some(Says::Id) => cell.clone_into(&mut id),
                Some(Says::Name) => query.names.extend(parts(cell)),
                Some(Says::Schema) => query.schema = schema(cell),
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
        (id, query)
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
                Some(format!("{name} as {word}"))
            })
            .collect();
        format!("read {}", named.join(", "))
    }
}

fn no_column(wanted: &str, header: &[String]) -> Failure {
    Failure::new(
        format!("the file has no column {wanted}"),
        format!(
            "say which holds the names with --name COLUMN; it has {}",
            header.join(", ")
        ),
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

/// FollowTheMoney's schema for what people write.
pub fn schema(text: &str) -> String {
    let schema = match folded(text).as_str() {
        "person" | "individual" | "natural" | "naturalperson" | "i" | "p" => "Person",
        "company" | "firm" | "corporate" => "Company",
        "organisation" | "organization" | "entity" | "business" | "o" | "e" => "Organization",
        "legalentity" => "LegalEntity",
        "vessel" | "ship" | "v" => "Vessel",
        "aircraft" | "airplane" => "Airplane",
        _ => return text.trim().to_owned(),
    };
    schema.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &[&str]) -> Outcome<Columns> {
        let header: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
        Columns::of(&header, true, None, "")
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
        let (id, query) = columns.query(row.into_iter());
        assert_eq!(id, "7");
        assert_eq!(query.names, ["Ivan Petrov", "I. Petroff"]);
        assert_eq!(query.schema, "Person");
        assert_eq!(
            query.identifiers,
            [("imoNumber".to_owned(), "9187629".to_owned())]
        );
    }

    #[test]
    fn one_column_is_names_and_none_is_an_error() {
        assert!(columns(&["anything"]).is_ok());
        let error = columns(&["limit", "branch"]).err().unwrap();
        assert!(error.to_string().contains("--name COLUMN"), "{error}");
    }
}
