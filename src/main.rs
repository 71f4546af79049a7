//! The program `fengce`: a thin shell around [`fengce::cli`].
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    fengce::cli::main()
}
