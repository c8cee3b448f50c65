//! What the developer is told: addresses, credentials, and settings to paste.

use std::io::{self, Write};

use serde_json::json;
use zoho_sandbox::Sandbox;

use crate::{Applications, arguments::Arguments};

/// Everything that is printed at the start.
pub(crate) struct Greeting<'a> {
    sandbox: &'a Sandbox,
    applications: &'a Applications,
    arguments: &'a Arguments,
}

impl<'a> Greeting<'a> {
    pub(crate) fn new(
        sandbox: &'a Sandbox,
        applications: &'a Applications,
        arguments: &'a Arguments,
    ) -> Self {
        Self { sandbox, applications, arguments }
    }

    pub(crate) fn print(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if self.arguments.json {
            writeln!(out, "{}", self.json())?;
        } else {
            self.addresses(&mut out)?;
            self.applications(&mut out)?;
            self.settings(&mut out)?;
        }
        out.flush()
    }

    fn addresses(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "Zoho sandbox, not the real Zoho. Stop it with Ctrl-C.\n")?;
        let centers = self.sandbox.data_centers();
        for center in &centers {
            if centers.len() > 1 {
                writeln!(out, "data centre      {}", center.location())?;
            }
            writeln!(out, "accounts server  {}", center.accounts_url())?;
            writeln!(out, "API domain       {}", center.api_url())?;
        }
        if let Some(url) = self.sandbox.admin_url() {
            writeln!(out, "dashboard        {url}")?;
        }
        Ok(())
    }

    fn applications(&self, out: &mut impl Write) -> io::Result<()> {
        let Applications { web, script, refresh_token, grant_token } = self.applications;
        writeln!(out, "\nAn application with users, server-based:")?;
        writeln!(out, "client id        {}", web.client_id)?;
        writeln!(out, "client secret    {}", web.client_secret)?;
        for redirect_uri in &self.arguments.redirect_uris {
            writeln!(out, "redirect URI     {redirect_uri}")?;
        }
        for resident in &self.arguments.users {
            writeln!(out, "sign in as       {}", resident.email)?;
        }
        if self.arguments.password == "password" {
            writeln!(out, "password         password")?;
        }
        writeln!(out, "\nA script without users, self client:")?;
        writeln!(out, "client id        {}", script.client_id)?;
        writeln!(out, "client secret    {}", script.client_secret)?;
        writeln!(out, "grant token      {grant_token}")?;
        if let Some(refresh_token) = refresh_token {
            writeln!(out, "refresh token    {refresh_token}")?;
        }
        writeln!(out, "The grant token is good once, for ten minutes; the dashboard makes new ones.")
    }

    /// The names of the variables are those of the quick starts in the repository of the sandbox.
    fn settings(&self, out: &mut impl Write) -> io::Result<()> {
        let (accounts, api) = (self.sandbox.accounts_url(), self.sandbox.api_url());
        let Applications { script, refresh_token, .. } = self.applications;
        writeln!(out, "\nIn a shell:")?;
        writeln!(out, "  export ZOHO_ACCOUNTS_URL='{accounts}'")?;
        writeln!(out, "  export ZOHO_API_URL='{api}'")?;
        writeln!(out, "  export ZOHO_CLIENT_ID='{}'", script.client_id)?;
        writeln!(out, "  export ZOHO_CLIENT_SECRET='{}'", script.client_secret)?;
        if let Some(refresh_token) = refresh_token {
            writeln!(out, "  export ZOHO_REFRESH_TOKEN='{refresh_token}'")?;
        }
        writeln!(out, "\nZoho's CRM SDKs 8.0, where their quick start says `USDataCenter.PRODUCTION()`:")?;
        writeln!(out, "  Node, TypeScript:")?;
        writeln!(
            out,
            "    ZOHOCRMSDK.DataCenter.setEnvironment(\"{api}\", \"{accounts}/oauth/v2/token\", \"{api}\")"
        )?;
        writeln!(out, "  Python:")?;
        writeln!(out, "    DataCenter.Environment(\"{api}\", \"{accounts}/oauth/v2/token\", \"{api}\")")
    }

    fn json(&self) -> serde_json::Value {
        let Applications { web, script, refresh_token, grant_token } = self.applications;
        let centers = self.sandbox.data_centers();
        let centers: Vec<_> = centers
            .iter()
            .map(|center| {
                json!({
                    "location": center.location(),
                    "accounts_url": center.accounts_url(),
                    "api_url": center.api_url(),
                })
            })
            .collect();
        json!({
            "data_centers": centers,
            "admin_url": self.sandbox.admin_url(),
            "server_based": {"client_id": web.client_id, "client_secret": web.client_secret},
            "self_client": {
                "client_id": script.client_id,
                "client_secret": script.client_secret,
                "grant_token": grant_token,
                "refresh_token": refresh_token,
            },
        })
    }
}
