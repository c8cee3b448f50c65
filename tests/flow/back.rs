//! "Back": an old page, an old link or an old answer of Zoho's, opened again at every step.

use tests::stage::{CONTACTS, EMAIL, Outcome, PASSWORD, Stage};
use zoho_sandbox::browser::Person;

/// What a browser has in its history after it has sent a form that was refused.
struct History {
    stage: Stage,
    mia: Person,
    /// Our consent link.
    link: String,
    /// Zoho's page, which the link has led to.
    zoho: String,
}

impl History {
    /// Mia stands on Zoho's consent page.
    async fn of_a_refused_post() -> Outcome<History> {
        let stage = Stage::set().await?;
        let (mut mia, _) = stage.person("mia").await?;
        mia.open(&stage.url("/")).await?;
        mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
        let hops: Vec<_> = mia.browser().hops().iter().map(|hop| hop.url.clone()).collect();
        let find =
            |part: &str| hops.iter().find(|url| url.contains(part)).cloned().ok_or("not in the history");
        let (link, zoho) = (find("/scopes/consent/")?, find("/addextrascope")?);
        mia.sign_in(EMAIL, PASSWORD).await?;
        assert_eq!(mia.asked_for(), [CONTACTS]);
        Ok(History { stage, mia, link, zoho })
    }

    /// Nothing has run twice, and nobody was asked more often.
    fn is_done_once(&self, prompts: usize) {
        assert_eq!(self.stage.contacts().len(), 1);
        assert_eq!(self.stage.sandbox.prompts().len(), prompts);
    }
}

const DONE: &str = "contact: 201 Created SUCCESS";

#[tokio::test]
async fn back_to_the_form_and_to_the_link_before_the_answer() -> Outcome {
    let mut history = History::of_a_refused_post().await?;
    for _ in 0..3 {
        history.mia.open(&history.stage.url("/")).await?;
        history.mia.open(&history.link).await?;
        assert_eq!(history.mia.asked_for(), [CONTACTS]);
    }
    assert_eq!(history.mia.accept().await?.text(), DONE, "the latest page counts");
    assert_eq!(history.stage.contacts().len(), 1);
    Ok(())
}

#[tokio::test]
async fn back_to_every_page_after_the_answer() -> Outcome {
    let mut history = History::of_a_refused_post().await?;
    history.mia.accept().await?;
    let hops: Vec<_> = history.mia.browser().hops().iter().map(|hop| hop.url.clone()).collect();
    let prompts = history.stage.sandbox.prompts().len();

    assert_eq!(history.mia.open(&history.link).await?.text(), DONE, "the link leads to what came of it");
    history.is_done_once(prompts);
    for old in hops.iter().filter(|url| url.contains("/scopes/callback") || url.contains("/scopes/call?")) {
        let page = history.mia.open(old).await?;
        assert!(matches!(page.status(), 200 | 410), "{old}: {} {}", page.status(), page.text());
        history.is_done_once(prompts);
    }
    let bare = history.link.split('?').next().unwrap_or_default().to_owned();
    let page = history.mia.open(&bare).await?;
    assert_eq!(page.status(), 410, "without a call there is nothing to show");
    assert!(page.text().contains("This was answered already"), "{}", page.text());
    history.is_done_once(prompts);
    Ok(())
}

#[tokio::test]
async fn back_to_zohos_page_after_the_answer() -> Outcome {
    let mut history = History::of_a_refused_post().await?;
    history.mia.accept().await?;
    history.mia.open(&history.zoho).await?;
    if !history.mia.asked_for().is_empty() {
        history.mia.accept().await?;
    }
    assert_eq!(history.stage.contacts().len(), 1);
    let page = history.mia.open(&history.stage.url("/leads")).await?;
    assert_eq!(page.text(), "leads: 200 OK", "what she has allowed before stays");
    Ok(())
}

#[tokio::test]
async fn back_to_every_page_after_a_refusal() -> Outcome {
    let mut history = History::of_a_refused_post().await?;
    let declined = history.mia.decline().await?.url().to_owned();
    let prompts = history.stage.sandbox.prompts().len();
    for old in [history.link.clone(), history.stage.url("/scopes/callback?error=access_denied"), declined] {
        let page = history.mia.open(&old).await?;
        assert!(matches!(page.status(), 403 | 410), "{old}: {} {}", page.status(), page.text());
        assert_eq!(history.stage.sandbox.prompts().len(), prompts, "{old}: a no is a no");
    }
    history.mia.open(&history.link).await?;
    history.mia.browser().submit("Ask me again", &[]).await?;
    assert_eq!(history.mia.accept().await?.text(), DONE, "until she says otherwise");
    assert_eq!(history.stage.contacts().len(), 1);
    Ok(())
}
