//! The keys of [`Sealed`](super::Sealed): one seals, all of them open, so that keys can be changed while the store
//! is in use. Where they come from: a variable, a file, a vault; and how they are written there.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretBox};

use crate::error::Error;
use crate::secret::Secret;

const KEY_LENGTH: usize = 32;

/// The longest name of a key; its length stands in one byte of every sealed record.
const LONGEST_ID: usize = 32;

/// The keys that seal and open records: the first seals, all of them open.
///
/// A key is written `id:key`, its 32 bytes in base64; several are separated by commas or line ends.
///
/// # Changing keys
///
/// Put a new key in front and restart: what is written from then on is sealed with it, and what the old key has
/// sealed can still be read. Where several instances share the store, and are not restarted at once, go in two
/// steps: first put the new key *behind* the old one everywhere, so that every instance can open what it will seal;
/// then put it in front.
///
/// A record is sealed anew when it is written anew, and not before: no store lists its records, so none can be gone
/// through. Grants are written with every refresh; attempts, suspended calls and leases are short-lived. Drop the old
/// key when every grant that matters has been used since. A record whose key is gone is not lost: put the key back.
///
/// # Security
///
/// Whoever has the store *and* the key ring has every token: keep them apart, in backups too. A lost key is a lost
/// store; every user has to sign in again. `Debug` prints the ids, and the keys are overwritten when they are
/// dropped.
///
/// # Examples
///
/// ```
/// use requires_scope::{KeyRing, Secret};
///
/// let from_vault = Secret::new(
///     "autumn:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=, spring:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
/// );
/// let keys = KeyRing::parse(&from_vault)?;
/// assert_eq!(format!("{keys:?}"), r#"KeyRing { active: "autumn", retired: ["spring"] }"#);
/// # Ok::<(), requires_scope::Error>(())
/// ```
pub struct KeyRing {
    active: Key,
    retired: Vec<Key>,
}

/// One key with its name.
pub(super) struct Key {
    id: String,
    bytes: SecretBox<[u8; KEY_LENGTH]>,
}

impl KeyRing {
    /// A ring of one new key. Records that it seals can be read as long as this value lives: for tests.
    ///
    /// # Errors
    ///
    /// When the operating system gives no random bytes.
    pub fn generate() -> Result<KeyRing, Error> {
        Ok(KeyRing { active: Key::generate()?, retired: Vec::new() })
    }

    /// Reads the ring from an environment variable.
    ///
    /// # Errors
    ///
    /// When the variable is not set, or does not hold keys as described [above](KeyRing).
    pub fn from_env(variable: &str) -> Result<KeyRing, Error> {
        let text = std::env::var(variable).map_err(|_| {
            Error::configuration(format!(
                "`{variable}` holds no key ring: set it to `id:key`, where the key is 32 random bytes in base64, as `openssl rand -base64 32` prints them"
            ))
        })?;
        KeyRing::read(Secret::new(text).expose(), &format!("`{variable}`"))
    }

    /// Reads the ring from a text that comes from elsewhere, such as a vault.
    ///
    /// # Errors
    ///
    /// When the text does not hold keys as described [above](KeyRing).
    pub fn parse(text: &Secret) -> Result<KeyRing, Error> {
        KeyRing::read(text.expose(), "the key ring")
    }

    /// Reads the ring from a file that only its owner may read; if there is none, makes one with a new key.
    ///
    /// Processes that start at the same time agree on one key. To change keys, write a new line above the others.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or made, does not hold keys as described [above](KeyRing), or others than its
    /// owner may read it.
    pub fn open_or_create(path: impl AsRef<Path>) -> Result<KeyRing, Error> {
        let file = KeyFile(path.as_ref());
        let text = match file.read()? {
            Some(text) => text,
            None => file.create(&Key::generate()?)?,
        };
        KeyRing::read(text.expose(), &file.to_string())
    }

    /// `whence` says in errors where the text comes from; the text itself is in none of them.
    fn read(text: &str, whence: &str) -> Result<KeyRing, Error> {
        let entries = text.split([',', '\n']).map(str::trim).filter(|entry| !entry.is_empty());
        let mut keys = Vec::new();
        for (entry, place) in entries.zip(1..) {
            let key = Key::parse(entry)
                .map_err(|fault| Error::configuration(format!("key {place} of {whence} {fault}")))?;
            if keys.iter().any(|other: &Key| other.id == key.id) {
                return Err(Error::configuration(format!("{whence} has two keys named `{}`", key.id)));
            }
            keys.push(key);
        }
        let mut keys = keys.into_iter();
        let active = keys.next().ok_or_else(|| {
            Error::configuration(format!("{whence} holds no key: it is empty, and should hold `id:key`"))
        })?;
        Ok(KeyRing { active, retired: keys.collect() })
    }

