//! In what look our pages appear: the application's own, or a plain one.

use std::fmt;

use http::Response;
use http_body_util::Full;
use requires_scope::GrantKey;

use crate::body::ResponseBody;

/// Puts the application's frame around our pages. Implemented for closures.
///
/// A page's policy lets stylesheets, pictures and fonts of the application's own origin load, and no script.
///
/// # Examples
///
/// ```
/// use requires_scope_axum::Page;
///
/// fn look(page: &Page) -> String {
///     format!(
///         "<!doctype html><html lang='en'><title>{title} · Zylker</title><link rel='stylesheet' href='/style.css'>\
///          <main><h1>{title}</h1>{main}</main></html>",
///         title = page.title(),
///         main = page.main(),
///     )
/// }
/// # fn takes(_: impl requires_scope_axum::Look) {}
/// # takes(look);
/// ```
pub trait Look: Send + Sync + 'static {
    /// The whole document.
    fn document(&self, page: &Page) -> String;
}

impl<F: Fn(&Page) -> String + Send + Sync + 'static> Look for F {
    fn document(&self, page: &Page) -> String {
        self(page)
    }
}

/// What one of our pages says.
///
/// The main part uses `p`, `ul`, `table`, `form`, `button`, `a` and `code`, and these classes: `button` for a link that
/// looks like one, `main` for what is to be pressed first, `quiet` for what is not, `actions` around several of them.
#[derive(Clone)]
pub struct Page {
    pub(crate) title: String,
    pub(crate) main: String,
    pub(crate) user: Option<GrantKey>,
}

impl Page {
    /// The title, as HTML that is safe to print.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Everything below the title, as HTML that is safe to print.
    pub fn main(&self) -> &str {
        &self.main
    }

    /// Who is signed in to the application.
    pub fn user(&self) -> Option<&GrantKey> {
        self.user.as_ref()
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("title", &self.title).field("user", &self.user).finish_non_exhaustive()
    }
}

/// Writes the document of a response that has a page to show.
pub(crate) fn dress<R>(
    mut response: Response<ResponseBody<R>>,
    look: &dyn Look,
    user: Option<GrantKey>,
) -> Response<ResponseBody<R>> {
    match response.extensions_mut().remove::<Page>() {
        Some(page) => {
            let document = look.document(&Page { user, ..page });
            response.map(|_| ResponseBody::own(Full::from(document)))
        }
        None => response,
    }
}

/// Readable without anything of the application's.
pub(crate) fn plain(page: &Page) -> String {
    const STYLE: &str = include_str!("plain.css");
    let Page { title, main, .. } = page;
    format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>\
         <meta name='viewport' content='width=device-width,initial-scale=1'><title>{title}</title>\
         <style>{STYLE}</style></head><body><main><h1>{title}</h1>{main}</main></body></html>"
    )
}
