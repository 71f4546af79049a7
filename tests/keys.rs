//! The chapter on keys comes from the table of keys: `docs/keys.md` says what the program does.
#![cfg(feature = "app")]

use std::fmt::Write as _;

use fengce::text::Lang;
use fengce::tui::keys_described;

#[test]
fn the_chapter_on_keys_is_the_table_of_keys() {
    let mut expected = String::from(
        "# 按键 / Keys\n\n菜单（F10）里有全部操作，只用方向键和 Enter 也能做完所有事。\n\
         The menu (F10) has every action; arrows and Enter are enough for everything.\n\n\
         | 键 | 作用 | what it does |\n| --- | --- | --- |\n",
    );
    let both = keys_described(Lang::Zh).into_iter().zip(keys_described(Lang::En));
    for ((key, zh), (_, en)) in both {
        writeln!(expected, "| {key} | {zh} | {en} |").expect("written");
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
    if std::env::var_os("FENGCE_WRITE_DOCS").is_some() {
        std::fs::write(path, &expected).expect("written");
    }
    let written = std::fs::read_to_string(path).expect("docs/keys.md");
    assert_eq!(written, expected, "write it anew with FENGCE_WRITE_DOCS=1 cargo test --test keys");
}
