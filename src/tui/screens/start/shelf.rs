//! The list of saved profiles: what is known of each, their order, the filter.

use std::collections::HashMap;
use std::time::SystemTime;

use crate::profile::Profile;
use crate::quantity::Money;
use crate::quantity::calendar::stamp;
use crate::text::{Lang, Text};
use crate::tui::list::List;
use crate::tui::model::Screen;
use crate::tui::screens::settings::state::Setting;
use crate::tui::session::Session;
use crate::tui::sound::Sound;

/// A saved profile to choose.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name of its file.
    pub name: String,
    /// When it was last changed.
    pub modified: SystemTime,
    /// What is in it.
    pub about: About,
}

/// What is known of a profile in the list.
#[derive(Clone, Debug)]
pub enum About {
    /// Not read yet.
    Pending,
    /// Read and evaluated.
    Read(Box<Sums>),
    /// It cannot be read, and why.
    Faulty(Text),
}

/// A profile in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// The assessment year.
    pub year: i32,
    /// The enterprise.
    pub enterprise: String,
    /// The estimated ceiling.
    pub amount: Money,
    /// The upper bound; none where there is none.
    pub at_most: Option<Money>,
    /// Questions answered or no longer needed, and all.
    pub progress: (usize, usize),
    /// Who called: name and telephone number.
    pub caller: [String; 2],
    /// The notes.
    pub notes: Vec<String>,
}

/// What the list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The last change, the newest first.
    #[default]
    Changed,
    /// The name.
    Name,
    /// The estimated ceiling, the largest first.
    Total,
    /// The progress, the least first.
    Progress,
}

impl Sort {
    /// The one after it.
    pub fn next(self) -> Self {
        match self {
            Self::Changed => Self::Name,
            Self::Name => Self::Total,
            Self::Total => Self::Progress,
            Self::Progress => Self::Changed,
        }
    }
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A new profile.
    New,
    /// On the first run: what is asked once.
    Setting(Setting),
    /// One put aside.
    Parked(usize),
    /// A saved one.
    Saved(usize),
    /// A sample.
    Sample(usize),
}

/// A sample to choose.
#[derive(Clone)]
pub struct Sample {
    /// Its title.
    pub title: String,
    /// The profile.
    pub profile: Profile,
}

/// A profile put aside, as it was: half-typed text included.
pub struct Parked {
    /// Its number.
    pub number: u32,
    /// The work.
    pub work: Session,
    /// The screen it was on.
    pub screen: Screen,
}

/// The profiles there are.
#[derive(Default)]
pub struct Shelf {
    /// The saved ones.
    pub entries: Vec<Entry>,
    /// Those of them that pass the filter, in order, by their place among the entries.
    pub order: Vec<usize>,
    /// The order.
    pub sort: Sort,
    /// Those put aside, the newest first.
    pub parked: Vec<Parked>,
    /// How many were put aside so far.
    pub parked_so_far: u32,
    /// The samples.
    pub samples: Vec<Sample>,
    /// Where one is among the rows, and what was typed to narrow them.
    pub list: List,
    /// Today, as `2026-01-31`.
    pub today: String,
    /// Whether the folder changed since it was listed.
    pub stale: bool,
    /// Whether nothing was ever set.
    pub first_run: FirstRun,
}

/// Whether nothing was ever set: then a few settings are asked for once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstRun {
    /// There are settings.
    #[default]
    No,
    /// They are shown to be changed.
    Asking,
    /// They were taken as they stand, and are to be written.
    Taken,
}

/// What is asked for on the first run.
const FIRST: [Setting; 4] = [Setting::Language, Setting::Theme, Setting::HelpDesk, Setting::Width];

impl Shelf {
    /// The rows.
    pub fn rows(&self) -> Vec<Row> {
        let needle = self.list.filter().to_lowercase();
        let mut rows = vec![Row::New];
        if self.first_run == FirstRun::Asking && needle.is_empty() {
            rows.extend(FIRST.map(Row::Setting));
        }
        rows.extend((0..self.parked.len()).map(Row::Parked));
        rows.extend(self.order.iter().copied().map(Row::Saved));
        let samples = self.samples.iter().enumerate();
        let found = samples.filter(|(_, s)| s.title.to_lowercase().contains(&needle));
        rows.extend(found.map(|(at, _)| Row::Sample(at)));
        rows
    }

    /// The numbers of the rows: of all but the settings.
    pub fn numbers(&self) -> Vec<Option<usize>> {
        let numbers = self.rows().into_iter().scan(0, |last, row| {
            let counts = !matches!(row, Row::Setting(_));
            *last += usize::from(counts);
            Some(counts.then_some(*last))
        });
        numbers.collect()
    }

    /// The saved profile under the cursor.
    pub fn focused(&self) -> Option<&Entry> {
        match self.rows().get(self.list.cursor()) {
            Some(Row::Saved(at)) => self.entries.get(*at),
            _ => None,
        }
    }

