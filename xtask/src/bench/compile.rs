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

const CHECK: &str = "\
One `async fn` of middle size (two `?`, a `match`, a `struct`, an `await`) in `cargo check`: \
thousands of instructions of `rustc` for each function, its procedural macros included. \
It is a program of 40 functions less one of 10, so that what every program costs falls out.
";

const RELEASE: &str = "\
The same functions in a release build: thousands of instructions of `rustc` with its optimiser for each, \
and the bytes of each in the stripped program (1,000 functions less 10), less those of the bare function. \
Procedural macros are built without optimisation here as well.
";

const CHECK_NOTES: &str = "
- The attribute does more than the check by hand: it waits for the user's consent and lists the function. \
The `await`, and the record with its place in the list, are about half of what it adds; \
less would need a function that is refused at once, or is not listed.
- What the compiler computes of the requirement is small beside them: the catalogue's place of each scope stands in the \
expansion, as a hint that the text confirms. To believe it unread would save little, and a wrong one would let calls through.
";

const RELEASE_NOTES: &str = "
- About half is the check of the current grant, which stands in each function: one call of it instead would be smaller, \
and take more than twice the instructions. The rest is data: \
its record (where it stands and what it needs, as text that can be read from the program), its guard, and what the linker \
needs to move their pointers. A check by hand says none of this, and does not wait.
- Listing a function that is used takes no more bytes: the linker puts the guards of all functions side by side.
- The machine code that drops what a refused call waits for stands in the runtime once, and in a function only where \
its future is dropped half-way or unwinds.
";

/// What the type checker and the macro cost.
pub(super) fn measure_check(tools: &Tools) -> Result<String, BenchError> {
    let mut table = Table::new(&["each function has", "instructions, thousand", "ratio"], 1);
    let mut bare = None;
    for variant in VARIANTS {
        let check = counted(&variant, Build::Check, tools)?;
        report(format_args!("  check {}: {check}\n", variant.name));
        let bare = *bare.get_or_insert(check);
        table.row([variant.about.to_owned(), count(check / 1_000), ratio(check, bare)]);
    }
    Ok(format!("{CHECK}\n{table}{CHECK_NOTES}"))
}

/// What the optimiser costs, and what is in the program.
pub(super) fn measure_release(tools: &Tools) -> Result<String, BenchError> {
    let mut table = Table::new(&["each function has", "instructions, thousand", "ratio", "bytes more"], 1);
    let mut bare = None;
    for variant in VARIANTS.iter().filter(|variant| !variant.is_macro_optimised) {
        let release = counted(variant, Build::Release, tools)?;
        let bytes = each(bytes(variant, FEW, tools)?, bytes(variant, WEIGHED, tools)?, WEIGHED);
        report(format_args!("  release {}: {release}, {bytes} bytes\n", variant.name));
        let (bare_release, bare_bytes) = *bare.get_or_insert((release, bytes));
        table.row([
            variant.about.to_owned(),
            count(release / 1_000),
            ratio(release, bare_release),
            count(bytes.saturating_sub(bare_bytes)),
        ]);
    }
    Ok(format!("{RELEASE}\n{table}{RELEASE_NOTES}"))
}

fn counted(variant: &Variant, build: Build, tools: &Tools) -> Result<u64, BenchError> {
    let few = instructions(variant, FEW, build, tools)?;
    let many = instructions(variant, COUNTED, build, tools)?;
    Ok(each(few, many, COUNTED))
}

/// What one more function costs.
fn each(few: u64, many: u64, n_functions: usize) -> u64 {
    let n_more = u64::try_from(n_functions - FEW).unwrap_or(u64::MAX);
    many.saturating_sub(few) / n_more
}
