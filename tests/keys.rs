//! The chapter on keys comes from the table of keys: `docs/keys.md` says what the program does; the
//! completions and the manual page name every command.
#![cfg(feature = "app")]

#[path = "support/program.rs"]
mod program;

use std::fmt::Write as _;

use fengce::text::Lang;
use fengce::tui::keys_described;
use program::fengce;

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
    assert_eq!(written, expected, "rewrite it with FENGCE_WRITE_DOCS=1 cargo test --test keys");
}

/// What a command prints; it must succeed.
fn printed(arguments: &[&str]) -> String {
    let home = tempfile::tempdir().expect("a folder");
    let output = fengce(home.path(), arguments, &[]);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The commands that the manual page lists.
fn commands(page: &str) -> Vec<String> {
    let names = page.split("fengce-").skip(1).filter_map(|rest| rest.split_once("(1)"));
    let is_name = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase());
    names
        .map(|(name, _)| name)
        .filter(is_name)
        .filter(|n| *n != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn completions_and_the_manual_page_name_every_command() {
    let page = printed(&["man"]).replace('\\', "");
    let all = commands(&page);
    let help = printed(&["--help"]);
    assert!(all.len() >= 14 && all.contains(&"ask".to_owned()), "{all:?}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(&["completions", shell]);
        for name in &all {
            assert!(script.contains(name.as_str()), "{shell} does not know {name}");
        }
        for nested in ["restore", "purge"] {
            assert!(script.contains(nested), "{shell} does not know {nested}");
        }
    }
    assert!(page.contains(".TH fengce 1"), "{page}");
    for name in &all {
        assert!(help.contains(name.as_str()), "the help does not name {name}");
    }
    // The keys, from the table that drives the wizard.
    for (key, label) in keys_described(Lang::Zh) {
        assert!(page.contains(&key) && page.contains(&label), "the page lacks {key}");
    }
}
