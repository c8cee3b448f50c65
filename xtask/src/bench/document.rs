//! BENCHMARKS.md: a head, and a chapter for each question. A chapter can be replaced alone.

use std::fs;
use std::io::ErrorKind;
use std::iter;
use std::path::PathBuf;

use super::tools::Tools;
use super::{BenchError, CHAPTERS, Chapter, root};

pub(super) const NAME: &str = "BENCHMARKS.md";

const HEAD: &str = "\
# Benchmarks

Written by `cargo xtask bench`, which installs what it needs; `cargo xtask bench guard` measures one table alone.
Instructions are counted by valgrind: no clock is read, and another run on another machine gives the same, but for what draws random numbers. Where a clock has measured, the chapter says so, and only its ratios tell something.
";

const COMPILER: &str = "Measured with ";

/// The document while its chapters are measured.
pub(super) struct Document {
    compiler: String,
    /// The text of each chapter, in the order of the document.
    chapters: [Option<String>; CHAPTERS.len()],
}

impl Document {
    /// Reads what is there, unless everything is measured anew.
    ///
    /// # Errors
    ///
    /// When what is there was measured with another compiler: the tables of one document can be compared.
    pub(super) fn open(tools: &Tools, is_anew: bool) -> Result<Self, BenchError> {
        let text = match fs::read_to_string(path()) {
            Ok(text) if !is_anew => text,
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(BenchError::File(path(), error)),
            Ok(_) | Err(_) => String::new(),
        };
        let compiler = text.lines().find_map(|line| line.strip_prefix(COMPILER)?.strip_suffix('.'));
        match compiler {
            Some(other) if other != tools.compiler => Err(BenchError::OtherCompiler(other.to_owned())),
            _ => Ok(Self { compiler: tools.compiler.clone(), chapters: chapters_of(&text) }),
        }
    }

    pub(super) fn replace(&mut self, chapter: &Chapter, text: &str) {
        let place = CHAPTERS.iter().position(|other| other.name == chapter.name);
        if let Some(slot) = place.and_then(|place| self.chapters.get_mut(place)) {
            *slot = Some(format!("Alone: `cargo xtask bench {}`.\n\n{text}", chapter.name));
        }
    }

    pub(super) fn save(&self) -> Result<(), BenchError> {
        let chapters = CHAPTERS.iter().zip(&self.chapters).filter_map(|(chapter, content)| {
            Some(format!("\n## {}\n\n{}\n", chapter.title, content.as_deref()?.trim()))
        });
        let text: String =
            iter::once(format!("{HEAD}{COMPILER}{}.\n", self.compiler)).chain(chapters).collect();
        fs::write(path(), text).map_err(|error| BenchError::File(path(), error))
    }
}

/// What stands below each chapter's title.
fn chapters_of(document: &str) -> [Option<String>; CHAPTERS.len()] {
    CHAPTERS.each_ref().map(|chapter| {
        let mut parts = document.split("\n## ");
        parts.find_map(|part| part.strip_prefix(chapter.title)).map(str::to_owned)
    })
}

fn path() -> PathBuf {
    root().join(NAME)
}

#[cfg(test)]
mod tests {
    use super::{CHAPTERS, chapters_of};

    #[test]
    fn chapters_are_found_by_their_titles() {
        let [first, second, ..] = &CHAPTERS;
        let document =
            format!("# Benchmarks\n\n## {}\n\nlater\n\n## {}\n\nsooner\n", second.title, first.title);
        let [found_first, found_second, third, ..] = chapters_of(&document);
        assert_eq!(found_first.as_deref().map(str::trim), Some("sooner"));
        assert_eq!(found_second.as_deref().map(str::trim), Some("later"));
        assert_eq!(third, None);
    }
}
