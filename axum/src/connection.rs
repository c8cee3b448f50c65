//! The connection page: what the user has allowed, what the application may yet ask for, and the way out.

use std::fmt::Write as _;

use http::StatusCode;
use requires_scope::{Client, Error, Grant, MissingScopes, Scope, ScopeSet, Standing};
use url::{Url, form_urlencoded};

use crate::body::OwnResponse;
use crate::layer::Ours;
use crate::look::Page;
use crate::pages::{self, HOME, describe, escape};
use crate::reply;
use crate::routes::{Visit, way_to};

/// What one user's grant allows, and what the program may yet ask for.
///
/// The page `connection` beside the redirect URI shows it; an application that has a settings page of its own takes
/// it from here.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Connection {
    /// What the user has allowed.
    pub allowed: Vec<AllowedScope>,
    /// What the program's guarded functions need and the user has not allowed.
    pub may_be_asked: Vec<AskedScope>,
    /// Where the forms are sent.
    actions: Actions,
}

/// The paths of the forms, which work on whatever page of the application they stand.
#[derive(Clone, Debug)]
struct Actions {
    allow: String,
    withdraw: String,
}

impl Actions {
    fn of(client: &Client) -> Actions {
        let path = |relative| escape(client.beside_callback(relative).path());
        Actions { allow: path("connection/allow"), withdraw: path("connection/withdraw") }
    }
}

/// A scope that the user has allowed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AllowedScope {
    /// The scope.
    pub scope: String,
    /// The same in plain words.
    pub meaning: String,
    /// Whether an answer of Zoho's has shown it. Otherwise it is assumed.
    pub is_verified: bool,
}

/// A scope that the program may ask for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AskedScope {
    /// The scope.
    pub scope: String,
    /// The same in plain words.
    pub meaning: String,
    /// The guarded functions that need it, in plain words: their names.
    pub functions: Vec<String>,
}

impl Connection {
    /// Where the page is, for the application's menu to lead there.
    pub fn page(client: &Client) -> Url {
        client.beside_callback("connection")
    }

    /// The state of a grant. What may be asked for comes from [`requires_scope::inventory`]: a scope whose name
    /// depends on an argument is not known before the call.
    pub fn of(grant: &Grant) -> Connection {
        let held = if grant.is_signed_in() { grant.scopes_held() } else { ScopeSet::new() };
        let allowed = held.iter().map(|scope| AllowedScope {
            scope: scope.as_str().to_owned(),
            meaning: describe(scope.as_str()),
            is_verified: grant.standing(&scope) == Standing::Verified,
        });
        let mut asked: Vec<AskedScope> = Vec::new();
        for function in requires_scope::inventory() {
            let name = function.site().function.replace('_', " ");
            for scope in scopes_of(function.requirement()) {
                if grant.standing(&scope).allows_a_call() {
                    continue;
                }
                match asked.iter_mut().find(|asked| asked.scope == scope.as_str()) {
                    Some(known) if known.functions.contains(&name) => {}
                    Some(known) => known.functions.push(name.clone()),
                    None => asked.push(AskedScope {
                        scope: scope.as_str().to_owned(),
                        meaning: describe(scope.as_str()),
                        functions: vec![name.clone()],
                    }),
                }
            }
        }
        asked.sort_by(|a, b| a.scope.cmp(&b.scope));
        let actions = Actions::of(grant.oauth_client());
        Connection { allowed: allowed.collect(), may_be_asked: asked, actions }
    }

    /// The connection as HTML without a title: two lists and their forms, which any page of the application may show.
    pub fn to_html(&self) -> String {
        let mut html = String::from("<h2>What you have allowed</h2>");
        if self.allowed.is_empty() {
            html.push_str("<p>Nothing. Zoho asks you before anything is done there.</p>");
        } else {
            html.push_str("<ul>");
            for allowed in &self.allowed {
                let (word, why) = if allowed.is_verified {
                    ("verified", "Zoho has confirmed it")
                } else {
                    ("assumed", "Zoho has not confirmed it yet")
                };
                let _ = write!(
                    html,
                    "<li>{} <code>{}</code> <small>{word}: {why}</small></li>",
                    escape(&allowed.meaning),
                    escape(&allowed.scope)
                );
            }
            html.push_str("</ul>");
        }
        if !self.may_be_asked.is_empty() {
            html.push_str(
                "<h2>What you may be asked for</h2><p>Each only when you do something that needs it.</p><ul>",
            );
            for asked in &self.may_be_asked {
                let scope = escape(&asked.scope);
                let meaning = escape(&asked.meaning);
                let _ = write!(
                    html,
                    "<li><form method='post' action='{}'><span>{meaning} \
                     <code>{scope}</code> <small>for: {}</small></span> <button class='button quiet' name='scope' value='{scope}' \
                     aria-label='Allow now to {meaning}'>Allow now</button></form></li>",
                    self.actions.allow,
                    escape(&asked.functions.join(", "))
                );
            }
            html.push_str("</ul>");
        }
        if !self.allowed.is_empty() {
            let _ = write!(
                html,
                "<h2>Withdraw</h2><p>The connection ends at Zoho, and everything about it is forgotten here. You can \
                 connect again at any time.</p><form method='post' action='{}'>\
                 <button class='main'>Withdraw everything</button></form>",
                self.actions.withdraw
            );
        }
        html
    }
}

