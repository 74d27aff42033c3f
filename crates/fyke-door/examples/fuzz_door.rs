//! Runs one reader of outside bytes on mutations of a valid input for so many CPU
//! seconds: `fuzz NAME SECONDS [SEED]`; `fuzz names` lists them. Run by
//! `cargo xtask fuzz door NAME`.

fn main() -> std::process::ExitCode {
    fyke_fuzz::main(fyke_door::fuzz::targets())
}