    /// Takes the profiles of the folder in; what is known of those that did not change stays.
    pub fn take_in(&mut self, entries: Vec<(String, SystemTime)>, today: String) {
        let mut known: HashMap<String, Entry> =
            std::mem::take(&mut self.entries).into_iter().map(|e| (e.name.clone(), e)).collect();
        self.entries = entries
            .into_iter()
            .map(|(name, modified)| match known.remove(&name) {
                Some(entry) if entry.modified == modified => entry,
                Some(_) | None => Entry { name, modified, about: About::Pending },
            })
            .collect();
        self.stale = false;
        self.today = today;
        self.arrange();
    }

    /// The next profile to be read: those in sight first.
    pub fn next_pending(&self) -> Option<usize> {
        let is_pending = |at: &usize| {
            self.entries.get(*at).is_some_and(|entry| matches!(entry.about, About::Pending))
        };
        let shown = self.order.iter().copied().find(|at| is_pending(at));
        shown.or_else(|| (0..self.entries.len()).find(|at| is_pending(at)))
    }

    /// Sorts and filters again; the focus stays with its profile.
    pub fn arrange(&mut self) {
        let focused = self.focused().map(|entry| entry.name.clone());
        let sound = Sound::of(self.list.filter());
        let passes = |at: &usize| {
            self.entries
                .get(*at)
                .is_some_and(|entry| said_of(entry).0.iter().any(|name| sound.matches(name)))
        };
        let mut order: Vec<usize> = (0..self.entries.len()).filter(passes).collect();
        let sums = |at: usize| match self.entries.get(at).map(|entry| &entry.about) {
            Some(About::Read(sums)) => Some(sums),
            Some(About::Pending | About::Faulty(_)) | None => None,
        };
        match self.sort {
            // The folder is listed in this order.
            Sort::Changed => {}
            Sort::Name => order.sort_by_cached_key(|at| self.entries.get(*at).map(title)),
            Sort::Total => order.sort_by_key(|at| std::cmp::Reverse(sums(*at).map(|s| s.amount))),
            Sort::Progress => order.sort_by_key(|at| {
                sums(*at).map_or((1, 0), |s| (0, s.progress.0 * 1000 / s.progress.1.max(1)))
            }),
        }
        self.order = order;
        let rows = self.rows();
        let same = |row: &Row| match row {
            Row::Saved(at) => self.entries.get(*at).map(|entry| &entry.name) == focused.as_ref(),
            Row::New | Row::Setting(_) | Row::Parked(_) | Row::Sample(_) => false,
        };
        match focused.as_ref().and_then(|_| rows.iter().position(same)) {
            Some(at) if at != self.list.cursor() => self.list.go(at),
            Some(_) | None => self.list.keep_within(rows.len()),
        }
    }

    /// What is known of the listed profiles holds no longer: they are read again while idle.
    pub fn forget_sums(&mut self) {
        for entry in &mut self.entries {
            entry.about = About::Pending;
        }
    }
}

/// What a profile is called in the list.
pub fn title(entry: &Entry) -> String {
    match &entry.about {
        About::Read(sums) if !sums.enterprise.is_empty() => {
            let file = crate::profile::file_name(&sums.enterprise);
            if file == entry.name {
                sums.enterprise.clone()
            } else if entry.name.starts_with(&file) {
                entry.name.clone()
            } else {
                format!("{} ({})", entry.name, sums.enterprise)
            }
        }
        About::Read(_) | About::Pending | About::Faulty(_) => entry.name.clone(),
    }
}

/// What a profile can be found by: names and numbers, then the notes.
pub fn said_of(entry: &Entry) -> (Vec<String>, Vec<String>) {
    let mut names = vec![title(entry)];
    match &entry.about {
        About::Read(sums) => {
            names.extend(sums.caller.iter().filter(|text| !text.is_empty()).cloned());
            // A number is looked for as one hears it: without its spaces and strokes.
            names.push(sums.caller[1].chars().filter(char::is_ascii_digit).collect());
            names.retain(|name| !name.is_empty());
            (names, sums.notes.clone())
        }
        About::Pending | About::Faulty(_) => (names, Vec::new()),
    }
}

/// Whether a text is a part of a name or number that a profile is found by.
pub fn is_about(entry: &Entry, text: &str) -> bool {
    said_of(entry).0.iter().any(|name| name.contains(text))
}

/// A moment for a list: the time if it was today, the day if this year.
pub fn moment(moment: SystemTime, today: &str, lang: Lang) -> String {
    let changed = stamp(moment);
    let (Some((day, time)), Some(year)) = (changed.split_once(' '), today.get(..5)) else {
        return changed;
    };
    match (day == today, lang) {
        (true, Lang::Zh) => format!("今天 {time}"),
        (true, Lang::En) => format!("today {time}"),
        (false, _) => day.strip_prefix(year).unwrap_or(day).to_owned(),
    }
}
