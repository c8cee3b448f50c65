//! The text of the generated file: the tables as texts and numbers, which need no pointers in a program.

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use super::endpoints::Endpoint;
use super::language::Scope;
use super::scopes::{Listed, Scopes};

/// How many numbers stand in one line.
const PER_LINE: usize = 20;

/// As rustfmt would leave it.
pub(super) fn render(scopes: &Scopes<'_>, endpoints: &[Endpoint<'_>]) -> String {
    let mut text = String::from(
        "//! Generated from `scopes/data` by `cargo xtask catalogue`; edit the data.\n\n\
         use crate::table::Texts;\n\n",
    );
    let listed: Vec<&str> = scopes.values().map(|listed| listed.scope.as_str()).collect();
    render_texts(&mut text, "SCOPES", "The scopes, sorted by their spelling in lower case.", &listed);
    let parsed: Vec<Scope<'_>> = listed.iter().filter_map(|text| Scope::parse(text).ok()).collect();
    render_slots(&mut text, &parsed);
    render_shapes(&mut text, &parsed);
    render_others(&mut text, &parsed);
    render_provenances(&mut text, scopes);
    let lines: Vec<String> = endpoints.iter().map(Endpoint::line).collect();
    let what = "The operations of Zoho CRM, sorted by path template: method, template, id and needs.";
    render_texts(&mut text, "ENDPOINTS", what, &lines);
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Lines as one text, and where their fields start.
fn render_texts(text: &mut String, name: &str, what: &str, lines: &[impl AsRef<str>]) {
    push(
        text,
        format_args!("/// {what}\n#[rustfmt::skip]\npub(crate) static {name}: Texts = Texts {{ text: \"\\\n"),
    );
    let (mut starts, mut end) = (vec![0], 0);
    for line in lines.iter().map(AsRef::as_ref) {
        push(text, format_args!("{line}\n"));
        for field in line.split(' ') {
            end += field.len() + 1;
            starts.push(end);
        }
    }
    text.push_str("\", starts: &[");
    render_numbers(text, &starts);
    text.push_str("] };\n\n");
}

/// A hash table, half of whose slots at the least are free.
fn render_slots(text: &mut String, scopes: &[Scope<'_>]) {
    let mut slots = vec![0; (2 * scopes.len()).next_power_of_two()];
    for (scope, place) in scopes.iter().zip(1..) {
        let mut slot = scope.shape().slot(slots.len());
        while slots[slot] != 0 {
            slot = (slot + 1) & (slots.len() - 1);
        }
        slots[slot] = place;
    }
    text.push_str(
        "/// One more than the place of each scope, in its own slot or in the next free one after it.\n\
         #[rustfmt::skip]\n\
         pub(super) static SLOTS: &[u16] = &[",
    );
    render_numbers(text, &slots);
    text.push_str("];\n\n");
}

/// What parsing would find out about each scope.
fn render_shapes(text: &mut String, scopes: &[Scope<'_>]) {
    text.push_str(
        "/// The hash of each scope's path.\n\
         #[rustfmt::skip]\n\
         #[expect(clippy::unreadable_literal, reason = \"a hash is not for reading\")]\n\
         pub(super) static PATHS: &[u32] = &[",
    );
    render_numbers(text, &scopes.iter().map(|scope| scope.shape().path as usize).collect::<Vec<_>>());
    text.push_str(
        "];\n\n/// One more than the place of each scope's operation in `Operation::EVERY`, or zero.\n\
         #[rustfmt::skip]\n\
         pub(super) static OPERATIONS: &[u8] = &[",
    );
    let number = |scope: &Scope<'_>| scope.operation().map_or(0, |operation| operation as usize + 1);
    render_numbers(text, &scopes.iter().map(number).collect::<Vec<_>>());
    text.push_str("];\n\n");
}

/// What each scope covers beside itself.
fn render_others(text: &mut String, scopes: &[Scope<'_>]) {
    let (mut places, mut starts) = (Vec::new(), vec![0]);
    for held in scopes {
        let covered = scopes.iter().enumerate().filter(|(_, scope)| *scope != held && held.covers(scope));
        places.extend(covered.map(|(place, _)| place));
        starts.push(places.len());
    }
    text.push_str(
        "/// For each scope the places of the others that it covers.\n\
         #[cfg(feature = \"alloc\")]\n\
         #[rustfmt::skip]\n\
         pub(super) static OTHERS: crate::table::Lists = crate::table::Lists { places: &[",
    );
    render_numbers(text, &places);
    text.push_str("], starts: &[");
    render_numbers(text, &starts);
    text.push_str("] };\n\n");
}

fn render_provenances(text: &mut String, scopes: &Scopes<'_>) {
    let named: Vec<String> = scopes.values().map(Listed::provenance).collect();
    let distinct: Vec<&String> = named.iter().collect::<BTreeSet<_>>().into_iter().collect();
    text.push_str(
        "/// What is named as the source of a scope.\npub(super) static PROVENANCES: &[&str] = &[\n",
    );
    for provenance in &distinct {
        push(text, format_args!("    {provenance:?},\n"));
    }
    let places: Vec<usize> = named.iter().filter_map(|name| distinct.binary_search(&name).ok()).collect();
    text.push_str(
        "];\n\n/// For each scope the place of its provenance.\n\
         #[rustfmt::skip]\n\
         pub(super) static PROVENANCE: &[u8] = &[",
    );
    render_numbers(text, &places);
    text.push_str("];\n\n");
}

fn render_numbers(text: &mut String, numbers: &[usize]) {
    for line in numbers.chunks(PER_LINE) {
        text.push_str("\n    ");
        for number in line {
            push(text, format_args!("{number},"));
        }
    }
    text.push('\n');
}

fn push(text: &mut String, more: fmt::Arguments<'_>) {
    text.write_fmt(more).expect("a string takes any text");
}
