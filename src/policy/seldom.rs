//! What is read when it is looked at.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

/// A part of a pack that few look at. Of the embedded pack it is read when that happens.
#[derive(Clone)]
pub struct Seldom<T: 'static> {
    parts: OnceLock<Vec<T>>,
    read: fn() -> Vec<T>,
}

impl<T> Seldom<T> {
    /// What is read when first looked at.
    pub(super) fn later(read: fn() -> Vec<T>) -> Self {
        Self { parts: OnceLock::new(), read }
    }
}

impl<T> From<Vec<T>> for Seldom<T> {
    fn from(parts: Vec<T>) -> Self {
        Self { parts: OnceLock::from(parts), read: Vec::new }
    }
}

impl<T: fmt::Debug> fmt::Debug for Seldom<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(f)
    }
}

impl<T> Deref for Seldom<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.parts.get_or_init(self.read)
    }
}
