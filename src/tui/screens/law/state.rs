//! Where the text of the measure is read.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::policy::{Policy, Sentence};
use crate::text::Lang;
use crate::tui::model::Screen;
use crate::tui::screens::law::lines::{self, Row};

/// The text broken into lines, for a width and a language.
type Broken = (usize, Lang, Rc<Vec<Row>>);

/// Where the text is read.
#[derive(Clone, Debug, Default)]
pub struct LawView {
    /// The sentence in focus.
    pub cursor: usize,
    /// The screen one came from.
    pub back: Option<Screen>,
    text: OnceCell<Vec<Sentence>>,
    rows: RefCell<Option<Broken>>,
}

impl LawView {
    /// The sentences.
    pub fn sentences(&self, policy: &Policy) -> &[Sentence] {
        self.text.get_or_init(|| policy.sentences())
    }

    /// The text broken into lines, made once for each width and language.
    pub fn rows(&self, policy: &Policy, lang: Lang, width: usize) -> Rc<Vec<Row>> {
        let mut kept = self.rows.borrow_mut();
        match &*kept {
            Some((of, in_lang, rows)) if (*of, *in_lang) == (width, lang) => Rc::clone(rows),
            _ => {
                let rows = Rc::new(lines::rows(policy, self.sentences(policy), lang, width));
                *kept = Some((width, lang, Rc::clone(&rows)));
                rows
            }
        }
    }
}
