//! Text that must never be seen: tokens, client secrets, the value that binds a browser to an attempt.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serializer};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::error::Error;

/// A token or a client secret.
///
/// # Security
///
/// `Debug` prints no part of it, there is no `Display` and no comparison, and its memory is overwritten when
/// it is dropped. [`Secret::expose`] is the one way to read it.
///
/// # Examples
///
/// ```
/// use requires_scope::Secret;
///
/// let secret = Secret::new("1000.abc");
/// assert_eq!(format!("{secret:?}"), "Secret(…)");
/// assert_eq!(secret.expose(), "1000.abc");
/// ```
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Takes a text into safe-keeping.
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(SecretString::from(text.into()))
    }

    /// The text itself: for a request that carries it, or a store that keeps it; never for a log.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Secret {
        Secret::new(text)
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Secret {
        Secret::new(text)
    }
}

/// 256 random bits as text that is safe in URLs, cookies and file names (43 characters).
pub(crate) fn random_text() -> Result<String, Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|_| Error::configuration("the operating system gives no random bytes"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What is stored of a random text, so that reading the store gives nobody the text itself.
pub(crate) fn fingerprint(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

/// Whether `text` is the one whose fingerprint was kept; takes the same time wherever they differ.
pub(crate) fn matches_fingerprint(text: &str, kept: &str) -> bool {
    fingerprint(text).as_bytes().ct_eq(kept.as_bytes()).into()
}

/// Writes secrets in clear, which only a record on its way to a store may do.
pub(crate) mod in_record {
    use super::{Deserialize, Deserializer, Secret, Serializer};

    pub(crate) fn serialize<S: Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(secret.expose())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
        String::deserialize(deserializer).map(Secret::new)
    }

    pub(crate) mod optional {
        use super::{Deserialize, Deserializer, Secret, Serializer};

        #[expect(clippy::ref_option, reason = "serde's `with` calls it with a reference to the field")]
        pub(crate) fn serialize<S: Serializer>(
            secret: &Option<Secret>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            match secret {
                Some(secret) => serializer.serialize_some(secret.expose()),
                None => serializer.serialize_none(),
            }
        }

        pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<Secret>, D::Error> {
            Ok(Option::<String>::deserialize(deserializer)?.map(Secret::new))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_matches_its_text_alone() {
        let text = random_text().expect("random bytes");
        assert_eq!(text.len(), 43);
        let kept = fingerprint(&text);
        assert!(matches_fingerprint(&text, &kept));
        assert!(!matches_fingerprint("another", &kept));
        assert!(!matches_fingerprint(&text, &text), "the text is no fingerprint of itself");
    }
}
