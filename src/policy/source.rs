//! Where a pack comes from: the embedded one, or a folder. The only part of the policy that
//! touches the disk.

use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Source, found};
use crate::disk;
use crate::text;
use crate::text::Lang;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies/fengtai-smart-manufacturing");

static TEMPLATE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies/template");

/// The files of the small pack that new ones begin as, with their paths.
pub fn template() -> Vec<(&'static Path, &'static [u8])> {
    fn collect(dir: &'static Dir<'static>, out: &mut Vec<(&'static Path, &'static [u8])>) {
        out.extend(dir.files().map(|file| (file.path(), file.contents())));
        dir.dirs().for_each(|dir| collect(dir, out));
    }
    let mut files = Vec::new();
    collect(&TEMPLATE, &mut files);
    files
}

/// The most bytes one file of a pack may have.
const FILE_LIMIT: u64 = 4 << 20;

/// The files of a pack.
#[derive(Clone, Debug)]
pub struct PackFiles {
    /// `policy.toml`.
    pub policy: Source,
    /// `glossary.toml`.
    pub glossary: Option<Source>,
    /// `facts/*.toml`, by name.
    pub facts: Vec<Source>,
    /// `articles/*.toml`, by name.
    pub articles: Vec<Source>,
    /// `examples/*.toml`, by name.
    pub examples: Vec<Source>,
    /// `faq.toml`.
    pub faq: Option<Source>,
    /// `zh.toml` and `en.toml`: the texts of one language.
    pub overlays: Vec<(Lang, Source)>,
    /// `source.txt`.
    pub text: String,
}

impl PackFiles {
    /// The pack in the binary.
    pub fn embedded() -> Self {
        let read = |path: &str| -> &'static str {
            EMBEDDED.get_file(path).and_then(|file| file.contents_utf8()).unwrap_or_default()
        };
        let folder = |name: &str| {
            let mut files: Vec<_> = EMBEDDED
                .get_dir(name)
                .into_iter()
                .flat_map(Dir::files)
                .filter(|file| file.path().extension().is_some_and(|ext| ext == "toml"))
                .map(|file| {
                    let name = file.path().to_string_lossy().replace('\\', "/");
                    Source::embedded(name, file.contents_utf8().unwrap_or_default())
                })
                .collect();
            files.sort_by(|a, b| a.name.cmp(&b.name));
            files
        };
        let optional = |name: &'static str| {
            EMBEDDED.get_file(name).map(|_| Source::embedded(name, read(name)))
        };
        Self {
            policy: Source::embedded("policy.toml", read("policy.toml")),
            glossary: optional("glossary.toml"),
            facts: folder("facts"),
            articles: folder("articles"),
            examples: folder("examples"),
            faq: optional("faq.toml"),
            overlays: OVERLAYS
                .iter()
                .filter_map(|(lang, name)| Some((*lang, optional(name)?)))
                .collect(),
            text: read("source.txt").to_owned(),
        }
    }

    /// The same without the worked examples, which only the proof of a pack reads: they are
    /// about half of what there is to parse. A pack that nobody proved is not read like this,
    /// as faults in its examples would go unseen.
    #[must_use]
    pub fn without_examples(mut self) -> Self {
        self.examples.clear();
        self
    }

    /// The pack in a folder.
    ///
    /// # Errors
    /// A diagnostic naming the file that cannot be read.
    pub fn from_dir(dir: &Path) -> Result<Self, Diagnostics> {
        let policy = read_file(&dir.join("policy.toml"))?;
        let text = read_file(&dir.join("source.txt"))?.text.into_owned();
        let optional = |name: &str| {
            let path = dir.join(name);
            let there = disk::is_there(&path).map_err(|e| unreadable(&path, &e.to_string()))?;
            there.then(|| read_file(&path)).transpose()
        };
        let mut overlays = Vec::new();
        for (lang, name) in OVERLAYS {
            overlays.extend(optional(name)?.map(|source| (lang, source)));
        }
        let folder = |name: &str| {
            let folder = dir.join(name);
            let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
            read_folder(&folder)?.ok_or_else(|| unreadable(&folder, &missing.to_string()))
        };
        Ok(Self {
            policy,
            glossary: optional("glossary.toml")?,
            facts: folder("facts")?,
            articles: folder("articles")?,
            examples: read_folder(&dir.join("examples"))?.unwrap_or_default(),
            faq: optional("faq.toml")?,
            overlays,
            text,
        })
    }

    /// Digest of the pack: of every file by its name within the pack; line ends do not count.
    pub fn digest(&self) -> String {
        let mut parts = vec![self.text.replace("\r\n", "\n")];
        for (kind, source) in self.by_kind() {
            let name = source.name.rsplit(['/', '\\']).next().unwrap_or_default();
            parts.push(format!("{kind}/{name}"));
            parts.push(source.text.replace("\r\n", "\n"));
        }
        let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
        crate::text::digest::sha256(&parts)
    }

    /// `source.txt`, by the name it has beside `policy.toml`.
    pub fn text_source(&self) -> Source {
        let folder = self.policy.name.strip_suffix("policy.toml").unwrap_or_default();
        Source::new(format!("{folder}source.txt"), self.text.as_str())
    }

    /// All the TOML files.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.by_kind().map(|(_, source)| source)
    }

    fn by_kind(&self) -> impl Iterator<Item = (&'static str, &Source)> {
        let of = |kind: &'static str| move |source| (kind, source);
        std::iter::once(("policy", &self.policy))
            .chain(self.glossary.iter().map(of("glossary")))
            .chain(self.facts.iter().map(of("facts")))
            .chain(self.articles.iter().map(of("articles")))
            .chain(self.examples.iter().map(of("examples")))
            .chain(self.faq.iter().map(of("faq")))
            .chain(self.overlays.iter().map(|(_, source)| ("overlay", source)))
    }
}

