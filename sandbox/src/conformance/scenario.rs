//! The scenarios: what a client must do, and the mistake that each one catches.

use super::{
    client::{ClientUnderTest, Failure, GuardedCall},
    stage::{Stage, Trouble},
};
use crate::{Fault, Sandbox, browser::Person, expect::scope_set};

const LEADS: &str = "ZohoCRM.modules.leads.READ";
const CONTACTS: &str = "ZohoCRM.modules.contacts.CREATE";
const DEALS: &str = "ZohoCRM.modules.deals.CREATE";

const ANY_POST: &str = "POST /crm/*";
const TOKEN: &str = "POST /oauth/v2/token";
const SCOPE_ENHANCE: &str = "POST /oauth/v2/token/scopeenhance";
const ANY_PAGE: &str = "GET /oauth/*";

/// What a successful callback says; anybody can make a browser open it.
const SUCCESS: &str = "status=success&scope_enhanced=true";
const DENIAL: &str = "error=access_denied";

/// Something that happens to every client of incremental authorization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scenario {
    /// The person accepts.
    Consent,
    /// Some of the scopes of a call are granted already.
    MissingOnly,
    /// The person leaves out one of two scopes.
    PartialConsent,
    /// The person declines.
    Declined,
    /// The person has declined, and the call is made again.
    DeclinedBefore,
    /// The callback says success, and nobody has consented.
    ForgedCallback,
    /// Another browser brings callbacks.
    StrangersCallback,
    /// A callback names a host that is not Zoho's.
    ForeignLocation,
    /// The access token has expired.
    Refresh,
    /// Zoho refuses a call for want of a scope that the client believed granted.
    ScopeMismatch,
    /// Zoho refuses a call because of the user's profile.
    NoPermission,
    /// Zoho Accounts fails for a while.
    ServerError,
    /// A POST takes effect, and its answer is lost.
    LostAnswer,
}

impl Scenario {
    /// Every scenario.
    pub const ALL: [Self; 13] = [
        Self::Consent,
        Self::MissingOnly,
        Self::PartialConsent,
        Self::Declined,
        Self::DeclinedBefore,
        Self::ForgedCallback,
        Self::StrangersCallback,
        Self::ForeignLocation,
        Self::Refresh,
        Self::ScopeMismatch,
        Self::NoPermission,
        Self::ServerError,
        Self::LostAnswer,
    ];

    /// Its name, such as `forged-callback`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::MissingOnly => "missing-only",
            Self::PartialConsent => "partial-consent",
            Self::Declined => "declined",
            Self::DeclinedBefore => "declined-before",
            Self::ForgedCallback => "forged-callback",
            Self::StrangersCallback => "strangers-callback",
            Self::ForeignLocation => "foreign-location",
            Self::Refresh => "refresh",
            Self::ScopeMismatch => "scope-mismatch",
            Self::NoPermission => "no-permission",
            Self::ServerError => "server-error",
            Self::LostAnswer => "lost-answer",
        }
    }

    /// What a client must do.
    pub const fn demand(self) -> &'static str {
        match self {
            Self::Consent => "asks once before the first effect, and the same call goes on, once",
            Self::MissingOnly => "asks for what is missing, and not for what is granted already",
            Self::PartialConsent => "takes for granted what was granted, and not what was asked for",
            Self::Declined => "does not make a call that was declined; the rest goes on working",
            Self::DeclinedBefore => "does not ask again for what was declined",
            Self::ForgedCallback => "asks the server what was granted, and does not believe the callback",
            Self::StrangersCallback => "takes a callback from the browser that was sent to Zoho only",
            Self::ForeignLocation => "sends nothing to a host because a callback names it",
            Self::Refresh => "sends no scope when it refreshes",
            Self::ScopeMismatch => "asks for a scope that Zoho says is missing, and does not refresh first",
            Self::NoPermission => "does not ask for scopes where the user's profile forbids the call",
            Self::ServerError => "keeps the refresh token when the server fails",
            Self::LostAnswer => "does not send a POST again that may have taken effect",
        }
    }

    pub(super) async fn play<C, M>(self, make: &M) -> Result<(), Trouble>
    where
        C: ClientUnderTest,
        M: AsyncFn() -> Result<C, Failure>,
    {
        let client = make().await?;
        match self {
            Self::Consent => consent(Stage::set(client, &[LEADS]).await?).await,
            Self::MissingOnly => missing_only(Stage::set(client, &[LEADS, CONTACTS]).await?).await,
            Self::PartialConsent => partial_consent(Stage::set(client, &[LEADS]).await?).await,
            Self::Declined => declined(Stage::set(client, &[LEADS]).await?).await,
            Self::DeclinedBefore => declined_before(Stage::set(client, &[LEADS]).await?).await,
            Self::ForgedCallback => forged_callback(Stage::set(client, &[LEADS]).await?).await,
            Self::StrangersCallback => strangers_callback(Stage::set(client, &[LEADS]).await?).await,
            Self::ForeignLocation => foreign_location(Stage::set(client, &[LEADS]).await?).await,
            Self::Refresh => refresh(Stage::set(client, &[LEADS]).await?).await,
            Self::ScopeMismatch => scope_mismatch(Stage::set(client, &[LEADS, CONTACTS]).await?).await,
            Self::NoPermission => no_permission(Stage::set(client, &[LEADS, CONTACTS]).await?).await,
            Self::ServerError => server_error(Stage::set(client, &[LEADS]).await?).await,
            Self::LostAnswer => lost_answer(Stage::set(client, &[LEADS, CONTACTS]).await?).await,
        }
    }
}

