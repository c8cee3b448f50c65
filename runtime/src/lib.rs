//! Write above a function which Zoho scope it needs; a missing one is asked for, and the same call goes on.
//!
//! The attribute [`requires_scope`] checks the words when the program is compiled and puts a guard before the body. The
//! guard checks the user's [`Grant`]: a few instructions when the scope is there. When it is missing, the body does not
//! run, and Zoho's incremental authorization begins: the user is asked for the missing scope only, the refresh token
//! stays the same, and the call goes on as its [`Channel`] allows.
//!
//! # Example
//!
//! ```no_run
//! use std::time::Duration;
//! use requires_scope::{Channel, Client, DataCenter, Error, GrantKey, MemoryStore, requires_scope};
//! use serde_json::json;
//!
//! #[requires_scope("ZohoCRM.modules.contacts.CREATE")]
//! async fn create_contact(last_name: &str) -> Result<(), Error> {
//!     let zoho = requires_scope::current()?.client();
//!     let record = json!({ "data": [{ "Last_Name": last_name }] });
//!     zoho.post("/crm/v8/Contacts").json(&record).send().await?;
//!     Ok(())
//! }
//!
//! # async fn run() -> Result<(), Error> {
//! let zoho = Client::builder("1000.CLIENT", "secret", "https://zylker.example/scopes/callback")
//!     .data_center(DataCenter::Us)
//!     .store(MemoryStore::new())
//!     .build()?;
//! let grant = zoho.grant(&GrantKey::new("zylker", "marketer-7")).await?;
//! let grant = grant.on(Channel::terminal(Duration::from_secs(600)));
//! grant.scope(create_contact("Boyle")).await
//! # }
//! ```
//!
//! In an axum application `requires-scope-axum` does the last part. A tool without a web server serves its own consent
//! link with `Channel::with_loopback` (feature `loopback`); any other server calls [`Client::open_consent`] and
//! [`Client::answer`].
//!
//! # The flow
//!
//! 1. The guard refuses; an [`Attempt`] begins, or the call joins the one that runs for this grant.
//! 2. The person opens the consent link, a URL of the application's own. Only now the enhancement token is fetched
//!    (it is good for 600 s), and the browser is bound to the attempt: [`Client::open_consent`].
//! 3. Zoho's page shows the missing scopes; the browser comes back with a callback that proves nothing:
//!    [`Client::answer`] checks browser, user and attempt, and asks the server by a forced refresh.
//! 4. Whoever waits goes on; a suspended call is taken, once, and run: [`Client::resume_call`]. What was declined is
//!    remembered, and asked again only on request: [`Grant::ask`].
//!
//! # What is known of a scope
//!
//! A scope of a grant is verified, assumed or unknown ([`Standing`]). What was *requested* is never taken for granted;
//! `scope` in a token answer is the truth, its absence means that nothing was learnt, and the server's verdict on a
//! call wins over both.
//!
//! # Features
//!
//! - `reqwest` (default): the HTTP transport and [`Grant::client`]. Without it, bring a [`Transport`], send API calls with
//!   [`Grant::access_token`], and pass on what the server refuses: [`Grant::token_refused`], [`Grant::scopes_refused`].
//! - `rustls` (default), `native-tls`: how it speaks TLS.
//! - `registry` (default): [`inventory`](inventory()) lists every guarded function of the program.
//! - `metrics`: counts what happens ([`events`]) through the facade of that name.
//! - `loopback`: a tool serves its own consent links, on this machine, while a call waits.
//! - `sealed` (default): stores seal what they keep with a [`KeyRing`].
//! - `test-util`: `with_granted` and `granted`, for unit tests without a store, a network and Zoho.
//!
//! # Where it runs
//!
//! On a `tokio` runtime with its clock, as `#[tokio::main]` makes it (`enable_time` of a runtime's builder): whatever
//! waits for a store, a server or a person is limited in time. The check of a guard needs no runtime, and a store in
//! memory no clock.
//!
//! The feature `registry` needs a linker that collects statics: those of Linux, Android, macOS, iOS, Windows, FreeBSD,
//! OpenBSD and illumos do. Elsewhere the crate is used without it.
//!
//! # Not supported
//!
//! Zoho's Self Client and mobile applications: incremental authorization is for server-based applications only.

mod accounts;
mod admission;
#[cfg(feature = "reqwest")]
mod api;
mod attempt;
mod call;
mod callback;
mod channel;
mod client;
mod clock;
mod consent;
mod current;
mod data_center;
mod deadline;
mod error;
pub mod events;
mod grant;
#[cfg(feature = "test-util")]
mod granted;
mod guard;
mod import;
#[cfg(feature = "registry")]
mod inventory;
mod knowledge;
mod known;
mod lease;
#[cfg(feature = "loopback")]
mod loopback;
mod missing;
mod observe;
mod proof;
mod quota;
mod record;
mod records;
mod refuse;
mod refused;
mod resume;
mod revoke;
mod scopes;
mod secret;
mod store;
mod template;
mod text;
mod token;
mod transport;
mod update;
#[cfg(feature = "reqwest")]
mod verdict;
mod verify;
mod withdraw;
mod within;

/// The HTTP client whose types [`ApiRequest`] takes and gives, in the version that it does: use it from here.
#[cfg(feature = "reqwest")]
pub use reqwest;
pub use zoho_scopes;
pub use zoho_scopes::{Requirement, Scope, ScopeSet};

#[doc = include_str!("requires_scope.md")]
pub use requires_scope_macros::requires_scope;
#[doc = include_str!("scopes.md")]
pub use requires_scope_macros::scopes;

