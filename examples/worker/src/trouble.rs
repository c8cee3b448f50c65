//! What can go wrong with the worker itself. What goes wrong with a job stands in the queue.

use std::io;

use registration::RegistrationError;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("there is no Zoho to work with")]
    NoZoho(#[from] RegistrationError),
    #[error("the queue cannot be read or written")]
    Queue(#[from] rusqlite::Error),
    #[error(transparent)]
    Zoho(#[from] requires_scope::Error),
    #[error("nobody can listen on port {port}, to which Zoho sends the browser back")]
    Listen { port: u16, source: io::Error },
    #[error("the output cannot be written")]
    Output(#[source] io::Error),
    #[error("a part of the worker has failed")]
    Part(#[from] tokio::task::JoinError),
    #[error("step {number} of the tour failed ({title})")]
    Step { number: u32, title: &'static str, source: Box<dyn std::error::Error + Send + Sync> },
}
