//! PostgreSQL, with a schema of its own for every test.

use std::sync::Arc;
use std::time::{Duration, Instant};

use requires_scope::{Clock, KeyRing, Kind, Sealed, Store as _, Version};
use requires_scope_postgres::{PostgresDatabase, PostgresStore};
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tests::conformance::changes::Listener;
use tests::conformance::{ManualClock, Outcome, create};
use tests::stage::SOON;
use tokio::time::{sleep, timeout};

use crate::proxy::Proxy;
use crate::server::{self, chain, when_back};

const SERVER: &str = "ZYLKER_POSTGRES";
const TO_KILL: &str = "ZYLKER_POSTGRES_TO_KILL";

mod in_the_clear {
    use super::*;

    async fn open(clock: Arc<dyn Clock>) -> Outcome<(PostgresStore, ())> {
        Ok((database().await?.with_clock(clock).in_the_clear(), ()))
    }

    tests::conformance!(open);
    tests::changes!(open);
}

mod sealed {
    use super::*;

    async fn open(clock: Arc<dyn Clock>) -> Outcome<(Sealed<PostgresStore>, ())> {
        Ok((database().await?.with_clock(clock).sealed(KeyRing::generate()?), ()))
    }

    tests::conformance!(open);
    tests::changes!(open);
}

mod processes {
    use super::*;

    async fn fresh() -> Outcome<(String, ())> {
        Ok((fresh_schema(SERVER).await?, ()))
    }

