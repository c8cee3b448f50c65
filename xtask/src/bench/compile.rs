//! What an attribute costs while a program is built, and what stays of it in the program.

use crate::report;

use super::BenchError;
use super::rustc::{Build, bytes, instructions};
use super::table::{Table, count, ratio};
use super::tools::Tools;
use super::workload::{VARIANTS, Variant};

/// A few functions, so that what every program costs falls out of the difference.
const FEW: usize = 10;
/// The compiler is slow under valgrind; its instructions grow with the functions in a straight line.
const COUNTED: usize = 40;
/// The linker rounds sections, so it takes many functions to weigh one.
const WEIGHED: usize = 1_000;

const INTRODUCTION: &str = "\
One `async fn` of middle size (two `?`, a `match`, a `struct`, an `await`) with the attribute, beside the same function \
without and beside other things that stand above functions. \
Thousands of instructions of `rustc` for each function, its procedural macros included (a program of 40 functions less one \
of 10), in `cargo check` and in a release build, with the ratio to the function without an attribute; \
and bytes for each function in the stripped release program (1,000 functions less 10), less those of the bare function.
";

/// What one function costs.
struct Cost {
    check: u64,
    release: u64,
    bytes: u64,
}

pub(super) fn measure(tools: &Tools) -> Result<String, BenchError> {
    let head = ["each function has", "check", "ratio", "release", "ratio", "bytes more"];
    let mut table = Table::new(&head, 1);
    let mut bare = None;
    for (number, variant) in VARIANTS.iter().enumerate() {
        report(format_args!("  compile [{}/{}] {}\n", number + 1, VARIANTS.len(), variant.name));
        let cost = cost_of(variant, tools)?;
        let Cost { check, release, bytes } = &cost;
        let bare = bare.get_or_insert(Cost { ..cost });
        let thousands = |count_of: u64| count(count_of / 1_000);
        table.row([
            variant.about.to_owned(),
            thousands(*check),
            ratio(*check, bare.check),
            thousands(*release),
            ratio(*release, bare.release),
            count(bytes.saturating_sub(bare.bytes)),
        ]);
    }
    Ok(format!("{INTRODUCTION}\n{table}"))
}

fn cost_of(variant: &Variant, tools: &Tools) -> Result<Cost, BenchError> {
    let counted = |build: Build| {
        let few = instructions(variant, FEW, build, tools)?;
        let many = instructions(variant, COUNTED, build, tools)?;
        Ok::<_, BenchError>(each(few, many, COUNTED))
    };
    let check = counted(Build::Check)?;
    let release = counted(Build::Release)?;
    let bytes = each(bytes(variant, FEW, tools)?, bytes(variant, WEIGHED, tools)?, WEIGHED);
    report(format_args!("    {check} and {release} instructions, {bytes} bytes for each function\n"));
    Ok(Cost { check, release, bytes })
}

/// What one more function costs.
fn each(few: u64, many: u64, n_functions: usize) -> u64 {
    let n_more = u64::try_from(n_functions - FEW).unwrap_or(u64::MAX);
    many.saturating_sub(few) / n_more
}
