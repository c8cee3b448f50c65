//! Numbers that are the same in every run with the same seed.

/// `SplitMix64`: a generator for tests, not for secrets.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The numbers that follow from `seed`.
    pub const fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next number.
    pub const fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A place in a list of `len` items.
    ///
    /// # Panics
    ///
    /// If the list is empty.
    pub fn place(&mut self, len: usize) -> usize {
        usize::try_from(self.number() % len as u64).expect("it is below a `usize`")
    }

    /// One of the items.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn choose<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.place(items.len())]
    }
}
