//! What evaluations of reading share.

use crate::screen::{Failure, Outcome};
use serde::Serialize;
use serde_json::Value;
use std::path::Path;

/// A text file, whatever its encoding says.
pub fn text_of(path: &Path) -> Outcome<String> {
    let bytes = std::fs::read(path).map_err(|e| {
        Failure::new(
            format!("cannot read {}: {e}", path.display()),
            "check the name of the file",
        )
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Prints figures: one JSON object, or a line each.
pub fn print(score: &impl Serialize, json: bool) -> Outcome {
    let value = serde_json::to_value(score)?;
    if json {
        println!("{value}");
        return Ok(());
    }
    lines("", &value);
    Ok(())
}

/// Items of a list that are shown; all of them are in the JSON.
const SHOWN: usize = 12;

fn lines(name: &str, value: &Value) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                let name = if name.is_empty() {
                    field.clone()
                } else {
                    format!("{name}.{field}")
                };
                lines(&name, value);
            }
        }
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_number) => {
            let items: Vec<String> = items.iter().map(number).collect();
            println!("{name:<28} {}", items.join(" to "));
        }
        Value::Array(items) => {
            println!("{name:<28} {}", items.len());
            for item in items.iter().take(SHOWN) {
                println!("{:<28} {}", "", crate::screen::plain(&item.to_string()));
            }
        }
        Value::String(text) => println!("{name:<28} {}", crate::screen::plain(text)),
        other => println!("{name:<28} {}", number(other)),
    }
}

fn number(value: &Value) -> String {
    match value.as_f64() {
        Some(share) if !value.is_u64() && !value.is_i64() => format!("{share:.3}"),
        _ => value.to_string(),
    }
}
