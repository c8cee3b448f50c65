//! Zoho's official Node, TypeScript and Python SDKs run unchanged against the sandbox.

use std::error::Error;

use sdk_tests::{Program, Run, Sdk};
use url::Url;
use zoho_sandbox::{ClientCredentials, Sandbox, browser::Person};

type TestResult = Result<(), Box<dyn Error>>;

const EMAIL: &str = "marketer@zylker.example";
const PASSWORD: &str = "password";
const REDIRECT_URI: &str = "http://127.0.0.1:4000/callback";

/// What the quick start needs: the SDKs read the fields of a module before they touch its records.
const SCOPES: &str =
    "ZohoCRM.modules.leads.READ,ZohoCRM.modules.contacts.CREATE,ZohoCRM.settings.fields.READ";

/// What `findUser` needs beside them, by default.
const FIND_USER: &str = "ZohoCRM.users.READ,ZohoCRM.org.READ";

/// The newest lead comes first.
const LEADS: [&str; 6] =
    ["lead Mori", "lead Weiss", "lead Vargas", "lead Raman", "lead Lindqvist", "lead Okafor"];

/// The calls of the quick start, without those of `findUser`. A contact has an account, so the SDKs read its fields too.
const CALLS: [&str; 6] = [
    "POST /oauth/v2/token",
    "GET /crm/v8/settings/fields?module=Leads",
    "GET /crm/v8/Leads",
    "GET /crm/v8/settings/fields?module=Contacts",
    "GET /crm/v8/settings/fields?module=Accounts",
    "POST /crm/v8/Contacts",
];

macro_rules! with_each_sdk {
    ($($case:ident),* $(,)?) => {
        with_each_sdk!(node Node [$($case)*]);
        with_each_sdk!(typescript TypeScript [$($case)*]);
        with_each_sdk!(python Python [$($case)*]);
    };
    ($module:ident $sdk:ident [$($case:ident)*]) => {
        mod $module {
            $(
                #[tokio::test]
                async fn $case() -> super::TestResult {
                    super::$case(super::Sdk::$sdk).await
                }
            )*
        }
    };
}

with_each_sdk!(
    a_grant_code_gives_a_token_and_the_user_is_found,
    a_refresh_token_is_enough_without_find_user,
    find_user_without_its_scopes_is_only_logged,
    a_missing_scope_is_refused_on_the_record_call,
    the_hidden_scope_of_the_fields_is_missed_before_the_record_call,
    a_revoked_token_is_refused_and_cannot_be_renewed,
);

async fn a_grant_code_gives_a_token_and_the_user_is_found(sdk: Sdk) -> TestResult {
    let shop = Shop::open().await?;
    let code = shop.consent(&format!("{SCOPES},{FIND_USER}")).await?;
    let run = shop.program(sdk)?.with("ZOHO_GRANT_TOKEN", &code).run().await?;
    shop.all_went_well(&run);
    let found: Vec<_> = CALLS[..1].iter().chain(&["GET /crm/v8/users", "GET /crm/v8/org"]).collect();
    assert_eq!(shop.calls()[..3].iter().collect::<Vec<_>>(), found);
    assert_eq!(shop.calls()[3..], CALLS[1..]);
    Ok(())
}

async fn a_refresh_token_is_enough_without_find_user(sdk: Sdk) -> TestResult {
    let shop = Shop::open().await?;
    let refresh_token = shop.grant(SCOPES);
    let program =
        shop.program(sdk)?.with("ZOHO_REFRESH_TOKEN", &refresh_token).with("ZOHO_FIND_USER", "false");
    shop.all_went_well(&program.run().await?);
    assert_eq!(shop.calls(), CALLS);
    Ok(())
}

async fn find_user_without_its_scopes_is_only_logged(sdk: Sdk) -> TestResult {
    let shop = Shop::open().await?;
    let refresh_token = shop.grant(SCOPES);
    shop.all_went_well(&shop.program(sdk)?.with("ZOHO_REFRESH_TOKEN", &refresh_token).run().await?);
    let refused = shop.sandbox.journal().into_iter().find(|entry| entry.is("GET /crm/v8/users"));
    assert_eq!(refused.and_then(|entry| entry.code).as_deref(), Some("OAUTH_SCOPE_MISMATCH"));
    Ok(())
}

async fn a_missing_scope_is_refused_on_the_record_call(sdk: Sdk) -> TestResult {
    let shop = Shop::open().await?;
    let refresh_token = shop.grant("ZohoCRM.modules.leads.READ,ZohoCRM.settings.fields.READ");
    let program =
        shop.program(sdk)?.with("ZOHO_REFRESH_TOKEN", &refresh_token).with("ZOHO_FIND_USER", "false");
    let run = program.run().await?;
    assert_eq!(run.lines[..6], LEADS, "{run:?}");
    assert_eq!(run.lines[6..], ["refused 401 OAUTH_SCOPE_MISMATCH"], "{run:?}");
    assert!(shop.sandbox.records("Contacts").is_empty());
    Ok(())
}

