//! `fengce profiles` and `fengce info`, as a shell sees them.
#![cfg(feature = "app")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::fengce;

/// Runs with the data folder `home/data`; returns the exit status and both outputs.
fn run(home: &Path, arguments: &[&str]) -> (i32, String, String) {
    let data = home.join("data");
    let output = fengce(home, arguments, &[("FENGCE_DATA", data.to_str().expect("UTF-8"))]);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

fn home_with_a_profile() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("data/profiles");
    fs::create_dir_all(&dir).expect("made");
    fs::copy("profiles/robot-maker.toml", dir.join("甲.toml")).expect("copied");
    home
}

#[test]
fn from_the_list_to_the_bin_and_back() {
    let home = home_with_a_profile();
    let ok = |arguments: &[&str]| {
        let (status, out, error) = run(home.path(), arguments);
        assert_eq!((status, error.as_str()), (0, ""), "{arguments:?}");
        out
    };
    assert!(ok(&["profiles", "list"]).starts_with("甲  "));
    let json: serde_json::Value =
        serde_json::from_str(&ok(&["profiles", "list", "--json"])).expect("JSON");
    assert_eq!(json[0]["name"], "甲");
    assert_eq!((&json[0]["year"], &json[0]["readable"]), (&2026.into(), &true.into()));
    ok(&["profiles", "copy", "甲", "乙.toml"]);
    ok(&["profiles", "rename", "乙", "丙"]);
    ok(&["profiles", "delete", "甲"]);
    assert!(ok(&["profiles", "list", "--bin"]).starts_with("甲  "));
    assert!(!ok(&["profiles", "list"]).contains('甲'));
    assert_eq!(ok(&["profiles", "restore", "甲", "--lang", "en"]), "restored as \"甲\"\n");
    let shown = ok(&["profiles", "show", "甲"]);
    assert_eq!(shown, fs::read_to_string("profiles/robot-maker.toml").expect("read"));
    assert!(ok(&["profiles", "history", "甲"]).contains("还没有"));
    ok(&["profiles", "purge", "丙", "--yes"]);
    ok(&["profiles", "delete", "甲"]);
    assert_eq!(
        ok(&["profiles", "purge", "--bin", "--yes", "--lang", "en"]),
        "1 deleted for good\n"
    );
    assert!(ok(&["profiles", "list", "--bin"]).contains("空"));
}

