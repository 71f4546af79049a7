//! JSON schemas of the files of a pack and of profiles, made from the tables of keys that the
//! loader reads by, for editors (taplo, VS Code).

use serde_json::{Map, Value as Json, json};

use super::load::keys;
use super::{FactKind, Policy};
use crate::text;
use crate::text::Text;

/// The schemas there are.
pub const NAMES: [&str; 5] = ["policy", "facts", "article", "glossary", "profile"];

/// One schema as text.
///
/// # Errors
/// Says which there are.
pub fn text(policy: &Policy, which: &str) -> Result<String, Text> {
    let schema = match which {
        "policy" => policy_file(),
        "facts" => facts(),
        "article" => article(),
        "glossary" => glossary(),
        "profile" => profile(policy),
        _ => {
            let (shown, list) = (crate::diagnostic::found(which), NAMES.join(", "));
            return Err(text!(
                "没有“{shown}”；有：{list}",
                "there is no \"{shown}\"; there are: {list}"
            ));
        }
    };
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    Ok(text)
}

/// An object with exactly the keys of a table, each with its own schema.
fn object(keys: &[&str], needed: &[&str], of: impl Fn(&str) -> Json) -> Json {
    let properties: Map<String, Json> =
        keys.iter().map(|key| ((*key).to_owned(), of(key))).collect();
    json!({ "type": "object", "additionalProperties": false, "required": needed, "properties": properties })
}

fn list(of: Json) -> Json {
    json!({ "type": "array", "items": of })
}

fn string() -> Json {
    json!({ "type": "string" })
}

fn money() -> Json {
    json!({ "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?(元|万元|亿元|万|亿)$" })
}

fn both() -> Json {
    json!({ "$ref": "#/$defs/text" })
}

/// The document with the definitions that it refers to.
fn document(title: &str, mut root: Json) -> Json {
    let condition = object(&keys::CONDITION, &[], |key| match key {
        "empty" | "answered" => json!({ "type": "boolean" }),
        "valid_through" => json!({ "type": "integer" }),
        "todo" | "who_knows" => both(),
        "at_least" | "above" | "below" | "equals" => {
            json!({ "anyOf": [money(), { "type": "integer" }] })
        }
        "one_of" | "has_any" | "has" | "year" | "is" => {
            json!({ "anyOf": [string(), list(string())] })
        }
        _ => string(),
    });
    let guarded: Vec<&str> = keys::AMOUNT.iter().copied().chain(["when"]).collect();
    let amount = object(&guarded, &[], |key| match key {
        "fixed" | "each" | "cap_each" => money(),
        "beyond" => {
            json!({ "anyOf": [money(), object(&["rate", "of"], &["rate", "of"], |_| string())] })
        }
        "cap" => json!({ "$ref": "#/$defs/amount" }),
        "sum" | "first" => list(json!({ "$ref": "#/$defs/amount" })),
        "tiers" => list(json!({ "type": "array", "items": money(), "minItems": 2, "maxItems": 2 })),
        "take" => json!({ "enum": ["highest", "each", "difference"] }),
        "stages" => list(money()),
        "when" => json!({ "$ref": "#/$defs/condition" }),
        _ => string(),
    });
    let text = json!({
        "type": "object", "required": ["zh", "en"],
        "properties": { "zh": string(), "en": string(), "when": { "$ref": "#/$defs/condition" } },
        "additionalProperties": false,
    });
    let definitions = json!({
        "text": text,
        "condition": { "anyOf": [string(), condition] },
        "amount": { "anyOf": [money(), amount] },
    });
    if let Some(root) = root.as_object_mut() {
        root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        root.insert("title".to_owned(), json!(title));
        root.insert("$defs".to_owned(), definitions);
    }
    root
}

fn conditions() -> Json {
    list(json!({ "$ref": "#/$defs/condition" }))
}

