//! Redis, with a prefix of its own for every test.

use std::future::{Ready, ready};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use redis::FromRedisValue;
use requires_scope::{Clock, KeyRing, Kind, Sealed, Store as _, Version};
use requires_scope_redis::{RedisDatabase, RedisStore};
use tests::conformance::changes::Listener;
use tests::conformance::{Outcome, create};
use tokio::sync::Mutex;

use crate::proxy::Proxy;
use crate::server::{self, chain, when_back};

const SERVER: &str = "ZYLKER_REDIS";
const TO_KILL: &str = "ZYLKER_REDIS_TO_KILL";

/// Only one test at a time does something to the server.
static KILLING: Mutex<()> = Mutex::const_new(());

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

    fn fresh() -> Ready<Outcome<(String, ())>> {
        ready(server::url(SERVER).map(|url| (format!("{url}?prefix={}", server::fresh_name()), ())))
    }

    tests::processes!(fresh);
    tests::grants!(fresh);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_outlives_its_server() -> Outcome {
    let _alone = KILLING.lock().await;
    let url = server::url(TO_KILL)?;
    let store = RedisStore::connect(&url).await?.with_prefix(server::fresh_name()).in_the_clear();
    let process = async || {
        let report: String = ask(TO_KILL, redis::cmd("INFO").arg("server")).await?;
        let process = report.lines().find_map(|line| line.strip_prefix("process_id:"));
        Ok(process.ok_or("there is no process")?.to_owned())
    };
    server::check_outlives_its_server(&store, process).await
}

#[tokio::test]
async fn a_connection_that_is_lost_in_silence_is_replaced() -> Outcome {
    let proxy = Proxy::before(&server::url(SERVER)?).await?;
    let store = RedisStore::connect(proxy.url()).await?.with_prefix(server::fresh_name()).in_the_clear();
    let saved = create(&store, "one", b"it").await?;
    proxy.lose_connections();
    let found = when_back(async || store.load(Kind::Grant, "one").await).await?;
    assert_eq!(found.map(|record| record.version), Some(saved));
    Ok(())
}

/// The old server stays, as a replica of the new one, and so do the connections to it.
#[tokio::test]
async fn a_store_follows_a_failover_that_closes_no_connection() -> Outcome {
    let _alone = KILLING.lock().await;
    let proxy = Proxy::before(&server::url(TO_KILL)?).await?;
    let store = RedisStore::connect(proxy.url()).await?.with_prefix(server::fresh_name()).in_the_clear();
    create(&store, "before", b"it").await?;
    let _: () = ask(TO_KILL, redis::cmd("REPLICAOF").arg("127.0.0.1").arg(1)).await?;
    proxy.lead_to(&server::url(SERVER)?)?;
    let saved =
        when_back(async || store.save(Kind::Grant, "after", b"it".to_vec(), Version::ABSENT, None).await)
            .await;
    let _: () = ask(TO_KILL, redis::cmd("REPLICAOF").arg("NO").arg("ONE")).await?;
    assert!(saved? > Version::ABSENT);
    Ok(())
}

#[tokio::test]
async fn a_server_that_evicts_records_is_refused_with_the_fix() -> Outcome {
    let _alone = KILLING.lock().await;
    set_memory("100mb", "allkeys-lru").await?;
    let refused = RedisStore::connect(&server::url(TO_KILL)?).await;
    set_memory("100mb", "noeviction").await?;
    let allowed = RedisStore::connect(&server::url(TO_KILL)?).await;
    set_memory("0", "volatile-lru").await?;
    let limitless = RedisStore::connect(&server::url(TO_KILL)?).await;

    let error = refused.expect_err("it was opened");
    assert!(error.is_unreadable(), "{error:?}");
    let why = chain(&error).pop().unwrap_or_default();
    assert!(why.contains("`allkeys-lru`") && why.contains("set `noeviction`"), "{why}");
    drop((allowed?, limitless?));
    Ok(())
}

#[tokio::test]
async fn a_record_expires_by_the_servers_clock() -> Outcome {
    let name = server::fresh_name();
    let store = RedisStore::connect(&server::url(SERVER)?).await?.with_prefix(name.as_str()).in_the_clear();
    server::check_expires_by_the_servers_clock(&store).await?;

    let left: i64 = ask(SERVER, redis::cmd("PTTL").arg(format!("{name}:lease:one"))).await?;
    assert!((1..=3_600_000).contains(&left), "the server itself forgets it in {left} ms");
    let left: i64 = ask(SERVER, redis::cmd("PTTL").arg(format!("{name}:version"))).await?;
    assert_eq!(left, -1, "it never forgets the version");
    Ok(())
}

