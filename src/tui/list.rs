//! The list with a cursor that every screen and popup uses: arrows, pages, the typed number, the
//! filter, the mouse. Only Enter chooses.

use std::cell::Cell;

use super::hits::Hit;
use super::keys::Action;

/// The most characters of a filter.
const FILTER: usize = 60;

/// Where one is in a list of rows.
#[derive(Clone, Debug)]
pub struct List {
    cursor: usize,
    /// The digits typed so far of the number of a row.
    typed: String,
    /// What was typed to narrow the list, where it can be narrowed.
    filter: Option<String>,
    /// How many rows were drawn last, which is what a page is.
    pub page: Cell<usize>,
}

/// What an action was to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// Nothing: it is for someone else.
    Ignored,
    /// The cursor or the filter changed, or could have.
    Moved,
    /// A row was chosen.
    Chosen(usize),
}

impl Default for List {
    fn default() -> Self {
        Self::at(0)
    }
}

/// A digit in either width.
pub fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

impl List {
    /// With the cursor on a row.
    pub fn at(cursor: usize) -> Self {
        Self { cursor, typed: String::new(), filter: None, page: Cell::new(10) }
    }

    /// A list that is narrowed by typing.
    pub fn filtered() -> Self {
        Self { filter: Some(String::new()), ..Self::at(0) }
    }

    /// The row of the cursor; callers see to it that there is such a row.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The number typed so far.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether typing narrows the list.
    pub fn is_filtered(&self) -> bool {
        self.filter.is_some()
    }

    /// What the list is narrowed by.
    pub fn filter(&self) -> &str {
        self.filter.as_deref().unwrap_or_default()
    }

    /// Puts the cursor on a row.
    pub fn go(&mut self, row: usize) {
        self.cursor = row;
        self.typed.clear();
    }

    /// Narrows by another text, from the first row.
    pub fn narrow(&mut self, filter: impl Into<String>) {
        self.filter = Some(filter.into());
        self.go(0);
    }

    /// Keeps the cursor among as many rows.
    pub fn keep_within(&mut self, rows: usize) {
        self.cursor = self.cursor.min(rows.saturating_sub(1));
    }

    /// Acts on rows of which each has its number, or none.
    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
    pub fn update(&mut self, action: &Action, numbers: &[Option<usize>]) -> Picked {
        let rows = numbers.len();
        let last = rows.saturating_sub(1);
        let page = self.page.get().max(1);
        self.keep_within(rows);
        let to = match action {
            Action::Up => self.cursor.checked_sub(1).unwrap_or(last),
            Action::Down if self.cursor >= last => 0,
            Action::Down => self.cursor + 1,
            Action::PageUp => self.cursor.saturating_sub(page),
            Action::PageDown => (self.cursor + page).min(last),
            Action::Home => 0,
            Action::End => last,
            Action::Enter if rows > 0 => return Picked::Chosen(self.cursor),
            Action::Click(Hit::Row(row)) if *row < rows => {
                self.go(*row);
                return Picked::Chosen(*row);
            }
            Action::Insert(c) => return self.type_in(*c, numbers),
            Action::Paste(text) if self.filter.is_some() => {
                for c in super::editor::input::pasted(text, FILTER).0.chars() {
                    self.widen_filter(c);
                }
                return Picked::Moved;
            }
            Action::Backspace if !self.typed.is_empty() => {
                self.typed.pop();
                self.follow(numbers);
                return Picked::Moved;
            }
            Action::Backspace => {
                let Some(filter) = self.filter.as_mut().filter(|text| !text.is_empty()) else {
                    return Picked::Ignored;
                };
                filter.pop();
                self.go(0);
                return Picked::Moved;
            }
            _ => return Picked::Ignored,
        };
        self.go(to);
        Picked::Moved
    }

    fn type_in(&mut self, c: char, numbers: &[Option<usize>]) -> Picked {
        match digit(c).filter(|_| self.filter().is_empty()) {
            Some(digit) => self.type_digit(digit, numbers),
            None if self.filter.is_some() => self.widen_filter(c),
            None => return Picked::Ignored,
        }
        Picked::Moved
    }

    /// A digit that makes another row's number goes on with it, any other starts a new number.
    pub fn type_digit(&mut self, digit: char, numbers: &[Option<usize>]) {
        let begins = |text: &str| {
            let number = |row: &usize| row.to_string().starts_with(text);
            numbers.iter().flatten().any(number)
        };
        let longer = format!("{}{digit}", self.typed);
        self.typed = match (begins(&longer), begins(&digit.to_string())) {
            (true, _) => longer,
            (false, true) => digit.to_string(),
            (false, false) => String::new(),
        };
        self.follow(numbers);
    }

    fn follow(&mut self, numbers: &[Option<usize>]) {
        let number = self.typed.parse().ok();
        let row = number.and_then(|number| numbers.iter().position(|row| *row == Some(number)));
        self.cursor = row.unwrap_or(self.cursor);
    }

    fn widen_filter(&mut self, c: char) {
        if let Some(filter) = &mut self.filter
            && !crate::text::is_unsafe(c)
            && filter.chars().count() < FILTER
        {
            filter.push(c);
            self.go(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(rows: usize) -> Vec<Option<usize>> {
        (1..=rows).map(Some).collect()
    }

    fn typed(list: &mut List, digits: &str, numbers: &[Option<usize>]) -> (usize, String) {
        for c in digits.chars() {
            assert_eq!(list.update(&Action::Insert(c), numbers), Picked::Moved);
        }
        (list.cursor(), list.typed().to_owned())
    }

    #[test]
    fn digits_move_and_only_enter_chooses() {
        let numbers = numbered(25);
        let mut list = List::default();
        assert_eq!(typed(&mut list, "1", &numbers), (0, "1".to_owned()));
        assert_eq!(typed(&mut list, "2", &numbers), (11, "12".to_owned()));
        // No row is called 123: the digit starts a new number.
        assert_eq!(typed(&mut list, "3", &numbers), (2, "3".to_owned()));
        assert_eq!(typed(&mut list, "９", &numbers), (8, "9".to_owned()));
        assert_eq!(list.update(&Action::Enter, &numbers), Picked::Chosen(8));
        assert_eq!(list.update(&Action::Down, &numbers), Picked::Moved);
        assert_eq!((list.cursor(), list.typed()), (9, ""));
    }

    #[test]
    fn a_zero_goes_to_the_row_called_so_and_nowhere_else() {
        let mut list = List::at(1);
        let checklist = [Some(0), Some(1), Some(2), None];
        assert_eq!(typed(&mut list, "0", &checklist), (0, "0".to_owned()));
        let mut list = List::at(1);
        assert_eq!(typed(&mut list, "0", &numbered(3)), (1, String::new()));
    }

    #[test]
    fn a_gap_in_the_numbers_is_passed() {
        // As articles are numbered: 1 and 2 are other rows, 10 and 11 come by their own number.
        let numbers = [Some(1), Some(2), Some(10), Some(11)];
        let mut list = List::default();
        assert_eq!(typed(&mut list, "11", &numbers), (3, "11".to_owned()));
        assert_eq!(typed(&mut list, "10", &numbers), (2, "10".to_owned()));
    }
}
