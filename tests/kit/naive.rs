//! A small client of incremental authorization that is written without requires-scope, right by default, and wrong in
//! one way when told so.

mod app;
mod flaw;
mod zoho;

use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use zoho_sandbox::browser::Person;
use zoho_sandbox::conformance::{ClientUnderTest, Failure, GuardedCall, Outcome, Setting};

use self::app::App;
pub(crate) use self::flaw::Flaw;

/// A program that makes calls by itself, and takes callbacks on a port of its own.
pub(crate) struct Naive {
    flaw: Option<Flaw>,
    listener: Option<TcpListener>,
    origin: String,
    running: Option<(Arc<App>, JoinHandle<()>)>,
}

impl Naive {
    pub(crate) async fn listen(flaw: Option<Flaw>) -> Result<Naive, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        Ok(Naive { flaw, listener: Some(listener), origin, running: None })
    }

    fn app(&self) -> Result<&App, Failure> {
        let (app, _) = self.running.as_ref().ok_or("the client has not started")?;
        Ok(app)
    }
}

impl ClientUnderTest for Naive {
    fn redirect_uri(&self) -> String {
        format!("{}/callback", self.origin)
    }

    async fn start(&mut self, zoho: &Setting) -> Result<(), Failure> {
        let listener = self.listener.take().ok_or("the client is started once")?;
        let app = Arc::new(App::new(self.flaw, zoho.clone(), self.redirect_uri())?);
        let router = app::router(Arc::clone(&app));
        let serving = tokio::spawn(async move {
            // It is aborted when the client is dropped: there is nobody to tell.
            let _ = axum::serve(listener, router).await;
        });
        self.running = Some((app, serving));
        Ok(())
    }

    async fn call(&mut self, call: GuardedCall, person: &mut Person) -> Result<Outcome, Failure> {
        let outcome = self.app()?.call(call).await?;
        if outcome == Outcome::Asked {
            person.open(&format!("{}/consent", self.origin)).await?;
        }
        Ok(outcome)
    }

    async fn outcome(&mut self, _: &mut Person) -> Result<Outcome, Failure> {
        Ok(self.app()?.last_outcome().await)
    }
}

impl Drop for Naive {
    fn drop(&mut self) {
        if let Some((_, serving)) = &self.running {
            serving.abort();
        }
    }
}
