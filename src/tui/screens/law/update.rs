//! The text of the measure, each sentence with what it means for this enterprise: where one
//! reads, how one came there, where one goes from a sentence.

use crate::policy::Sentence;
use crate::tui::effect::Effect;
use crate::tui::hits::Hit;
use crate::tui::keys::Action;
use crate::tui::model::{Model, Screen};
use crate::tui::popups::choice::Chooser;
use crate::tui::popups::sentence;
use crate::tui::screens::law::leads::{leads, open_article};

/// How many sentences a page moves.
const PAGE: usize = 6;

/// Acts.
#[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
pub fn act(model: &mut Model, action: &Action) -> Effect {
    let sentences = model.law.sentences(&model.policy);
    let last = sentences.len().saturating_sub(1);
    let cursor = model.law.cursor.min(last);
    let to = match action {
        Action::Up => cursor.saturating_sub(1),
        Action::Down => cursor + 1,
        Action::PageUp => cursor.saturating_sub(PAGE),
        Action::PageDown => cursor + PAGE,
        Action::Home => 0,
        Action::End => last,
        Action::Left => article_before(sentences, cursor),
        Action::Right => {
            let article = sentences.get(cursor).map(|sentence| sentence.article);
            let mut rest = sentences.iter().enumerate().skip(cursor);
            rest.find(|(_, sentence)| Some(sentence.article) != article).map_or(last, |(at, _)| at)
        }
        Action::Click(Hit::Row(at)) if *at != cursor => *at,
        Action::Click(Hit::Step(article)) => {
            if let Some(article) = model.policy.articles.get(*article) {
                let number = article.number;
                open_article(model, number);
            }
            model.law.cursor
        }
        Action::Enter | Action::Click(Hit::Row(_)) => {
            if leads(model).is_empty() {
                model.message = Some(model.strings().law_nothing.to_owned());
            } else {
                model.push(Chooser::new(sentence::Sentence, 0));
            }
            cursor
        }
        Action::Back => {
            model.screen = came_from(model);
            cursor
        }
        Action::Result if model.work.is_some() => {
            model.screen = Screen::Result;
            cursor
        }
        _ => cursor,
    };
    model.law.cursor = to.min(last);
    Effect::None
}

/// The first sentence of this article, or of the one before where that is in focus already.
fn article_before(sentences: &[Sentence], cursor: usize) -> usize {
    let first = |at: usize| {
        let article = sentences.get(at).map(|sentence| sentence.article);
        sentences.iter().position(|sentence| Some(sentence.article) == article).unwrap_or(0)
    };
    match first(cursor) {
        start if start < cursor => start,
        start => first(start.saturating_sub(1)),
    }
}

/// Where one came from, as far as it is still there.
fn came_from(model: &Model) -> Screen {
    match (model.law.back, &model.work) {
        (Some(Screen::Law) | None, Some(_)) => Screen::Form,
        (Some(Screen::Form | Screen::Result | Screen::WhatIf | Screen::Law) | None, None) => {
            Screen::Start
        }
        (Some(screen), _) => screen,
    }
}
