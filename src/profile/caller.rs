//! Who called, and what they were told: `[caller]` and `[[told]]` of a profile's file.
//!
//! Neither enters the evaluation, nor anything that is written for others.

use toml::de::DeValue;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table as Toml};

use super::head::{MOST_FAULTS, line};
use super::record::{Profile, Told};
use super::write;
use crate::diagnostic::reader::{Item as Read, Table};
use crate::text;

/// Reads both; what else stands under `[caller]` is taken from the document for editing, by
/// [`take_others`].
pub(super) fn read(document: &Table<'_, '_>, profile: &mut Profile) {
    if let Some(table) = document.take("caller").and_then(|item| item.table()) {
        let field = |key| table.take(key).and_then(|item| line(&item)).unwrap_or_default();
        profile.caller.name = field("name");
        profile.caller.phone = field("phone");
    }
    let entries = document.take("told").and_then(|item| item.array()).unwrap_or_default();
    let mut bad = 0;
    for entry in entries {
        match told(&entry) {
            Some(told) => profile.told.push(told),
            None => bad += 1,
        }
        if bad >= MOST_FAULTS {
            return;
        }
    }
}

fn told(entry: &Read<'_, '_>) -> Option<Told> {
    let table = entry.table()?;
    let time = table.need("time").and_then(|item| match item.value() {
        DeValue::Datetime(time) => Some(*time),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => {
            item.wrong_type(&text!(
                "不加引号的时间，如 2026-11-28T10:32:00+08:00",
                "a time without quotes, such as 2026-11-28T10:32:00+08:00"
            ));
            None
        }
    });
    let text = table.need("text").and_then(|item| item.str());
    Some(Told { time: time?, text: text?.to_owned() })
}

/// What else the file says of the caller, for a profile that is written without that file.
pub(super) fn take_others(profile: &mut Profile, document: &DocumentMut) {
    let Some(table) = document.get("caller").and_then(Item::as_table_like) else { return };
    for (key, item) in table.iter().filter(|(key, _)| !["name", "phone"].contains(key)) {
        profile.caller.others.insert(key, item.clone());
    }
}

/// Puts both into the document.
pub(super) fn update(profile: &Profile, document: &mut DocumentMut) {
    let caller = &profile.caller;
    let is_new = !document.contains_key("caller");
    if (!is_new || !caller.is_empty())
        && let Some(table) = write::section(document, "caller")
    {
        for (key, field) in [("name", &caller.name), ("phone", &caller.phone)] {
            let line = field.replace(char::is_control, " ");
            write::text(table, key, Some(line.as_str()).filter(|line| !line.is_empty()));
        }
        for (key, item) in caller.others.iter().filter(|_| is_new) {
            table.insert(key, item.clone());
        }
    }
    update_told(&profile.told, document);
}

/// Entries that are as they were keep their text; the others are rewritten.
fn update_told(told: &[Told], document: &mut DocumentMut) {
    let old = document.remove("told").map(Item::into_array_of_tables);
    let mut entries = match old {
        Some(Ok(entries)) => entries,
        Some(Err(_)) | None => ArrayOfTables::new(),
    };
    let same = entries.iter().zip(told).take_while(|(old, new)| says(old, new)).count();
    while entries.len() > same {
        entries.remove(same);
    }
    for Told { time, text } in &told[same..] {
        let mut entry = Toml::new();
        entry.insert("time", toml_edit::value(*time));
        entry.insert("text", toml_edit::value(text));
        entries.push(entry);
    }
    if !entries.is_empty() {
        document.insert("told", Item::ArrayOfTables(entries));
    }
}

fn says(entry: &Toml, told: &Told) -> bool {
    entry.get("time").and_then(Item::as_datetime) == Some(&told.time)
        && entry.get("text").and_then(Item::as_str) == Some(&told.text)
}

/// The file of a profile without what was told, which is what a copy takes over; none where
/// nothing was, or where it is no TOML.
pub(super) fn without_told(text: &str) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    document.remove("told")?;
    Some(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Source};
    use crate::policy::{Policy, load_embedded};
    use crate::profile::{Loaded, carry_over, read, to_toml};

    const TEXT: &str = "\
schema = 1
policy = \"fengtai-smart-manufacturing\"
year = 2026

