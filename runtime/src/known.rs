//! What many grants have alike, kept once for as long as one of them has it: lists of scopes, each read and closed once;
//! the bits that they cover; the names of data centres.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zoho_scopes::bits::{ScopeBits, WORDS};
use zoho_scopes::{ParseScopeError, ScopeSet};

/// The lists of all grants of this process, by their text. They hold names of scopes and nothing that is anybody's own.
static LISTS: Mutex<Table<Box<str>, Known>> = Mutex::new(Table::new());

/// What the grants of this process cover: the closed lists, and what is left of them where the server has refused a part.
static CLOSED: Mutex<Table<[u64; WORDS], ScopeBits>> = Mutex::new(Table::new());

/// Names of data centres and of their hosts.
static TEXTS: Mutex<Table<Box<str>, Box<str>>> = Mutex::new(Table::new());

static NOTHING: ScopeSet = ScopeSet::new();

/// What comes while so much else is in use is not shared.
const MOST: usize = 100_000;

/// So many come before the first are taken out that no grant has any more.
const FEW: usize = 64;

/// A set of scopes that takes no more room in each grant than a pointer.
#[derive(Clone, Default)]
pub(crate) struct KnownScopes(Option<Arc<Known>>);

/// A text that takes no more room in each grant than a pointer.
#[derive(Clone)]
pub(crate) struct KnownText(Arc<Box<str>>);

struct Known {
    scopes: ScopeSet,
    closed: Arc<ScopeBits>,
}

/// The same bits once, however many grants cover them.
pub(crate) fn shared(bits: ScopeBits) -> Arc<ScopeBits> {
    lock(&CLOSED).keep(*bits.words(), bits)
}

impl KnownScopes {
    /// The scopes of a list as it stands in a record.
    pub(crate) fn parse(list: &str) -> Result<KnownScopes, ParseScopeError> {
        if list.is_empty() {
            return Ok(KnownScopes::default());
        }
        if let Some(known) = lock(&LISTS).find(list) {
            return Ok(KnownScopes(Some(known)));
        }
        Ok(KnownScopes::keep(list, ScopeSet::parse_list(list)?))
    }

    fn keep(list: &str, scopes: ScopeSet) -> KnownScopes {
        // The table is free meanwhile: another thread may read the same, and one of them is kept.
        let read = Known::of(scopes);
        KnownScopes(Some(lock(&LISTS).keep(list.into(), read)))
    }

    /// The catalogued scopes that the set covers.
    pub(crate) fn closed(&self) -> Arc<ScopeBits> {
        self.0.as_ref().map_or_else(|| shared(ScopeBits::empty()), |known| Arc::clone(&known.closed))
    }
}

impl From<ScopeSet> for KnownScopes {
    fn from(scopes: ScopeSet) -> KnownScopes {
        if scopes.is_empty() {
            return KnownScopes::default();
        }
        let list = scopes.to_request();
        // The table must be free again before anything is kept in it.
        let found = lock(&LISTS).find(&*list);
        found.map_or_else(|| KnownScopes::keep(&list, scopes), |known| KnownScopes(Some(known)))
    }
}

impl Deref for KnownScopes {
    type Target = ScopeSet;

    fn deref(&self) -> &ScopeSet {
        self.0.as_ref().map_or(&NOTHING, |known| &known.scopes)
    }
}

impl fmt::Debug for KnownScopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl From<&str> for KnownText {
    fn from(text: &str) -> KnownText {
        let mut texts = lock(&TEXTS);
        KnownText(texts.find(text).unwrap_or_else(|| texts.keep(text.into(), text.into())))
    }
}

impl Deref for KnownText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for KnownText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl Serialize for KnownScopes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_request())
    }
}

impl<'de> Deserialize<'de> for KnownScopes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<KnownScopes, D::Error> {
        deserializer.deserialize_str(Text(KnownScopes::parse))
    }
}

impl Serialize for KnownText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for KnownText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<KnownText, D::Error> {
        deserializer.deserialize_str(Text(|text: &str| Ok::<_, Infallible>(KnownText::from(text))))
    }
}

/// Reads a text where it stands.
struct Text<F>(F);

impl<T, E: fmt::Display, F: FnOnce(&str) -> Result<T, E>> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<R: Error>(self, text: &str) -> Result<T, R> {
        (self.0)(text).map_err(R::custom)
    }
}

impl Known {
    fn of(scopes: ScopeSet) -> Known {
        Known { closed: shared(ScopeBits::closed(&scopes)), scopes }
    }
}

/// What was read, by what it was read from. It is sorted and not hashed: comparing two long lists takes less than hashing
/// one, and nobody can choose lists that are hard to tell apart.
struct Table<K, T> {
    known: BTreeMap<K, Weak<T>>,
    /// How many were left when those were last taken out that no grant has any more, and how many have come since.
    left: usize,
    came: usize,
}

