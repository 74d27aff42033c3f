//! The viewer's child: a file on standard input, frames on standard output. Not
//! for people to start; `fyke-door desk` and the workbench do.
#![forbid(unsafe_code)]

fn main() {
    std::process::exit(fyke_view::child());
}