/// The files that hold the texts of one language.
const OVERLAYS: [(Lang, &str); 2] = [(Lang::Zh, "zh.toml"), (Lang::En, "en.toml")];

/// The files of a folder by name; none where there is no such folder.
fn read_folder(dir: &Path) -> Result<Option<Vec<Source>>, Diagnostics> {
    let names = disk::names(dir).map_err(|error| unreadable(dir, &error.to_string()))?;
    let Some(names) = names else { return Ok(None) };
    let mut paths: Vec<_> = names
        .into_iter()
        .map(|name| dir.join(name))
        .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
        .collect();
    paths.sort();
    paths.iter().map(|path| read_file(path)).collect::<Result<_, _>>().map(Some)
}

fn read_file(path: &Path) -> Result<Source, Diagnostics> {
    let size = std::fs::metadata(path).map_err(|error| unreadable(path, &error.to_string()))?.len();
    if size > FILE_LIMIT {
        return Err(unreadable(path, &format!("{size} bytes")));
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error.to_string()))?;
    let name = path.display().to_string();
    let text = crate::diagnostic::encoding::utf8(&name, bytes)?;
    Ok(Source::new(name, text))
}

/// What the system says of a file or folder of a pack.
pub(super) fn unreadable(path: &Path, why: &str) -> Diagnostics {
    let why = found(why);
    Diagnostics::from(Diagnostic {
        code: "pack/unreadable",
        place: Place { file: path.display().to_string(), line: 0, column: 0 },
        what: text!("政策包的文件读不了：{why}", "a file of the pack cannot be read: {why}"),
        remedy: text!(
            "政策包是一个目录，内有 policy.toml、source.txt、facts/ 和 articles/；检查路径与权限。",
            "A pack is a folder with policy.toml, source.txt, facts/ and articles/; check the path and permissions."
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{load, load_embedded};

    #[test]
    fn the_rules_are_the_same_without_their_examples() {
        let mut whole = load(&PackFiles::embedded()).unwrap_or_else(|faults| panic!("{faults}"));
        let rules = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
        assert!(rules.benefits.iter().all(|benefit| benefit.examples.is_empty()));
        for benefit in &mut whole.benefits {
            assert!(!benefit.examples.is_empty(), "{}", benefit.id);
            benefit.examples.clear();
        }
        // The index of ids has no order.
        assert_eq!(whole.fact_index, rules.fact_index);
        whole.fact_index.clone_from(&rules.fact_index);
        assert_eq!(format!("{whole:?}"), format!("{rules:?}"));
    }

    #[test]
    fn the_digest_knows_every_file_but_not_its_line_ends() {
        let pack = || PackFiles::from_dir(Path::new("policies/template")).expect("the template");
        let digest = pack().digest();
        assert_eq!(digest.len(), 64);
        let crlf = |source: &mut Source| {
            *source = Source::new(source.name.clone(), source.text.replace('\n', "\r\n"));
        };
        let mut other = pack();
        other.text = other.text.replace('\n', "\r\n");
        crlf(&mut other.policy);
        other.facts.iter_mut().chain(&mut other.articles).for_each(crlf);
        assert_eq!(other.digest(), digest);
        let changes: [fn(&mut PackFiles) -> &mut Source; 3] =
            [|pack| &mut pack.policy, |pack| &mut pack.facts[1], |pack| &mut pack.articles[4]];
        let mut seen = vec![digest];
        for change in changes {
            let mut other = pack();
            change(&mut other).text.to_mut().push('#');
            seen.push(other.digest());
        }
        let mut other = pack();
        other.text.push('x');
        seen.push(other.digest());
        let mut other = pack();
        other.glossary = Some(Source::new("glossary.toml", ""));
        seen.push(other.digest());
        let mut other = pack();
        other.articles[0].name = "somewhere\\else/1.toml".to_owned();
        seen.push(other.digest());
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), all);
        // The folder of a pack does not matter.
        let mut other = pack();
        other.articles[0].name = "somewhere\\else/01.toml".to_owned();
        assert_eq!(other.digest(), pack().digest());
    }

    #[test]
    fn the_embedded_pack_is_the_one_in_the_folder() {
        let embedded = PackFiles::embedded();
        let folder = Path::new("policies/fengtai-smart-manufacturing");
        let files = PackFiles::from_dir(folder).expect("the pack");
        assert_eq!(embedded.digest(), files.digest());
        assert_eq!(embedded.sources().count(), files.sources().count());
        let names: Vec<&str> = embedded.facts.iter().map(|source| source.name.as_str()).collect();
        assert!(names.is_sorted() && names.iter().all(|name| name.starts_with("facts/")));
        let paths: Vec<&Path> = template().iter().map(|(path, _)| *path).collect();
        for path in ["policy.toml", "source.txt", "facts/01-who.toml", "articles/05.toml"] {
            assert!(paths.contains(&Path::new(path)), "{path} in {paths:?}");
        }
        let on_disk = std::fs::read("policies/template/source.txt").expect("the text");
        assert!(template().contains(&(Path::new("source.txt"), on_disk.as_slice())));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        use crate::patched::copy;
        let home = tempfile::tempdir().expect("a folder");
        let told = |change: &dyn Fn(&Path)| {
            let dir = home.path().join("pack");
            copy(Path::new("policies/template"), &dir);
            change(&dir);
            let read = PackFiles::from_dir(&dir);
            std::fs::remove_dir_all(&dir).expect("removable");
            read.map_err(|faults| (faults.0[0].code, faults.0[0].place.file.clone()))
        };
        let named = |wanted: &str, end: &str, change: &dyn Fn(&Path)| {
            let (code, file) = told(change).expect_err(end);
            assert_eq!(code, wanted);
            assert!(file.ends_with(end), "{file}");
        };
        let refused = |end: &str, change: &dyn Fn(&Path)| named("pack/unreadable", end, change);
        refused("source.txt", &|dir| std::fs::remove_file(dir.join("source.txt")).expect("there"));
        refused("facts", &|dir| std::fs::remove_dir_all(dir.join("facts")).expect("there"));
        // What was read but is no UTF-8 is told by its encoding.
        named("toml/encoding", "05.toml", &|dir| {
            std::fs::write(dir.join("articles/05.toml"), [0xff]).expect("ok")
        });
        let large = |bytes: usize| {
            move |dir: &Path| std::fs::write(dir.join("source.txt"), vec![b'x'; bytes]).expect("ok")
        };
        refused("source.txt", &large((4 << 20) + 1));
        let files = told(&large(4 << 20)).expect("as large as may be");
        assert_eq!(files.text.len(), 4 << 20);
        // Only files of TOML are read.
        let files = told(&|dir| std::fs::write(dir.join("facts/notes.txt"), [0xff]).expect("ok"));
        assert_eq!(files.expect("the others").facts.len(), 2);
    }
}
