//! Which file of `src` uses which: `use` lines and paths that begin with `crate::`, followed
//! through `pub use` to the file that defines the name. Test modules do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The files of `src` by module path, and the arrows between them.
pub struct House {
    files: BTreeMap<String, File>,
    arrows: BTreeMap<String, BTreeSet<String>>,
}

struct File {
    name: String,
    lines: usize,
    paths: Vec<Vec<String>>,
    /// Names handed on with `pub use`, and where from.
    handed_on: BTreeMap<String, Vec<String>>,
}

impl House {
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = BTreeMap::new();
        collect(&root, &root, &mut files);
        let mut house = Self { files, arrows: BTreeMap::new() };
        house.draw();
        house
    }

    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.values().map(|file| file.name.as_str())
    }

    pub fn lengths(&self) -> impl Iterator<Item = (&str, usize)> {
        self.files.values().map(|file| (file.name.as_str(), file.lines))
    }

    pub fn arrows(&self) -> impl Iterator<Item = (&str, &str)> {
        self.arrows
            .iter()
            .flat_map(|(from, to)| to.iter().map(move |to| (from.as_str(), to.as_str())))
    }

    pub fn used_by<'a>(&'a self, file: &str) -> impl Iterator<Item = &'a str> {
        self.arrows.get(file).into_iter().flatten().map(String::as_str)
    }

    /// The folder, or file, directly below `src`.
    pub fn room<'a>(&self, file: &'a str) -> &'a str {
        file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
    }

    pub fn rooms(&self) -> BTreeSet<&str> {
        let shell = ["lib", "main"];
        self.files().map(|file| self.room(file)).filter(|room| !shell.contains(room)).collect()
    }

    fn draw(&mut self) {
        let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for file in self.files.values().filter(|file| file.name.contains('/')) {
            for path in &file.paths {
                if let Some(to) = self.home_of(path, 0)
                    && to.name != file.name
                {
                    arrows.entry(file.name.clone()).or_default().insert(to.name.clone());
                }
            }
        }
        self.arrows = arrows;
    }

    /// The file that a path names something of.
    fn home_of(&self, path: &[String], hops: usize) -> Option<&File> {
        let known =
            (0..=path.len()).rev().find(|&n| self.files.contains_key(&path[..n].join("::")))?;
        let file = &self.files[&path[..known].join("::")];
        match path.get(known).and_then(|name| file.handed_on.get(name)) {
            Some(from) if hops < 8 => {
                let further: Vec<_> = from.iter().chain(&path[known + 1..]).cloned().collect();
                self.home_of(&further, hops + 1)
            }
            // A glob or a macro: the module itself.
            _ => (known > 0).then_some(file),
        }
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, File>) {
    for entry in std::fs::read_dir(folder).expect("src is readable").flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "tests" && name != "snapshots") {
                collect(root, &path, files);
            }
        } else if path.extension().is_some_and(|end| end == "rs") {
            let name =
                path.strip_prefix(root).expect("below src").to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&path).expect("a source file is UTF-8");
            if !is_test_module(&path, &text) {
                let module = module_of(&name);
                files.insert(module.join("::"), File::read(name, &module, &text));
            }
        }
    }
}

/// Whether the file is declared `#[cfg(test)]` where it is declared, or is all tests.
fn is_test_module(path: &Path, text: &str) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if stem == "tests" || stem.ends_with("_tests") || text.contains("#![cfg(test)]") {
        return true;
    }
    let beside = path.parent().map(|folder| folder.join("mod.rs"));
    let above = path.parent().map(|folder| folder.with_extension("rs"));
    [beside, above].into_iter().flatten().any(|parent| {
        std::fs::read_to_string(parent).is_ok_and(|parent| {
            parent.lines().zip(parent.lines().skip(1)).any(|(first, second)| {
                first.trim() == "#[cfg(test)]"
                    && second.trim().trim_start_matches("pub ").trim_start_matches("pub(crate) ")
                        == format!("mod {stem};")
            })
        })
    })
}

fn module_of(name: &str) -> Vec<String> {
    let mut module: Vec<_> = name.trim_end_matches(".rs").split('/').map(String::from).collect();
    if module.last().is_some_and(|last| last == "mod" || last == "lib") {
        module.pop();
    }
    module
}

