//! Tables that are part of the program: texts and numbers without pointers, which take more room than the text that they
//! point to and have to be set when the program is loaded.

use core::fmt;
use core::iter::Map;
use core::ops::Range;

/// A table of the crate, whose rows are made when they are looked at.
///
/// # Examples
///
/// ```
/// use zoho_scopes::catalogue::ENTRIES;
///
/// assert_eq!(ENTRIES.iter().len(), ENTRIES.len());
/// assert_eq!(ENTRIES.get(7), ENTRIES.iter().nth(7));
/// assert_eq!(ENTRIES.get(ENTRIES.len()), None);
/// ```
pub struct Table<T: 'static> {
    len: usize,
    row: fn(usize) -> T,
}

impl<T> Table<T> {
    /// `row` is asked for places below `len` only.
    pub(crate) const fn new(len: usize, row: fn(usize) -> T) -> Self {
        Self { len, row }
    }

    /// How many rows there are.
    ///
    /// # Examples
    ///
    /// ```
    /// assert!(zoho_scopes::catalogue::ENTRIES.len() > 1000);
    /// ```
    #[expect(clippy::len_without_is_empty, reason = "no table is empty")]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// The row at this place.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Scope, catalogue};
    ///
    /// let place = catalogue::position(&Scope::parse("ZohoCRM.coql.READ")?).expect("a documented scope");
    /// assert_eq!(catalogue::ENTRIES.get(place).map(|entry| entry.scope), Some("ZohoCRM.coql.READ"));
    /// # Ok::<(), zoho_scopes::ParseScopeError>(())
    /// ```
    pub fn get(&self, place: usize) -> Option<T> {
        (place < self.len).then(|| (self.row)(place))
    }

    /// All rows in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::endpoint::{ENDPOINTS, Method};
    ///
    /// assert!(ENDPOINTS.iter().filter(|endpoint| endpoint.method == Method::Delete).count() > 50);
    /// ```
    pub fn iter(&self) -> Map<Range<usize>, fn(usize) -> T> {
        (0..self.len).map(self.row)
    }
}

impl<T> IntoIterator for &Table<T> {
    type Item = T;
    type IntoIter = Map<Range<usize>, fn(usize) -> T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

/// Texts of a table, as one: each ends with a space or a line feed.
pub(crate) struct Texts {
    pub(crate) text: &'static str,
    /// Where each text starts, and where one more would.
    pub(crate) starts: &'static [u16],
}

impl Texts {
    pub(crate) const fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(crate) const fn get(&self, index: usize) -> &'static str {
        let (start, end) = self.range(index);
        self.text.split_at(end).0.split_at(start).1
    }

    pub(crate) const fn bytes(&self, index: usize) -> &'static [u8] {
        let (start, end) = self.range(index);
        self.text.as_bytes().split_at(end).0.split_at(start).1
    }

    const fn range(&self, index: usize) -> (usize, usize) {
        (self.starts[index] as usize, self.starts[index + 1] as usize - 1)
    }
}

/// A list of places for each row of a table.
#[cfg(feature = "alloc")]
pub(crate) struct Lists {
    pub(crate) places: &'static [u16],
    /// Where each list starts, and where one more would.
    pub(crate) starts: &'static [u16],
}

#[cfg(feature = "alloc")]
impl Lists {
    pub(crate) fn get(&self, index: usize) -> &'static [u16] {
        &self.places[usize::from(self.starts[index])..usize::from(self.starts[index + 1])]
    }
}