async fn consent<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    stage.asks(GuardedCall::CreateContact, &[CONTACTS]).await?;
    stage.evidence().requests(0, ANY_POST)?;
    stage.person.accept().await?;
    stage.goes_on().await?;
    stage.evidence().requests(1, ANY_POST)?;
    let asked_once = stage.sandbox.moment();
    stage.does(GuardedCall::CreateContact).await?;
    Ok(stage.evidence_since(asked_once).no_prompt()?)
}

async fn missing_only<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    stage.asks(GuardedCall::CreateDeal, &[DEALS]).await?;
    // The page leaves out what is granted already, so the request for it is what tells.
    stage.evidence().asked_zoho_for(&scope_set([DEALS]))?;
    stage.person.accept().await?;
    stage.goes_on().await
}

async fn partial_consent<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    stage.asks(GuardedCall::CreateDeal, &[CONTACTS, DEALS]).await?;
    stage.person.leave_out(DEALS)?;
    stage.person.accept().await?;
    // The contact would come first and the deal would fail: half a call is worse than none.
    stage.evidence().requests(0, ANY_POST)?;
    stage.gives_up().await?;
    stage.does(GuardedCall::CreateContact).await
}

async fn declined<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    stage.asks(GuardedCall::CreateContact, &[CONTACTS]).await?;
    stage.person.decline().await?;
    stage.evidence().requests(0, ANY_POST)?;
    stage.gives_up().await?;
    stage.does(GuardedCall::ReadLeads).await
}

async fn declined_before<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    stage.asks(GuardedCall::CreateContact, &[CONTACTS]).await?;
    stage.person.decline().await?;
    let declined = stage.sandbox.moment();
    stage.makes(GuardedCall::CreateContact).await?;
    let since = stage.evidence_since(declined);
    since.no_prompt()?;
    since.requests(0, ANY_PAGE)?;
    since.requests(0, SCOPE_ENHANCE)?;
    stage.gives_up().await
}

async fn forged_callback<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    stage.asks(GuardedCall::CreateContact, &[CONTACTS]).await?;
    let forged = format!("{}?{SUCCESS}", stage.redirect_uri);
    stage.person.open(&forged).await?;
    stage.evidence().requests(0, ANY_POST)?;
    stage.is_not_done().await?;
    // The call made again finds out what the client has made of the callback.
    stage.asks(GuardedCall::CreateContact, &[CONTACTS]).await?;
    stage.evidence().requests(0, ANY_POST)?;
    stage.person.accept().await?;
    stage.goes_on().await
}

async fn strangers_callback<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    stage.asks(GuardedCall::CreateContact, &[CONTACTS]).await?;
    let open = stage.sandbox.moment();
    for said in [SUCCESS, DENIAL] {
        Person::new()?.open(&format!("{}?{said}", stage.redirect_uri)).await?;
    }
    // Zoho gives ten access tokens in ten minutes: nobody else may use them up.
    stage.evidence_since(open).refreshes(0)?;
    stage.person.accept().await?;
    stage.goes_on().await?;
    Ok(stage.evidence().requests(1, ANY_POST)?)
}

async fn foreign_location<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    let foreign = Sandbox::builder().location("zz").start().await?;
    stage.asks(GuardedCall::CreateContact, &[CONTACTS]).await?;
    let redirect_uri = stage.redirect_uri.clone();
    stage.person.browser().stop_before(&redirect_uri);
    let callback = stage.person.accept().await?.url().to_owned();
    let host = foreign.accounts_url();
    stage.person.open(&format!("{callback}&location=zz&accounts-server={host}")).await?;
    // Whether it takes such a callback at all is its own affair; what counts is whom it talks to, now and later.
    foreign.evidence().nothing()?;
    stage.does(GuardedCall::ReadLeads).await?;
    Ok(foreign.evidence().nothing()?)
}

async fn refresh<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    stage.does(GuardedCall::ReadLeads).await?;
    stage.sandbox.clock().advance(std::time::Duration::from_hours(2));
    stage.does(GuardedCall::ReadLeads).await?;
    Ok(stage.evidence().no_scope_on_refresh()?)
}

async fn scope_mismatch<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    stage.does(GuardedCall::ReadLeads).await?;
    stage.sandbox.revoke_scope(&stage.refresh_token, LEADS);
    let revoked = stage.sandbox.moment();
    stage.asks(GuardedCall::ReadLeads, &[LEADS]).await?;
    stage.evidence_since(revoked).refreshes(0)?;
    stage.person.accept().await?;
    stage.goes_on().await
}

async fn no_permission<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    const CREATE: &str = "Crm_Implied_Create_Contacts";
    stage.sandbox.faults().withhold_permission(CREATE);
    stage.makes(GuardedCall::CreateContact).await?;
    stage.evidence().requests(0, SCOPE_ENHANCE)?;
    stage.gives_up().await?;
    stage.sandbox.faults().restore_permission(CREATE);
    stage.does(GuardedCall::CreateContact).await
}

async fn server_error<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    stage.sandbox.faults().fail_every(TOKEN, Fault::Status(503, "{}".to_owned()));
    stage.makes(GuardedCall::ReadLeads).await?;
    stage.gives_up().await?;
    stage.sandbox.faults().heal(TOKEN);
    stage.does(GuardedCall::ReadLeads).await?;
    Ok(stage.evidence().requests(0, ANY_PAGE)?)
}

async fn lost_answer<C: ClientUnderTest>(mut stage: Stage<C>) -> Result<(), Trouble> {
    stage.sandbox.faults().fail_next("POST /crm/v8/Contacts", Fault::LostAnswer);
    stage.makes(GuardedCall::CreateContact).await?;
    stage.evidence().requests(1, ANY_POST)?;
    stage.gives_up().await
}
