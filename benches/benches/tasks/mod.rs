//! Asynchronous functions of three sizes: without the attribute, with the current grant, with a grant in hand. They are
//! equal but for the attribute. They need their arguments to the end, as most functions do.

use requires_scope::Error;

/// What all of the functions return.
pub(crate) type Outcome = Result<u64, Error>;

/// Defines three functions that keep so many numbers over an `await`.
macro_rules! tasks {
    ($(#[$doc:meta] $module:ident = $count:literal;)*) => {$(
        #[$doc]
        pub(crate) mod $module {
            use std::future::ready;
            use std::hint::black_box;

            use requires_scope::{Grant, requires_scope};

            use super::Outcome;

            pub(crate) async fn bare(grant: &Grant, value: u64) -> Outcome {
                let kept = black_box([value; $count]);
                ready(()).await;
                black_box(grant);
                Ok(black_box(&kept)[0] + value)
            }

            #[requires_scope("ZohoCRM.modules.contacts.CREATE")]
            pub(crate) async fn current(grant: &Grant, value: u64) -> Outcome {
                let kept = black_box([value; $count]);
                ready(()).await;
                black_box(grant);
                Ok(black_box(&kept)[0] + value)
            }

            #[requires_scope("ZohoCRM.modules.contacts.CREATE", grant = grant)]
            pub(crate) async fn in_hand(grant: &Grant, value: u64) -> Outcome {
                let kept = black_box([value; $count]);
                ready(()).await;
                black_box(grant);
                Ok(black_box(&kept)[0] + value)
            }
        }
    )*};
}

tasks! {
    /// A record's id and a few words.
    small = 32;
    /// A request.
    middle = 64;
    /// A request, and buffers of its own.
    large = 290;
}
