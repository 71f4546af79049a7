//! Assesses one profile and prints each item that it qualifies for, or may.
//!
//! `cargo run --example assess [PROFILE.toml]`

use std::error::Error;
use std::path::PathBuf;

use fengce::text::Lang;
use fengce::{Policy, Program, Status, assess, profile};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).unwrap_or_else(|| "profiles/robot-maker.toml".into());
    let policy = Policy::embedded()?;
    let profile = profile::read_path(&policy, &PathBuf::from(path))?.profile;
    let program = Program::compile(&policy, &policy.default_readings());
    let assessment = assess(&policy, &program, &profile);

    for (benefit, outcome) in policy.benefits.iter().zip(assessment.evaluator.outcomes()) {
        let title = benefit.title.get(Lang::Zh);
        match (outcome.status, outcome.at_most) {
            (Status::Eligible, _) => println!("✓ {title}: {}", outcome.amount.display(Lang::Zh)),
            (Status::Undetermined, Some(most)) => {
                println!("? {title}: at most {}", most.display(Lang::Zh));
            }
            (Status::Undetermined, None) => println!("? {title}: no ceiling"),
            (Status::Ineligible | Status::Duplicate | Status::Superseded, _) => {}
        }
    }
    let totals = assessment.evaluator.totals();
    println!(
        "in all {}, at most {}",
        totals.amount.display(Lang::Zh),
        totals.at_most.display(Lang::Zh)
    );
    Ok(())
}
