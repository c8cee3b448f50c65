//! Text that is put together in constants.

use std::str;

use zoho_scopes::Requirement;

/// A text of at most `N` bytes. It counts what does not fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Text<N> {
    pub(crate) const fn new() -> Text<N> {
        Text { bytes: [0; N], len: 0 }
    }

    #[must_use]
    pub(crate) const fn and(mut self, part: &str) -> Text<N> {
        if let Some((_, free)) = self.bytes.split_at_mut_checked(self.len)
            && let Some((place, _)) = free.split_at_mut_checked(part.len())
        {
            place.copy_from_slice(part.as_bytes());
        }
        self.len += part.len();
        self
    }

    /// The text, or `otherwise` if it did not fit.
    pub(crate) const fn as_str_or<'a>(&'a self, otherwise: &'a str) -> &'a str {
        match self.bytes.split_at_checked(self.len) {
            Some((text, _)) => match str::from_utf8(text) {
                Ok(text) => text,
                Err(_) => otherwise,
            },
            None => otherwise,
        }
    }
}

/// What records of the inventory are made with.
impl<const N: usize> Text<N> {
    /// The requirement as its `Display` prints it; in parentheses if it is compound and stands in a group.
    #[must_use]
    pub(crate) const fn and_requirement(self, requirement: &Requirement<'_>, is_in_group: bool) -> Text<N> {
        if is_in_group && is_compound(requirement) {
            return self.and("(").and_requirement(requirement, false).and(")");
        }
        match requirement {
            Requirement::Scope(scope) => self.and(scope.as_str()),
            Requirement::All([]) => self.and("nothing"),
            Requirement::Any([]) => self.and("what cannot be granted"),
            Requirement::All(parts) => self.and_parts(parts, " and "),
            Requirement::Any(parts) => self.and_parts(parts, " or "),
        }
    }

    const fn and_parts(mut self, parts: &[Requirement<'_>], word: &str) -> Text<N> {
        let mut next = 0;
        while next < parts.len() {
            self = self.and(if next > 0 { word } else { "" }).and_requirement(&parts[next], parts.len() > 1);
            next += 1;
        }
        self
    }

    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    pub(crate) const fn into_bytes(self) -> [u8; N] {
        self.bytes
    }
}

const fn is_compound(requirement: &Requirement<'_>) -> bool {
    match requirement {
        Requirement::Scope(_) | Requirement::All([]) | Requirement::Any([]) => false,
        Requirement::All([only]) | Requirement::Any([only]) => is_compound(only),
        Requirement::All(_) | Requirement::Any(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.READ");
    const B: Requirement<'static> = Requirement::scope("ZohoCRM.coql.READ");

    #[test]
    fn a_requirement_reads_as_it_is_displayed() {
        let either = Requirement::Any(&[A, Requirement::All(&[A, B])]);
        for requirement in [
            A,
            either,
            Requirement::All(&[B, either, A]),
            Requirement::All(&[Requirement::Any(&[A]), B]),
            Requirement::Any(&[Requirement::All(&[either]), B]),
            Requirement::All(&[]),
            Requirement::Any(&[Requirement::Any(&[]), A]),
        ] {
            let text = Text::<512>::new().and_requirement(&requirement, false);
            assert_eq!(text.as_str_or("too long"), requirement.to_string());
        }
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let text = Text::<4>::new().and("abc").and("de");
        assert_eq!((text.len(), text.as_str_or("too long")), (5, "too long"));
    }
}
