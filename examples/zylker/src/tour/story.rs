//! The steps of the story: what Nadia does, and what must be true then.

use zoho_sandbox::browser::{BrowserError, Person};
use zoho_sandbox::{Answer, Sandbox};

use super::witness::{Trouble, Witness, page, path_of, same, shows};
use crate::app::SANDBOX_PASSWORD;
use crate::marketer::Marketer;
use crate::report;

const LEADS: &str = "ZohoCRM.modules.leads.READ";
const CONTACTS: &str = "ZohoCRM.modules.contacts.CREATE";
const REPORT: [&str; 2] = ["ZohoCRM.coql.READ", "ZohoCRM.modules.deals.READ"];

const TOKEN: &str = "POST /oauth/v2/token";
const ENHANCEMENT_TOKEN: &str = "POST /oauth/v2/token/scopeenhance";
const CREATE_CONTACT: &str = "POST /crm/v8/Contacts";

/// What Nadia types into the form over what the lead has filled in.
const TYPED: [(&str, &str); 2] = [("Last_Name", "Okafor-Lind"), ("Phone", "+1 555 0100")];

/// What the new contact must have then.
const POSTED: [(&str, &str); 5] = [
    ("First_Name", "Amina"),
    ("Last_Name", "Okafor-Lind"),
    ("Email", "amina@harbor-lights.example"),
    ("Phone", "+1 555 0100"),
    ("Lead_Source", "Trade Show"),
];

/// Nadia at her browser.
#[derive(Debug)]
pub(crate) struct Story<'a> {
    address: &'a str,
    sandbox: &'a Sandbox,
    person: Person,
    seen: Witness<'a>,
    /// The page on which the suspended call went on.
    resumed_at: String,
}

