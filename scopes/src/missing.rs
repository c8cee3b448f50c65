//! What to ask for: the smallest set of scopes that meets a requirement.

use alloc::vec::Vec;

use crate::catalogue;
use crate::covers;
use crate::requirement::Requirement;
use crate::scope::Scope;
use crate::set::ScopeSet;

impl Requirement<'_> {
    /// The smallest set of scopes to ask for, of those the requirement mentions: the fewest; of equals the narrowest;
    /// of these the one that is written first. Nothing is missing when the requirement is satisfied.
    ///
    /// A requirement with an empty `Any` cannot be satisfied by any set, and then the answer is empty too: whether a
    /// call may go on is decided by [`is_satisfied_by`](Requirement::is_satisfied_by).
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Requirement, ScopeSet};
    ///
    /// let either = [
    ///     Requirement::scope("ZohoCRM.modules.ALL"),
    ///     Requirement::scope("ZohoCRM.modules.leads.READ"),
    /// ];
    /// let missing = Requirement::Any(&either).missing(|_| false);
    /// assert_eq!(missing.to_request(), "ZohoCRM.modules.leads.READ");
    /// ```
    pub fn missing(&self, mut held: impl FnMut(&Scope<'_>) -> bool) -> ScopeSet {
        let mut open: Vec<Scope<'_>> = Vec::new();
        self.for_each_scope(&mut |scope| {
            if !open.contains(scope) && !held(scope) {
                open.push(*scope);
            }
        });
        if open.is_empty() {
            return ScopeSet::new();
        }
        if self.is_conjunction() {
            return widest(open);
        }
        let open: Vec<Candidate<'_>> = open.into_iter().map(Candidate::from).collect();
        let mut search = Search { requirement: *self, open: &open, best: None };
        search.extend(&mut Vec::new(), Cost::default());
        search.best.map_or_else(ScopeSet::new, |(_, chosen)| {
            chosen.into_iter().map(|index| open[index].scope).collect()
        })
    }

    fn is_conjunction(&self) -> bool {
        match self {
            Requirement::Scope(_) => true,
            Requirement::All(parts) => parts.iter().all(Requirement::is_conjunction),
            Requirement::Any(_) => false,
        }
    }
}

/// The scopes, no two of which are equal, without those that another covers: what is missing where all are needed.
fn widest(mut scopes: Vec<Scope<'_>>) -> ScopeSet {
    if scopes.len() > 1 && scopes.iter().any(covers::may_cover_others) {
        let all = scopes.clone();
        scopes.retain(|scope| !all.iter().any(|other| other != scope && other.covers(scope)));
    }
    scopes.into_iter().collect()
}

/// A scope that is mentioned and not held.
struct Candidate<'a> {
    scope: Scope<'a>,
    /// How much it allows: the catalogued scopes and the operations that it covers.
    breadth: usize,
}

impl<'a> From<Scope<'a>> for Candidate<'a> {
    fn from(scope: Scope<'a>) -> Self {
        let mut breadth = covers::count_operations(&scope);
        catalogue::for_each_covered(&scope, |_| breadth += 1);
        Self { scope, breadth }
    }
}

/// Compared as it is written: first how many scopes, then how much they allow.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    scopes: usize,
    breadth: usize,
}

impl Cost {
    fn plus(self, breadth: usize) -> Cost {
        Cost { scopes: self.scopes + 1, breadth: self.breadth + breadth }
    }
}

/// Branch and bound over the candidates: some scope of each unmet part must be added, so only those are tried, in the
/// order written; what cannot become cheaper than the best found so far is cut off.
struct Search<'s, 'a> {
    requirement: Requirement<'a>,
    open: &'s [Candidate<'a>],
    best: Option<(Cost, Vec<usize>)>,
}

impl<'a> Search<'_, 'a> {
    fn extend(&mut self, chosen: &mut Vec<usize>, cost: Cost) {
        let mut unmet = Vec::new();
        self.collect_unmet(self.requirement, chosen, &mut unmet);
        let Some(first) = unmet.first() else {
            if self.is_better(cost) {
                self.best = Some((cost, chosen.clone()));
            }
            return;
        };
        if self.least(cost, &unmet).is_none_or(|least| !self.is_better(least)) {
            return;
        }
        for &index in first {
            chosen.push(index);
            self.extend(chosen, cost.plus(self.open[index].breadth));
            chosen.pop();
        }
    }

    fn is_better(&self, cost: Cost) -> bool {
        self.best.as_ref().is_none_or(|(best, _)| cost < *best)
    }

    /// What the unmet parts cost at the least, as parts that share no candidate need one each; `None` if one of them
    /// cannot be met at all.
    fn least(&self, mut cost: Cost, unmet: &[Vec<usize>]) -> Option<Cost> {
        let mut used: Vec<usize> = Vec::new();
        for useful in unmet {
            let narrowest = useful.iter().map(|&index| self.open[index].breadth).min()?;
            if !useful.iter().any(|index| used.contains(index)) {
                cost = cost.plus(narrowest);
                used.extend(useful);
            }
        }
        Some(cost)
    }

    /// For each unmet part under `all`, the candidates of which at least one must be added.
    fn collect_unmet(&self, requirement: Requirement<'a>, chosen: &[usize], unmet: &mut Vec<Vec<usize>>) {
        if self.is_met(requirement, chosen) {
            return;
        }
        match requirement {
            Requirement::All(parts) => {
                for part in parts {
                    self.collect_unmet(*part, chosen, unmet);
                }
            }
            Requirement::Scope(_) | Requirement::Any(_) => {
                let mut useful = Vec::new();
                self.collect_useful(requirement, chosen, &mut useful);
                unmet.push(useful);
            }
        }
    }

    /// The candidates that bring an unmet part nearer.
    fn collect_useful(&self, requirement: Requirement<'a>, chosen: &[usize], useful: &mut Vec<usize>) {
        match requirement {
            Requirement::Scope(scope) => {
                for (index, candidate) in self.open.iter().enumerate() {
                    if candidate.scope.covers(&scope) && !useful.contains(&index) {
                        useful.push(index);
                    }
                }
            }
            // Whatever meets the whole meets its first unmet part.
            Requirement::All(parts) => {
                if let Some(part) = parts.iter().find(|part| !self.is_met(**part, chosen)) {
                    self.collect_useful(*part, chosen, useful);
                }
            }
            Requirement::Any(parts) => {
                for part in parts {
                    self.collect_useful(*part, chosen, useful);
                }
            }
        }
    }

    fn is_met(&self, requirement: Requirement<'a>, chosen: &[usize]) -> bool {
        requirement.is_satisfied_by(|scope| {
            chosen.iter().any(|&index| self.open[index].scope.covers(scope))
                || !self.open.iter().any(|candidate| candidate.scope == *scope)
        })
    }
}
