//! The mistakes that clients of incremental authorization make.

use zoho_sandbox::conformance::Scenario;

/// One mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    ForgetsCall,
    BelievesCallback,
    StoresRequested,
    AsksAgain,
    RunsDeclined,
    ScopeOnRefresh,
    RefreshesOnMismatch,
    AsksForUnion,
    SendsTwice,
    LosesRefreshToken,
    FollowsLocation,
    TakesAnyCallback,
    AsksForPermission,
}

impl Flaw {
    pub(crate) const ALL: [Flaw; 13] = [
        Flaw::ForgetsCall,
        Flaw::BelievesCallback,
        Flaw::StoresRequested,
        Flaw::AsksAgain,
        Flaw::RunsDeclined,
        Flaw::ScopeOnRefresh,
        Flaw::RefreshesOnMismatch,
        Flaw::AsksForUnion,
        Flaw::SendsTwice,
        Flaw::LosesRefreshToken,
        Flaw::FollowsLocation,
        Flaw::TakesAnyCallback,
        Flaw::AsksForPermission,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Flaw::ForgetsCall => "does not go on after the consent",
            Flaw::BelievesCallback => "believes the callback",
            Flaw::StoresRequested => "stores requested as granted",
            Flaw::AsksAgain => "asks again after a decline",
            Flaw::RunsDeclined => "runs the call although declined",
            Flaw::ScopeOnRefresh => "sends `scope` on refresh",
            Flaw::RefreshesOnMismatch => "refreshes on a mismatch instead of asking",
            Flaw::AsksForUnion => "asks for the union instead of the missing",
            Flaw::SendsTwice => "sends a POST twice",
            Flaw::LosesRefreshToken => "loses the refresh token on 5xx",
            Flaw::FollowsLocation => "uses a foreign host from `location`",
            Flaw::TakesAnyCallback => "follows another browser's callback",
            Flaw::AsksForPermission => "takes NO_PERMISSION for a missing scope",
        }
    }

    /// The scenario that is made to catch it; others may catch it too.
    pub(crate) fn scenario(self) -> Scenario {
        match self {
            Flaw::ForgetsCall => Scenario::Consent,
            Flaw::BelievesCallback => Scenario::ForgedCallback,
            Flaw::StoresRequested => Scenario::PartialConsent,
            Flaw::AsksAgain => Scenario::DeclinedBefore,
            Flaw::RunsDeclined => Scenario::Declined,
            Flaw::ScopeOnRefresh => Scenario::Refresh,
            Flaw::RefreshesOnMismatch => Scenario::ScopeMismatch,
            Flaw::AsksForUnion => Scenario::MissingOnly,
            Flaw::SendsTwice => Scenario::LostAnswer,
            Flaw::LosesRefreshToken => Scenario::ServerError,
            Flaw::FollowsLocation => Scenario::ForeignLocation,
            Flaw::TakesAnyCallback => Scenario::StrangersCallback,
            Flaw::AsksForPermission => Scenario::NoPermission,
        }
    }

    /// What the scenario finds, in its first words.
    pub(crate) fn finding(self) -> &'static str {
        match self {
            Flaw::ForgetsCall => {
                "expected the call to go on and to be done; the client says that it is refused"
            }
            Flaw::BelievesCallback | Flaw::RunsDeclined => {
                "expected no request like `POST /crm/*`; there was one\n"
            }
            Flaw::StoresRequested => "expected no request like `POST /crm/*`; there were 2\n",
            Flaw::AsksAgain => "expected no prompt; there was one\n",
            Flaw::ScopeOnRefresh => {
                "expected no refresh that names scopes; one named `ZohoCRM.modules.leads.READ`"
            }
            Flaw::RefreshesOnMismatch => {
                "expected the person to be asked; the client says that it is refused"
            }
            Flaw::AsksForUnion => {
                "expected that Zoho was asked for exactly ZohoCRM.modules.deals.CREATE; it was"
            }
            Flaw::SendsTwice => "expected one request like `POST /crm/*`; there were 2\n",
            Flaw::LosesRefreshToken => "expected the call to be done; the client says that it is refused",
            Flaw::FollowsLocation => "expected no request at all; there was one\n",
            Flaw::TakesAnyCallback => "expected no refresh of the access token; there was one\n",
            Flaw::AsksForPermission => {
                "expected no request like `POST /oauth/v2/token/scopeenhance`; there was one\n"
            }
        }
    }
}
