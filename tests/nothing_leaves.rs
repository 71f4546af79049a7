//! Nothing leaves: no network code is built in, and no `unsafe` is written here.

use std::fs;

/// Crates that speak to a network, encrypt for it, or bring a runtime for it: those that
/// `cargo deny` keeps out, too.
fn network() -> Vec<String> {
    let deny: toml::Table =
        fs::read_to_string("deny.toml").expect("what is denied").parse().expect("TOML");
    let names = deny["bans"]["deny"].as_array().expect("a list").iter();
    let names: Vec<_> = names.map(|name| name.as_str().expect("a name").to_owned()).collect();
    for known in ["hyper", "reqwest", "rustls", "tokio", "ureq"] {
        assert!(names.iter().any(|name| name == known), "{known} is denied");
    }
    names
}

#[test]
fn no_network_crate_is_in_the_lock_file() {
    let lock: toml::Table =
        fs::read_to_string("Cargo.lock").expect("a lock file").parse().expect("TOML");
    let packages = lock["package"].as_array().expect("packages");
    assert!(packages.len() > 50, "the lock file is read");
    let network = network();
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        assert!(!network.iter().any(|denied| denied == name), "{name} speaks to a network");
        // Only the registry: nothing comes from a place of its own.
        if let Some(source) = package.get("source").and_then(|source| source.as_str()) {
            assert!(source.starts_with("registry+https://github.com/rust-lang/crates.io-index"));
        }
    }
}

#[test]
fn no_source_opens_a_socket_or_is_unsafe() {
    for root in ["src/lib.rs", "src/main.rs"] {
        let text = fs::read_to_string(root).expect("a root");
        assert!(text.contains("#![forbid(unsafe_code)]"), "{root}");
    }
    let mut folders = vec![std::path::PathBuf::from("src")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).expect("a source");
                for word in ["std::net", "TcpStream", "UdpSocket", "UnixStream"] {
                    assert!(!text.contains(word), "{}: {word}", path.display());
                }
                count += 1;
            }
        }
    }
    assert!(count > 50, "the sources are read");
}
