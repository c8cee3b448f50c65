//! Redis, with a prefix of its own for every test.

use std::sync::Arc;

use requires_scope::{Clock, KeyRing, Sealed};
use requires_scope_redis::{RedisDatabase, RedisStore};
use tests::conformance::Outcome;

use crate::server;

const SERVER: &str = "ZYLKER_REDIS";

mod in_the_clear {
    use super::*;

    async fn open(clock: Arc<dyn Clock>) -> Outcome<(RedisStore, ())> {
        Ok((database().await?.with_clock(clock).in_the_clear(), ()))
    }

    tests::conformance!(open);
    tests::changes!(open);
}

mod sealed {
    use super::*;

    async fn open(clock: Arc<dyn Clock>) -> Outcome<(Sealed<RedisStore>, ())> {
        Ok((database().await?.with_clock(clock).sealed(KeyRing::generate()?), ()))
    }

    tests::conformance!(open);
    tests::changes!(open);
}

mod processes {
    use super::*;

    async fn fresh() -> Outcome<(String, ())> {
        Ok((format!("{}?prefix={}", server::url(SERVER)?, server::fresh_name()), ()))
    }

    tests::processes!(fresh);
}

async fn database() -> Outcome<RedisDatabase> {
    Ok(RedisStore::connect(&server::url(SERVER)?).await?.with_prefix(server::fresh_name()))
}
