//! Finding a name by its characters or by their sound.

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};

/// What was typed to narrow a list, in characters or by their sound.
pub struct Sound<'t> {
    plain: String,
    sound: Option<IbMatcher<'t>>,
}

impl<'t> Sound<'t> {
    /// Of a text; an empty one matches all.
    pub fn of(text: &'t str) -> Self {
        let build = || IbMatcher::builder(text).pinyin(PinyinMatchConfig::default()).build();
        Self { plain: text.to_lowercase(), sound: (!text.is_empty()).then(build) }
    }

    /// Whether a name has it.
    pub fn matches(&self, name: &str) -> bool {
        let Some(sound) = &self.sound else { return true };
        name.to_lowercase().contains(&self.plain) || sound.is_match(name)
    }
}
