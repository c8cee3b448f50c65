//! `endpoint = "POST /crm/v8/Contacts"`: what an operation of the API needs, from the table of operations.

use syn::{Error, Result};
use zoho_scopes::{Scope, endpoint};

use crate::args::Text;

/// The place of the module in the table's templates.
const MODULE: &str = "{module}";

/// An operation, and where the user wrote it.
pub(crate) struct Endpoint<'a> {
    pub(crate) text: &'a Text,
    pub(crate) needs: Needs<'a>,
}

/// What the operation needs.
pub(crate) enum Needs<'a> {
    /// Any of the alternatives, and of an alternative every scope.
    Fixed(Vec<Vec<Scope<'static>>>),
    /// The scopes of the module that this argument names.
    OfModule { argument: &'a str },
}

impl<'a> Endpoint<'a> {
    /// # Errors
    ///
    /// When the table has no such operation, or no argument can say which module it is about.
    pub(crate) fn parse(text: &'a Text) -> Result<Self> {
        let span = text.literal.span();
        let call = endpoint::find(&text.value).map_err(|error| Error::new(span, error))?;
        let needs = match call.needs() {
            Ok(needs) => Needs::Fixed(needs.alternatives().map(Iterator::collect).collect()),
            Err(error) => match module_of(call.endpoint().template, &text.value) {
                Some(argument) => Needs::OfModule { argument },
                None => return Err(Error::new(span, unnamed_module(call.endpoint(), &error))),
            },
        };
        Ok(Self { text, needs })
    }

    /// The operation on one line, however it was written.
    fn operation(&self) -> String {
        self.text.value.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The needs as plain text.
    pub(crate) fn to_text(&self, is_in_group: bool) -> String {
        let Needs::Fixed(alternatives) = &self.needs else {
            return format!("the scopes of {}", self.operation());
        };
        let is_only = alternatives.len() == 1;
        let alternatives = alternatives.iter().map(|scopes| {
            let text = scopes.iter().map(Scope::as_str).collect::<Vec<_>>().join(" and ");
            if is_only || scopes.len() == 1 { text } else { format!("({text})") }
        });
        let text = alternatives.collect::<Vec<_>>().join(" or ");
        if is_in_group && text.contains(' ') { format!("({text})") } else { text }
    }

    /// The needs as a sentence part in Markdown.
    pub(crate) fn to_markdown(&self) -> String {
        match &self.needs {
            Needs::OfModule { .. } => format!("of the operation `{}`", self.operation()),
            Needs::Fixed(alternatives) => {
                let alternatives = alternatives.iter().map(|scopes| {
                    let scopes = scopes.iter().map(|scope| format!("`{scope}`")).collect::<Vec<_>>();
                    scopes.join(" and ")
                });
                format!("{}, of `{}`", alternatives.collect::<Vec<_>>().join(", or "), self.operation())
            }
        }
    }
}

/// Why no argument can name the module, and what to write.
fn unnamed_module(operation: endpoint::Endpoint, error: &endpoint::EndpointError) -> String {
    if error.nearest() != Some(operation) {
        error.to_string()
    } else if operation.template.contains(MODULE) {
        format!(
            "what `{operation}` needs depends on the module: write the path, in which an argument names it"
        )
    } else {
        let scopes = operation.needs().next().into_iter().flatten();
        let scopes = scopes.map(|scope| format!("`\"{scope}\"`")).collect::<Vec<_>>().join(", ");
        format!(
            "what `{operation}` needs depends on a module that is not in its path: write the scopes, {scopes}"
        )
    }
}

/// The parameter that the user wrote where the template has the module. What follows `?` does not count.
fn module_of<'a>(template: &str, written: &'a str) -> Option<&'a str> {
    let path = written.split('?').next()?.split_whitespace().nth(1)?;
    let template = template.trim_matches('/').split('/');
    let (_, parameter) =
        template.zip(path.trim_matches('/').split('/')).find(|(wanted, _)| *wanted == MODULE)?;
    let parameter = parameter.strip_prefix('{')?.strip_suffix('}')?;
    syn::parse_str::<syn::Ident>(parameter).is_ok().then_some(parameter)
}
