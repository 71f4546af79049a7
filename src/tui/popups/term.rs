//! A term of the glossary.

use ratatui::text::Line;

use crate::text::Lang;
use crate::tui::model::Model;
use crate::tui::paint::said;
use crate::tui::popups::reading::Reading;
use crate::tui::theme::Meaning;

/// The term by its place in the policy.
pub struct Term(pub usize);

impl Reading for Term {
    const NAME: &'static str = "term";

    fn title(&self, model: &Model) -> String {
        model.strings().kind_term.to_owned()
    }

    fn lines(&self, model: &Model, width: usize) -> Vec<Line<'static>> {
        let strings = model.strings();
        let Some(term) = model.policy.terms.get(self.0) else { return Vec::new() };
        let name = match model.lang {
            Lang::Zh => term.name.zh.clone(),
            Lang::En => format!("{} ({})", term.name.en, term.name.zh),
        };
        let comma = if model.lang == Lang::Zh { "、" } else { ", " };
        let mut out = said(model, &name, Meaning::Heading, width);
        let mut say = |text: &str, meaning| out.extend(said(model, text, meaning, width));
        if !term.aliases.is_empty() {
            say(&format!("{}{}", strings.term_aliases, term.aliases.join(comma)), Meaning::Muted);
        }
        say("", Meaning::Plain);
        say(term.definition.get(model.lang), Meaning::Plain);
        if term.revised {
            say(strings.term_revised, Meaning::Open);
        }
        say("", Meaning::Plain);
        say(&format!("{}{}", strings.term_source, term.source.get(model.lang)), Meaning::Muted);
        out
    }
}
