//! Bytes of the future of an `async fn`, without the attribute, with the current grant and with a grant in hand.

mod tasks;

use std::io::{self, Write};

use requires_scope::Grant;

fn main() -> io::Result<()> {
    let sizes = [
        ("small", [size(tasks::small::bare), size(tasks::small::current), size(tasks::small::in_hand)]),
        ("middle", [size(tasks::middle::bare), size(tasks::middle::current), size(tasks::middle::in_hand)]),
        ("large", [size(tasks::large::bare), size(tasks::large::current), size(tasks::large::in_hand)]),
    ];
    let mut out = io::stdout().lock();
    for (name, [bare, current, in_hand]) in sizes {
        writeln!(out, "{name} {bare} {current} {in_hand}")?;
    }
    Ok(())
}

/// The size of what a function returns.
fn size<'a, F: Future>(_: impl Fn(&'a Grant, u64) -> F) -> usize {
    size_of::<F>()
}
