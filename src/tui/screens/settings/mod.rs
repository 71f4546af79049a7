//! The settings: every one of `config.toml`, in force as soon as it is chosen.

pub mod state;
pub mod update;
pub mod view;
pub mod words;
