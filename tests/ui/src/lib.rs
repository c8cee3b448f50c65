//! What a mistake in the attribute looks like, and what must go on compiling: `fail/` and `pass/`, run by `tests/ui.rs`.
