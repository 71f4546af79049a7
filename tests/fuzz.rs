//! Whatever a reader is given, it answers or refuses: no panic, no hang, no output that steers a
//! terminal, and two ways to the same answer agree.
//!
//! Each test reads the inputs of `fuzz/READER/` and some thousand mutants of good files.
//! `FENGCE_FUZZ` says how many instead, `FENGCE_SEED` another beginning; each input depends on the
//! seed and its number alone. `CONTRIBUTING.md` has the command for millions.

#[path = "support/mutate.rs"]
mod mutate;
mod support;

#[path = "fuzz/files.rs"]
mod files;
#[path = "fuzz/harness.rs"]
mod harness;
#[path = "fuzz/lines.rs"]
mod lines;
#[path = "fuzz/packs.rs"]
mod packs;
#[cfg(feature = "sheets")]
#[path = "fuzz/sheets.rs"]
mod sheets;

use std::fs;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use fengce::assess::{Evaluator, Program};
use fengce::batch::{self, Bytes, Event, Format, Job, Options, ScreenError, Summary, Tally};
use fengce::config::Config;
use fengce::diagnostic::{Diagnostics, Source};
use fengce::interview::Interview;
use fengce::interview::Route;
use fengce::keeper::check::check;
use fengce::policy::source::PackFiles;
use fengce::policy::{Fact, FactId, FactKind, Policy, load, load_embedded};
use fengce::profile::typed::understand;
use fengce::profile::{Answers, Averages, Profile, read, source_from_reader, to_toml};
use fengce::quantity::read::UNITS;
use fengce::quantity::{Money, Percent};
use fengce::report::dossier::{Dossier, Material};
use fengce::report::{Assessment, Detail, to_json, to_text};
use fengce::text::{Lang, is_unsafe};
use harness::*;
use mutate::Dice;
use toml::de::DeTable;
