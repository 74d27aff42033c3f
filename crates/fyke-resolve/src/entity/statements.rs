//! From the statements of one entity to an [`Entity`] that remembers which
//! statement said what.

use fyke_model::statement::Statement;

use super::{Alias, Entity, Field, ValueRef};

/// Values of one list that are kept of one entity; a hostile record has more.
pub const VALUES_MAX: usize = 2_048;

/// For every value of an [`Entity`], the number of the statement that said it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Origins {
    by_field: [Vec<u32>; 8],
    /// Values left out because the entity has more than [`VALUES_MAX`] of a kind.
    pub dropped: u32,
}

impl Origins {
    /// Position in the statements given to [`from_statements`] that said a value.
    pub fn of(&self, at: ValueRef) -> Option<u32> {
        self.by_field[at.field as usize].get(at.index as usize).copied()
    }
}

/// Properties whose values are identifiers of the entity itself.
const IDENTIFIERS: [&str; 22] = [
    "idNumber",
    "imoNumber",
    "innCode",
    "kppCode",
    "leiCode",
    "mmsi",
    "npiCode",
    "ogrnCode",
    "okpoCode",
    "passportNumber",
    "registrationNumber",
    "socialSecurityNumber",
    "swiftBic",
    "taxNumber",
    "uniqueEntityId",
    "vatCode",
    "callSign",
    "dunsCode",
    "email",
    "isin",
    "phone",
    "website",
];

/// The entity that the statements of one id describe.
///
/// Statements of other ids than the first one's are left out. `None` when there
/// is no statement.
///
/// ```
/// use fyke_model::statement::Statement;
/// use fyke_resolve::entity::{Field, ValueRef, from_statements};
/// let said = [
///     Statement::new("7", "Vessel", "name", "ARGO", 1),
///     Statement::new("7", "Vessel", "flag", "pa", 1),
/// ];
/// let (ship, origins) = from_statements("list", &said).unwrap();
/// assert_eq!(ship.names, ["ARGO"]);
/// assert_eq!(origins.of(ValueRef { field: Field::Country, index: 0 }), Some(1));
/// ```
pub fn from_statements(dataset: &str, statements: &[Statement]) -> Option<(Entity, Origins)> {
    let first = statements.first()?;
    let mut entity = Entity {
        dataset: dataset.to_owned(),
        id: first.entity_id.clone(),
        schema: first.schema.clone(),
        ..Entity::default()
    };
    let mut origins = Origins::default();
    for (number, said) in statements.iter().enumerate() {
        if said.entity_id == entity.id && !said.value.trim().is_empty() {
            take(&mut entity, &mut origins, number as u32, said);
        }
    }
    Some((entity, origins))
}

fn take(entity: &mut Entity, origins: &mut Origins, number: u32, said: &Statement) {
    let Some(field) = field_of(&said.prop) else { return };
    let origin = &mut origins.by_field[field as usize];
    if origin.len() >= VALUES_MAX || (field == Field::Gender && entity.gender.is_some()) {
        origins.dropped += 1;
        return;
    }
    origin.push(number);
    let value = said.value.clone();
    match field {
        Field::Name => entity.names.push(value),
        Field::Alias => entity.aliases.push(Alias {
            name: value,
            weak: said.prop == "weakAlias",
        }),
        Field::Country => entity.countries.push(value),
        Field::Address => entity.addresses.push(value),
        Field::Date => entity.dates.push(value),
        Field::Identifier => entity.identifiers.push((said.prop.clone(), value)),
        Field::Gender => entity.gender = Some(value),
        Field::Text => entity.text.push(value),
    }
}

fn field_of(prop: &str) -> Option<Field> {
    Some(match prop {
        "name" => Field::Name,
        "alias" | "weakAlias" | "previousName" | "abbreviation" => Field::Alias,
        "country" | "nationality" | "jurisdiction" | "flag" | "citizenship" | "mainCountry" => Field::Country,
        "address" | "addressEntity" => Field::Address,
        "birthDate" | "incorporationDate" | "buildDate" => Field::Date,
        "gender" => Field::Gender,
        "notes" | "position" | "summary" | "description" | "legalForm" => Field::Text,
        other if IDENTIFIERS.contains(&other) => Field::Identifier,
        _ => return None,
    })
}
