//! In what look our pages appear: the application's own, or a plain one.

use std::fmt;

use http::Response;
use http::header::CONTENT_LENGTH;
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
    pub(crate) is_connection: bool,
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

    /// Whether it is the page of what the user has allowed, which an application's menu may lead to.
    pub fn is_connection(&self) -> bool {
        self.is_connection
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("title", &self.title).field("user", &self.user).finish_non_exhaustive()
    }
}

/// Writes the document of a response that has a page to show.
#[inline]
pub(crate) fn dress<R>(
    mut response: Response<ResponseBody<R>>,
    look: &dyn Look,
    user: impl FnOnce() -> Option<GrantKey>,
) -> Response<ResponseBody<R>> {
    let Some(page) = response.extensions_mut().remove::<Page>() else { return response };
    let document = look.document(&Page { user: user(), ..page });
    // A router in between has written down that there is no body yet.
    response.headers_mut().remove(CONTENT_LENGTH);
    response.map(|_| ResponseBody::own(Full::from(document)))
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

#[cfg(test)]
mod tests {
    const STYLE: &str = include_str!("plain.css");

    /// What the least seeing need for text, and for what shows where the focus is (WCAG 2.2, 1.4.3 and 1.4.11).
    const TEXT: f64 = 4.5;
    const FOCUS: f64 = 3.0;

    /// The value of a property in the rule of a selector.
    fn value<'a>(selector: &str, property: &str) -> Option<&'a str> {
        let rule = STYLE.lines().find_map(|line| line.strip_prefix(selector)?.trim().strip_prefix('{'))?;
        let declarations = rule.trim_end_matches('}').split(';').filter_map(|pair| pair.split_once(':'));
        declarations
            .map(|(name, value)| (name.trim(), value.trim()))
            .find(|(name, _)| *name == property)
            .map(|(_, value)| value)
    }

    /// How bright a colour appears, as WCAG 2.2 defines it.
    fn luminance(colour: &str) -> f64 {
        let digits = colour.trim_start_matches('#');
        let digits = if digits.len() == 3 {
            digits.chars().flat_map(|digit| [digit, digit]).collect()
        } else {
            digits.to_owned()
        };
        let parts =
            [0, 2, 4].map(|at| u8::from_str_radix(&digits[at..at + 2], 16).expect("a colour in hexadecimal"));
        let [red, green, blue] = parts.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_what_its_definition_says() {
        assert!((contrast("#000", "#ffffff") - 21.0).abs() < 0.01);
        assert!((contrast("#777777", "#fff") - 4.48).abs() < 0.01);
    }

    #[test]
    fn what_has_a_colour_can_be_read() {
        let colour = |property| value(".button.main, button.main", property).expect("a colour");
        let (paper, ink) = (colour("background"), colour("color"));
        assert!(contrast(paper, ink) >= TEXT, "{ink} on {paper}");
        // All other text has the browser's own colours, which follow the person's choice of light or dark.
        assert_eq!(value(":root", "color-scheme"), Some("light dark"));
        assert_eq!(STYLE.matches(" color: #").count(), 1);
    }

    #[test]
    fn the_focus_is_seen_by_light_and_by_dark() {
        let outline = value(":focus-visible", "outline").expect("an outline");
        let colour = outline.rsplit(' ').next().expect("its colour");
        for paper in ["#ffffff", "#121212"] {
            assert!(contrast(colour, paper) >= FOCUS, "{colour} on {paper}: {}", contrast(colour, paper));
        }
        assert!(!STYLE.contains("outline: none") && !STYLE.contains("outline: 0"));
    }
}
