//! Random codes and tokens in the shape that Zoho gives them.

use std::fmt::Write as _;

/// A code, an access token, a refresh token or an enhancement token: `1000.<32 hex digits>.<32 hex digits>`.
///
/// No character of it needs escaping in a URL or in the comma-separated files of Zoho's SDKs.
pub(crate) fn token() -> String {
    format!("1000.{}.{}", hex::<16>(), hex::<16>())
}

/// A client id: `1000.` and thirty upper-case characters.
pub(crate) fn client_id() -> String {
    format!("1000.{}", hex::<15>().to_ascii_uppercase())
}

/// A client secret: forty-two characters.
pub(crate) fn client_secret() -> String {
    hex::<21>()
}

/// The name of a browser's session, of a form's protection or of a consent page.
pub(crate) fn nonce() -> String {
    hex::<16>()
}

/// Enough of a token to tell it from another, and too little to use it.
pub(crate) fn masked(token: &str) -> String {
    let shown: String = token.chars().take(9).collect();
    format!("{shown}…")
}

fn hex<const BYTES: usize>() -> String {
    let mut bytes = [0; BYTES];
    if let Err(error) = getrandom::fill(&mut bytes) {
        panic!("the operating system gives no random numbers: {error}");
    }
    bytes.iter().fold(String::with_capacity(2 * BYTES), |mut text, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{client_id, client_secret, masked, token};

    #[test]
    fn secrets_have_the_shape_of_zohos() {
        assert_eq!(token().len(), 5 + 32 + 1 + 32);
        assert_eq!(client_id().len(), 35);
        assert_eq!(client_secret().len(), 42);
        assert_ne!(token(), token());
    }

    #[test]
    fn a_masked_token_is_recognizable_and_useless() {
        assert_eq!(masked("1000.abcdef0123456789"), "1000.abcd…");
    }
}
