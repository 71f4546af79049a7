//! Text with meaning: what each piece of a line is, not how it looks.

use crate::text::{columns, printable_lines};

/// What a piece of text is. A face maps it to colours, weights or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Text.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// What the eye should find first.
    Strong,
    /// Money or another figure that counts.
    Figure,
    /// A condition that is met, something to be had.
    Met,
    /// A condition that is not met.
    Unmet,
    /// What is not known yet.
    Open,
    /// What may be skipped.
    Quiet,
    /// Words of the measure.
    Quote,
    /// What was added between two versions.
    Added,
    /// What was taken away between two versions.
    Removed,
}

/// A piece of a line with one meaning. Its text is safe to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    text: String,
    tone: Tone,
}

impl Span {
    /// A piece of text; what could steer a terminal is escaped. Line feeds stay.
    pub fn new(text: &str, tone: Tone) -> Self {
        Self { text: printable_lines(text), tone }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its meaning.
    pub fn tone(&self) -> Tone {
        self.tone
    }
}

/// A run of text. A line feed in it is a line break.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    spans: Vec<Span>,
}

impl Line {
    /// Text with one meaning.
    pub fn toned(text: impl AsRef<str>, tone: Tone) -> Self {
        let span = Span::new(text.as_ref(), tone);
        Self { spans: if span.text.is_empty() { Vec::new() } else { vec![span] } }
    }

    /// Text that the eye should find first.
    pub fn strong(text: impl AsRef<str>) -> Self {
        Self::toned(text, Tone::Strong)
    }

    /// The line with another after it.
    #[must_use]
    pub fn and(mut self, other: impl Into<Self>) -> Self {
        self.spans.extend(other.into().spans);
        self
    }

    /// Lines one after the other with something between them.
    pub fn join(lines: impl IntoIterator<Item = impl Into<Self>>, between: &str) -> Self {
        let mut joined = Self::default();
        for line in lines {
            if !joined.is_empty() {
                joined = joined.and(between);
            }
            joined = joined.and(line);
        }
        joined
    }

    /// The pieces.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The text without its meanings.
    pub fn text(&self) -> String {
        self.spans.iter().map(Span::text).collect()
    }

    /// Columns of the longest of its lines on a terminal.
    pub(super) fn width(&self) -> usize {
        self.text().lines().map(columns).max().unwrap_or(0)
    }

    /// The same text, all of it of one meaning where it had none.
    pub(super) fn under(&self, tone: Tone) -> Self {
        let spans = self.spans.iter().map(|span| Span {
            text: span.text.clone(),
            tone: if span.tone == Tone::Plain { tone } else { span.tone },
        });
        Self { spans: spans.collect() }
    }

    /// The pieces between line feeds.
    pub(super) fn broken(&self) -> Vec<Self> {
        let mut lines = vec![Self::default()];
        for span in &self.spans {
            for (at, piece) in span.text.split('\n').enumerate() {
                if at > 0 {
                    lines.push(Self::default());
                }
                if let (false, Some(line)) = (piece.is_empty(), lines.last_mut()) {
                    line.spans.push(Span { text: piece.to_owned(), tone: span.tone });
                }
            }
        }
        lines
    }

    /// The same text in other breaks: pieces of `lines`, which hold the characters of this line
    /// in their order but for white space, with the meanings that the characters have here.
    pub(super) fn spread(&self, lines: &[String]) -> Vec<Self> {
        let mut source =
            self.spans.iter().flat_map(|span| span.text.chars().map(|c| (c, span.tone))).peekable();
        let mut spread = Vec::with_capacity(lines.len());
        for line in lines {
            let mut spans: Vec<Span> = Vec::new();
            for c in line.chars() {
                // White space at a break is gone.
                while source.peek().is_some_and(|(known, _)| *known != c && known.is_whitespace()) {
                    source.next();
                }
                let tone = source.next().map_or(Tone::Plain, |(_, tone)| tone);
                match spans.last_mut().filter(|span| span.tone == tone) {
                    Some(span) => span.text.push(c),
                    None => spans.push(Span { text: c.to_string(), tone }),
                }
            }
            spread.push(Self { spans });
        }
        spread
    }
}

impl<T: AsRef<str>> From<T> for Line {
    fn from(text: T) -> Self {
        Self::toned(text, Tone::Plain)
    }
}
