//! Explains one item of one profile: what it lacks, and what would change that.
//!
//! `cargo run --example explain [PROFILE.toml [BENEFIT]]`

use std::error::Error;
use std::path::PathBuf;

use fengce::interview::Route;
use fengce::report::remedy_line;
use fengce::text::Lang;
use fengce::{Policy, Program, assess, profile};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "profiles/not-in-the-library.toml".to_owned());
    let id = arguments.next().unwrap_or_else(|| "a06-output-growth".to_owned());

    let policy = Policy::embedded()?;
    let profile = profile::read_path(&policy, &PathBuf::from(path))?.profile;
    let program = Program::compile(&policy, &policy.default_readings());
    let assessment = assess(&policy, &program, &profile);

    let benefit = policy.benefit_id(&id).ok_or_else(|| format!("there is no item {id}"))?;
    println!("{}", assessment.verdict(Route::Benefit(benefit), Lang::En));
    for part in assessment.missing(benefit) {
        let (name, needed) =
            (assessment.missing_name(&part, Lang::En), assessment.needed(&part, Lang::En));
        println!("  {name}: {needed}");
    }
    for remedy in assessment.remedies(benefit) {
        println!("  → {}", remedy_line(&assessment, &remedy, Lang::En));
    }
    Ok(())
}