    pub(super) fn active(&self) -> &Key {
        &self.active
    }

    pub(super) fn find(&self, id: &[u8]) -> Option<&Key> {
        [&self.active].into_iter().chain(&self.retired).find(|key| key.id.as_bytes() == id)
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let retired: Vec<_> = self.retired.iter().map(|key| &key.id).collect();
        f.debug_struct("KeyRing").field("active", &self.active.id).field("retired", &retired).finish()
    }
}

/// What is wrong with an entry; the text after "key 2 of `ZYLKER_KEYS`".
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
enum KeyFault {
    #[error("has no name: write `id:key`")]
    NoId,
    #[error("has a name that is not 1 to {LONGEST_ID} ASCII letters, digits, `-` or `_`")]
    BadId,
    #[error("is not base64 behind the `:`")]
    NotBase64,
    #[error("is {0} bytes long instead of {KEY_LENGTH}: `openssl rand -base64 32` prints a good one")]
    Length(usize),
}

impl Key {
    fn generate() -> Result<Key, Error> {
        let mut id = [0; 4];
        let mut bytes = Box::new([0; KEY_LENGTH]);
        getrandom::fill(&mut id)
            .and_then(|()| getrandom::fill(&mut *bytes))
            .map_err(|_| Error::configuration("the operating system gives no random bytes"))?;
        Ok(Key { id: format!("{:08x}", u32::from_be_bytes(id)), bytes: SecretBox::new(bytes) })
    }

    fn parse(entry: &str) -> Result<Key, KeyFault> {
        let (id, text) = entry.split_once(':').ok_or(KeyFault::NoId)?;
        let id = id.trim();
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if id.is_empty() || id.len() > LONGEST_ID || !id.bytes().all(is_letter) {
            return Err(KeyFault::BadId);
        }
        let text = text.trim().trim_end_matches('=');
        let decoded = STANDARD_NO_PAD.decode(text).or_else(|_| URL_SAFE_NO_PAD.decode(text));
        let decoded = SecretBox::new(decoded.map_err(|_| KeyFault::NotBase64)?.into_boxed_slice());
        let decoded = decoded.expose_secret();
        if decoded.len() != KEY_LENGTH {
            return Err(KeyFault::Length(decoded.len()));
        }
        let mut bytes = Box::new([0; KEY_LENGTH]);
        bytes.copy_from_slice(decoded);
        Ok(Key { id: id.to_owned(), bytes: SecretBox::new(bytes) })
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn expose(&self) -> &[u8; KEY_LENGTH] {
        self.bytes.expose_secret()
    }

    fn to_line(&self) -> Secret {
        let encoded = Secret::new(STANDARD.encode(self.expose()));
        Secret::new(format!("{}:{}\n", self.id, encoded.expose()))
    }
}

/// The file of [`KeyRing::open_or_create`].
struct KeyFile<'a>(&'a Path);

impl fmt::Display for KeyFile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the key file `{}`", self.0.display())
    }
}