impl Ours {
    pub(crate) async fn connection(&self, visit: &Visit) -> Result<OwnResponse, Error> {
        let grant = self.grant_of(visit.user.as_ref()).await?;
        // What another process has learnt belongs on this page.
        grant.reload().await?;
        let html = Connection::of(&grant).to_html();
        let mut response =
            pages::page(StatusCode::OK, "Your connection to Zoho", &format!("{html}<p>{HOME}</p>"));
        if let Some(page) = response.extensions_mut().get_mut::<Page>() {
            page.is_connection = true;
        }
        Ok(response)
    }

    pub(crate) async fn withdraw(&self, visit: &Visit) -> Result<OwnResponse, Error> {
        self.grant_of(visit.user.as_ref()).await?.revoke().await?;
        Ok(reply::see_other(self.client.beside_callback("connection").as_str()))
    }

    /// The person wants to allow a scope before anything needs it.
    pub(crate) async fn allow(&self, visit: &Visit) -> Result<OwnResponse, Error> {
        let grant = self.grant_of(visit.user.as_ref()).await?;
        let wanted = form_urlencoded::parse(&visit.form).find(|(name, _)| name == "scope");
        let wanted = wanted.map(|(_, scope)| scope.into_owned()).unwrap_or_default();
        let page = self.client.beside_callback("connection");
        // The program asks for what it lists, and for nothing that somebody has written into a form.
        let listed = Connection::of(&grant).may_be_asked.into_iter().any(|asked| asked.scope == wanted);
        let Some(scope) = Scope::parse(&wanted).ok().filter(|_| listed) else {
            return Ok(reply::see_other(page.as_str()));
        };
        let wanted = MissingScopes::of([scope].into_iter().collect());
        match grant.ask(wanted.scopes()).await? {
            Some(attempt) => {
                let call = self.client.suspend(&grant, &wanted, way_to(page.path().to_owned())).await?;
                Ok(reply::see_other(reply::link_with_call(&attempt, &call).as_str()))
            }
            None => Ok(reply::see_other(page.as_str())),
        }
    }
}

/// The scopes that a requirement names; one with a blank in it names none yet.
fn scopes_of(requirement: &str) -> impl Iterator<Item = Scope<'_>> {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "._{}".contains(letter);
    requirement
        .split(move |letter| !is_letter(letter))
        .filter(|word| word.contains('.'))
        .filter_map(|word| Scope::parse(word).ok())
}

#[cfg(test)]
mod tests {
    use requires_scope::{GrantImport, GrantKey, MemoryStore};

    use super::*;
    use crate::addresses::Addresses;

    #[test]
    fn the_scopes_of_a_requirement_are_found_at_any_depth() {
        let found =
            |requirement| scopes_of(requirement).map(|scope| scope.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(found("ZohoCRM.coql.READ"), ["ZohoCRM.coql.READ"]);
        assert_eq!(
            found("any(ZohoCRM.modules.leads.READ, all(ZohoCRM.coql.READ, ZohoCRM.modules.deals.READ))"),
            ["ZohoCRM.modules.leads.READ", "ZohoCRM.coql.READ", "ZohoCRM.modules.deals.READ"]
        );
        assert!(found("ZohoCRM.modules.{module}.READ").is_empty());
    }

    #[requires_scope::requires_scope("ZohoCRM.modules.contacts.CREATE")]
    fn create_contact() -> Result<(), Error> {
        Ok(())
    }

    #[tokio::test]
    async fn its_forms_work_on_any_page_of_the_application() -> Result<(), Error> {
        let client = Client::builder("id", "secret", "http://127.0.0.1:4000/of/zoho/callback");
        let client = client.store(MemoryStore::new()).build()?;
        let scopes = ScopeSet::parse_list("ZohoCRM.modules.leads.READ").unwrap_or_default();
        let import = GrantImport::new("1000.r").assuming(scopes);
        let grant = client.import_grant(&GrantKey::new("zylker", "mia"), import).await?;
        assert!(grant.clone().scope(async { create_contact() }).await.is_err());
        let html = Connection::of(&grant).to_html();
        let paths: Vec<_> = Addresses::of(&client).paths().collect();
        let actions: Vec<_> =
            html.split("action='").skip(1).filter_map(|rest| rest.split('\'').next()).collect();
        assert!(actions.len() > 1, "one to allow, one to withdraw: {html}");
        for action in actions {
            assert!(paths.iter().any(|path| path == action), "{action} is none of {paths:?}");
        }
        Ok(())
    }
}
