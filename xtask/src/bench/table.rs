//! A table in Markdown.

use std::fmt;

/// Columns of words on the left, of numbers on the right.
pub(super) struct Table {
    head: Vec<&'static str>,
    n_words: usize,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// The first columns hold words, so many of them; all others numbers.
    pub(super) fn new(head: &[&'static str], n_words: usize) -> Self {
        Self { head: head.to_vec(), n_words, rows: Vec::new() }
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| {} |", self.head.join(" | "))?;
        let ruler = (0..self.head.len()).map(|column| if column < self.n_words { "---" } else { "---:" });
        writeln!(f, "| {} |", ruler.collect::<Vec<_>>().join(" | "))?;
        for row in &self.rows {
            writeln!(f, "| {} |", row.join(" | "))?;
        }
        Ok(())
    }
}

/// A count with commas between its thousands.
pub(super) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How many times `whole` is `part`, with one digit behind the point and two below ten.
pub(super) fn ratio(whole: u64, part: u64) -> String {
    if part == 0 {
        return "–".to_owned();
    }
    let hundredths = (whole * 100 + part / 2) / part;
    if hundredths < 1000 {
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    } else {
        format!("{}.{}", hundredths / 100, hundredths % 100 / 10)
    }
}

#[cfg(test)]
mod tests {
    use super::{count, ratio};

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 7, 1_000, 1_234_567].map(count), ["0", "7", "1,000", "1,234,567"]);
    }

    #[test]
    fn ratios_are_short() {
        assert_eq!(
            [(15, 14), (28, 14), (368, 14), (3, 0)].map(|(a, b)| ratio(a, b)),
            ["1.07", "2.00", "26.2", "–"]
        );
    }
}