#[test]
fn what_cannot_be_done_says_why_and_what_to_do() {
    let home = home_with_a_profile();
    for (arguments, words) in [
        (&["profiles", "copy", "无", "乙"][..], &["没有这份档案", "profiles list"][..]),
        (&["profiles", "copy", "甲", "甲"], &["已有同名", "换一个名称"]),
        (&["profiles", "copy", "甲", "a/b"], &["名称里不能有“/”", "“ab”"]),
        (&["profiles", "rename", "甲", "CON"], &["Windows 把这个名称当作设备", "“_CON”"]),
        (&["profiles", "restore", "甲"], &["没有这份档案"]),
        (&["profiles", "restore", "甲", "--state", "7"], &["编号 7", "profiles history"]),
        (&["profiles", "purge", "甲"], &["不能恢复", "--yes"]),
        (&["profiles", "show", "无"], &["没有这份档案", "profiles list"]),
    ] {
        let (status, out, error) = run(home.path(), arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        for word in words {
            assert!(error.contains(word), "{arguments:?}: {error}");
        }
    }
    assert!(run(home.path(), &["profiles", "list"]).1.contains('甲'), "nothing was lost");
}

#[test]
fn a_profile_open_in_a_window_is_not_taken_away() {
    let home = home_with_a_profile();
    let lock = home.path().join("data/profiles/.甲.toml.lock");
    let file = fs::File::create(&lock).expect("made");
    file.lock().expect("locked");
    for command in [&["delete", "甲"][..], &["rename", "甲", "乙"], &["purge", "甲", "--yes"]] {
        let arguments = [&["profiles"], command].concat();
        let (status, _, error) = run(home.path(), &arguments);
        assert_eq!(status, 2);
        assert!(error.contains("另一个窗口") && error.contains("--force"), "{error}");
    }
    assert_eq!(run(home.path(), &["profiles", "delete", "甲", "--force"]).0, 0);
}

#[test]
fn info_has_the_pack_and_the_folders_and_no_answers() {
    let home = home_with_a_profile();
    let (status, out, _) = run(home.path(), &["info"]);
    assert_eq!(status, 0);
    assert!(out.contains(env!("CARGO_PKG_VERSION")), "{out}");
    assert!(out.contains(home.path().join("data/profiles").to_str().expect("UTF-8")), "{out}");
    let hash = fengce::policy::source::PackFiles::embedded().digest();
    assert!(hash.len() == 64 && out.contains(&hash), "{out}");
    let name = fs::read_to_string("profiles/robot-maker.toml").expect("read");
    let name = name.lines().find_map(|l| l.strip_prefix("name = \"")).expect("a name");
    assert!(!out.contains(name.trim_end_matches('"')), "{out}");
    // The pack in the folder is the embedded one.
    let pack = "policies/fengtai-smart-manufacturing";
    assert!(run(home.path(), &["info", "--policy", pack]).1.contains(&hash));
}

#[test]
fn a_name_is_checked_before_the_first_question() {
    let home = home_with_a_profile();
    let long = "长".repeat(90);
    for (name, word) in [
        ("", "名称是空的"),
        (".hidden", "不能以“.”开头"),
        ("a\nb", "名称里不能有"),
        ("COM¹", "当作设备"),
        ("甲 ", "结尾"),
        (&long, "名称太长"),
    ] {
        let (status, out, error) = run(home.path(), &["ask", "--", name]);
        assert_eq!((status, out.as_str()), (2, ""), "{name:?}");
        assert!(error.contains(word), "{name:?}: {error}");
    }
    let files = fs::read_dir(home.path().join("data/profiles")).expect("a folder").count();
    assert_eq!(files, 1, "nothing was made");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_called_what_it_is_and_never_removed() {
    let home = home_with_a_profile();
    let dir = home.path().join("data/profiles");
    fs::create_dir(dir.join("夹.toml")).expect("made");
    fs::write(dir.join("夹.toml/里面"), "kept").expect("written");
    std::os::unix::net::UnixListener::bind(dir.join("槽.toml")).expect("bound");
    std::os::unix::fs::symlink("nowhere", dir.join("链.toml")).expect("linked");
    for (name, word) in [("夹", "一个文件夹"), ("槽", "一个套接字"), ("链", "链接")]
    {
        for command in [&["purge", name, "--yes"][..], &["delete", name], &["rename", name, "新"]]
        {
            let (status, _, error) = run(home.path(), &[&["profiles"], command].concat());
            assert_eq!(status, 2, "{command:?}");
            assert!(error.contains(word), "{command:?}: {error}");
        }
    }
    // What stands in the history's place stays, too.
    fs::create_dir_all(dir.join(".history/甲.toml/别人的")).expect("made");
    assert_eq!(run(home.path(), &["profiles", "purge", "甲", "--yes"]).0, 0);
    assert!(dir.join("夹.toml/里面").exists() && dir.join(".history/甲.toml/别人的").exists());
    assert!(!dir.join("甲.toml").exists());
    // A profile that is a link: the link goes, what it leads to stays.
    let outside = home.path().join("外.toml");
    fs::copy("profiles/robot-maker.toml", &outside).expect("copied");
    std::os::unix::fs::symlink(&outside, dir.join("外.toml")).expect("linked");
    assert_eq!(run(home.path(), &["profiles", "purge", "外", "--yes"]).0, 0);
    assert!(outside.exists() && !dir.join("外.toml").is_symlink());
}

#[test]
fn a_backup_brings_everything_back_and_loses_nothing_that_is_here() {
    let home = home_with_a_profile();
    let dir = home.path().join("data/profiles");
    let read = |path: &Path| fs::read_to_string(path).expect("read");
    let first = read(&dir.join("甲.toml"));
    fs::create_dir_all(dir.join(".history/甲.toml")).expect("made");
    fs::write(dir.join(".history/甲.toml/000001.toml"), "earlier").expect("written");
    fs::copy("profiles/robot-maker.toml", dir.join("乙.toml")).expect("copied");
    assert_eq!(run(home.path(), &["profiles", "delete", "乙"]).0, 0);
    fs::write(home.path().join("config.toml"), "lang = \"zh\"\nyear = 2027\n").expect("written");
    fs::write(home.path().join("benchmarks.toml"), "[2026]\ndistrict_rd_growth = \"6%\"\n")
        .expect("written");
    let file = home.path().join("all.zip");
    let file = file.to_str().expect("UTF-8");
    let (status, out, error) = run(home.path(), &["backup", "-o", file]);
    assert_eq!((status, error.as_str()), (0, ""), "{out}");
    assert!(out.contains("1 份档案"), "{out}");

    // On another computer.
    let other = tempfile::tempdir().expect("a folder");
    let (status, _, error) = run(other.path(), &["restore", file]);
    assert_eq!(status, 2, "nobody is there to ask");
    assert!(error.contains("--yes") && error.contains("恢复 1 份"), "{error}");
    assert!(!other.path().join("data").exists(), "nothing was done");
    assert_eq!(run(other.path(), &["restore", file, "--yes"]).0, 0);
    let there = other.path().join("data/profiles");
    assert_eq!(read(&there.join("甲.toml")), first);
    assert_eq!(read(&there.join(".history/甲.toml/000001.toml")), "earlier");
    assert!(there.join(".bin/乙/乙.toml").exists());
    assert!(read(&other.path().join("config.toml")).contains("year = 2027"));
    assert!(read(&other.path().join("benchmarks.toml")).contains("6%"));

    // Here, where 甲 was changed meanwhile: what it is now goes into its history.
    fs::write(dir.join("甲.toml"), first.replace("year = 2026", "year = 2025")).expect("written");
    assert_eq!(run(home.path(), &["restore", file, "--yes"]).0, 0);
    assert_eq!(read(&dir.join("甲.toml")), first);
    let states: Vec<_> = fs::read_dir(dir.join(".history/甲.toml"))
        .expect("a folder")
        .map(|entry| read(&entry.expect("an entry").path()))
        .collect();
    assert_eq!(states.len(), 2, "each state once: {states:?}");
    assert!(states.iter().any(|state| state.contains("year = 2025")), "{states:?}");
    assert_eq!(run(home.path(), &["profiles", "list", "--bin"]).1.lines().count(), 1, "乙 once");

    // A damaged one: nothing is touched.
    let mut bytes = fs::read(file).expect("read");
    let middle = bytes.len() / 2;
    for byte in &mut bytes[middle..middle + 100] {
        *byte ^= 0x40;
    }
    let bad = home.path().join("bad.zip");
    fs::write(&bad, bytes).expect("written");
    let (status, _, error) = run(home.path(), &["restore", bad.to_str().expect("UTF-8"), "--yes"]);
    assert_eq!(status, 2);
    assert!(error.contains("损坏"), "{error}");
    assert_eq!(read(&dir.join("甲.toml")), first);
}

#[test]
fn what_was_not_saved_for_long_goes_after_a_list() {
    let home = home_with_a_profile();
    let dir = home.path().join("data/profiles");
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(200 * 86_400);
    let date = |path: &Path| {
        let file = fs::File::options().write(true).open(path).expect("open");
        file.set_modified(old).expect("dated");
    };
    for name in ["乙", "丙"] {
        fs::copy("profiles/robot-maker.toml", dir.join(format!("{name}.toml"))).expect("copied");
        date(&dir.join(format!("{name}.toml")));
    }
    assert_eq!(run(home.path(), &["profiles", "delete", "丙"]).0, 0);
    for name in ["甲", "乙"] {
        let history = dir.join(format!(".history/{name}.toml"));
        fs::create_dir_all(&history).expect("made");
        for state in ["000001.toml", "000002.toml"] {
            fs::write(history.join(state), "x").expect("written");
        }
        date(&history.join("000001.toml"));
    }
    let (status, _, error) = run(home.path(), &["profiles", "purge", "--older-than", "180d"]);
    assert_eq!(status, 2, "nobody is there to ask");
    for word in ["乙（连同历史）", "丙（回收站）", "历史状态 1 个", "--yes"] {
        assert!(error.contains(word), "{word}: {error}");
    }
    assert!(!error.contains("甲"), "{error}");
    assert_eq!(run(home.path(), &["profiles", "purge", "--older-than", "180d", "--yes"]).0, 0);
    assert!(dir.join("甲.toml").exists() && dir.join(".history/甲.toml/000002.toml").exists());
    for gone in ["乙.toml", ".history/乙.toml", ".bin/丙", ".history/甲.toml/000001.toml"] {
        assert!(!dir.join(gone).exists(), "{gone}");
    }
    let (status, out, _) = run(home.path(), &["profiles", "purge", "--older-than", "26w", "--yes"]);
    assert_eq!(status, 0);
    assert!(out.contains("没有"), "{out}");
    assert_eq!(run(home.path(), &["profiles", "purge", "--older-than", "180"]).0, 2);
}

#[test]
fn info_clears_at_once_what_a_killed_program_left() {
    let home = home_with_a_profile();
    let dir = home.path().join("data/profiles");
    fs::create_dir_all(dir.join(".history/甲.toml")).expect("made");
    let left = [".甲.toml.lock", ".fengce-x.tmp", ".history/甲.toml/.fengce-y.tmp"];
    for left in left {
        fs::write(dir.join(left), "").expect("written");
    }
    // What a running program uses stays.
    let used = [".乙.toml.lock", ".fengce-z.tmp"].map(|name| {
        let file = fs::File::create(dir.join(name)).expect("made");
        file.lock().expect("locked");
        file
    });
    let (status, out, error) = run(home.path(), &["info"]);
    assert_eq!((status, error.as_str()), (0, ""));
    assert!(out.contains("3 个文件") && out.contains(".甲.toml.lock"), "{out}");
    for left in left {
        assert!(!dir.join(left).exists(), "{left}");
    }
    assert!(dir.join(".乙.toml.lock").exists() && dir.join(".fengce-z.tmp").exists());
    drop(used);
    assert!(run(home.path(), &["info"]).1.contains("2 个文件"));
    assert!(!run(home.path(), &["info"]).1.contains("个文件"));
}

#[test]
fn a_saved_profile_is_opened_by_its_name() {
    let home = home_with_a_profile();
    // Without a terminal the wizard asks plain questions, of that profile.
    let (_, _, error) = run(home.path(), &["wizard", "甲"]);
    assert!(!error.contains("没有这个文件"), "{error}");
    let (status, _, error) = run(home.path(), &["wizard", "无"]);
    assert_eq!(status, 2);
    assert!(error.contains("无") && error.contains("没有"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_looked_into_has_no_new_profile_written_into_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = home_with_a_profile();
    let dir = home.path().join("data/profiles");
    // Root sees everything.
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o600)).expect("set");
    if dir.join("甲.toml").exists() {
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o700)).expect("set");
        return;
    }
    for arguments in [&["ask", "甲"][..], &["profiles", "rename", "甲", "乙"], &["assess", "甲"]]
    {
        let (status, _, error) = run(home.path(), arguments);
        assert_eq!(status, 2, "{arguments:?}");
        assert!(error.contains("没有读取的权限") || error.contains("没有权限"), "{error}");
    }
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o700)).expect("set");
    assert!(dir.join("甲.toml").exists());
}

