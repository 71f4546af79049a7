//! How inputs are made, tried and told.

use super::*;

pub fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| load_embedded().unwrap_or_else(|faults| panic!("{faults}")))
}

pub fn program() -> &'static Program {
    static PROGRAM: OnceLock<Program> = OnceLock::new();
    PROGRAM.get_or_init(|| Program::compile(policy(), &policy().default_readings()))
}

pub fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Reads the committed inputs, then so many made ones, and says which one failed; the law says
/// whether an input was accepted, as a good part of them must be.
pub fn fuzz(
    reader: &str,
    ordinary: u64,
    make: impl Fn(&mut Dice) -> Vec<u8>,
    law: impl Fn(&[u8], &mut Dice) -> bool,
) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(reader);
    for file in files(&folder, "") {
        eprintln!("{}", file.display());
        let _ = law(&fs::read(&file).expect("a committed input"), &mut Dice::new(0, 0));
    }
    let (count, seed) = (setting("FENGCE_FUZZ", ordinary), setting("FENGCE_SEED", 1));
    let at = Arc::new(AtomicU64::new(0));
    if count > ordinary {
        watch(reader.to_owned(), at.clone());
    }
    let mut accepted = 0;
    for number in 0..count {
        at.store(number, Ordering::Relaxed);
        let mut dice = Dice::new(seed, number);
        let input = make(&mut dice);
        match catch_unwind(AssertUnwindSafe(|| law(&input, &mut dice))) {
            Ok(is_good) => accepted += u64::from(is_good),
            Err(panic) => {
                let found = format!("{reader}-{seed}-{number}");
                let found = Path::new(env!("CARGO_TARGET_TMPDIR")).join(found);
                fs::write(&found, &input).expect("kept");
                eprintln!("seed {seed}, input {number} of {reader}, kept in {}", found.display());
                resume_unwind(panic);
            }
        }
    }
    at.store(u64::MAX, Ordering::Relaxed);
    eprintln!("{reader}: {count} inputs, {accepted} accepted, {}", peak());
    assert!(accepted >= count / 50, "nearly all is refused: little is proved");
}

/// In a long run, names the input that nothing comes of, and ends.
pub fn watch(reader: String, at: Arc<AtomicU64>) {
    std::thread::spawn(move || {
        loop {
            let before = at.load(Ordering::Relaxed);
            std::thread::sleep(Duration::from_secs(60));
            match at.load(Ordering::Relaxed) {
                u64::MAX => return,
                now if now == before => {
                    eprintln!("{reader}: input {now} hangs");
                    std::process::exit(70);
                }
                _ => {}
            }
        }
    });
}

/// The most memory this process had so far, where the system tells.
pub fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let Some(peak) = line.map(str::trim) else { return "memory unknown".to_owned() };
    let kib: u64 = peak.trim_end_matches(" kB").parse().expect("a number");
    // The largest input has some megabytes.
    assert!(kib < 1 << 20, "{peak} at most");
    format!("{peak} of memory at most")
}

pub fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.is_file() && path.to_string_lossy().ends_with(end));
    files.sort();
    files
}

/// Whole files as seeds.
pub fn seeds(folders: &[(&str, &str)]) -> Vec<Vec<u8>> {
    let all = folders.iter().flat_map(|(folder, end)| files(Path::new(folder), end));
    let seeds: Vec<_> = all.map(|path| fs::read(path).expect("a seed")).collect();
    assert!(!seeds.is_empty());
    seeds
}

/// Names of facts and options.
pub fn words() -> Vec<&'static str> {
    let facts = policy().facts.iter();
    facts
        .flat_map(|fact| {
            let options = fact.kind.options().iter();
            let names = options.flat_map(|option| [option.id.as_str(), option.label.zh.as_str()]);
            names.chain([fact.id.as_str(), fact.label.zh.as_str()])
        })
        .collect()
}

#[track_caller]
pub fn assert_calm(text: &str) {
    let bad = text.chars().find(|c| is_unsafe(*c) && *c != '\n');
    assert_eq!(bad, None, "{text}");
}

/// Refused: in few calm words, each with its place and what to do.
#[track_caller]
pub fn refused(faults: &Diagnostics, names: &[&Source]) -> bool {
    assert!(!faults.0.is_empty());
    for lang in [Lang::Zh, Lang::En] {
        let shown = faults.render(lang);
        assert!(!shown.is_empty() && shown.len() < 8_000, "{}", shown.len());
        assert_calm(&shown);
    }
    for fault in &faults.0 {
        let place = &fault.place;
        let whole = ["file/", "profile/empty", "pack/", "dossier/", "toml/missing"];
        let source = names.iter().find(|source| source.name == place.file);
        match source {
            Some(source) if place.line > 0 => {
                // A line break at the end begins another line.
                let line = source.text.split('\n').nth(place.line - 1);
                let line = line.unwrap_or_else(|| panic!("line {}: {faults}", place.line));
                let most = line.chars().count() + 1;
                assert!((1..=most).contains(&place.column), "column {}: {faults}", place.column);
            }
            _ => assert!(whole.iter().any(|code| fault.code.starts_with(code)), "{faults}"),
        }
        assert!(!fault.what.zh.is_empty() && !fault.what.en.is_empty());
        assert!(!fault.remedy.zh.is_empty() && !fault.remedy.en.is_empty(), "{faults}");
    }
    false
}