/// As a server does that has lost its last writes, or all of them.
#[tokio::test]
async fn a_server_that_has_lost_its_memory_uses_no_version_twice() -> Outcome {
    let name = server::fresh_name();
    let store = RedisStore::connect(&server::url(SERVER)?).await?.with_prefix(name.as_str()).in_the_clear();
    let mut latest = Version::ABSENT;
    for _ in 0..3 {
        let version = create(&store, "one", b"it").await?;
        assert!(version > latest, "{version:?} after {latest:?}");
        latest = store.save(Kind::Grant, "one", b"it".to_vec(), version, None).await?;
        let names = [format!("{name}:grant:one"), format!("{name}:version")];
        let _: () = ask(SERVER, redis::cmd("DEL").arg(&names)).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_record_of_another_program_is_unreadable_and_stays() -> Outcome {
    let name = server::fresh_name();
    let store = RedisStore::connect(&server::url(SERVER)?).await?.with_prefix(name.as_str()).in_the_clear();
    let record = format!("{name}:grant:one");
    let _: () = ask(SERVER, redis::cmd("HSET").arg(&record).arg("version").arg(7)).await?;
    let error = store.load(Kind::Grant, "one").await.expect_err("it was read");
    assert!(error.is_unreadable(), "{error:?}");
    assert_eq!(ask::<u32>(SERVER, redis::cmd("EXISTS").arg(&record)).await?, 1);
    Ok(())
}

#[tokio::test]
async fn the_rights_that_the_documentation_names_are_enough() -> Outcome {
    let (url, name) = (server::url(SERVER)?, server::fresh_name());
    let mut rights = redis::cmd("ACL");
    rights.arg("SETUSER").arg(&name).arg("on").arg(format!(">{name}"));
    rights.arg(format!("~{name}:*")).arg(format!("&{name}:*"));
    rights.arg(&[
        "+info",
        "+ping",
        "+select",
        "+subscribe",
        "+evalsha",
        "+script|load",
        "+hmget",
        "+hset",
        "+get",
    ]);
    rights.arg(&["+set", "+del", "+pexpire", "+publish", "+time"]);
    let _: () = ask(SERVER, &rights).await?;

    let as_user = url.replacen(":zylker-0f3a", &format!("{name}:{name}"), 1);
    let store = RedisStore::connect(&as_user).await?.with_prefix(name).in_the_clear();
    let mut listener = Listener::begin(&store).await?;
    let end = Some(SystemTime::now() + Duration::from_mins(1));
    let version = store.save(Kind::Grant, "one", b"it".to_vec(), Version::ABSENT, end).await?;
    listener.hear("one").await?;
    assert!(store.load(Kind::Grant, "one").await?.is_some());
    store.remove(Kind::Grant, "one", version).await?;
    Ok(())
}

#[tokio::test]
async fn no_error_says_the_password() -> Outcome {
    let url = server::url(SERVER)?;
    let wrong = url.replacen("zylker-0f3a", "hunter2", 1);
    for url in [
        wrong.clone(),
        wrong.replacen("127.0.0.1", "nowhere.invalid", 1),
        wrong.replacen("redis://", "red is://", 1),
        wrong.replacen("127.0.0.1:", "127.0.0.1:x", 1),
        format!("{wrong}hunter"),
    ] {
        let error = RedisStore::connect(&url).await.expect_err("the URL is wrong");
        assert!(!error.is_conflict(), "{error:?}");
        server::check_keeps("hunter2", &error);
    }
    let database = RedisStore::connect(&url).await?;
    assert!(!format!("{database:?} {database:#?}").contains("zylker-0f3a"));
    assert!(!format!("{:?}", database.in_the_clear()).contains("zylker-0f3a"));
    Ok(())
}

async fn set_memory(most: &str, policy: &str) -> Outcome {
    let mut command = redis::cmd("CONFIG");
    command.arg("SET").arg(&["maxmemory", most, "maxmemory-policy", policy]);
    ask(TO_KILL, &command).await
}

async fn ask<T: FromRedisValue>(variable: &str, command: &redis::Cmd) -> Outcome<T> {
    let client = redis::Client::open(server::url(variable)?)?;
    Ok(command.query_async(&mut client.get_multiplexed_async_connection().await?).await?)
}

async fn database() -> Outcome<RedisDatabase> {
    Ok(RedisStore::connect(&server::url(SERVER)?).await?.with_prefix(server::fresh_name()))
}
