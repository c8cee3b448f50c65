//! The state: exported, taken over by another sandbox, kept in a file.

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use zoho_sandbox::{Sandbox, State};

use crate::stage::{EMAIL, LEADS, OTHER_EMAIL, PASSWORD, Stage, TestResult};

/// A path in a folder that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Result<Self, Box<dyn Error>> {
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("state-{name}-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn file(&self) -> PathBuf {
        self.0.join("state.json")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed lies in the build folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The same application and person at a sandbox that was started from this state.
async fn resumed(before: Stage, state: State) -> Result<Stage, Box<dyn Error>> {
    let Stage { sandbox, app, http } = before;
    sandbox.stop().await;
    Ok(Stage { sandbox: Sandbox::builder().state(state).start().await?, app, http })
}

#[tokio::test]
async fn another_sandbox_carries_on_from_an_exported_state() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    for _ in 0..10 {
        stage.access(&refresh_token).await?;
    }
    stage.sandbox.clock().advance(Duration::from_hours(5));
    let code = stage.sandbox.issue_code(&stage.app.client_id, OTHER_EMAIL, LEADS);
    let exported = stage.sandbox.state();
    let records = stage.sandbox.records("Leads");

    let json = exported.to_json();
    let stage = resumed(stage, State::from_json(&json)?).await?;
    assert_eq!(stage.sandbox.granted_scopes(&refresh_token), [LEADS]);
    assert!(stage.exchange(&code).await?.json["refresh_token"].is_string());
    assert_eq!(stage.sandbox.records("Leads"), records);
    assert!(stage.sandbox.clock().advanced() >= Duration::from_hours(5));
    stage.access(&refresh_token).await?;
    Ok(())
}

#[tokio::test]
async fn limits_outlive_the_sandbox() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant(LEADS);
    for _ in 0..10 {
        stage.access(&refresh_token).await?;
    }
    let exported = stage.sandbox.state();
    let stage = resumed(stage, exported).await?;
    stage.refresh(&refresh_token).await?.is(400, "Access Denied");
    Ok(())
}

#[tokio::test]
async fn a_hand_written_state_may_leave_nearly_everything_out() -> TestResult {
    let json = r#"{"data_centers": {"in": {
        "users": {"priya@zylker.example": {"password": "secret"}},
        "clients": {"1000.APP": {"name": "App", "secret": "s3cret", "redirect_uris": ["http://127.0.0.1:4000/cb"]}},
        "grants": {"refresh_tokens": {"1000.refresh": {
            "client_id": "1000.APP", "user": "priya@zylker.example", "scopes": "ZohoCRM.modules.ALL,ZohoCRM.users.READ"
        }}},
        "records": {"Contacts": [{"Last_Name": "Okafor"}]}
    }}}"#;
    let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).state(State::from_json(json)?).start().await?;
    assert_eq!(sandbox.location(), "in");
    assert_eq!(sandbox.data_centers().len(), 1);
    assert_eq!(sandbox.granted_scopes("1000.refresh"), ["ZohoCRM.modules.ALL", "ZohoCRM.users.READ"]);
    assert!(sandbox.records("Contacts")[0]["id"].is_string());
    assert!(sandbox.records("Leads").is_empty());
    assert_eq!(sandbox.client_secret("1000.APP", "in").as_deref(), Some("s3cret"));
    sandbox.issue_code("1000.APP", EMAIL, LEADS);
    Ok(())
}

#[tokio::test]
async fn what_is_no_state_is_refused_with_the_place() -> TestResult {
    for json in ["", "7", r#"{"data_centres": {}}"#, r#"{"data_centers": {"us": {"userz": {}}}}"#] {
        let refused = State::from_json(json).err().ok_or_else(|| format!("{json} was taken"))?;
        let cause = refused.source().ok_or("no cause")?;
        assert!(cause.to_string().contains("line"), "{json}: {cause}");
    }
    let unknown = State::from_json(r#"{"data_centers": {"us": {"records": {"Unicorns": []}}}}"#)?;
    assert!(Sandbox::builder().state(unknown).start().await.is_err());
    Ok(())
}

#[tokio::test]
async fn nothing_secret_is_in_any_debug_text() -> TestResult {
    let folder = Folder::new("debug")?;
    let builder = Sandbox::builder().user(EMAIL, "correct horse").admin_port(0).state_file(folder.file());
    let building = format!("{builder:?}");
    let stage = Stage::of(builder).await?;
    let refresh_token = stage.grant(LEADS);
    let code = stage.sandbox.issue_code(&stage.app.client_id, EMAIL, LEADS);
    let access_token = stage.access(&refresh_token).await?;
    let exported = stage.sandbox.state();
    assert!(exported.to_json().contains(&refresh_token));
    let texts = format!("{building}{exported:?}{:?}{:?}", stage.sandbox, stage.sandbox.data_centers());
    let secrets = [&refresh_token, &code, &access_token, &stage.app.client_secret, "correct horse"];
    for secret in secrets {
        assert!(!texts.contains(secret), "{texts}");
    }
    Ok(())
}

#[tokio::test]
async fn a_state_file_is_read_at_the_start_and_replaced_after_changes() -> TestResult {
    let folder = Folder::new("kept")?;
    let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).state_file(folder.file()).start().await?;
    let app = sandbox.register_client("Zylker", "http://127.0.0.1:4000/cb");
    let refresh_token = sandbox.issue_grant(&app.client_id, EMAIL, LEADS).refresh_token;
    sandbox.stop().await;

    let again = Sandbox::builder().state_file(folder.file()).start().await?;
    assert_eq!(again.granted_scopes(&refresh_token), [LEADS]);
    assert_eq!(again.client_secret(&app.client_id, "us").as_deref(), Some(app.client_secret.as_str()));
    let names: Vec<_> =
        fs::read_dir(&folder.0)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    assert_eq!(names, ["state.json"], "no draft is left behind");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(folder.file())?.permissions().mode() & 0o777, 0o600);
    }
    Ok(())
}

#[tokio::test]
async fn a_damaged_state_file_is_not_overwritten() -> TestResult {
    let folder = Folder::new("damaged")?;
    fs::write(folder.file(), "{\"data_centers\": ")?;
    let refused = Sandbox::builder().state_file(folder.file()).start().await;
    assert!(refused.is_err_and(|error| error.to_string() == "the state cannot be taken over"));
    assert_eq!(fs::read_to_string(folder.file())?, "{\"data_centers\": ");
    Ok(())
}
