//! What was found once stays found, every target runs, and the runner finds what is there to find.

use fuzz::runner::{Budget, run, run_watched, try_input};
use fuzz::{Shape, TARGETS, Target, corpus};

#[test]
fn no_kept_input_breaks_a_law() {
    for target in &TARGETS {
        let inputs = corpus::read(target).unwrap_or_else(|error| panic!("the corpus of {target:?}: {error}"));
        assert!(!inputs.is_empty(), "{target:?} has no inputs to begin with");
        for (path, input) in inputs {
            if let Err(message) = try_input(target, &input) {
                panic!("{}: {message}", path.display());
            }
        }
    }
}

#[test]
fn a_short_run_of_each_target_finds_nothing() {
    for target in &TARGETS {
        let inputs = corpus::read(target).expect("the corpus can be read").into_iter();
        let report =
            run(target, &inputs.map(|(_, input)| input).collect::<Vec<_>>(), 1, Budget::Executions(300));
        assert_eq!(report.find, None, "{target:?}");
        assert!(report.shapes > 10, "{target:?} does little: {report:?}");
    }
}

#[test]
fn every_folder_of_the_corpus_is_that_of_a_target() {
    let folder = corpus::folder(&TARGETS[0]);
    let folders = folder.parent().expect("the corpus has a folder").read_dir().expect("it can be read");
    for entry in folders {
        let name = entry.expect("it can be read").file_name();
        assert!(TARGETS.iter().any(|target| name == target.name), "no target is named {}", name.display());
    }
}

/// Breaks where a segment is empty and the text long enough.
const BREAKS: Target = Target {
    name: "breaks",
    run: |input| {
        assert!(!(input.len() > 4 && input.windows(2).any(|pair| pair == b"..")), "broken");
        Shape::of((input.len().min(8), input.contains(&b'.')))
    },
    dictionary: || vec![b"ZohoCRM.modules.ALL"],
};

#[test]
fn a_find_is_made_as_small_as_it_can_be() {
    let find = run(&BREAKS, &[], 1, Budget::Executions(100_000)).find.expect("it is easily found");
    assert_eq!(find.message, "broken");
    assert_eq!(find.input.len(), 5, "{find}");
}

#[test]
fn the_same_seed_makes_the_same_run() {
    let counted = |seed| run(&BREAKS, &[], seed, Budget::Executions(100_000));
    assert_eq!(counted(7).find, counted(7).find);
    assert_eq!(counted(7).executions, counted(7).executions);
}

#[test]
fn a_watched_run_is_the_same_run() {
    static WATCHED: Target = BREAKS;
    let alone = run(&BREAKS, &[], 3, Budget::Executions(100_000));
    let watched = run_watched(&WATCHED, Vec::new(), 3, Budget::Executions(100_000));
    assert_eq!((watched.executions, watched.find), (alone.executions, alone.find));
}
