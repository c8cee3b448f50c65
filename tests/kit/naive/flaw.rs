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
}
