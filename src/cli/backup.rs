//! `fengce backup`: all that a user has in one file, which any program that unpacks ZIP can read.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use clap::Args;
use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Settings;
use super::exit::{Exit, Failure, print};
use super::globals::Globals;
use super::interrupt::Interrupt;
use super::target::{Target, refuse_input};
use crate::disk::{self, Kind};
use crate::profile::{Disk, Files as _, Kept};
use crate::quantity::calendar::today_text;
use crate::text;
use crate::text::digest::sha256;
use crate::text::{Text, printable};

/// The form that this program writes and reads.
const FORM: u32 = 1;
/// The list of what is in the file, with digests.
const MANIFEST: &str = "manifest.json";
/// The largest list that is read, in bytes.
const LIST_LIMIT: u64 = 64 << 20;
/// The largest file that is read, one of a pack; no other may be larger.
const FILE_LIMIT: u64 = 4 << 20;

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// 写到此文件（ZIP） / ZIP file to write
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

/// One of the files, as the list has it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Listed {
    sha256: String,
    /// Seconds since 1970.
    modified: u64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    fengce_backup: u32,
    made: String,
    files: BTreeMap<String, Listed>,
}

/// What a backup holds, by its path in there: `profiles/甲.toml`, `history/甲/000001.toml`,
/// `bin/甲-2/甲.toml`, `bin/甲-2/history/000001.toml`, `packs/2027/policy.toml`, `config.toml`,
/// `benchmarks.toml`.
pub type Contents = BTreeMap<String, Kept>;

/// Writes it.
///
/// # Errors
/// Something cannot be read, or the file not be written.
pub fn run(args: &BackupArgs, globals: &Globals, settings: &Settings) -> Result<Exit, Failure> {
    refuse_input(Some(&args.output), None, globals, settings)?;
    let contents = gathered(globals, settings)?;
    let interrupt = Interrupt::listen().map_err(Failure::Signals)?;
    let name = args.output.display().to_string();
    let fault = |error| Failure::Write(name.clone(), error);
    let mut target = Target::open(&args.output, &interrupt).map_err(fault)?;
    write(&contents, target.file()).map_err(|error| fault(io::Error::other(error)))?;
    target.keep().map_err(fault)?;
    let count = contents.keys().filter(|path| path.starts_with("profiles/")).count();
    let shown = printable(&name);
    let said = text!(
        "已备份 {count} 份档案（连同历史、回收站、设置、平均增速和政策包）到 {shown}\n恢复：fengce restore \"{shown}\"\n",
        "backed up {count} profiles (with history, bin, settings, averages and packs) to {shown}\nto bring them back: fengce restore \"{shown}\"\n"
    );
    print(said.get(settings.lang))?;
    Ok(Exit::Success)
}

fn gathered(globals: &Globals, settings: &Settings) -> Result<Contents, Failure> {
    let mut contents = Contents::new();
    let mut add = |path: String, file: &Path, modified: SystemTime| -> Result<(), Failure> {
        let bytes = Disk.read(file);
        let bytes = bytes.map_err(|error| Failure::Read(file.display().to_string(), error))?;
        contents.insert(path, Kept { bytes, modified });
        Ok(())
    };
    if let Some(store) = settings.store() {
        for entry in store.list()? {
            let name = &entry.name;
            add(format!("profiles/{name}.toml"), &entry.path, entry.modified)?;
            for state in store.history(name)? {
                add(
                    format!("history/{name}/{:06}.toml", state.number),
                    &state.path,
                    state.modified,
                )?;
            }
        }
        for deleted in store.bin()? {
            let (id, name) = (&deleted.id, &deleted.name);
            add(format!("bin/{id}/{name}.toml"), &deleted.path, deleted.modified)?;
            for state in store.history_of_deleted(&deleted)? {
                let path = format!("bin/{id}/history/{:06}.toml", state.number);
                add(path, &state.path, state.modified)?;
            }
        }
    }
    let now = SystemTime::now();
    if let Some(path) = &settings.config_path
        && super::settings::is_there(path)?
    {
        add("config.toml".to_owned(), path, now)?;
    }
    if let Some(path) = settings.benchmark_file(globals.benchmarks.as_deref())? {
        add("benchmarks.toml".to_owned(), &path, now)?;
    }
    if let Some(packs) = settings.packs_dir() {
        for file in files_below(&packs)? {
            let inside = file.strip_prefix(&packs).unwrap_or(&file).components();
            let inside: Vec<_> = inside.map(|part| part.as_os_str().to_string_lossy()).collect();
            let kept = Kept { bytes: of_a_pack(&file)?, modified: now };
            contents.insert(format!("packs/{}", inside.join("/")), kept);
        }
    }
    Ok(contents)
}

/// A file in the folder of packs.
fn of_a_pack(file: &Path) -> Result<Vec<u8>, Failure> {
    let told = |error| Failure::Read(file.display().to_string(), error);
    let mut bytes = Vec::new();
    let open = disk::retried(|| File::open(file)).map_err(told)?;
    open.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() as u64 > FILE_LIMIT {
        let file = printable(&file.to_string_lossy()).into_owned();
        return Err(Failure::Argument(text!(
            "没有备份：{file} 大于 4 MiB，不会是政策包的文件；把它移出 packs/ 再备份",
            "not backed up: {file} is larger than 4 MiB, no file of a pack is; move it out of packs/ first"
        )));
    }
    Ok(bytes)
}

