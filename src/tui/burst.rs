//! What is pasted where the terminal does not tell, as on Windows: it arrives as keys, one upon the
//! other, and a line feed among them would confirm what stands before it.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// How soon the next key of a paste comes; a hand takes ten times as long.
pub const SOON: Duration = Duration::from_millis(4);

/// The event; or all that come at once with it, those with a line feed among them as a paste.
#[expect(clippy::wildcard_enum_match_arm, reason = "the terminal has more than is listened to")]
pub fn taken(first: Event, mut next: impl FnMut() -> Option<Event>) -> Vec<Event> {
    if typed(&first).is_none() {
        return vec![first];
    }
    let mut events = vec![first];
    let mut text = String::new();
    let mut other = None;
    while let Some(event) = next() {
        match &event {
            Event::Key(key) if key.is_release() => {}
            event if typed(event).is_some() => events.push(event.clone()),
            _ => {
                other = Some(event);
                break;
            }
        }
    }
    text.extend(events.iter().filter_map(typed));
    if events.len() > 1 && text.contains(['\n', '\t']) {
        events = vec![Event::Paste(text)];
    }
    events.extend(other);
    events
}

/// The character that a key would have typed.
#[expect(clippy::wildcard_enum_match_arm, reason = "the terminal has more than is listened to")]
fn typed(event: &Event) -> Option<char> {
    let Event::Key(key @ KeyEvent { code, modifiers, .. }) = event else { return None };
    let is_plain = (*modifiers - KeyModifiers::SHIFT).is_empty() && !key.is_release();
    match code {
        KeyCode::Char(c) if is_plain => Some(*c),
        KeyCode::Enter if is_plain => Some('\n'),
        KeyCode::Tab if is_plain => Some('\t'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Event> {
        let code = |c| match c {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            c => KeyCode::Char(c),
        };
        text.chars().map(|c| Event::Key(KeyEvent::from(code(c)))).collect()
    }

    fn of(events: Vec<Event>) -> Vec<Event> {
        let mut events = events.into_iter();
        let first = events.next().expect("an event");
        taken(first, || events.next())
    }

    #[test]
    fn a_burst_with_a_line_feed_is_a_paste_and_confirms_nothing() {
        assert_eq!(of(keys("1.2亿\n8000万\n")), [Event::Paste("1.2亿\n8000万\n".to_owned())]);
        assert_eq!(of(keys("\n\n")), [Event::Paste("\n\n".to_owned())]);
        // What an input method hands over at once is typed.
        assert_eq!(of(keys("丰台区")), keys("丰台区"));
        assert_eq!(of(keys("\n")), keys("\n"));
    }

    #[test]
    fn other_keys_end_it_and_releases_are_no_keys() {
        let escape = Event::Key(KeyEvent::from(KeyCode::Esc));
        let mut release = KeyEvent::from(KeyCode::Char('a'));
        release.kind = crossterm::event::KeyEventKind::Release;
        let burst = [keys("a"), vec![Event::Key(release)], keys("b\n"), vec![escape.clone()]];
        assert_eq!(of(burst.concat()), [Event::Paste("ab\n".to_owned()), escape.clone()]);
        let control = Event::Key(KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL));
        assert_eq!(of(vec![control.clone(), escape]), [control]);
    }
}
