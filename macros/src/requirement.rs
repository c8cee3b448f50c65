//! What is required, every word of it known to Zoho's catalogue.

use quote::ToTokens as _;
use syn::{Error, LitStr, Path};
use zoho_scopes::{Scope, catalogue};

use crate::args::{Args, Term, Text};
use crate::endpoint::{Endpoint, Needs};
use crate::errors::Errors;
use crate::template::{Template, is_template};

/// The requirement of a function, which still knows the literals it was made of.
pub(crate) enum Requirement<'a> {
    Scope(Written<'a>),
    /// A constant, of which only the compiler knows what it requires.
    Named(&'a Path),
    /// A scope that a call's arguments complete.
    Template(Template<'a>),
    /// What an operation of the API needs.
    Endpoint(Endpoint<'a>),
    All(Vec<Requirement<'a>>),
    Any(Vec<Requirement<'a>>),
}

/// A scope, and where the user wrote it.
#[derive(Clone, Copy)]
pub(crate) struct Written<'a> {
    pub(crate) scope: Scope<'a>,
    pub(crate) literal: &'a LitStr,
    pub(crate) is_unchecked: bool,
}

/// A part of a requirement's text.
pub(crate) enum Part<'a> {
    Text(String),
    Named { path: &'a Path, is_in_group: bool },
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
            other => vec![other],
        });
        only(flat.collect()).unwrap_or_else(Self::All)
    }

    /// One of `members`, made simple in the same way.
    fn any(members: Vec<Self>) -> Self {
        let flat = members.into_iter().flat_map(|member| match member {
            Self::Any(inner) => inner,
            other => vec![other],
        });
        only(flat.collect()).unwrap_or_else(Self::Any)
    }

    /// The scope, when the requirement is a single one.
    pub(crate) fn as_scope(&self) -> Option<Written<'a>> {
        match self {
            Self::Scope(written) => Some(*written),
            Self::Named(_) | Self::Template(_) | Self::Endpoint(_) | Self::All(_) | Self::Any(_) => None,
        }
    }

    /// The names of the arguments that complete it, each with the literal it stands in.
    pub(crate) fn arguments(&self) -> Vec<(&'a str, &'a LitStr)> {
        match self {
            Self::Scope(_) | Self::Named(_) | Self::Endpoint(Endpoint { needs: Needs::Fixed(_), .. }) => {
                Vec::new()
            }
            Self::Template(Template { text, arguments }) => {
                arguments.iter().map(|name| (*name, &text.literal)).collect()
            }
            Self::Endpoint(Endpoint { text, needs: Needs::OfModule { argument } }) => {
                vec![(argument, &text.literal)]
            }
            Self::All(members) | Self::Any(members) => members.iter().flat_map(Self::arguments).collect(),
        }
    }

    /// Whether a constant is a part of it.
    pub(crate) fn has_names(&self) -> bool {
        match self {
            Self::Named(_) => true,
            Self::All(members) | Self::Any(members) => members.iter().any(Self::has_names),
            Self::Scope(_) | Self::Template(_) | Self::Endpoint(_) => false,
        }
    }

    /// The requirement as plain text, in parts: what a constant requires is left to the compiler.
    pub(crate) fn to_text(&self) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        self.write_text(false, &mut parts);
        parts
    }

    fn write_text(&self, is_in_group: bool, parts: &mut Vec<Part<'a>>) {
        let members = match self {
            Self::Scope(written) => return write(written.scope.as_str(), parts),
            Self::Named(path) => return parts.push(Part::Named { path, is_in_group }),
            Self::Template(template) => return write(&template.text.value, parts),
            Self::Endpoint(endpoint) => return write(&endpoint.to_text(is_in_group), parts),
            Self::All(members) | Self::Any(members) => members,
        };
        let word = if matches!(self, Self::All(_)) { " and " } else { " or " };
        write(if is_in_group { "(" } else { "" }, parts);
        for (place, member) in members.iter().enumerate() {
            write(if place > 0 { word } else { "" }, parts);
            member.write_text(true, parts);
        }
        write(if is_in_group { ")" } else { "" }, parts);
    }

    /// The requirement as a sentence part in Markdown: `A`, (`A` and `B`) or `C`.
    pub(crate) fn to_markdown(&self) -> String {
        match self {
            Self::Scope(written) => format!("`{}`", written.scope),
            Self::Named(path) => format!("`{}`", written_path(path)),
            Self::Template(template) => format!("`{}`", template.text.value),
            Self::Endpoint(endpoint) => endpoint.to_markdown(),
            Self::All(members) => joined(members, " and "),
            Self::Any(members) => joined(members, " or "),
        }
    }
}