/// The regular files in a folder and those below it, in order; none where there is no such folder.
fn files_below(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        let told = |error| Failure::Read(folder.display().to_string(), error);
        for found in Disk.entries(&folder).map_err(told)? {
            match found.seen.kind {
                Kind::Folder => folders.push(found.path),
                Kind::File | Kind::Unknown => files.push(found.path),
                Kind::Pipe | Kind::Device | Kind::Socket | Kind::BrokenLink => {}
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Writes a backup.
///
/// # Errors
/// What the file says.
pub fn write(contents: &Contents, out: impl Write + Seek) -> zip::result::ZipResult<()> {
    let files = contents.iter().map(|(path, kept)| {
        let modified = kept.modified.duration_since(SystemTime::UNIX_EPOCH);
        let modified = modified.map_or(0, |since| since.as_secs());
        (path.clone(), Listed { sha256: sha256(&[&kept.bytes]), modified })
    });
    let manifest = Manifest { fengce_backup: FORM, made: today_text(), files: files.collect() };
    let mut zip = ZipWriter::new(out);
    let private = SimpleFileOptions::default().unix_permissions(0o600);
    zip.start_file(MANIFEST, private)?;
    zip.write_all(&serde_json::to_vec_pretty(&manifest).map_err(io::Error::other)?)?;
    for (path, kept) in contents {
        zip.start_file(path.as_str(), private)?;
        zip.write_all(&kept.bytes)?;
    }
    zip.finish()?;
    Ok(())
}

/// Reads a backup, all of it checked.
///
/// # Errors
/// It is no backup, of a newer form, or not as it was written.
pub fn read(file: impl Read + Seek) -> Result<Contents, Text> {
    let no_backup = || {
        text!(
            "这不是 fengce backup 写的备份文件，或文件已损坏",
            "this is no file that fengce backup wrote, or it is damaged"
        )
    };
    let mut zip = ZipArchive::new(file).map_err(|_| no_backup())?;
    let manifest = content(&mut zip, MANIFEST, LIST_LIMIT).ok_or_else(no_backup)?;
    let manifest: Manifest = serde_json::from_slice(&manifest).map_err(|_| no_backup())?;
    let form = manifest.fengce_backup;
    if form > FORM {
        return Err(text!(
            "这是较新版本的备份（格式 {form}），请升级程序后再恢复",
            "this backup is of a newer form ({form}); use a newer edition of the program"
        ));
    }
    let mut contents = Contents::new();
    for (path, Listed { sha256: digest, modified }) in manifest.files {
        let bytes = content(&mut zip, &path, FILE_LIMIT);
        let Some(bytes) = bytes.filter(|bytes| sha256(&[bytes]) == digest) else {
            let path = printable(&path).into_owned();
            return Err(text!(
                "备份已损坏：其中的 {path} 与清单不符。什么都没有恢复",
                "the backup is damaged: {path} in it is not as listed. Nothing was restored"
            ));
        };
        let modified = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(modified));
        let modified = modified.unwrap_or(SystemTime::UNIX_EPOCH);
        contents.insert(path, Kept { bytes, modified });
    }
    Ok(contents)
}

fn content(zip: &mut ZipArchive<impl Read + Seek>, path: &str, limit: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    zip.by_name(path).ok()?.take(limit + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= limit).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn a_backup() -> (Contents, Vec<u8>) {
        let kept = |text: &str, day: u64| Kept {
            bytes: text.into(),
            modified: SystemTime::UNIX_EPOCH + Duration::from_secs(day * 86_400),
        };
        let contents = Contents::from([
            ("profiles/甲.toml".to_owned(), kept("schema = 1\n", 20_000)),
            ("history/甲/000001.toml".to_owned(), kept("old\n", 19_000)),
        ]);
        let mut file = Cursor::new(Vec::new());
        write(&contents, &mut file).expect("written");
        (contents, file.into_inner())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let (contents, bytes) = a_backup();
        let again = read(Cursor::new(bytes)).expect("a backup");
        assert_eq!(format!("{again:?}"), format!("{contents:?}"));
    }

    #[test]
    fn a_damaged_one_is_refused_whatever_byte_is_hit() {
        let (contents, bytes) = a_backup();
        for at in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[at] ^= 0x55;
            // What is read is what was written, or nothing is; dates within the file aside.
            if let Ok(read) = read(Cursor::new(bad)) {
                let text = |contents: &Contents| {
                    contents.iter().map(|(p, k)| (p.clone(), k.bytes.clone())).collect::<Vec<_>>()
                };
                assert_eq!(text(&read), text(&contents), "byte {at}");
            }
        }
        for cut in 0..bytes.len() {
            assert!(read(Cursor::new(&bytes[..cut])).is_err(), "cut at {cut}");
        }
        assert!(read(Cursor::new(b"PK but no zip")).is_err());
    }
}