impl File {
    fn read(name: String, module: &[String], text: &str) -> Self {
        let lines = text.lines().count();
        let code = code_of(text);
        let mut file = Self { name, lines, paths: Vec::new(), handed_on: BTreeMap::new() };
        let mut rest = code.as_str();
        while let Some(at) = rest.find("use ") {
            let before = &rest[..at];
            let starts = before.trim_end_matches(|c: char| c != '\n' && c != '{' && c != ';');
            let head = &before[starts.len()..];
            let end = rest[at..].find(';').map_or(rest.len(), |end| at + end);
            if head.trim().is_empty() || head.trim_start().starts_with("pub") {
                let public = head.contains("pub");
                for (path, alias) in expand(&rest[at + 4..end]) {
                    let Some(path) = absolute(module, &path) else { continue };
                    if public {
                        file.handed_on.insert(alias, path);
                    } else {
                        file.paths.push(path);
                    }
                }
                rest = &rest[end..];
            } else {
                rest = &rest[at + 4..];
            }
        }
        // Paths written out where they are used.
        let mut before = "";
        for part in code.split("crate::") {
            // `pub(in crate::…)` says who may see, and uses nothing; what is in braces was read above.
            let is_use = !before.is_empty() && !before.ends_with("pub(in ");
            before = part;
            let end = part.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            if !is_use || end.is_some_and(|end| part[end..].starts_with('{')) {
                continue;
            }
            let path: String =
                part.chars().take_while(|&c| c.is_alphanumeric() || c == '_' || c == ':').collect();
            let path: Vec<_> =
                path.split("::").filter(|s| !s.is_empty()).map(String::from).collect();
            if !path.is_empty() {
                file.paths.push(path);
            }
        }
        file
    }
}

/// The text without comments and without what stands behind `#[cfg(test)]` at the margin.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_end() == "#[cfg(test)]" {
            // The item ends with a line that closes at the margin, or with a semicolon.
            for line in lines.by_ref() {
                if line.starts_with('}') || (!line.starts_with(' ') && line.ends_with(';')) {
                    break;
                }
            }
            continue;
        }
        code.push_str(line.split("//").next().unwrap_or_default());
        code.push('\n');
    }
    code
}

/// `a::{b, c::d as e}` as its single paths, each with the name that it brings.
fn expand(tree: &str) -> Vec<(Vec<String>, String)> {
    fn walk(prefix: &[String], tree: &str, out: &mut Vec<(Vec<String>, String)>) {
        let tree = tree.trim();
        if let Some(open) = tree.find('{') {
            let mut prefix = prefix.to_vec();
            prefix.extend(segments(&tree[..open]));
            let inner = tree[open + 1..].trim_end().trim_end_matches('}');
            let (mut depth, mut from) = (0, 0);
            for (at, c) in inner.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        walk(&prefix, &inner[from..at], out);
                        from = at + 1;
                    }
                    _ => {}
                }
            }
            walk(&prefix, &inner[from..], out);
        } else if !tree.is_empty() {
            let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
            let mut full = prefix.to_vec();
            full.extend(segments(path));
            full.retain(|segment| segment != "self" || prefix.is_empty());
            let last = full.last().cloned().unwrap_or_default();
            let alias = if alias.is_empty() { last } else { alias.trim().to_owned() };
            out.push((full, alias));
        }
    }
    fn segments(path: &str) -> impl Iterator<Item = String> {
        path.split("::").map(str::trim).filter(|s| !s.is_empty()).map(String::from)
    }
    let mut out = Vec::new();
    walk(&[], tree, &mut out);
    out
}

/// The path from the root of the crate; `None` for other crates.
fn absolute(module: &[String], path: &[String]) -> Option<Vec<String>> {
    match path.first().map(String::as_str)? {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([module, &path[1..]].concat()),
        "super" => {
            let up = path.iter().take_while(|segment| *segment == "super").count();
            let keep = module.len().checked_sub(up)?;
            Some([&module[..keep], &path[up..]].concat())
        }
        // A path that begins with a child module of this file.
        _ => Some([module, path].concat()),
    }
}
