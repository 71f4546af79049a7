//! The signals that end a program unless it says otherwise.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use unix::{ending, listen};
#[cfg(windows)]
pub use windows::listen;
