//! A person in front of the sandbox's pages.

use super::{Browser, BrowserError, Page};

/// Somebody who signs in to Zoho, reads what is asked and answers.
///
/// A clone is a second tab: the same cookies, which go their own way from then on.
///
/// # Examples
///
/// ```
/// # async fn example(consent_link: &str) -> Result<(), zoho_sandbox::browser::BrowserError> {
/// use zoho_sandbox::browser::Person;
///
/// let mut person = Person::new()?;
/// person.open(consent_link).await?;
/// person.sign_in("marketer@zylker.example", "password").await?;
/// person.leave_out("ZohoCRM.coql.READ")?;
/// person.accept().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Person {
    browser: Browser,
}

impl Person {
    /// A person with a fresh browser.
    ///
    /// # Errors
    ///
    /// The browser cannot be opened.
    pub fn new() -> Result<Self, BrowserError> {
        Ok(Self { browser: Browser::new()? })
    }

    /// Goes to an address.
    ///
    /// # Errors
    ///
    /// As [`Browser::get`].
    pub async fn open(&mut self, url: &str) -> Result<&Page, BrowserError> {
        self.browser.get(url).await
    }

    /// Fills in Zoho's sign-in page, and lands wherever it leads.
    ///
    /// # Errors
    ///
    /// The sign-in page is not open; and as [`Browser::get`].
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Result<&Page, BrowserError> {
        self.browser.submit("Sign in", &[("email", email), ("password", password)]).await
    }

    /// The scopes that the open consent page lists; none if no consent page is open.
    pub fn asked_for(&self) -> Vec<String> {
        let forms = self.browser.page().map(Page::forms).unwrap_or_default();
        forms.iter().flat_map(|form| form.boxes("scope")).map(str::to_owned).collect()
    }

    /// Unticks one scope of the open consent page.
    ///
    /// # Examples
    ///
    /// ```
    /// # use zoho_sandbox::browser::{BrowserError, Person};
    /// # async fn example(person: &mut Person) -> Result<(), BrowserError> {
    /// person.leave_out("ZohoCRM.coql.READ")?;
    /// person.accept().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The open page does not list the scope.
    pub fn leave_out(&mut self, scope: &str) -> Result<(), BrowserError> {
        self.browser.untick("scope", scope)
    }

    /// Accepts what is ticked on the open consent page.
    ///
    /// # Examples
    ///
    /// ```
    /// # use zoho_sandbox::browser::{BrowserError, Person};
    /// # async fn example(person: &mut Person) -> Result<(), BrowserError> {
    /// let page = person.accept().await?;
    /// assert_eq!(page.status(), 200);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// No consent page is open; and as [`Browser::get`].
    pub async fn accept(&mut self) -> Result<&Page, BrowserError> {
        self.browser.submit("Accept", &[]).await
    }

    /// Declines the open consent page.
    ///
    /// # Examples
    ///
    /// ```
    /// # use zoho_sandbox::browser::{BrowserError, Person};
    /// # async fn example(person: &mut Person) -> Result<(), BrowserError> {
    /// let page = person.decline().await?;
    /// assert_eq!(page.status(), 403);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// No consent page is open; and as [`Browser::get`].
    pub async fn decline(&mut self) -> Result<&Page, BrowserError> {
        self.browser.submit("Decline", &[]).await
    }

    /// Reads the open consent page and does not answer: it stays open, and may be answered later or never.
    ///
    /// # Errors
    ///
    /// No consent page is open.
    ///
    /// # Examples
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use zoho_sandbox::{Sandbox, browser::{BrowserError, Person}};
    /// # async fn example(sandbox: &Sandbox, person: &mut Person) -> Result<(), BrowserError> {
    /// person.wait()?;
    /// sandbox.clock().advance(Duration::from_secs(601));
    /// person.accept().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait(&self) -> Result<&Page, BrowserError> {
        let page = self.page().ok_or(BrowserError::NoPage)?;
        let is_consent_page = page.forms().iter().any(|form| form.has_button("Accept"));
        if is_consent_page { Ok(page) } else { Err(BrowserError::NoButton("Accept".to_owned())) }
    }

    /// The page that is open.
    pub fn page(&self) -> Option<&Page> {
        self.browser.page()
    }

    /// The browser, for pages that are not the sandbox's.
    pub fn browser(&mut self) -> &mut Browser {
        &mut self.browser
    }
}