pub use self::accounts::AccountsError;
#[cfg(feature = "reqwest")]
pub use self::api::{ApiClient, ApiRequest};
pub use self::attempt::{Attempt, AttemptId, Consent};
pub use self::call::RefusedCall;
pub use self::channel::{Channel, Notice, Notify};
pub use self::client::{Client, ClientBuilder};
pub use self::clock::{Clock, SystemClock};
pub use self::consent::{Answered, ConsentPage};
pub use self::current::{current, in_current_grant, set_default_grant, without_grant};
pub use self::data_center::{CustomDataCenter, DataCenter};
pub use self::error::{ConsentProblem, Error};
pub use self::grant::{Grant, GrantKey};
#[cfg(feature = "test-util")]
pub use self::granted::{granted, with_granted};
pub use self::import::GrantImport;
#[cfg(feature = "registry")]
pub use self::inventory::{GuardedFunction, inventory};
pub use self::knowledge::Standing;
pub use self::missing::MissingScopes;
pub use self::observe::{Observation, Observed, observe};
pub use self::proof::{AsGrant, Proof, Proven, Unproven};
pub use self::record::Site;
pub use self::resume::{CallId, KeptAnswer, KeptRequest, SuspendedCall};
pub use self::secret::Secret;
pub use self::store::{Change, ExpiryClock, Kind, MemoryStore, Record, Store, StoreError, Version};
#[cfg(feature = "sealed")]
pub use self::store::{KeyRing, Sealed};
#[cfg(feature = "reqwest")]
pub use self::transport::ReqwestTransport;
pub use self::transport::{NoConnection, Transport, TransportError};

/// What the attribute's expansion names. It changes with every release: write the attribute instead.
#[doc(hidden)]
pub mod __private {
    pub use zoho_scopes::Requirement;

    pub use crate::__guard as guard;
    pub use crate::admission::Admission;
    pub use crate::guard::Guard;
    pub use crate::proof::Proof;
    pub use crate::record::{Part, bytes_of, record, record_len};
    pub use crate::refuse::Refuse;
    pub use crate::template::{Blank, Pattern, Segment, Template, Values};
    pub use crate::within::Entered;

    #[cfg(feature = "registry")]
    pub use crate::inventory::{REQUIRES_SCOPE_0_1_GUARDS, REQUIRES_SCOPE_0_1_TEMPLATES};
    #[cfg(feature = "registry")]
    pub use linkme;
}

/// What a guarded function leaves in the program: its record, in a section of its own, and its guard as `GUARD`.
#[doc(hidden)]
#[macro_export]
macro_rules! __guard {
    // What is text already is joined before the program has constants, which costs the compiler least.
    ([$function:literal, $line:expr, Text($text:literal)], $($guard:tt)+) => {
        const __TEXT: &::core::primitive::str = ::core::concat!(
            "requires_scope 1\t", ::core::module_path!(), "\t", $function, "\t", $line, "\t", $text, "\t",
            ::core::file!(), "\n",
        );
        $crate::__record! { __TEXT.len(), $crate::__private::bytes_of(__TEXT) }
        $crate::__listed! { $($guard)+ }
    };
    ([$function:literal, $line:expr, $($part:ident $value:tt),+], $($guard:tt)+) => {
        const __PARTS: &[$crate::__private::Part] = &[
            $crate::__private::Part::Text(::core::concat!(
                "requires_scope 1\t", ::core::module_path!(), "\t", $function, "\t", $line, "\t",
            )),
            $($crate::__private::Part::$part $value,)+
            $crate::__private::Part::Text(::core::concat!("\t", ::core::file!(), "\n")),
        ];
        $crate::__record! { $crate::__private::record_len(__PARTS), $crate::__private::record(__PARTS) }
        $crate::__listed! { $($guard)+ }
    };
}

/// Puts the record into its section.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($len:expr, $bytes:expr) => {
        #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__requires_scope"))]
        #[cfg_attr(windows, unsafe(link_section = ".zscopes"))]
        #[cfg_attr(
            not(any(target_vendor = "apple", windows, target_family = "wasm")),
            unsafe(link_section = ".requires_scope")
        )]
        static __RECORD: [::core::primitive::u8; $len] = $bytes;
    };
}

/// The guard, which the linker puts beside all others of the program.
#[cfg(feature = "registry")]
#[doc(hidden)]
#[macro_export]
macro_rules! __listed {
    (Guard, $requirement:expr) => {
        #[$crate::__private::linkme::distributed_slice($crate::__private::REQUIRES_SCOPE_0_1_GUARDS)]
        #[linkme(crate = $crate::__private::linkme)]
        static GUARD: $crate::__private::Guard = $crate::__private::Guard::new($requirement, &__RECORD);
    };
    (Template<$count:literal>, $pattern:expr, $blanks:expr) => {
        static GUARD: $crate::__private::Template<$count> =
            $crate::__private::Template::new($pattern, $blanks, &__RECORD);
        #[$crate::__private::linkme::distributed_slice($crate::__private::REQUIRES_SCOPE_0_1_TEMPLATES)]
        #[linkme(crate = $crate::__private::linkme)]
        static __TEMPLATE: &[::core::primitive::u8] = &__RECORD;
    };
}

/// Without the feature `registry` the linker keeps the guards that are used, each in a place of its own.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __listed {
    (Guard, $requirement:expr) => {
        static GUARD: $crate::__private::Guard = $crate::__private::Guard::new($requirement, &__RECORD);
    };
    (Template<$count:literal>, $pattern:expr, $blanks:expr) => {
        static GUARD: $crate::__private::Template<$count> =
            $crate::__private::Template::new($pattern, $blanks, &__RECORD);
    };
}
