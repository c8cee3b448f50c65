//! A connection of the pool, which gets it back soon, whatever becomes of the statement.

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::Query;
use sqlx::{PgPool, Postgres};
use tokio::runtime::Handle;
use tokio::time::timeout;

use crate::database::PATIENCE;
use crate::error::Cause;

/// The row that a statement gives, if it gives one.
pub(crate) async fn fetch_optional(
    pool: &PgPool,
    statement: Query<'_, Postgres, PgArguments>,
) -> Result<Option<PgRow>, Cause> {
    let mut loan = Loan(pool.acquire().await?);
    match timeout(PATIENCE, statement.fetch_optional(&mut *loan.0)).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(Cause::Silence),
    }
}

/// A connection whose statement may be given up at any moment.
struct Loan(PoolConnection<Postgres>);

impl Drop for Loan {
    /// The pool asks every connection that it takes back whether it is still there, and keeps its place meanwhile. By
    /// itself it would wait for a server that is gone until the operating system gives up, a quarter of an hour later.
    fn drop(&mut self) {
        // Where there is no runtime any more, the pool itself says so.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(timeout(PATIENCE, self.0.return_to_pool()));
        }
    }
}
