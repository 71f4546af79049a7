//! Kleene's three-valued logic.

/// What is known of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold.
    False,
    /// Nothing decides it yet.
    Unknown,
    /// It holds.
    True,
}

impl Truth {
    /// Both hold; false as soon as one is false.
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one holds; true as soon as one is true.
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// `true`, `false` or `unknown`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Unknown => "unknown",
        }
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{False, True, Unknown};

    #[test]
    fn kleene_tables() {
        assert_eq!(False.and(Unknown), False);
        assert_eq!(Unknown.and(True), Unknown);
        assert_eq!(True.and(True), True);
        assert_eq!(True.or(Unknown), True);
        assert_eq!(Unknown.or(False), Unknown);
        assert_eq!(False.or(False), False);
    }

    #[test]
    fn names_and_known_values() {
        assert_eq!([True, False, Unknown].map(super::Truth::as_str), ["true", "false", "unknown"]);
        assert_eq!([true, false].map(super::Truth::from), [True, False]);
    }
}