fn policy_file() -> Json {
    let gate = object(&keys::GATE, &["id", "title", "when", "possible", "todo"], |key| match key {
        "title" | "todo" => both(),
        "quotes" => list(string()),
        "when" => json!({ "$ref": "#/$defs/condition" }),
        "possible" => json!({ "enum": ["now", "next_year", "never"] }),
        _ => string(),
    });
    let option =
        object(
            &["id", "label"],
            &["id", "label"],
            |key| if key == "id" { string() } else { both() },
        );
    let reading = object(&["id", "title", "option"], &["id", "title", "option"], |key| match key {
        "title" => both(),
        "option" => json!({ "type": "array", "items": option, "minItems": 2 }),
        _ => string(),
    });
    let needed = [
        "schema",
        "id",
        "title",
        "short_title",
        "status",
        "edition",
        "unchecked_duplicates",
        "undated",
        "example_base",
    ];
    document(
        "fengce policy.toml",
        object(&keys::POLICY, &needed, |key| match key {
            "schema" => json!({ "const": 1 }),
            "title" | "short_title" | "unchecked_duplicates" | "undated" | "short_notice" => both(),
            "notices" | "duties" | "authorities" => list(both()),
            "covered_articles" => list(json!({ "type": "integer" })),
            "gate" => list(gate.clone()),
            "reading" => list(reading.clone()),
            "exclusive" => list(object(&["benefits", "under"], &["benefits"], |key| match key {
                "benefits" => list(string()),
                _ => json!({ "type": "object", "additionalProperties": string() }),
            })),
            "renamed" => json!({ "type": "object", "additionalProperties": string() }),
            "retired" => json!({ "type": "object", "additionalProperties": both() }),
            "allow" => list(object(&["lint", "of", "reason"], &["lint", "of", "reason"], |key| {
                if key == "reason" { both() } else { string() }
            })),
            "example_base" => object(&["year", "given"], &["year", "given"], |key| match key {
                "year" => json!({ "type": "integer" }),
                _ => json!({ "type": "object" }),
            }),
            _ => string(),
        }),
    )
}

fn facts() -> Json {
    let option =
        object(&["id", "label", "help", "known_by", "quote"], &["id", "label"], |key| match key {
            "label" | "help" => both(),
            _ => string(),
        });
    let needed = ["id", "type", "label", "question", "help", "who_knows", "todo", "possible"];
    let fact = object(&keys::FACT, &needed, |key| match key {
        "type" => {
            json!({ "enum": ["bool", "choice", "set", "money", "percent", "count", "year", "money_list"] })
        }
        "label" | "question" | "help" | "who_knows" | "todo" => both(),
        "possible" => json!({ "enum": ["now", "next_year", "never"] }),
        "terms" => list(string()),
        "options" => list(option.clone()),
        "benchmark" => json!({ "enum": ["district", "industry"] }),
        "derived" => object(&["increase", "growth", "compare"], &[], |_| list(string())),
        "signed" => json!({ "type": "boolean" }),
        "carry" => json!({ "oneOf": [
            { "const": "clear" },
            object(&["from"], &["from"], |_| string()),
            object(&["largest"], &["largest"], |_| list(string())),
        ] }),
        "assumed" => object(&["value", "when"], &["value", "when"], |key| match key {
            "value" => money(),
            _ => json!({ "$ref": "#/$defs/condition" }),
        }),
        _ => string(),
    });
    let section =
        object(
            &["id", "title"],
            &["id", "title"],
            |key| if key == "id" { string() } else { both() },
        );
    document(
        "fengce facts/*.toml",
        object(&["section", "fact"], &["section"], |key| {
            if key == "section" { section.clone() } else { list(fact.clone()) }
        }),
    )
}

fn article() -> Json {
    let quoted = |said: &'static str| {
        list(object(&["quote", said], &["quote", said], |key| {
            if key == "quote" { string() } else { both() }
        }))
    };
    let head = object(&keys::ARTICLE, &["number", "title", "gist"], |key| match key {
        "number" => json!({ "type": "integer", "minimum": 1 }),
        "note" => quoted("text"),
        "exception" => quoted("reason"),
        _ => both(),
    });
    let example = object(&keys::EXAMPLE, &["given", "expect"], |key| match key {
        "year" => json!({ "type": "integer" }),
        "without" => list(string()),
        "readings" => json!({ "type": "object", "additionalProperties": string() }),
        "expect" => object(&keys::EXPECT, &["status"], |key| match key {
            "missing" => list(string()),
            "status" => {
                json!({ "enum": ["eligible", "ineligible", "undetermined", "duplicate", "superseded"] })
            }
            _ => string(),
        }),
        _ => json!({ "type": "object" }),
    });
    let patch = object(&["gate", "when", "award"], &[], |key| match key {
        "gate" => list(string()),
        "when" => conditions(),
        _ => json!({ "$ref": "#/$defs/amount" }),
    });
    let later = object(&["fixed", "again", "stages", "when"], &[], |key| match key {
        "fixed" => money(),
        "again" => json!({ "type": "integer", "minimum": 0 }),
        "stages" => json!({ "type": "boolean" }),
        _ => conditions(),
    });
    let benefit = object(&keys::BENEFIT, &["id", "title", "certainty", "when"], |key| match key {
        "title" => both(),
        "quotes" | "gate" => list(string()),
        "certainty" => {
            json!({ "enum": ["formula", "ceiling", "competitive", "discretionary", "none"] })
        }
        "when" => conditions(),
        "award" => json!({ "$ref": "#/$defs/amount" }),
        "later" => later.clone(),
        "words" => json!({ "type": "object", "additionalProperties": string() }),
        "hints" | "evidence" => list(both()),
        "under" => {
            json!({ "type": "object", "additionalProperties": { "type": "object", "additionalProperties": patch } })
        }
        "example" => list(example.clone()),
        _ => string(),
    });
    document(
        "fengce articles/*.toml",
        object(&["article", "benefit"], &["article"], |key| {
            if key == "article" { head.clone() } else { list(benefit.clone()) }
        }),
    )
}