    tests::processes!(fresh);
    tests::grants!(fresh);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_outlives_its_server() -> Outcome {
    let url = fresh_schema(TO_KILL).await?;
    let store = PostgresStore::connect(&url).await?.in_the_clear();
    let process = async || {
        let mut connection = PgConnection::connect(&url).await?;
        let file = sqlx::query_scalar("SELECT pg_read_file('postmaster.pid')").fetch_one(&mut connection);
        let file: String = file.await?;
        Ok(file.lines().next().ok_or("there is no process")?.to_owned())
    };
    server::check_outlives_its_server(&store, process).await
}

/// Of two writes that wait for the server when it is lost, one is waited for and one is given up. The pool has no more
/// connections than that, and is the application's as well.
#[tokio::test]
async fn connections_that_are_lost_in_silence_give_their_places_back() -> Outcome {
    let url = fresh_schema(SERVER).await?;
    let proxy = Proxy::before(&url).await?;
    let pool = PgPoolOptions::new().max_connections(2).connect(proxy.url()).await?;
    let store = Arc::new(PostgresStore::with_pool(pool.clone()).await?.in_the_clear());

    let mut connection = PgConnection::connect(&url).await?;
    let mut blocking = connection.begin().await?;
    sqlx::query("LOCK TABLE requires_scope_record").execute(&mut *blocking).await?;
    let save = |key| {
        let store = Arc::clone(&store);
        tokio::spawn(async move { store.save(Kind::Grant, key, b"it".to_vec(), Version::ABSENT, None).await })
    };
    let (waiting, given_up) = (save("one"), save("two"));
    let n_blocked =
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'requires_scope_record'::regclass";
    let deadline = Instant::now() + SOON;
    while sqlx::query_scalar::<_, i64>(n_blocked).fetch_one(&mut *blocking).await? < 2 {
        assert!(Instant::now() < deadline, "they do not wait for the lock");
        sleep(Duration::from_millis(10)).await;
    }
    proxy.lose_connections();
    blocking.rollback().await?;
    given_up.abort();

    let error = timeout(SOON, waiting).await??.expect_err("nobody has answered");
    assert!(!error.is_conflict() && !error.is_unreadable(), "{error:?}");
    when_back(async || store.load(Kind::Grant, "one").await).await?;
    timeout(SOON, async { tokio::try_join!(pool.acquire(), pool.acquire()) }).await??;
    Ok(())
}

#[tokio::test]
async fn a_call_is_not_told_of_an_idle_connection_that_was_lost_in_silence() -> Outcome {
    let proxy = Proxy::before(&fresh_schema(SERVER).await?).await?;
    let store = PostgresStore::connect(proxy.url()).await?.in_the_clear();
    let saved = create(&store, "one", b"it").await?;
    proxy.lose_connections();
    let found = store.load(Kind::Grant, "one").await?;
    assert_eq!(found.map(|record| record.version), Some(saved));
    Ok(())
}

/// As `pg_restore --clean` does.
#[tokio::test]
async fn a_listener_hears_of_a_table_that_was_made_anew() -> Outcome {
    let url = fresh_schema(SERVER).await?;
    let store = PostgresStore::connect(&url).await?.in_the_clear();
    let mut listener = Listener::begin(&store).await?;
    run(&url, "DROP TABLE requires_scope_record, requires_scope_schema").await?;
    drop(PostgresStore::connect(&url).await?.in_the_clear());

    let (heard, ()) = tokio::join!(listener.hear_of_a_loss(), pass(Duration::from_secs(15)));
    heard?;
    create(&store, "one", b"it").await?;
    listener.hear("one").await
}

#[tokio::test]
async fn a_record_expires_by_the_servers_clock() -> Outcome {
    server::check_expires_by_the_servers_clock(&database().await?.in_the_clear()).await
}

#[tokio::test]
async fn expired_records_are_swept_away_by_later_ones() -> Outcome {
    let url = fresh_schema(SERVER).await?;
    let clock = ManualClock::default();
    let store = PostgresStore::connect(&url).await?.with_clock(Arc::new(clock.clone())).in_the_clear();
    for call in 0..40 {
        let expires_at = Some(clock.now() + Duration::from_mins(1));
        store.save(Kind::SuspendedCall, &call.to_string(), vec![0; 100], Version::ABSENT, expires_at).await?;
    }
    clock.advance(Duration::from_mins(1));
    for grant in 0..5 {
        create(&store, &grant.to_string(), b"it").await?;
    }
    let mut connection = PgConnection::connect(&url).await?;
    let left: i64 =
        sqlx::query_scalar("SELECT count(*) FROM requires_scope_record").fetch_one(&mut connection).await?;
    assert_eq!(left, 5, "the grants alone are left");
    Ok(())
}

#[tokio::test]
async fn a_schema_of_a_newer_version_is_refused_with_the_fix() -> Outcome {
    let url = fresh_schema(SERVER).await?;
    drop(PostgresStore::connect(&url).await?.in_the_clear());
    run(&url, "INSERT INTO requires_scope_schema (version) VALUES (2)").await?;
    let error = PostgresStore::connect(&url).await.expect_err("it was opened");
    assert!(error.is_unreadable(), "{error:?}");
    let chain = chain(&error);
    assert!(chain[1].starts_with("could not make the tables of the database `postgres` of `127.0.0.1:"));
    assert_eq!(
        chain[2..],
        [
            "its schema is of version 2, and this program knows versions up to 1: update requires-scope-postgres"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn tables_that_others_have_made_can_be_used_without_the_right_to_make_them() -> Outcome {
    let url = fresh_schema(SERVER).await?;
    let role = server::fresh_name();
    let schema = url.rsplit_once('=').map(|(_, schema)| schema).ok_or("the URL names no schema")?;
    let as_role = url.replacen("zylker:zylker-0f3a", &format!("{role}:{role}"), 1);
    run(
        &url,
        &format!("CREATE ROLE {role} LOGIN PASSWORD '{role}'; GRANT USAGE ON SCHEMA {schema} TO {role}"),
    )
    .await?;

    let error = PostgresStore::connect(&as_role).await.expect_err("it has made tables");
    assert!(chain(&error).concat().contains("permission denied for schema"), "{error:?}");

    drop(PostgresStore::connect(&url).await?.in_the_clear());
    run(
        &url,
        &format!(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
             GRANT USAGE ON SEQUENCE requires_scope_version TO {role}"
        ),
    )
    .await?;
    let store = PostgresStore::connect(&as_role).await?.in_the_clear();
    let mut listener = Listener::begin(&store).await?;
    let version = create(&store, "one", b"it").await?;
    listener.hear("one").await?;
    store.remove(Kind::Grant, "one", version).await?;
    Ok(())
}

/// An application's pool may be as small as that, and may set up its connections in its own way.
#[tokio::test]
async fn a_pool_of_one_connection_is_enough_to_write_and_to_listen() -> Outcome {
    let url = fresh_schema(SERVER).await?;
    let (server, schema) = url.split_once("?options[search_path]=").ok_or("the URL names no schema")?;
    let set_up = format!("SET search_path TO {schema}");
    let pool = PgPoolOptions::new().max_connections(1).after_connect(move |connection, _| {
        let set_up = AssertSqlSafe(set_up.clone());
        Box::pin(async move { sqlx::raw_sql(set_up).execute(connection).await.map(drop) })
    });
    let store = PostgresStore::with_pool(pool.connect(server).await?).await?.in_the_clear();
    let mut listener = Listener::begin(&store).await?;
    create(&store, "one", b"it").await?;
    listener.hear("one").await
}

#[tokio::test]
async fn no_error_says_the_password() -> Outcome {
    let url = fresh_schema(SERVER).await?;
    let wrong = url.replacen("zylker-0f3a", "hunter2", 1);
    for url in [
        wrong.clone(),
        wrong.replacen("127.0.0.1", "nowhere.invalid", 1),
        wrong.replacen("postgres://", "post gres://", 1),
        wrong.replacen("127.0.0.1:", "127.0.0.1:x", 1),
        format!("{wrong}&sslmode=hunter"),
    ] {
        let error = PostgresStore::connect(&url).await.expect_err("the URL is wrong");
        assert!(!error.is_conflict(), "{error:?}");
        server::check_keeps("hunter2", &error);
    }
    let database = PostgresStore::connect(&url).await?;
    assert!(!format!("{database:?} {database:#?}").contains("zylker-0f3a"));
    assert!(!format!("{:?}", database.in_the_clear()).contains("zylker-0f3a"));
    Ok(())
}

/// The task that listens may be dropped when its runtime is gone.
#[test]
fn a_listener_may_be_dropped_outside_of_the_runtime() -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let listener = runtime.block_on(async {
        let store = database().await?.in_the_clear();
        let listener = Listener::begin(&store).await?;
        Outcome::Ok((store, listener))
    })?;
    drop(listener);
    Ok(())
}

/// The time passes at once, for all who wait.
async fn pass(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}

async fn database() -> Outcome<PostgresDatabase> {
    Ok(PostgresStore::connect(&fresh_schema(SERVER).await?).await?)
}

/// The URL of a schema in which there is nothing yet.
async fn fresh_schema(variable: &str) -> Outcome<String> {
    let (url, schema) = (server::url(variable)?, server::fresh_name());
    run(&url, &format!("CREATE SCHEMA {schema}")).await?;
    Ok(format!("{url}?options[search_path]={schema}"))
}

async fn run(url: &str, statements: &str) -> Outcome {
    let mut connection = PgConnection::connect(url).await?;
    sqlx::raw_sql(AssertSqlSafe(statements.to_owned())).execute(&mut connection).await?;
    Ok(connection.close().await?)
}