[answers]

[caller]
name = \"王会计\" # 上午来电
phone = \"010-12345678\"
wechat = \"wang\"

[[told]]
time = 2026-11-28T10:32:00+08:00 # 第一次
text = \"先入库\"
by = \"李\"
";

    fn read_text(policy: &Policy, text: &str) -> Result<Loaded, Diagnostics> {
        read(policy, &Source::new("p.toml", text))
    }

    fn reread(policy: &Policy, text: &str) -> Profile {
        read_text(policy, text).unwrap_or_else(|faults| panic!("{faults}{text}")).profile
    }

    #[test]
    fn both_are_read_and_what_others_wrote_in_them_survives() {
        let policy = load_embedded().expect("the pack");
        let edition = &policy.edition;
        let text =
            TEXT.replacen("\n[answers]", &format!("edition = \"{edition}\"\n\n[answers]"), 1);
        let mut profile = reread(&policy, &text);
        assert_eq!((&*profile.caller.name, &*profile.caller.phone), ("王会计", "010-12345678"));
        assert_eq!(profile.told[0].text, "先入库");
        assert_eq!(to_toml(&policy, &profile), text);
        let time = "2026-11-29T09:00:00+08:00".parse().expect("a time");
        profile.told.push(Told { time, text: "材料三份\n盖章".into() });
        profile.caller.phone.clear();
        let saved = to_toml(&policy, &profile);
        assert!(saved.contains("+08:00 # 第一次\ntext = \"先入库\"\nby = \"李\"\n"), "{saved}");
        assert!(saved.contains("wechat = \"wang\"") && !saved.contains("phone"), "{saved}");
        let again = reread(&policy, &saved);
        assert_eq!(again.told, profile.told);
        // What is told no more goes, the other entries stay.
        let mut fewer = again;
        fewer.told.remove(0);
        let saved = to_toml(&policy, &fewer);
        assert!(!saved.contains("先入库"), "{saved}");
        assert_eq!(reread(&policy, &saved).told, fewer.told);
    }

    #[test]
    fn an_inline_list_is_read_and_written_too() {
        let policy = load_embedded().expect("the pack");
        let text = format!(
            "told = [{{ time = 2026-11-28, text = \"a\" }}]\n{}",
            &TEXT[..TEXT.find("[caller]").expect("a caller")]
        );
        let mut profile = reread(&policy, &text);
        let time = "2026-11-29".parse().expect("a day");
        profile.told.push(Told { time, text: "b".into() });
        assert_eq!(reread(&policy, &to_toml(&policy, &profile)).told, profile.told);
    }

    #[test]
    fn next_year_and_a_copy_keep_the_caller_and_not_what_was_told() {
        let policy = load_embedded().expect("the pack");
        let profile = reread(&policy, TEXT);
        let next = carry_over(&policy, &profile).expect("a next year").profile;
        let copy = without_told(TEXT).expect("it was told something");
        for text in [to_toml(&policy, &next), copy] {
            let kept = reread(&policy, &text);
            assert_eq!(kept.told, []);
            assert_eq!((&*kept.caller.name, &*kept.caller.phone), ("王会计", "010-12345678"));
            assert!(text.contains("wechat = \"wang\"") && !text.contains("先入库"), "{text}");
        }
    }

    #[test]
    fn what_is_neither_is_refused_with_its_place() {
        let policy = load_embedded().expect("the pack");
        for (wrong, line, says) in [
            (TEXT.replace("\"010-12345678\"", "13800000000"), 9, "phone"),
            (TEXT.replace("\"王会计\"", "\"a\\u001bb\""), 8, "name"),
            (TEXT.replace("2026-11-28T10:32:00+08:00", "\"昨天\""), 13, "time"),
            (TEXT.replace("text = \"先入库\"\n", ""), 12, "text"),
            (TEXT.replace("[[told]]", "[told]"), 12, "told"),
        ] {
            let faults = read_text(&policy, &wrong).expect_err("refused");
            assert_eq!((faults.0.len(), faults.0[0].place.line), (1, line), "{faults}");
            assert!(faults.0[0].what.en.contains(says), "{faults}");
        }
    }
}
