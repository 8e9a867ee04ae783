//! A thread with a stack large enough for Typst.

use std::any::Any;
use std::thread;

use super::error::{Fault, TypesetError};

/// Typst recurses into nested content; its own depth limits stop it long before this much is used.
const STACK: usize = 128 * 1024 * 1024;

/// Runs `work` on a thread of its own with a large stack, and waits for it.
///
/// [`Engine`](super::Engine) does this itself for every page, which also keeps Typst out of rayon's pool: there,
/// waiting for an export would start other notes in the middle of it.
///
/// # Errors
///
/// When no thread can be started, or when `work` panics.
pub fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, TypesetError> {
    thread::scope(|scope| {
        let thread = thread::Builder::new()
            .name("typeset".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, work)
            .map_err(|error| TypesetError::unplaced(Fault::Internal, error.to_string()))?;
        thread.join().map_err(|payload| {
            TypesetError::unplaced(Fault::Internal, panic_message(payload.as_ref()))
        })
    })
}

/// What a panic said.
fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("panic").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let error = on_large_stack(|| -> u8 { panic!("no {}", "luck") }).unwrap_err();
        assert_eq!((error.kind, error.message.as_str()), (Fault::Internal, "no luck"));
    }
}
