//! The program: see `budgetnotat --help`.

/// Most of what checking does is small texts that live as long as their note: this allocator
/// gives and takes them back in fewer instructions than the system's.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    budgetnotat::command::run()
}