impl<'a> Story<'a> {
    pub(crate) fn begin(address: &'a str, sandbox: &'a Sandbox) -> Result<Story<'a>, BrowserError> {
        let seen = Witness::of(sandbox);
        Ok(Story { address, sandbox, person: Person::new()?, seen, resumed_at: String::new() })
    }

    pub(crate) async fn sign_in(&mut self) -> Result<String, Trouble> {
        self.person.open(self.address).await?;
        self.person.browser().submit(Marketer::Nadia.id(), &[]).await?;
        self.person.sign_in(Marketer::Nadia.email(), SANDBOX_PASSWORD).await?;
        self.asked_for(&[LEADS])?;
        self.person.accept().await?;
        self.is_at("/leads", 200)?;
        Ok(format!("asked for {LEADS}, and nothing else"))
    }

    pub(crate) fn list_leads(&mut self) -> Result<String, Trouble> {
        let leads = self.sandbox.records("Leads");
        let names: Vec<_> = leads.iter().filter_map(|lead| lead["Last_Name"].as_str()).collect();
        shows(page(&self.person)?, &names)?;
        Ok(format!("{} leads: {}", names.len(), names.join(", ")))
    }

    pub(crate) async fn press_create_contact(&mut self) -> Result<String, Trouble> {
        self.person.browser().follow("Create contact for Amina Okafor").await?;
        self.seen.look_anew(&mut self.person);
        self.person.browser().submit("Create contact", &TYPED).await?;
        let refused = self.seen.hop(&mut self.person, "POST /contacts")?;
        same("the answer to the POST", refused.status, 303)?;
        same("calls to create a contact", self.seen.at_zoho(CREATE_CONTACT).len(), 0)?;
        same("contacts in Zoho CRM", self.sandbox.records("Contacts").len(), 0)?;
        Ok(format!("POST /contacts did not run: {CONTACTS} is missing"))
    }

    pub(crate) fn consent_link(&mut self) -> Result<String, Trouble> {
        let refused = self.seen.hop(&mut self.person, "POST /contacts")?;
        let link = refused.location.unwrap_or_default();
        let link = link.split('?').next().unwrap_or_default();
        same(
            "the consent link is Zylker's own",
            link.starts_with(&format!("{}/scopes/consent/", self.address)),
            true,
        )?;
        Ok(link.to_owned())
    }

    pub(crate) fn enhancement_token(&mut self) -> Result<String, Trouble> {
        let entry = self.seen.once_at_zoho(ENHANCEMENT_TOKEN)?;
        same("the answer to the call", (entry.status, entry.code), (Some(200), None))?;
        Ok(format!("{ENHANCEMENT_TOKEN}: one call, answered 200"))
    }

    pub(crate) fn consent_page(&mut self) -> Result<String, Trouble> {
        let opened = self.seen.hop(&mut self.person, "GET /scopes/consent/")?;
        let page = opened.location.unwrap_or_default();
        same("the page", path_of(&page), "/oauth/v2/token/addextrascope")?;
        self.asked_for(&[CONTACTS])?;
        Ok(CONTACTS.to_owned())
    }

    pub(crate) async fn give_consent(&mut self) -> Result<String, Trouble> {
        self.seen.look_anew(&mut self.person);
        self.person.accept().await?;
        let callback = self.seen.hop(&mut self.person, "GET /scopes/callback")?;
        same("the answer to the callback", callback.status, 303)?;
        let answer = self.sandbox.prompts().pop().and_then(|prompt| prompt.answer);
        same("the answer", answer, Some(Answer::Accepted(vec![CONTACTS.to_owned()])))?;
        let query = callback.url.split_once('?').map(|(_, query)| query).unwrap_or_default();
        Ok(format!("GET /scopes/callback?{query}"))
    }

    pub(crate) fn verified(&mut self) -> Result<String, Trouble> {
        let entry = self.seen.once_at_zoho(TOKEN)?;
        same("the grant type", entry.parameter("grant_type"), Some("refresh_token"))?;
        same("the answer to the call", (entry.status, entry.code.as_deref()), (Some(200), None))?;
        shows(page(&self.person)?, &[&format!("{CONTACTS} verified")])?;
        Ok(format!("{TOKEN}: one forced refresh, whose answer lists {CONTACTS}"))
    }

    pub(crate) fn same_post(&mut self) -> Result<String, Trouble> {
        let resumed = self.seen.hop(&mut self.person, "GET /scopes/call")?;
        same("the page of the suspended call", path_of(&resumed.url), "/scopes/call")?;
        let entry = self.seen.once_at_zoho(CREATE_CONTACT)?;
        same("Zoho's answer", entry.status, Some(201))?;
        let contacts = self.sandbox.records("Contacts");
        let [contact] = &contacts[..] else {
            return Err(format!("Zoho CRM has {} contacts instead of one", contacts.len()).into());
        };
        for (field, value) in POSTED {
            same(field, contact[field].as_str(), Some(value))?;
        }
        let id = contact["id"].as_str().unwrap_or_default();
        self.is_at(&format!("/contacts/{id}"), 200)?;
        shows(page(&self.person)?, &["Contact created", "Amina Okafor-Lind", "+1 555 0100", id])?;
        self.resumed_at = resumed.url;
        Ok(format!("{CREATE_CONTACT}: answered 201, record {id} has what she typed"))
    }

    pub(crate) async fn reload(&mut self) -> Result<String, Trouble> {
        let shown = page(&self.person)?.url().to_owned();
        self.person.open(&shown).await?;
        shows(page(&self.person)?, &["Amina Okafor-Lind"])?;
        self.person.open(&self.resumed_at).await?;
        shows(page(&self.person)?, &["Amina Okafor-Lind"])?;
        same("contacts in Zoho CRM", self.sandbox.records("Contacts").len(), 1)?;
        Ok("the page shows the contact again, and so does the suspended call, which does not run again"
            .to_owned())
    }

    pub(crate) async fn open_report(&mut self) -> Result<String, Trouble> {
        self.person.open(self.address).await?;
        self.person.browser().follow("Deals report").await?;
        self.asked_for(&REPORT)?;
        Ok(format!("the consent page lists {}", REPORT.join(" and ")))
    }

    pub(crate) async fn decline(&mut self) -> Result<String, Trouble> {
        self.person.decline().await?;
        let page = page(&self.person)?;
        same("the status", page.status(), 403)?;
        shows(page, &["This does not work without your consent", REPORT[0], REPORT[1]])?;
        shows(page, &["Everything else goes on working", LEADS, CONTACTS])?;
        Ok("the page names the two, and the two that she has given before".to_owned())
    }

    pub(crate) async fn leads_still_work(&mut self) -> Result<String, Trouble> {
        self.seen.look_anew(&mut self.person);
        self.person.browser().follow("Back to the application").await?;
        self.person.browser().follow("Leads").await?;
        self.is_at("/leads", 200)?;
        self.list_leads()?;
        same("consent pages", self.seen.n_prompts(), 0)?;
        Ok("GET /leads: 200".to_owned())
    }

    pub(crate) async fn not_asked_again(&mut self) -> Result<String, Trouble> {
        self.seen.look_anew(&mut self.person);
        self.person.browser().follow("Deals report").await?;
        shows(page(&self.person)?, &["This does not work without your consent", "Ask me again"])?;
        same("consent pages", self.seen.n_prompts(), 0)?;
        same("enhancement tokens", self.seen.at_zoho(ENHANCEMENT_TOKEN).len(), 0)?;
        Ok("GET /deals: the same page, and not a word to Zoho".to_owned())
    }

    pub(crate) async fn ask_again(&mut self) -> Result<String, Trouble> {
        self.person.browser().submit("Ask me again", &[]).await?;
        self.asked_for(&REPORT)?;
        self.person.accept().await?;
        self.is_at("/deals", 200)?;
        let deals = self.sandbox.records("Deals");
        let total = report::amount(deals.iter().filter_map(|deal| deal["Amount"].as_f64()).sum());
        let names: Vec<_> = deals.iter().filter_map(|deal| deal["Deal_Name"].as_str()).collect();
        shows(page(&self.person)?, &names)?;
        shows(page(&self.person)?, &[&total])?;
        Ok(format!("GET /deals: {} deals, {total} in all", names.len()))
    }

    /// What it has cost Nadia, and Zoho.
    pub(crate) fn sum(&self) -> String {
        let journal = self.sandbox.journal();
        let count = |request| journal.iter().filter(|entry| entry.is(request)).count();
        format!(
            "{} consent pages, {} enhancement tokens, {} token requests, one contact",
            self.sandbox.prompts().len(),
            count(ENHANCEMENT_TOKEN),
            count(TOKEN),
        )
    }

    /// The consent page that is open lists exactly these scopes.
    fn asked_for(&self, expected: &[&str]) -> Result<(), Trouble> {
        let mut asked = self.person.asked_for();
        asked.sort();
        same("the consent page lists", asked, expected.iter().map(|&scope| scope.to_owned()).collect())
    }

    fn is_at(&self, path: &str, status: u16) -> Result<(), Trouble> {
        let page = page(&self.person)?;
        same("the page", (path_of(page.url()), page.status()), (path, status))
            .map_err(|trouble| format!("{trouble}: {}", page.text()).into())
    }
}