#[test]
fn what_a_command_prints_goes_into_a_file_instead() {
    let home = home_with_a_profile();
    let file = home.path().join("out.txt");
    let name = file.to_str().expect("UTF-8");
    for command in [
        &["assess", "甲", "--format", "json"][..],
        &["profiles", "list", "--json"],
        &["profiles", "show", "甲"],
        &["policy", "show", "6"],
        &["completions", "bash"],
    ] {
        let (status, printed, _) = run(home.path(), command);
        assert_eq!(status, 0, "{command:?}");
        let (status, out, error) = run(home.path(), &[command, &["-o", name]].concat());
        assert_eq!((status, out.as_str()), (0, ""), "{command:?}: {error}");
        assert!(error.contains("已写入"), "{error}");
        assert_eq!(fs::read_to_string(&file).expect("written"), printed, "{command:?}");
    }
    // Never in place of what is read.
    let profile = home.path().join("data/profiles/甲.toml");
    let before = fs::read(&profile).expect("read");
    for read in ["甲", profile.to_str().expect("UTF-8")] {
        let path = profile.to_str().expect("UTF-8");
        assert_eq!(run(home.path(), &["assess", read, "-o", path]).0, 2);
    }
    assert_eq!(fs::read(&profile).expect("read"), before);
    // A command that fails writes nothing.
    fs::remove_file(&file).expect("removed");
    assert_eq!(run(home.path(), &["assess", "无", "-o", name]).0, 2);
    assert!(!file.exists());
    let (status, _, error) = run(home.path(), &["wizard", "-o", name]);
    assert_eq!(status, 2);
    assert!(error.contains("-o"), "{error}");
}
