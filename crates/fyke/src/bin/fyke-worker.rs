//! `fyke-worker`: see the library's page.

fn main() -> std::process::ExitCode {
    fyke_program::worker()
}