fn write(text: &str, parts: &mut Vec<Part<'_>>) {
    match parts.last_mut() {
        Some(Part::Text(before)) => before.push_str(text),
        Some(Part::Named { .. }) | None => parts.push(Part::Text(text.to_owned())),
    }
}

fn resolve_each<'a>(terms: &'a [Term], errors: &mut Errors) -> Vec<Requirement<'a>> {
    let mut members = Vec::with_capacity(terms.len());
    for term in terms {
        match term {
            Term::All(terms) => members.push(Requirement::all(resolve_each(terms, errors))),
            Term::Any(terms) => members.push(Requirement::any(resolve_each(terms, errors))),
            Term::Named(path) => members.push(Requirement::Named(path)),
            Term::Scope(text) if is_template(&text.value) => {
                keep(Template::parse(text).map(Requirement::Template), &mut members, errors);
            }
            Term::Scope(text) => keep(resolve_scope(text).map(Requirement::Scope), &mut members, errors),
            Term::Unchecked(text) => {
                keep(resolve_unchecked(text).map(Requirement::Scope), &mut members, errors);
            }
            Term::Endpoint(text) => {
                keep(Endpoint::parse(text).map(Requirement::Endpoint), &mut members, errors);
            }
        }
    }
    members
}

fn keep<'a>(member: syn::Result<Requirement<'a>>, members: &mut Vec<Requirement<'a>>, errors: &mut Errors) {
    match member {
        Ok(member) => members.push(member),
        Err(error) => errors.push(error),
    }
}

fn resolve_unchecked(text: &Text) -> syn::Result<Written<'_>> {
    let Text { literal, value } = text;
    let is_separator = |c: char| c == ',' || c.is_whitespace();
    if value.split(is_separator).filter(|item| !item.is_empty()).nth(1).is_some() {
        let text = "several scopes in one literal: write one literal for each scope, as in `\"…\", \"…\"`";
        return Err(Error::new(literal.span(), text));
    }
    let scope = Scope::parse(value).map_err(|error| Error::new(literal.span(), error))?;
    Ok(Written { scope, literal, is_unchecked: true })
}

fn resolve_scope(text: &Text) -> syn::Result<Written<'_>> {
    let written = Written { is_unchecked: false, ..resolve_unchecked(text)? };
    let Written { scope, literal, .. } = written;
    if catalogue::find(&scope).is_some() {
        return Ok(written);
    }
    let text = match catalogue::nearest(&text.value) {
        Some(nearest) => format!("unknown scope `{scope}`: did you mean `{nearest}`?"),
        None => format!(
            "unknown scope `{scope}`: the catalogue has none like it, look it up in Zoho's documentation of the call, \
             and write `unchecked(\"{scope}\")` if it stands there"
        ),
    };
    Err(Error::new(literal.span(), text))
}

/// A path as it was written, without the spaces of a token stream.
pub(crate) fn written_path(path: &Path) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}

/// The single member of a list, or the list.
fn only<T>(members: Vec<T>) -> Result<T, Vec<T>> {
    <[T; 1]>::try_from(members).map(|[member]| member)
}

fn joined(members: &[Requirement<'_>], word: &str) -> String {
    let parts = members.iter().map(|member| match member {
        Requirement::Endpoint(Endpoint { needs: Needs::OfModule { .. }, .. }) => {
            format!("those {}", member.to_markdown())
        }
        Requirement::All(_) | Requirement::Any(_) | Requirement::Endpoint(_) => {
            format!("({})", member.to_markdown())
        }
        Requirement::Scope(_) | Requirement::Named(_) | Requirement::Template(_) => member.to_markdown(),
    });
    parts.collect::<Vec<_>>().join(word)
}
