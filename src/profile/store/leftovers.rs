//! What a killed program left in the store: locks that nobody holds, temporary files.

use std::path::PathBuf;

use super::error::{Step, StoreError};
use super::lock::{self, Lock};
use super::{Store, bin, history};
use crate::disk::Kind;

impl Store {
    /// Removes what killed programs left: locks that nobody holds and temporary files that no
    /// running program uses. Returns what went.
    ///
    /// # Errors
    /// A folder cannot be read, or a file not be removed.
    pub fn clear_leftovers(&self) -> Result<Vec<PathBuf>, StoreError> {
        let mut gone = Vec::new();
        for found in self.entries(&self.dir)? {
            let name = found.path.file_name().and_then(|name| name.to_str());
            if name.is_some_and(lock::is_named_so) && Lock::clear(&found.path) {
                gone.push(found.path);
            }
        }
        let mut dirs = vec![self.dir.clone()];
        dirs.extend(self.folders(&self.dir.join(history::FOLDER))?);
        for item in self.folders(&self.dir.join(bin::FOLDER))? {
            dirs.push(item.join(bin::HISTORY));
            dirs.push(item);
        }
        for dir in dirs {
            gone.extend(self.step(Step::Remove, &dir, |files| files.sweep(&dir))?);
        }
        Ok(gone)
    }

    fn folders(&self, dir: &std::path::Path) -> Result<Vec<PathBuf>, StoreError> {
        let entries = self.entries(dir)?.into_iter();
        Ok(entries
            .filter(|found| found.seen.kind == Kind::Folder)
            .map(|found| found.path)
            .collect())
    }
}
