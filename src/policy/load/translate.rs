//! Files that hold the texts of one language, laid over those of the pack: `en.toml` has the
//! same tables as the other files, but texts are strings, and the elements of arrays of tables
//! go by their ids.

use serde_spanned::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::policy::vocabulary::{Kind, Shape};
use crate::text::Lang;

/// Puts the texts of a language into a file.
pub fn file<'s>(
    document: &mut DeTable<'s>,
    shape: &'static Shape,
    overlay: &DeTable<'s>,
    main: Lang,
    lang: Lang,
) {
    table(document, shape, overlay, &Languages { main, lang });
}

/// The language of plain strings in the pack, and that of the overlay.
struct Languages {
    main: Lang,
    lang: Lang,
}

fn table<'s>(
    document: &mut DeTable<'s>,
    shape: &'static Shape,
    overlay: &DeTable<'s>,
    languages: &Languages,
) {
    for key in shape.keys() {
        if let (Some(value), Some(text)) = (document.get_mut(key.name), overlay.get(key.name)) {
            put(value, key.kind, text, languages);
        }
    }
}

fn put<'s>(
    value: &mut Spanned<DeValue<'s>>,
    kind: Kind,
    overlay: &Spanned<DeValue<'s>>,
    languages: &Languages,
) {
    match (kind, value.get_mut(), overlay.get_ref()) {
        (Kind::Text, value, DeValue::String(_)) => text(value, overlay, languages),
        (Kind::Table(shape), DeValue::Table(document), DeValue::Table(overlay)) => {
            table(document, shape, overlay, languages);
        }
        (Kind::Table(_), value @ DeValue::Table(_), DeValue::String(_)) => {
            text(value, overlay, languages);
        }
        (Kind::List(of), DeValue::Array(elements), DeValue::Array(overlay)) => {
            for (element, overlay) in elements.iter_mut().zip(overlay.iter()) {
                put(element, *of, overlay, languages);
            }
        }
        (Kind::List(of), DeValue::Array(elements), DeValue::Table(overlay)) => {
            for element in elements.iter_mut() {
                let id = element.get_ref().as_table().and_then(|table| table.get("id"));
                if let Some(DeValue::String(id)) = id.map(Spanned::get_ref)
                    && let Some(overlay) = overlay.get(id.as_ref())
                {
                    put(element, *of, overlay, languages);
                }
            }
        }
        (Kind::Map(_, of), DeValue::Table(document), DeValue::Table(overlay)) => {
            for (key, overlay) in overlay.iter() {
                if let Some(value) = document.get_mut(key.get_ref().as_ref()) {
                    put(value, *of, overlay, languages);
                }
            }
        }
        _ => {}
    }
}

/// A text takes the string of a language; a plain string was in the main one.
fn text<'s>(value: &mut DeValue<'s>, overlay: &Spanned<DeValue<'s>>, languages: &Languages) {
    let key = |lang: Lang| Spanned::new(overlay.span(), DeString::Borrowed(lang.code()));
    if let DeValue::String(_) = value {
        let plain = std::mem::replace(value, DeValue::Table(DeTable::new()));
        if let DeValue::Table(table) = value {
            table.insert(key(languages.main), Spanned::new(overlay.span(), plain));
        }
    }
    if let DeValue::Table(table) = value {
        table.insert(key(languages.lang), overlay.clone());
    }
}
