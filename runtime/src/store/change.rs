//! What a store tells of its records: that they have changed, never how.

use super::Kind;

/// Something has changed in a store, as [`Store::changes`](super::Store::changes) tells it.
///
/// Whoever reads them takes one that is none of these for [`Change::Missed`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Change {
    /// Somebody, perhaps this process itself, has written or removed this record.
    Of {
        /// What the record is.
        kind: Kind,
        /// Its key.
        key: String,
    },
    /// Changes may have gone untold: any record may be another than before.
    Missed,
}
