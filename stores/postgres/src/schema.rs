//! The tables: whether they are up to date, and making them so.

use sqlx::{PgConnection, PgPool};

use crate::error::Cause;
use crate::records::LOCKS;

/// What makes each version of the schema out of the one before.
const MIGRATIONS: [&str; 1] = [include_str!("schema/1_records.sql")];

/// Runs what is outstanding. Of several processes that start at the same time one does, and the others wait for it.
pub(crate) async fn bring_up_to_date(pool: &PgPool) -> Result<(), Cause> {
    // A role that may not make tables need not, once they are there.
    if outstanding(&mut *pool.acquire().await?).await?.1.is_empty() {
        return Ok(());
    }
    let mut transaction = pool.begin().await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1, 0)").bind(LOCKS).execute(&mut *transaction).await?;
    let (done, outstanding) = outstanding(&mut transaction).await?;
    if done == 0 {
        sqlx::query("CREATE TABLE requires_scope_schema (version integer PRIMARY KEY)")
            .execute(&mut *transaction)
            .await?;
    }
    for (migration, version) in outstanding.iter().zip(done + 1..) {
        sqlx::raw_sql(*migration).execute(&mut *transaction).await?;
        sqlx::query("INSERT INTO requires_scope_schema (version) VALUES ($1)")
            .bind(version)
            .execute(&mut *transaction)
            .await?;
    }
    Ok(transaction.commit().await?)
}

/// The version of the schema, 0 if there is none, and the migrations that it has not seen.
async fn outstanding(connection: &mut PgConnection) -> Result<(i32, &'static [&'static str]), Cause> {
    let exists: bool = sqlx::query_scalar("SELECT to_regclass('requires_scope_schema') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await?;
    let done: i32 = if exists {
        sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM requires_scope_schema")
            .fetch_one(connection)
            .await?
    } else {
        0
    };
    let outstanding = usize::try_from(done).ok().and_then(|done| MIGRATIONS.get(done..));
    outstanding
        .map(|outstanding| (done, outstanding))
        .ok_or(Cause::Newer { found: done, known: MIGRATIONS.len() })
}
