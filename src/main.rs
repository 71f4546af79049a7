//! The `fengce` program.

fn main() -> anyhow::Result<()> {
    let policy = fengce::policy::load_embedded().map_err(|faults| anyhow::anyhow!("{faults}"))?;
    let readings = policy.default_readings();
    let mut args = std::env::args().skip(1);
    let mut lang = fengce::text::Lang::Zh;
    let mut ascii = false;
    let mut open = None;
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--lang" => {
                let code = args.next().unwrap_or_default();
                lang = fengce::text::Lang::from_code(&code).unwrap_or_default();
            }
            "--ascii" => ascii = true,
            path => open = Some(path.into()),
        }
    }
    fengce::tui::run(fengce::tui::Options {
        lang,
        data_dir: None,
        policy,
        readings,
        benchmarks: fengce::profile::Benchmarks::default(),
        ascii,
        open,
    })
}
