//! A scope with `{argument}` among its segments: `ZohoCRM.modules.{module}.READ`.

use syn::{Error, Result};
use zoho_scopes::{Scope, catalogue};

use crate::args::Text;

/// What stands for a blank where the nearest scope is looked for: a module, a setting, an operation.
const SAMPLES: [&str; 3] = ["leads", "fields", "READ"];

/// A scope with blanks, and where the user wrote it.
pub(crate) struct Template<'a> {
    pub(crate) text: &'a Text,
    /// The names in the braces, in the order written.
    pub(crate) arguments: Vec<&'a str>,
}

/// Whether a text is meant as a template.
pub(crate) fn is_template(text: &str) -> bool {
    text.contains(['{', '}'])
}

impl<'a> Template<'a> {
    /// # Errors
    ///
    /// When a blank is not a whole segment, or no scope of the catalogue fits.
    pub(crate) fn parse(text: &'a Text) -> Result<Self> {
        let span = text.literal.span();
        let mut arguments = Vec::new();
        for segment in text.value.split('.') {
            match blank(segment) {
                Some("") => {
                    let text = "`{}` names no argument: write its name, as in `{module}`";
                    return Err(Error::new(span, text));
                }
                Some(name) if syn::parse_str::<syn::Ident>(name).is_ok() => arguments.push(name),
                Some(name) => {
                    let text =
                        format!("`{name}` is not the name of an argument: write one, as in `{{module}}`");
                    return Err(Error::new(span, text));
                }
                None if is_template(segment) => {
                    let text = format!(
                        "`{segment}` is a part of a segment: an argument stands for a whole one, as in `.{{module}}.`"
                    );
                    return Err(Error::new(span, text));
                }
                None => {}
            }
        }
        let template = Self { text, arguments };
        if template.scopes().next().is_some() {
            return Ok(template);
        }
        let template = &text.value;
        let message = match nearest(template) {
            Some(nearest) => {
                format!("no scope of the catalogue fits `{template}`: did you mean `{nearest}`?")
            }
            None => format!("no scope of the catalogue fits `{template}`, whatever the arguments are"),
        };
        Err(Error::new(span, message))
    }

    /// The scopes of the catalogue that arguments can make of it.
    pub(crate) fn scopes(&self) -> impl Iterator<Item = Scope<'static>> {
        let fitting = catalogue::ENTRIES.iter().filter(|entry| fits(&self.text.value, entry.scope));
        fitting.filter_map(|entry| Scope::parse(entry.scope).ok())
    }
}

/// `argument` in `{argument}`.
fn blank(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

fn fits(template: &str, scope: &str) -> bool {
    let mut segments = scope.split('.');
    let all = template.split('.').all(|wanted| {
        let segment = segments.next();
        segment.is_some_and(|segment| blank(wanted).is_some() || wanted.eq_ignore_ascii_case(segment))
    });
    all && segments.next().is_none()
}

/// The catalogued scope that is spelt most like the template with samples in its blanks, with the blanks again.
fn nearest(template: &str) -> Option<String> {
    SAMPLES.iter().find_map(|sample| {
        let with_samples =
            template.split('.').map(|segment| if blank(segment).is_some() { sample } else { segment });
        let nearest = catalogue::nearest(&with_samples.collect::<Vec<_>>().join("."))?;
        let mut blanks = template.split('.').filter(|segment| blank(segment).is_some());
        let restored = nearest.split('.').map(|segment| {
            if segment.eq_ignore_ascii_case(sample) { blanks.next().unwrap_or(segment) } else { segment }
        });
        let restored = restored.collect::<Vec<_>>().join(".");
        blanks.next().is_none().then_some(restored)
    })
}
