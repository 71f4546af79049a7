//! Names looked up as bytes: facts and options by id.

/// A table from names to numbers.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// A power of two of places, at most half of them taken.
    places: Vec<Option<(Box<[u8]>, u16)>>,
}

impl Names {
    /// Numbers the names in their order.
    pub(super) fn new<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> Self {
        let size = (names.len() * 4).next_power_of_two().max(4);
        let mut places = vec![None; size];
        for (number, name) in (0u16..).zip(names) {
            let mut at = hash(name.as_bytes()) & (size - 1);
            while places[at].is_some() {
                at = (at + 1) & (size - 1);
            }
            places[at] = Some((name.as_bytes().into(), number));
        }
        Self { places }
    }

    /// The number of a name.
    pub(super) fn get(&self, name: &[u8]) -> Option<u16> {
        let last = self.places.len() - 1;
        let mut at = hash(name) & last;
        loop {
            match &self.places[at] {
                None => return None,
                Some((known, number)) if **known == *name => return Some(*number),
                Some(_) => at = (at + 1) & last,
            }
        }
    }
}

/// Mixes the length with the first and last eight bytes.
fn hash(name: &[u8]) -> usize {
    let word = |bytes: &[u8]| bytes.iter().fold(0u64, |word, byte| word << 8 | u64::from(*byte));
    let (head, tail) = match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        _ => (word(name), 0),
    };
    let mixed =
        (head ^ tail.rotate_left(23) ^ name.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    // The high bits are the well mixed ones.
    usize::try_from(mixed >> 40).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other() {
        let names: Vec<String> = (0..300).map(|n| format!("a_name_of_some_{n}_length")).collect();
        let table = Names::new(names.iter().map(String::as_str));
        for (number, name) in names.iter().enumerate() {
            assert_eq!(table.get(name.as_bytes()), u16::try_from(number).ok());
            assert_eq!(table.get(&name.as_bytes()[1..]), None);
        }
        assert_eq!(Names::new([].into_iter()).get(b""), None);
    }
}