impl<K: Ord, T> Table<K, T> {
    const fn new() -> Table<K, T> {
        Table { known: BTreeMap::new(), left: 0, came: 0 }
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Option<Arc<T>>
    where
        K: Borrow<Q>,
    {
        self.known.get(key)?.upgrade()
    }

    /// Keeps what was read, unless another thread was first.
    fn keep(&mut self, key: K, read: T) -> Arc<T> {
        if let Some(known) = self.find(&key) {
            return known;
        }
        // As many may come as were left: so each that comes pays for looking at one.
        self.came += 1;
        if self.came > FEW.max(self.left) {
            self.known.retain(|_, known| known.strong_count() > 0);
            (self.left, self.came) = (self.known.len(), 0);
        }
        let known = Arc::new(read);
        if self.known.len() < MOST {
            self.known.insert(key, Arc::downgrade(&known));
        }
        known
    }
}

fn lock<T>(table: &Mutex<T>) -> MutexGuard<'_, T> {
    table.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(list: &str) -> KnownScopes {
        KnownScopes::parse(list).expect("a well-formed list")
    }

    fn keep(table: &mut Table<Box<str>, Known>, list: &str) -> Arc<Known> {
        table.keep(list.into(), Known::of(ScopeSet::parse_list(list).expect("a well-formed list")))
    }

    #[test]
    fn the_same_list_is_read_once() {
        let list = "ZohoCRM.coql.READ,ZohoCRM.modules.leads.READ";
        let (one, other) = (known(list), known(list));
        assert!(std::ptr::eq(&raw const *one, &raw const *other));
        let made = KnownScopes::from(ScopeSet::parse_list(list).expect("a well-formed list"));
        assert!(std::ptr::eq(&raw const *one, &raw const *made));
        assert!(!std::ptr::eq(&raw const *one, &raw const *known("ZohoCRM.coql.READ")));
    }

    #[test]
    fn a_set_is_closed_as_it_is() {
        let scopes = known("ZohoCRM.modules.ALL");
        assert_eq!(*scopes.closed(), ScopeBits::closed(&scopes));
        assert_eq!(*known("").closed(), ScopeBits::empty());
        assert!(known("").is_empty());
    }

    #[test]
    fn equal_bits_are_kept_once_and_freed_with_the_last_who_has_them() {
        let written = known("ZohoCRM.modules.leads.ALL");
        let otherwise = known("ZohoCRM.modules.leads.ALL,ZohoCRM.modules.leads.READ");
        assert!(Arc::ptr_eq(&written.closed(), &otherwise.closed()), "two lists of the same");

        let mut bits = ScopeBits::full();
        bits.subtract(7);
        let (one, other) = (shared(bits), shared(bits));
        assert!(Arc::ptr_eq(&one, &other));
        let left = Arc::downgrade(&one);
        drop((one, other));
        assert!(left.upgrade().is_none());
        assert_eq!(*shared(bits), bits, "they may come again");
    }

    #[test]
    fn what_no_grant_has_any_more_leaves_the_table() {
        let mut table = Table::new();
        let held = keep(&mut table, "ZohoCRM.coql.READ");
        for number in 0..10 * FEW {
            drop(keep(&mut table, &format!("Service.path{number}.READ")));
            assert!(table.known.len() <= 2 * FEW + 2, "{} lists", table.known.len());
        }
        let found = table.find("ZohoCRM.coql.READ").expect("a grant has it");
        assert!(Arc::ptr_eq(&held, &found));
    }

    #[test]
    fn what_grants_have_is_not_looked_through_again_and_again() {
        let mut table = Table::new();
        let mut held = Vec::new();
        let mut sweeps = 0;
        for number in 0..40 * FEW {
            held.push(keep(&mut table, &format!("Service.path{number}.READ")));
            sweeps += usize::from(table.came == 0);
        }
        assert_eq!(table.known.len(), held.len());
        assert!(sweeps <= 7, "{sweeps} sweeps");
    }

    #[test]
    fn the_same_text_is_kept_once() {
        let [one, other] = ["eu", "eu"].map(KnownText::from);
        assert!(Arc::ptr_eq(&one.0, &other.0) && &*one == "eu");
        assert_ne!(*one, *KnownText::from("us"));
        let written = serde_json::to_string(&one).expect("it is a text");
        assert_eq!(written, r#""eu""#);
        let read: KnownText = serde_json::from_str(&written).expect("what was written can be read");
        assert!(Arc::ptr_eq(&one.0, &read.0));
    }

    #[test]
    fn a_malformed_list_is_refused_and_not_kept() {
        assert!(KnownScopes::parse("ZohoCRM..READ").is_err());
        assert!(lock(&LISTS).find("ZohoCRM..READ").is_none());
    }
}
