//! The story, over real sockets: a scope is missing, the user is asked, the same call goes on, or does not.

mod attacks;
mod back;
mod bad_luck;
mod consent;
mod forgery;
mod kept;
mod loopback;
mod many;
mod pages;
mod parts;
mod patience;
mod readme;
mod server;
mod servers;
mod strangers;
mod tls;
mod tokens;
mod tower;
mod unanswered;
mod uploads;
mod verdicts;
mod waiting;
mod withdrawal;
