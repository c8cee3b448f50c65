//! What is wrong with a consent link or a callback, as the person is told.

/// Why a consent link or a callback was not followed. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConsentProblem {
    /// The link names an attempt that does not exist.
    #[error("the consent link is unknown: it was mistyped, or is long over")]
    UnknownAttempt,
    /// The attempt's time is over.
    #[error("the consent link has expired: go back to the application and try again")]
    Expired,
    /// The user has answered this attempt before.
    #[error("this consent was answered before")]
    AlreadyAnswered,
    /// The signed-in user is not the one whose grant would change.
    #[error("the consent link belongs to another user: sign in as the user who started it")]
    OtherUser,
    /// No signed-in user.
    #[error("nobody is signed in to the application in this browser: sign in, then open the link again")]
    NobodySignedIn,
    /// The callback came from a browser that did not open the consent link.
    #[error("this browser did not open the consent link")]
    OtherBrowser,
    /// A code is good once (RFC 6749, section 4.1.2). This one was sent to Zoho, whose answer has brought nothing or has
    /// never arrived.
    #[error("Zoho's answer could not be used, and is good once: go back to the application and try again")]
    CodeUsed,
    /// The callback's `state` is not the one that was sent (RFC 6749, section 10.12).
    #[error("the answer does not belong to the request: its `state` is wrong or missing")]
    WrongState,
    /// `location` or `accounts-server` name no data centre of the table.
    #[error(
        "the answer names a data centre that is not in the table: add it with `ClientBuilder::also_data_center`"
    )]
    UnknownDataCenter,
    /// The callback says that the user has consented, and the server does not show any of the scopes: a forged
    /// callback looks like that. The attempt stays open.
    #[error("Zoho does not confirm the consent")]
    NotConfirmed,
    /// Neither success nor a denial: an error of Zoho's page, or not Zoho's callback at all.
    #[error("the answer is neither a consent nor a denial")]
    Unintelligible,
}
