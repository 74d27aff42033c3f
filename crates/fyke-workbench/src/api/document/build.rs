//! How an operation is written down: a few words, its parameters, its answers.

use serde_json::{Map, Value, json};

/// An operation.
pub(super) struct Op {
    map: Map<String, Value>,
    parameters: Vec<Value>,
    responses: Map<String, Value>,
}

impl Op {
    pub(super) fn new(tag: &str, id: &str, summary: &str) -> Op {
        let mut map = Map::new();
        map.insert("tags".to_owned(), json!([tag]));
        map.insert("operationId".to_owned(), json!(id));
        map.insert("summary".to_owned(), json!(summary));
        let mut responses = Map::new();
        responses.insert(
            "4XX".to_owned(),
            json!({ "$ref": "#/components/responses/Problem" }),
        );
        responses.insert(
            "5XX".to_owned(),
            json!({ "$ref": "#/components/responses/Problem" }),
        );
        Op {
            map,
            parameters: Vec::new(),
            responses,
        }
    }

    pub(super) fn about(mut self, words: &str) -> Op {
        self.map.insert("description".to_owned(), json!(words));
        self
    }

    /// A line that a person can try.
    pub(super) fn curl(mut self, line: &str) -> Op {
        self.map.insert("x-curl".to_owned(), json!(line));
        self
    }

    pub(super) fn path(mut self, name: &str, about: &str, example: &str) -> Op {
        self.parameters.push(json!({
            "name": name, "in": "path", "required": true, "description": about,
            "schema": { "type": "string", "minLength": 1 }, "example": example,
        }));
        self
    }

    /// A part of the path out of a few.
    pub(super) fn choice(mut self, name: &str, about: &str, of: &[&str]) -> Op {
        self.parameters.push(json!({
            "name": name, "in": "path", "required": true, "description": about,
            "schema": { "type": "string", "enum": of },
        }));
        self
    }

    pub(super) fn query(mut self, name: &str, about: &str, schema: Value) -> Op {
        self.parameters.push(json!({
            "name": name, "in": "query", "description": about, "schema": schema,
        }));
        self
    }

    /// One that must be there.
    pub(super) fn must(mut self, name: &str, about: &str, schema: Value) -> Op {
        self.parameters.push(json!({
            "name": name, "in": "query", "required": true, "description": about, "schema": schema,
        }));
        self
    }

    /// Values that are repeated: `topics=a&topics=b`.
    pub(super) fn several(self, name: &str, about: &str, items: Value) -> Op {
        self.query(name, about, json!({ "type": "array", "items": items }))
    }

    pub(super) fn body(mut self, content: Value) -> Op {
        self.map.insert(
            "requestBody".to_owned(),
            json!({ "required": true, "content": content }),
        );
        self
    }

    pub(super) fn answers(mut self, status: &str, about: &str, kind: &str, schema: Value) -> Op {
        let mut content = Map::new();
        content.insert(kind.to_owned(), json!({ "schema": schema }));
        self.responses.insert(
            status.to_owned(),
            json!({ "description": about, "content": content }),
        );
        self
    }

    /// An answer in one of several forms.
    pub(super) fn forms(mut self, about: &str, kinds: &[&str]) -> Op {
        let content: Map<String, Value> = kinds.iter().map(|kind| ((*kind).to_owned(), json!({}))).collect();
        self.responses.insert(
            "200".to_owned(),
            json!({ "description": about, "content": content }),
        );
        self
    }

    /// An answer without a body.
    pub(super) fn empty(mut self, status: &str, about: &str) -> Op {
        self.responses
            .insert(status.to_owned(), json!({ "description": about }));
        self
    }

    pub(super) fn done(mut self) -> Value {
        if !self.parameters.is_empty() {
            self.map
                .insert("parameters".to_owned(), Value::Array(self.parameters));
        }
        self.map
            .insert("responses".to_owned(), Value::Object(self.responses));
        Value::Object(self.map)
    }
}

/// A text.
pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

/// A whole number from 0 to a greatest.
pub(super) fn count(default: usize, most: usize) -> Value {
    json!({ "type": "integer", "minimum": 0, "maximum": most, "default": default })
}

/// A probability.
pub(super) fn probability(default: f64) -> Value {
    json!({ "type": "number", "minimum": 0, "maximum": 1, "default": default })
}

/// A reference to a shape.
pub(super) fn shape(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
