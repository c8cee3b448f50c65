//! A store around another: records are sealed before they are saved and opened after they are loaded.

use std::time::SystemTime;

use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut as _, KeyInit as _, Tag, XChaCha20Poly1305, XNonce};
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;

use super::key_ring::Key;
use super::{Change, KeyRing, Kind, Record, Store, StoreError, Version};

/// The form of what stands in the store: this byte, the length of the key's id, the id, nonce, tag, ciphertext.
const FORMAT: u8 = 1;
const NONCE_LENGTH: usize = 24;
const TAG_LENGTH: usize = 16;

/// Seals every record of a store, so that the store's file, server and backups are of no use without the keys.
///
/// Records are sealed with XChaCha20-Poly1305 under a random nonce. Kind and key of the record are sealed in with
/// it, so that a record that was put in the place of another one is refused like any that was altered: with
/// [`StoreError::is_unreadable`], and it stays as it is.
///
/// [Changing keys](KeyRing#changing-keys) needs no pause: every write seals the record with the active key.
///
/// # Security
///
/// Kind, key, version, time of expiry and size can be seen by whoever reads the store. Whoever writes to it can
/// remove records and put an *older* sealed copy of a record back in its own place, which is not noticed.
///
/// # Examples
///
/// ```
/// use requires_scope::{Kind, KeyRing, MemoryStore, Sealed, Store, Version};
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
///
/// let store = Sealed::new(MemoryStore::new(), KeyRing::generate()?);
/// store.save(Kind::Grant, "zylker/marketer", b"1000.abc".to_vec(), Version::ABSENT, None).await?;
///
/// let record = store.load(Kind::Grant, "zylker/marketer").await?;
/// assert_eq!(record.map(|record| record.bytes).as_deref(), Some(&b"1000.abc"[..]));
/// # Ok::<(), Box<dyn std::error::Error>>(()) })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Sealed<S> {
    store: S,
    keys: KeyRing,
}

impl<S: Store> Sealed<S> {
    /// Seals what `store` keeps with the active key of `keys`.
    pub fn new(store: S, keys: KeyRing) -> Sealed<S> {
        Sealed { store, keys }
    }
}

impl<S: Store> Store for Sealed<S> {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        Box::pin(async move {
            let Some(Record { version, bytes }) = self.store.load(kind, key).await? else { return Ok(None) };
            let bytes = open(&self.keys, Place { kind, key }, &bytes).map_err(StoreError::unreadable)?;
            Ok(Some(Record { version, bytes }))
        })
    }

    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        expires_at: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        Box::pin(async move {
            let sealed =
                seal(self.keys.active(), Place { kind, key }, bytes).map_err(StoreError::unavailable)?;
            self.store.save(kind, key, sealed, expected, expires_at).await
        })
    }

    fn remove<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        expected: Version,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        self.store.remove(kind, key, expected)
    }

    fn changes(&self) -> BoxStream<'static, Change> {
        self.store.changes()
    }
}

/// Where a record belongs.
#[derive(Clone, Copy)]
struct Place<'a> {
    kind: Kind,
    key: &'a str,
}

impl Place<'_> {
    /// The lengths keep `("a", "bc")` and `("ab", "c")` apart.
    fn to_associated_data(self) -> Vec<u8> {
        let mut data = vec![FORMAT];
        for part in [self.kind.as_str(), self.key] {
            data.extend_from_slice(&(part.len() as u64).to_le_bytes());
            data.extend_from_slice(part.as_bytes());
        }
        data
    }
}

/// Why a record could not be sealed.
#[derive(Debug, thiserror::Error)]
enum SealError {
    #[error("the operating system gives no random bytes")]
    NoRandomBytes,
    #[error("the record is too large to be sealed")]
    TooLarge,
}

/// Why a record could not be opened.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
enum OpenError {
    #[error("it is not sealed, or by a newer version of requires-scope")]
    NotSealed,
    #[error("it is sealed with the key `{0}`, which is not in the key ring: put it behind the active key")]
    NoSuchKey(String),
    #[error(
        "its seal is broken: it was altered, or belongs in another place, or the key `{0}` is not the one that sealed it"
    )]
    Broken(String),
}