impl KeyFile<'_> {
    fn read(&self) -> Result<Option<Secret>, Error> {
        let mut file = match File::open(self.0) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.failed("read", &error)),
        };
        self.check_owner_only(&file)?;
        let mut text = String::new();
        let read = file.read_to_string(&mut text);
        let text = Secret::new(text);
        read.map_err(|error| self.failed("read", &error))?;
        Ok(Some(text))
    }

    /// The file appears under its name whole and on disk, or not at all: a key that sealed records and is then not
    /// to be found again would take them along. If another process was faster, its key is the one.
    fn create(&self, key: &Key) -> Result<Secret, Error> {
        let draft = self.draft(key)?;
        let published = fs::hard_link(&draft, self.0).and_then(|()| self.sync_directory());
        let removed = fs::remove_file(&draft);
        match published {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            published => published.and(removed).map_err(|error| self.failed("make", &error))?,
        }
        self.read()?.ok_or_else(|| self.failed("read", &io::ErrorKind::NotFound.into()))
    }

    fn draft(&self, key: &Key) -> Result<PathBuf, Error> {
        let mut name = self.0.as_os_str().to_owned();
        name.push(format!(".{}.{}", std::process::id(), key.id));
        let draft = PathBuf::from(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(&draft).and_then(|mut file| {
            file.write_all(key.to_line().expose().as_bytes())?;
            file.sync_all()
        });
        written.map_err(|error| self.failed("make", &error))?;
        Ok(draft)
    }

    #[cfg(unix)]
    fn sync_directory(&self) -> io::Result<()> {
        let directory = self.0.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(directory.unwrap_or(Path::new(".")))?.sync_all()
    }

    #[cfg(not(unix))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "only unix can sync a directory")]
    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(unix)]
    fn check_owner_only(&self, file: &File) -> Result<(), Error> {
        use std::os::unix::fs::PermissionsExt as _;

        let mode = file.metadata().map_err(|error| self.failed("read", &error))?.permissions().mode();
        let for_others = mode & 0o077;
        if for_others == 0 {
            return Ok(());
        }
        Err(Error::configuration(format!(
            "{self} is open to others than its owner: `chmod 600` it, and change the key if others may have read it"
        )))
    }

    #[cfg(not(unix))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "only unix has modes")]
    fn check_owner_only(&self, _: &File) -> Result<(), Error> {
        Ok(())
    }

    fn failed(&self, what: &str, error: &io::Error) -> Error {
        Error::configuration(format!("could not {what} {self}: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZEROES: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    #[track_caller]
    fn check(text: &str, expected: Result<&str, &str>) {
        let read = KeyRing::read(text, "`KEYS`").map(|keys| format!("{keys:?}"));
        let read = read.map_err(|error| error.to_string());
        let expected =
            expected.map(str::to_owned).map_err(|fault| format!("requires-scope is not configured: {fault}"));
        assert_eq!(read, expected);
    }

    #[test]
    fn the_first_key_is_the_active_one() {
        check(&format!("a:{ZEROES}"), Ok(r#"KeyRing { active: "a", retired: [] }"#));
        check(
            &format!(" b : {ZEROES} \n\na:{ZEROES},\r\nc:{ZEROES}\n"),
            Ok(r#"KeyRing { active: "b", retired: ["a", "c"] }"#),
        );
    }

    #[test]
    fn a_key_may_be_in_either_alphabet_of_base64_with_padding_or_without() {
        let url_safe = "-_".repeat(21) + "A";
        let standard = url_safe.replace('-', "+").replace('_', "/");
        for text in [format!("{url_safe}="), format!("{standard}="), url_safe, standard] {
            assert_eq!(
                Key::parse(&format!("a:{text}")).map(|key| key.expose()[..2].to_vec()),
                Ok(vec![0xfb, 0xff])
            );
        }
    }

    #[test]
    fn a_bad_ring_is_refused_with_the_fix_and_without_the_key() {
        check(" ,\n", Err("`KEYS` holds no key: it is empty, and should hold `id:key`"));
        check(ZEROES, Err("key 1 of `KEYS` has no name: write `id:key`"));
        check(
            &format!("a b:{ZEROES}"),
            Err("key 1 of `KEYS` has a name that is not 1 to 32 ASCII letters, digits, `-` or `_`"),
        );
        check(&format!("a:{ZEROES},b:hunter2!"), Err("key 2 of `KEYS` is not base64 behind the `:`"));
        check(
            "a:AAAA",
            Err("key 1 of `KEYS` is 3 bytes long instead of 32: `openssl rand -base64 32` prints a good one"),
        );
        check(&format!("a:{ZEROES},a:{ZEROES}"), Err("`KEYS` has two keys named `a`"));
    }

    #[test]
    fn a_variable_that_is_not_set_says_how_to_set_it() {
        let error = KeyRing::from_env("REQUIRES_SCOPE_NO_SUCH_VARIABLE").expect_err("not set");
        assert!(error.to_string().contains("openssl rand -base64 32"), "{error}");
    }

    #[test]
    fn a_generated_key_is_like_no_other_and_reads_back() {
        let [one, other] = [(); 2].map(|()| Key::generate().expect("random bytes"));
        assert_ne!(one.expose(), other.expose());
        let line = one.to_line();
        assert_eq!(Key::parse(line.expose()).map(|key| *key.expose()), Ok(*one.expose()));
    }
}