async fn the_hidden_scope_of_the_fields_is_missed_before_the_record_call(sdk: Sdk) -> TestResult {
    let shop = Shop::open().await?;
    let refresh_token = shop.grant("ZohoCRM.modules.ALL");
    let program =
        shop.program(sdk)?.with("ZOHO_REFRESH_TOKEN", &refresh_token).with("ZOHO_FIND_USER", "false");
    let run = program.run().await?;
    assert!(!run.ended_well && run.lines.len() == 1, "{run:?}");
    assert!(run.lines[0].starts_with("failed API_EXCEPTION"), "{run:?}");
    assert!(run.lines[0].contains("OAUTH_SCOPE_MISMATCH"), "{run:?}");
    assert_eq!(shop.calls(), CALLS[..2]);
    Ok(())
}

async fn a_revoked_token_is_refused_and_cannot_be_renewed(sdk: Sdk) -> TestResult {
    let shop = Shop::open().await?;
    let refresh_token = shop.grant(SCOPES);
    let program = || {
        let program = shop.program(sdk)?.with("ZOHO_REFRESH_TOKEN", &refresh_token);
        Ok::<_, Box<dyn Error>>(program.with("ZOHO_FIND_USER", "false"))
    };
    let with_a_token = program()?;
    shop.all_went_well(&with_a_token.run().await?);
    shop.revoke(&refresh_token).await?;

    let again = with_a_token.run().await?;
    assert_eq!(again.lines, ["refused 401 INVALID_TOKEN"; 2], "{again:?}");
    let from_scratch = program()?.run().await?;
    assert!(!from_scratch.ended_well, "{from_scratch:?}");
    assert_eq!(from_scratch.lines, ["failed INVALID TOKEN ERROR: invalid_code"], "{from_scratch:?}");
    Ok(())
}

/// A sandbox, and the application that the quick start is.
struct Shop {
    sandbox: Sandbox,
    app: ClientCredentials,
}

impl Shop {
    async fn open() -> Result<Self, Box<dyn Error>> {
        let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).start().await?;
        let app = sandbox.register_client("Quick start", REDIRECT_URI);
        Ok(Self { sandbox, app })
    }

    fn program(&self, sdk: Sdk) -> Result<Program, Box<dyn Error>> {
        Ok(Program::new(sdk, &self.sandbox, &self.app, REDIRECT_URI)?)
    }

    fn grant(&self, scopes: &str) -> String {
        self.sandbox.issue_grant(&self.app.client_id, EMAIL, scopes).refresh_token
    }

    /// The code that a person brings back from the consent page.
    async fn consent(&self, scopes: &str) -> Result<String, Box<dyn Error>> {
        let query = [
            ("response_type", "code"),
            ("client_id", self.app.client_id.as_str()),
            ("redirect_uri", REDIRECT_URI),
            ("access_type", "offline"),
            ("scope", scopes),
        ];
        let url = Url::parse_with_params(&format!("{}/oauth/v2/auth", self.sandbox.accounts_url()), query)?;
        let mut person = Person::new()?;
        person.browser().stop_before(REDIRECT_URI);
        person.open(url.as_str()).await?;
        person.sign_in(EMAIL, PASSWORD).await?;
        let callback = Url::parse(person.accept().await?.url())?;
        let code = callback.query_pairs().find(|(name, _)| name == "code");
        Ok(code.ok_or("the callback has no code")?.1.into_owned())
    }

    async fn revoke(&self, token: &str) -> TestResult {
        let url = format!("{}/oauth/v2/token/revoke", self.sandbox.accounts_url());
        let http = reqwest::Client::builder().no_proxy().build()?;
        http.post(url).form(&[("token", token)]).send().await?.error_for_status()?;
        Ok(())
    }

    /// The calls that arrived after the person had left her browser, as `GET /crm/v8/Leads`; of the parameters the
    /// module only.
    fn calls(&self) -> Vec<String> {
        let journal = self.sandbox.journal();
        let calls = journal.iter().map(|entry| {
            let module = entry.parameter("module").map(|module| format!("?module={module}"));
            format!("{} {}{}", entry.method, entry.path, module.unwrap_or_default())
        });
        calls.skip_while(|call| call != CALLS[0]).collect()
    }

    #[track_caller]
    fn all_went_well(&self, run: &Run) {
        assert!(run.ended_well && run.lines.len() == 7, "{run:?}");
        assert_eq!(run.lines[..6], LEADS, "{run:?}");
        let contacts = self.sandbox.records("Contacts");
        assert_eq!(contacts.len(), 1);
        assert_eq!(contacts[0]["Email"], "sandbox@zylker.example");
        let id = contacts[0]["id"].as_str().unwrap_or_default();
        assert_eq!(run.lines[6], format!("contact SUCCESS {id}"), "{run:?}");
    }
}