/// The plaintext is overwritten by its ciphertext, so that no copy of it stays behind in memory.
fn seal(key: &Key, place: Place<'_>, mut bytes: Vec<u8>) -> Result<Vec<u8>, SealError> {
    let mut nonce = XNonce::default();
    getrandom::fill(&mut nonce).map_err(|_| SealError::NoRandomBytes)?;
    let tag = XChaCha20Poly1305::new(key.expose().into())
        .encrypt_inout_detached(&nonce, &place.to_associated_data(), InOutBuf::from(&mut bytes[..]))
        .map_err(|_| SealError::TooLarge)?;
    let id = key.id().as_bytes();
    let id_length = u8::try_from(id.len()).map_err(|_| SealError::TooLarge)?;
    Ok([&[FORMAT, id_length], id, &nonce, &tag, &bytes].concat())
}

fn open(keys: &KeyRing, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
    let envelope = Envelope::parse(sealed).ok_or(OpenError::NotSealed)?;
    let id = || envelope.key_id.escape_ascii().to_string();
    let key = keys.find(envelope.key_id).ok_or_else(|| OpenError::NoSuchKey(id()))?;
    let mut bytes = envelope.ciphertext.to_vec();
    XChaCha20Poly1305::new(key.expose().into())
        .decrypt_inout_detached(
            &envelope.nonce,
            &place.to_associated_data(),
            InOutBuf::from(&mut bytes[..]),
            &envelope.tag,
        )
        .map_err(|_| OpenError::Broken(id()))?;
    Ok(bytes)
}

struct Envelope<'a> {
    key_id: &'a [u8],
    nonce: XNonce,
    tag: Tag,
    ciphertext: &'a [u8],
}

impl Envelope<'_> {
    fn parse(sealed: &[u8]) -> Option<Envelope<'_>> {
        let (&[FORMAT, id_length], rest) = sealed.split_first_chunk::<2>()? else { return None };
        let (key_id, rest) = rest.split_at_checked(usize::from(id_length))?;
        let (nonce, rest) = rest.split_first_chunk::<NONCE_LENGTH>()?;
        let (tag, ciphertext) = rest.split_first_chunk::<TAG_LENGTH>()?;
        Some(Envelope { key_id, nonce: (*nonce).into(), tag: (*tag).into(), ciphertext })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;

    const HERE: Place<'_> = Place { kind: Kind::Grant, key: "zylker/marketer" };
    const AUTUMN: &str = "autumn:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE";
    const SPRING: &str = "spring:U1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1NTU1M";

    fn keys(entries: &[&str]) -> KeyRing {
        KeyRing::parse(&Secret::new(entries.join(","))).expect("a key ring")
    }

    fn sealed(keys: &KeyRing, plaintext: &[u8]) -> Vec<u8> {
        seal(keys.active(), HERE, plaintext.to_vec()).expect("sealed")
    }

    #[test]
    fn every_single_altered_bit_is_noticed() {
        let keys = keys(&[AUTUMN]);
        let good = sealed(&keys, b"1000.abc");
        assert_eq!(open(&keys, HERE, &good).as_deref(), Ok(&b"1000.abc"[..]));
        for bit in 0..good.len() * 8 {
            let mut bad = good.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&keys, HERE, &bad).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn every_cut_is_noticed() {
        let keys = keys(&[AUTUMN]);
        let good = sealed(&keys, b"1000.abc");
        for length in 0..good.len() {
            assert!(open(&keys, HERE, &good[..length]).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn a_record_opens_in_its_own_place_alone() {
        let keys = keys(&[AUTUMN]);
        let good = sealed(&keys, b"1000.abc");
        let places = [(Kind::Attempt, HERE.key), (Kind::Grant, "zylker/marketer2"), (Kind::Grant, "")];
        for (kind, key) in places {
            assert_eq!(
                open(&keys, Place { kind, key }, &good),
                Err(OpenError::Broken("autumn".to_owned())),
                "{kind} {key}"
            );
        }
    }

    #[test]
    fn the_same_record_is_never_sealed_alike() {
        let keys = keys(&[AUTUMN]);
        assert_ne!(sealed(&keys, b"1000.abc"), sealed(&keys, b"1000.abc"));
    }

    #[test]
    fn a_missing_key_is_named() {
        let sealed = sealed(&keys(&[AUTUMN]), b"1000.abc");
        assert_eq!(open(&keys(&[SPRING]), HERE, &sealed), Err(OpenError::NoSuchKey("autumn".to_owned())));
        assert!(open(&keys(&[SPRING, AUTUMN]), HERE, &sealed).is_ok());
    }

    #[test]
    fn a_record_that_was_kept_in_the_clear_is_not_taken_for_a_sealed_one() {
        assert_eq!(
            open(&keys(&[AUTUMN]), HERE, br#"{"refresh_token":"1000.abc"}"#),
            Err(OpenError::NotSealed)
        );
    }
}
