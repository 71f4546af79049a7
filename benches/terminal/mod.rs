//! The wizard in a pseudo-terminal, beside a program that draws one static form.

#[path = "../../tests/support/pty.rs"]
mod pty;

use std::io;
use std::path::Path;
use std::time::Duration;

use fengce::policy::Policy;
use fengce::profile::{Profile, Store, Value};
use pty::{Pty, Start};

use super::{FENGCE, fastest, median, report, status_of};

const ROWS: u16 = 40;
const COLUMNS: u16 = 120;
/// Silence after which a frame counts as whole.
const QUIET: Duration = Duration::from_millis(60);

/// First frame, memory, wake-ups and a burst.
pub fn measure(folder: &Path, policy: &Policy) -> io::Result<()> {
    let home = folder.join("home");
    std::fs::create_dir_all(&home)?;
    let itself = std::env::current_exe()?.to_string_lossy().into_owned();
    let what = "first full frame of the wizard − a static ratatui form's, ms";
    first_frames(what, (&home, &itself), &home)?;

    let listed = folder.join("listed");
    let store = Store::new(listed.join("profiles"));
    let mut profile = Profile::new(policy, 2026);
    for (id, fact) in policy.facts().take(4) {
        if matches!(fact.kind, fengce::policy::FactKind::Bool) {
            profile.answers.set(id, Some(Value::Bool(true)));
        }
    }
    for number in 0..1_000 {
        profile.enterprise.name = format!("第{number}家智能装备有限公司");
        let name = format!("enterprise-{number}");
        fengce::profile::Session::named(&store, &name)
            .save(policy, &profile, &name)
            .map_err(|error| io::Error::other(error.what().en))?;
    }
    first_frames("the same, 1,000 saved profiles listed, ms", (&home, &itself), &listed)?;

    let mut wizard = Session::start(&listed, FENGCE, &[])?;
    wizard.first_frame();
    std::thread::sleep(Duration::from_secs(1));
    let resident = wizard.status("VmRSS:") / 1024.0;
    let peak = wizard.status("VmHWM:") / 1024.0;
    report("resident memory, 1,000 saved profiles listed, MiB", resident, "10");
    report("… at its peak, MiB", peak, "10");
    let before = wizard.status("voluntary_ctxt_switches:");
    std::thread::sleep(Duration::from_secs(5));
    report("wake-ups in 5 s idle", wizard.status("voluntary_ctxt_switches:") - before, "0");
    Ok(())
}

/// The wizard in a home after a static form in another, in turn.
fn first_frames(what: &str, (home, itself): (&Path, &str), ours: &Path) -> io::Result<()> {
    let (mut forms, mut wizards, mut differences) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..41 {
        let form = Session::start(home, itself, &["static"])?.first_frame().as_secs_f64() * 1e3;
        let wizard = Session::start(ours, FENGCE, &[])?.first_frame().as_secs_f64() * 1e3;
        forms.push(form);
        wizards.push(wizard);
        differences.push(wizard - form);
    }
    report(&format!("{what}, median"), median(differences), "8");
    report("… the fastest of each, ms", fastest(&wizards) - fastest(&forms), "8");
    Ok(())
}

/// A program and what is measured of it.
struct Session(Pty);

impl Session {
    fn start(home: &Path, program: &str, arguments: &[&str]) -> io::Result<Self> {
        let (rows, columns) = (ROWS, COLUMNS);
        Pty::start(&Start { program, arguments, home, variables: &[], rows, columns }).map(Self)
    }

    /// From the start to the last byte before the output first stays quiet.
    fn first_frame(&mut self) -> Duration {
        let mut last = self.0.started;
        let mut seen = 0;
        // Entering the screen alone is no frame.
        while let Ok((at, bytes)) =
            self.0.read(if seen > 200 { QUIET } else { Duration::from_secs(5) })
        {
            last = at;
            seen += bytes.len();
        }
        last - self.0.started
    }

    fn status(&self, name: &str) -> f64 {
        self.0.pid().and_then(|pid| status_of(pid, name)).unwrap_or(f64::NAN)
    }
}
