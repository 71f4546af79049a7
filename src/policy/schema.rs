//! JSON schemas of the files of a pack and of profiles, made from the tables of keys that the
//! loader reads by, for editors (taplo, VS Code).

use serde_json::{Map, Value as Json, json};

use super::vocabulary::{
    ARTICLE_FILE, EXAMPLE_FILE, FACTS_FILE, FAQ_FILE, GLOSSARY_FILE, Kind, POLICY_FILE, Shape,
};
use super::{Fact, FactKind, Policy};
use crate::text;
use crate::text::Text;

/// The schemas there are.
pub const NAMES: [&str; 7] =
    ["policy", "facts", "article", "examples", "glossary", "faq", "profile"];

/// The keys of a profile.
pub(crate) const PROFILE_KEYS: [&str; 11] = [
    "schema",
    "policy",
    "year",
    "edition",
    "enterprise",
    "answers",
    "notes",
    "caller",
    "told",
    "unsure",
    "aside",
];

/// One schema as text.
///
/// # Errors
/// Says which there are.
pub fn text(policy: &Policy, which: &str) -> Result<String, Text> {
    let schema = match which {
        "policy" => file(&POLICY_FILE),
        "facts" => file(&FACTS_FILE),
        "article" => file(&ARTICLE_FILE),
        "examples" => file(&EXAMPLE_FILE),
        "glossary" => file(&GLOSSARY_FILE),
        "faq" => file(&FAQ_FILE),
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

/// The schema of a file, with the definitions that it refers to.
fn file(shape: &'static Shape) -> Json {
    let mut definitions = Map::new();
    let root = object(shape, &mut definitions);
    document(&format!("fengce {}", shape.says.1), root, definitions)
}

fn document(title: &str, mut root: Json, definitions: Map<String, Json>) -> Json {
    if let Some(root) = root.as_object_mut() {
        root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        root.insert("title".to_owned(), json!(title));
        root.insert("$defs".to_owned(), Json::Object(definitions));
    }
    root
}

/// An object with exactly the keys of a table.
fn object(shape: &'static Shape, definitions: &mut Map<String, Json>) -> Json {
    let needed: Vec<&str> = shape.keys().filter(|key| key.needed).map(|key| key.name).collect();
    let mut properties = Map::new();
    for key in shape.keys() {
        let of = value(&key.kind, definitions);
        let (zh, en) = (key.says.0, key.says.1);
        // A reference must stand alone.
        let mut described = match of.get("$ref") {
            Some(_) => json!({ "allOf": [of] }),
            None => of,
        };
        if let Some(described) = described.as_object_mut() {
            described.insert("description".to_owned(), json!(format!("{zh} / {en}")));
        }
        properties.entry(key.name).or_insert(described);
    }
    json!({
        "type": "object", "description": format!("{} / {}", shape.says.0, shape.says.1),
        "additionalProperties": false, "required": needed, "properties": properties,
    })
}

fn value(kind: &'static Kind, definitions: &mut Map<String, Json>) -> Json {
    let map = |of: Json| json!({ "type": "object", "additionalProperties": of });
    match kind {
        Kind::Str(_) => json!({ "type": "string" }),
        Kind::Text => {
            let both = json!({ "anyOf": [{ "type": "string" }, {
                "type": "object", "additionalProperties": false, "minProperties": 1,
                "properties": { "zh": { "type": "string" }, "en": { "type": "string" } },
            }] });
            definitions.entry("text").or_insert(both);
            json!({ "$ref": "#/$defs/text" })
        }
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Whole(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Kind::Money => money(),
        Kind::Percent => rate(),
        Kind::Day => day(),
        Kind::OneOf(words) => {
            let words: Vec<&str> = words.listed().iter().map(|(word, _)| *word).collect();
            json!({ "enum": words })
        }
        Kind::List(of) => json!({ "type": "array", "items": value(of, definitions) }),
        Kind::Tuple(kinds) => {
            let items: Vec<Json> = kinds.iter().map(|kind| value(kind, definitions)).collect();
            let size = kinds.len();
            json!({ "type": "array", "items": items, "minItems": size, "maxItems": size })
        }
        Kind::Table(shape) => {
            if !definitions.contains_key(shape.name) {
                // Held before it is made, as a table may hold itself.
                definitions.insert(shape.name.to_owned(), Json::Null);
                let made = object(shape, definitions);
                definitions.insert(shape.name.to_owned(), made);
            }
            json!({ "$ref": format!("#/$defs/{}", shape.name) })
        }
        Kind::Map(_, of) => map(value(of, definitions)),
        Kind::Either(kinds) => {
            let any: Vec<Json> = kinds.iter().map(|kind| value(kind, definitions)).collect();
            json!({ "anyOf": any })
        }
        Kind::Answers => json!({ "type": "object" }),
    }
}

fn money() -> Json {
    json!({ "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?(元|万元|亿元|万|亿)$" })
}

fn rate() -> Json {
    json!({ "type": "string", "pattern": "^([0-9]+(\\.[0-9]+)?%|[0-9]{1,6}/[0-9]{1,6})$" })
}

fn percent() -> Json {
    json!({ "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?%$" })
}

/// A profile for one policy: its facts are the keys of `[answers]`.
fn profile(policy: &Policy) -> Json {
    let yuan = json!({ "anyOf": [{ "type": "integer" }, money()] });
    let answers: Map<String, Json> = policy
        .facts
        .iter()
        .map(|fact| {
            let mut schema = answer(fact, &yuan);
            if let Some(schema) = schema.as_object_mut() {
                schema.insert("description".to_owned(), json!(fact.label.zh));
            }
            (fact.id.clone(), schema)
        })
        .collect();
    let properties: Map<String, Json> = PROFILE_KEYS
        .iter()
        .map(|key| {
            let schema = match *key {
                "schema" => json!({ "const": 1 }),
                "policy" => json!({ "const": policy.id }),
                "year" => year(),
                "edition" => json!({ "type": "string" }),
                "answers" => json!({ "type": "object", "properties": answers }),
                "notes" => {
                    json!({ "type": "object", "additionalProperties": { "type": "string" } })
                }
                "unsure" => json!({
                    "type": "object", "additionalProperties": false,
                    "properties": { "facts": { "type": "array", "items": { "type": "string" } } },
                }),
                "caller" => json!({
                    "type": "object",
                    "properties": { "name": { "type": "string" }, "phone": { "type": "string" } },
                }),
                "told" => json!({ "type": "array", "items": {
                    "type": "object", "required": ["time", "text"],
                    "properties": { "text": { "type": "string" } },
                } }),
                _ => json!({ "type": "object" }),
            };
            ((*key).to_owned(), schema)
        })
        .collect();
    let root = json!({
        "type": "object", "additionalProperties": false,
        "required": ["schema", "policy", "year"], "properties": properties,
    });
    document("fengce profile", root, Map::new())
}

/// The answer to a fact.
fn answer(fact: &Fact, yuan: &Json) -> Json {
    let options: Vec<&str> = fact.kind.options().iter().map(|option| option.id.as_str()).collect();
    match &fact.kind {
        FactKind::Bool => json!({ "type": "boolean" }),
        FactKind::Choice(_) => json!({ "enum": options }),
        FactKind::Set(_) => json!({ "type": "array", "items": { "enum": options } }),
        FactKind::Money { .. } => yuan.clone(),
        FactKind::Percent => percent(),
        FactKind::Count => json!({ "type": "integer", "minimum": 0, "maximum": 1_000_000_000 }),
        FactKind::Year => year(),
        FactKind::Day => day(),
        FactKind::MoneyList => json!({ "type": "array", "items": yuan }),
        FactKind::Items(fields) => {
            let fields: Map<String, Json> =
                fields.iter().map(|field| (field.id.clone(), answer(field, yuan))).collect();
            json!({ "type": "array", "items": {
                "type": "object", "additionalProperties": false, "properties": fields,
            } })
        }
    }
}

fn day() -> Json {
    json!({ "type": "string", "format": "date" })
}

fn year() -> Json {
    json!({ "type": "integer", "minimum": 1949, "maximum": 2100 })
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
