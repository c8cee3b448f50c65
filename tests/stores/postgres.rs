//! PostgreSQL, with a schema of its own for every test.

use std::sync::Arc;

use requires_scope::{Clock, KeyRing, Sealed};
use requires_scope_postgres::{PostgresDatabase, PostgresStore};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tests::conformance::Outcome;

use crate::server;

const SERVER: &str = "ZYLKER_POSTGRES";

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
}

async fn database() -> Outcome<PostgresDatabase> {
    Ok(PostgresStore::connect(&fresh_schema(SERVER).await?).await?)
}

/// The URL of a schema in which there is nothing yet.
async fn fresh_schema(variable: &str) -> Outcome<String> {
    let (url, schema) = (server::url(variable)?, server::fresh_name());
    let mut connection = PgConnection::connect(&url).await?;
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).execute(&mut connection).await?;
    connection.close().await?;
    Ok(format!("{url}?options[search_path]={schema}"))
}
