//! What is required, every word of it known to Zoho's catalogue.

use syn::{Error, LitStr};
use zoho_scopes::{Scope, catalogue};

use crate::args::{Args, Term};
use crate::errors::Errors;

/// The requirement of a function, which still knows the literals it was made of.
pub(crate) enum Requirement<'a> {
    Scope(Named<'a>),
    All(Vec<Requirement<'a>>),
    Any(Vec<Requirement<'a>>),
}

/// A scope, and where the user wrote it.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) scope: Scope<'a>,
    pub(crate) literal: &'a LitStr,
}

impl<'a> Requirement<'a> {
    /// Understands the arguments. A scope that is none is recorded and left out.
    pub(crate) fn resolve(args: &'a Args, errors: &mut Errors) -> Self {
        Self::all(resolve_each(&args.terms, errors))
    }

    /// All of `members`, where `all(A, all(B))` is `all(A, B)`, and one member is itself.
    fn all(members: Vec<Self>) -> Self {
        let flat = members.into_iter().flat_map(|member| match member {
            Self::All(inner) => inner,
            Self::Any(_) | Self::Scope(_) => vec![member],
        });
        only(flat.collect()).unwrap_or_else(Self::All)
    }

    /// One of `members`, made simple in the same way.
    fn any(members: Vec<Self>) -> Self {
        let flat = members.into_iter().flat_map(|member| match member {
            Self::Any(inner) => inner,
            Self::All(_) | Self::Scope(_) => vec![member],
        });
        only(flat.collect()).unwrap_or_else(Self::Any)
    }

    /// The scope, when the requirement is a single one.
    pub(crate) fn as_scope(&self) -> Option<Named<'a>> {
        match self {
            Self::Scope(named) => Some(*named),
            Self::All(_) | Self::Any(_) => None,
        }
    }

    /// The requirement as a sentence part in Markdown: `A`, (`A` and `B`) or `C`.
    pub(crate) fn to_markdown(&self) -> String {
        match self {
            Self::Scope(named) => format!("`{}`", named.scope),
            Self::All(members) => joined(members, " and "),
            Self::Any(members) => joined(members, " or "),
        }
    }
}

fn resolve_each<'a>(terms: &'a [Term], errors: &mut Errors) -> Vec<Requirement<'a>> {
    let mut members = Vec::with_capacity(terms.len());
    for term in terms {
        match term {
            Term::All(terms) => members.push(Requirement::all(resolve_each(terms, errors))),
            Term::Any(terms) => members.push(Requirement::any(resolve_each(terms, errors))),
            Term::Scope { literal, text } => match resolve_scope(literal, text) {
                Ok(scope) => members.push(Requirement::Scope(Named { scope, literal })),
                Err(error) => errors.push(error),
            },
        }
    }
    members
}

fn resolve_scope<'a>(literal: &LitStr, text: &'a str) -> syn::Result<Scope<'a>> {
    let is_separator = |c: char| c == ',' || c.is_whitespace();
    if text.split(is_separator).filter(|item| !item.is_empty()).nth(1).is_some() {
        let text = "several scopes in one literal: write one literal for each scope, as in `\"…\", \"…\"`";
        return Err(Error::new(literal.span(), text));
    }
    let scope = Scope::parse(text).map_err(|error| Error::new(literal.span(), error))?;
    if catalogue::find(&scope).is_some() {
        return Ok(scope);
    }
    let text = match catalogue::nearest(text) {
        Some(nearest) => format!("unknown scope `{scope}`: did you mean `{nearest}`?"),
        None => format!(
            "unknown scope `{scope}`: the catalogue has none like it, look it up in Zoho's documentation of the call"
        ),
    };
    Err(Error::new(literal.span(), text))
}

/// The single member of a list, or the list.
fn only<T>(members: Vec<T>) -> Result<T, Vec<T>> {
    <[T; 1]>::try_from(members).map(|[member]| member)
}

fn joined(members: &[Requirement<'_>], word: &str) -> String {
    let parts = members.iter().map(|member| match member {
        Requirement::Scope(_) => member.to_markdown(),
        Requirement::All(_) | Requirement::Any(_) => format!("({})", member.to_markdown()),
    });
    parts.collect::<Vec<_>>().join(word)
}
