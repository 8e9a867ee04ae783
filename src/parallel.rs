//! Many things at once, on threads of our own, the results in the order of the things.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many things a thread is worth: fewer are done before it has started.
const FEW: usize = 4;

/// How many threads the machine runs at once.
pub fn available() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// As many of `threads` as so many small things, of less than a millisecond each, are worth.
pub fn worth(things: usize, threads: usize) -> usize {
    threads.min(things / FEW).max(1)
}

/// Runs `work` on every item, on at most `threads` threads, this one among them, and gives the
/// results in the items' order. A panic in one of them goes on in this one, once all have ended.
///
/// The threads are plain ones: in rayon's pool, waiting for an export would start other notes in
/// the middle of it.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    if threads.min(items.len()) <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(number) else { return done };
            done.push((number, work(item)));
        }
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(items.len())).map(|_| scope.spawn(run)).collect();
        let mut done = run();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_items_order() {
        let items: Vec<usize> = (0..100).collect();
        for threads in [0, 1, 3, 200] {
            assert_eq!(
                in_order(&items, threads, |item| item * 2),
                items.iter().map(|item| item * 2).collect::<Vec<_>>()
            );
        }
        assert!(in_order(&[0_u8; 0], 4, |item| *item).is_empty());
    }

    #[test]
    fn a_panic_is_the_callers() {
        for threads in [1, 3] {
            let ran = std::panic::catch_unwind(|| {
                in_order(&[1, 2, 3, 4], threads, |item| assert!(*item != 3, "three"));
            });
            let panic = ran.expect_err("it panics");
            assert_eq!(panic.downcast_ref::<&str>(), Some(&"three"), "{threads}");
        }
    }

    #[test]
    fn a_few_things_are_worth_no_thread() {
        assert_eq!(worth(0, 8), 1);
        assert_eq!(worth(5, 8), 1);
        assert_eq!(worth(300, 2), 2);
        assert_eq!(worth(10, 8), 2);
    }
}
