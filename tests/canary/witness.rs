//! Who sees everything that is said: each event with its fields, each `Debug`, each error with its sources, each panic.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::{Debug, Write as _};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps what was said.
#[derive(Clone, Debug, Default)]
pub(crate) struct Witness(Arc<Mutex<Said>>);

#[derive(Debug, Default)]
struct Said {
    texts: Vec<String>,
    events: BTreeSet<&'static str>,
}

impl Witness {
    /// Listens to the whole program from now on.
    pub(crate) fn listen() -> Witness {
        let witness = Witness::default();
        tracing::subscriber::set_global_default(witness.clone()).expect("nobody else listens");
        let hook = witness.clone();
        std::panic::set_hook(Box::new(move |panic| hook.hear(panic.to_string())));
        witness
    }

    pub(crate) fn hear(&self, text: String) {
        self.said().texts.push(text);
    }

    /// Takes down how a value prints itself, also in a panic.
    pub(crate) fn see(&self, value: impl Debug) {
        self.hear(format!("{value:?} {value:#?}"));
        let panics = AssertUnwindSafe(|| panic!("a panic with the value in it: {value:?}"));
        assert!(std::panic::catch_unwind(panics).is_err());
    }

    /// Takes down an error with all that is below it.
    pub(crate) fn see_error(&self, error: &(dyn Error + 'static)) {
        self.see(error);
        let mut next = Some(error);
        while let Some(error) = next {
            self.hear(format!("{error} {error:?}"));
            next = error.source();
        }
    }

    /// The names of the events so far.
    pub(crate) fn events(&self) -> BTreeSet<&'static str> {
        self.said().events.clone()
    }

    /// Whatever was said that a listener must not hear.
    pub(crate) fn secrets(&self, known: &[String]) -> Vec<String> {
        let is_secret =
            |text: &&String| holds_token(text) || known.iter().any(|secret| text.contains(secret));
        self.said().texts.iter().filter(is_secret).cloned().collect()
    }

    /// Whether all of these were said at once.
    pub(crate) fn has_heard(&self, texts: &[&str]) -> bool {
        self.said().texts.iter().any(|said| texts.iter().all(|text| said.contains(text)))
    }

    fn said(&self) -> MutexGuard<'_, Said> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Codes, tokens and client secrets of the sandbox hold 32 hexadecimal digits in a row, and nothing else does.
pub(crate) fn holds_token(text: &str) -> bool {
    text.split(|c: char| !matches!(c, '0'..='9' | 'a'..='f')).any(|digits| digits.len() >= 32)
}

impl Subscriber for Witness {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut text = Text(span.metadata().name().to_owned());
        span.record(&mut text);
        self.hear(text.0);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut text = Text(String::new());
        values.record(&mut text);
        self.hear(text.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = Text(format!("{} {}", event.metadata().target(), event.metadata().name()));
        event.record(&mut text);
        let mut said = self.said();
        said.texts.push(text.0);
        if event.metadata().target().starts_with("requires_scope") {
            said.events.insert(event.metadata().name());
        }
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // Writing to a `String` cannot fail.
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}
