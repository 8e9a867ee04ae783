//! The program: see `budgetnotat --help`.

fn main() -> std::process::ExitCode {
    budgetnotat::command::run()
}