fn glossary() -> Json {
    let keys = ["id", "name", "aliases", "definition", "source", "revised"];
    let term = object(&keys, &["id", "name", "definition", "source"], |key| match key {
        "name" | "definition" | "source" => both(),
        "aliases" => list(string()),
        "revised" => json!({ "type": "boolean" }),
        _ => string(),
    });
    document("fengce glossary.toml", object(&["term"], &[], |_| list(term.clone())))
}

/// A profile for one policy: its facts are the keys of `[answers]`.
fn profile(policy: &Policy) -> Json {
    let yuan = json!({ "anyOf": [{ "type": "integer" }, money()] });
    let answers: Map<String, Json> = policy
        .facts
        .iter()
        .map(|fact| {
            let options: Vec<&str> =
                fact.kind.options().iter().map(|option| option.id.as_str()).collect();
            let mut schema = match fact.kind {
                FactKind::Bool => json!({ "type": "boolean" }),
                FactKind::Choice(_) => json!({ "enum": options }),
                FactKind::Set(_) => list(json!({ "enum": options })),
                FactKind::Money { .. } => yuan.clone(),
                FactKind::Percent => {
                    json!({ "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?%$" })
                }
                FactKind::Count => {
                    json!({ "type": "integer", "minimum": 0, "maximum": 1_000_000_000 })
                }
                FactKind::Year => json!({ "type": "integer", "minimum": 1949, "maximum": 2100 }),
                FactKind::MoneyList => list(yuan.clone()),
            };
            if let Some(schema) = schema.as_object_mut() {
                schema.insert("description".to_owned(), json!(fact.label.zh));
            }
            (fact.id.clone(), schema)
        })
        .collect();
    let known = crate::profile::KEYS;
    document(
        "fengce profile",
        object(&known, &["schema", "policy", "year"], |key| match key {
            "schema" => json!({ "const": 1 }),
            "policy" => json!({ "const": policy.id }),
            "year" => json!({ "type": "integer", "minimum": 1949, "maximum": 2100 }),
            "edition" => string(),
            "answers" => json!({ "type": "object", "properties": answers }),
            "notes" => json!({ "type": "object", "additionalProperties": string() }),
            "caller" => json!({
                "type": "object",
                "properties": { "name": string(), "phone": string() },
            }),
            "told" => list(json!({
                "type": "object",
                "properties": { "text": string() },
                "required": ["time", "text"],
            })),
            "unsure" => object(&["facts"], &[], |_| list(string())),
            _ => json!({ "type": "object" }),
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::load_embedded;

    /// The committed schemas are what the tables of keys give.
    #[test]
    fn the_committed_schemas_are_the_types() {
        let policy = load_embedded().expect("the pack");
        for name in NAMES {
            let now = text(&policy, name).expect("a schema");
            let path = format!("schemas/{name}.schema.json");
            if std::env::var_os("FENGCE_ACCEPT").is_some() {
                std::fs::write(&path, &now).expect("writable");
            }
            assert_eq!(std::fs::read_to_string(&path).ok(), Some(now), "{path}");
        }
    }

    #[test]
    fn another_name_is_told_which_there_are() {
        let policy = load_embedded().expect("the pack");
        let error = text(&policy, "award").expect_err("no such schema");
        assert!(error.en.contains("\"award\"") && error.en.contains("policy, facts, article"));
    }
}
