//! The jobs, in a file that several processes share. Whoever takes a job is the only one who does.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use requires_scope::AttemptId;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Error, OptionalExtension as _, Row};

use crate::job::{Job, State};

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS jobs (
        id INTEGER PRIMARY KEY,
        user TEXT NOT NULL,
        last_name TEXT NOT NULL,
        state TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE IF NOT EXISTS mails (attempt TEXT PRIMARY KEY) STRICT;
";

const COLUMNS: &str = "id, user, last_name, state, note";

/// How long one process may keep another from the file.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Queue(Mutex<Connection>);

impl Queue {
    pub(crate) fn open(folder: &Path) -> Result<Queue, Error> {
        let connection = Connection::open(folder.join("jobs.db"))?;
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch(SCHEMA)?;
        Ok(Queue(Mutex::new(connection)))
    }

    pub(crate) fn add(&self, user: &str, last_name: &str) -> Result<(), crate::Trouble> {
        let add = "INSERT INTO jobs (user, last_name, state) VALUES (?1, ?2, ?3)";
        self.file().execute(add, (user, last_name, State::Waiting))?;
        Ok(())
    }

    /// The oldest job that waits, which runs from now on.
    pub(crate) fn take_waiting(&self) -> Result<Option<Job>, Error> {
        let take = format!(
            "UPDATE jobs SET state = ?1 WHERE id = (SELECT min(id) FROM jobs WHERE state = ?2) RETURNING {COLUMNS}"
        );
        self.file().query_row(&take, (State::Running, State::Waiting), read).optional()
    }

    /// The suspended job, which runs from now on; `None` where another process was first.
    pub(crate) fn take_suspended(&self, id: i64) -> Result<Option<Job>, Error> {
        let take = format!("UPDATE jobs SET state = ?1 WHERE id = ?2 AND state = ?3 RETURNING {COLUMNS}");
        self.file().query_row(&take, (State::Running, id, State::Suspended), read).optional()
    }

    /// Puts a job that this process has taken where it belongs now.
    pub(crate) fn put(&self, job: &Job, state: State, note: &str) -> Result<(), Error> {
        let put = "UPDATE jobs SET state = ?1, note = ?2 WHERE id = ?3 AND state = ?4";
        self.file().execute(put, (state, note, job.id, State::Running)).map(drop)
    }

    pub(crate) fn suspended(&self) -> Result<Vec<Job>, Error> {
        let mut jobs = self.list()?;
        jobs.retain(|job| job.state == State::Suspended);
        Ok(jobs)
    }

    pub(crate) fn list(&self) -> Result<Vec<Job>, Error> {
        let file = self.file();
        let mut jobs = file.prepare(&format!("SELECT {COLUMNS} FROM jobs ORDER BY id"))?;
        jobs.query_map((), read)?.collect()
    }

    /// Whether nobody was told of this attempt before: however many jobs wait for it, there is one mail.
    pub(crate) fn is_first_to_tell(&self, attempt: &AttemptId) -> Result<bool, Error> {
        let told = "INSERT INTO mails (attempt) VALUES (?1) ON CONFLICT DO NOTHING";
        self.file().execute(told, [attempt.as_str()]).map(|added| added == 1)
    }

    fn file(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(row: &Row<'_>) -> Result<Job, Error> {
    Ok(Job {
        id: row.get(0)?,
        user: row.get(1)?,
        last_name: row.get(2)?,
        state: row.get(3)?,
        note: row.get(4)?,
    })
}

impl ToSql for State {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.word().into())
    }
}

impl FromSql for State {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<State> {
        State::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_processes_one_takes_a_job() {
        let folder = tempfile::tempdir().expect("a folder");
        let [here, there] = [(); 2].map(|()| Queue::open(folder.path()).expect("a queue"));
        here.add("nadia", "Okafor").expect("added");
        let job = here.take_waiting().expect("read").expect("a job");
        assert!(there.take_waiting().expect("read").is_none());

        here.put(&job, State::Suspended, "ZohoCRM.modules.contacts.CREATE").expect("put");
        assert!(there.take_suspended(job.id).expect("read").is_some());
        assert!(here.take_suspended(job.id).expect("read").is_none());
        let kept = here.list().expect("read");
        assert_eq!((kept[0].last_name.as_str(), kept[0].state), ("Okafor", State::Running));
    }

    #[test]
    fn one_attempt_is_told_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let [here, there] = [(); 2].map(|()| Queue::open(folder.path()).expect("a queue"));
        assert!(here.is_first_to_tell(&AttemptId::new("one")).expect("read"));
        assert!(!there.is_first_to_tell(&AttemptId::new("one")).expect("read"));
        assert!(there.is_first_to_tell(&AttemptId::new("two")).expect("read"));
    }
}
