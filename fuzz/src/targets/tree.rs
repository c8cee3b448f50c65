//! Requirements as trees that own their parts: made from bytes, and read from the text that a requirement prints.

use zoho_scopes::Requirement;

use super::requirement::POOL;

/// More parts than these make every search slow, and show nothing new.
const PARTS: usize = 24;

/// A requirement that owns its parts. A list of one part is that part: both print and mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// This scope, as it is spelt.
    Scope(String),
    /// Every part.
    All(Vec<Tree>),
    /// At least one part.
    Any(Vec<Tree>),
}

impl Tree {
    /// The tree that the bytes build on a stack: a scope of the pool, or a list of the topmost parts.
    pub(super) fn read(bytes: &[u8]) -> Tree {
        let mut stack: Vec<Tree> = Vec::new();
        for &byte in bytes.iter().take(PARTS) {
            let mut take = |count: u8| stack.split_off(stack.len().saturating_sub(usize::from(count)));
            let part = match byte {
                0xf0 | 0xf2..=0xf8 => Tree::All(take(byte.saturating_sub(0xf1))),
                0xf1 | 0xf9..=0xff => Tree::Any(take(byte.saturating_sub(0xf8))),
                place => Tree::Scope(POOL[usize::from(place) % POOL.len()].to_owned()),
            };
            stack.push(part);
        }
        Tree::All(stack)
    }

    /// The tree of a requirement, without lists of one part.
    pub(super) fn of(requirement: &Requirement<'_>) -> Tree {
        match requirement {
            Requirement::Scope(scope) => Tree::Scope(scope.to_string()),
            Requirement::All([part]) | Requirement::Any([part]) => Tree::of(part),
            Requirement::All(parts) => Tree::All(parts.iter().map(Tree::of).collect()),
            Requirement::Any(parts) => Tree::Any(parts.iter().map(Tree::of).collect()),
        }
    }

    /// Calls `look` with the requirement, whose parts live as long as the call.
    pub(super) fn with_requirement(&self, look: &mut dyn FnMut(Requirement<'_>)) {
        match self {
            Tree::Scope(text) => look(Requirement::scope(text)),
            Tree::All(parts) => with_parts(parts, &[], &mut |parts| look(Requirement::All(parts))),
            Tree::Any(parts) => with_parts(parts, &[], &mut |parts| look(Requirement::Any(parts))),
        }
    }

    /// Its form without its scopes, to the depth where forms begin to repeat.
    pub(super) fn outline(&self) -> String {
        match self {
            Tree::Scope(_) => "s".to_owned(),
            Tree::All(parts) => format!("a{}({})", parts.len().min(4), outlines(parts)),
            Tree::Any(parts) => format!("o{}({})", parts.len().min(4), outlines(parts)),
        }
    }
}

fn outlines(parts: &[Tree]) -> String {
    let mut outlines: Vec<String> = parts.iter().take(3).map(Tree::outline).collect();
    outlines.sort();
    outlines.concat().chars().take(12).collect()
}

fn with_parts(parts: &[Tree], made: &[Requirement<'_>], look: &mut dyn FnMut(&[Requirement<'_>])) {
    match parts.split_first() {
        None => look(made),
        Some((first, rest)) => first.with_requirement(&mut |part| {
            let mut more = made.to_vec();
            more.push(part);
            with_parts(rest, &more, look);
        }),
    }
}

/// Reads what a requirement prints.
pub(super) fn read_printed(text: &str) -> Result<Tree, String> {
    match read_parts(text)? {
        (tree, "") => Ok(tree),
        (_, rest) => Err(format!("`{rest}` is left over")),
    }
}

fn read_parts(text: &str) -> Result<(Tree, &str), String> {
    let (first, mut rest) = read_part(text)?;
    let Some(word) = [" and ", " or "].into_iter().find(|word| rest.starts_with(word)) else {
        return Ok((first, rest));
    };
    let mut parts = vec![first];
    while let Some(more) = rest.strip_prefix(word) {
        let (part, after) = read_part(more)?;
        parts.push(part);
        rest = after;
    }
    Ok((if word == " and " { Tree::All(parts) } else { Tree::Any(parts) }, rest))
}

fn read_part(text: &str) -> Result<(Tree, &str), String> {
    if let Some(inner) = text.strip_prefix('(') {
        let (tree, rest) = read_parts(inner)?;
        let rest = rest.strip_prefix(')').ok_or_else(|| format!("`{inner}` is not closed"))?;
        return Ok((tree, rest));
    }
    for (word, tree) in
        [("nothing", Tree::All(Vec::new())), ("what cannot be granted", Tree::Any(Vec::new()))]
    {
        if let Some(rest) = text.strip_prefix(word) {
            return Ok((tree, rest));
        }
    }
    let (scope, rest) = text.split_at(text.find([' ', ')']).unwrap_or(text.len()));
    if POOL.contains(&scope) { Ok((Tree::Scope(scope.to_owned()), rest)) } else { Err(format!("`{scope}`")) }
}
