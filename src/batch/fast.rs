//! The way of good input into the answers: no tree in between, nothing allocated. Whatever is
//! unusual is left to the general readers, which also have the messages.

use super::Record;
use super::names::Names;
use crate::policy::{FactId, FactKind, Policy};
use crate::profile::Slot;
use crate::profile::parse::{MAX_COUNT, YEARS};
use crate::quantity::{Day, Money, Percent};

/// What the values of a fact look like.
enum Kind {
    Bool,
    Choice(Options),
    Set(Options),
    Money {
        signed: bool,
    },
    Percent,
    Count,
    Year,
    Day,
    MoneyList,
    /// Left to the general readers.
    Items,
}

/// The options of a fact: by id, and for sheets by Chinese label.
struct Options {
    ids: Names,
    labels: Names,
}

/// Facts and options by name.
pub(super) struct Lookup {
    facts: Names,
    kinds: Vec<Kind>,
}

impl Lookup {
    pub(super) fn new(policy: &Policy) -> Self {
        let kind = |kind: &FactKind| {
            let names = || Options {
                ids: Names::new(kind.options().iter().map(|option| option.id.as_str())),
                labels: Names::new(kind.options().iter().map(|option| option.label.zh.as_str())),
            };
            match kind {
                FactKind::Bool => Kind::Bool,
                FactKind::Choice(_) => Kind::Choice(names()),
                FactKind::Set(_) => Kind::Set(names()),
                FactKind::Money { signed } => Kind::Money { signed: *signed },
                FactKind::Percent => Kind::Percent,
                FactKind::Count => Kind::Count,
                FactKind::Year => Kind::Year,
                FactKind::Day => Kind::Day,
                FactKind::MoneyList => Kind::MoneyList,
                FactKind::Items(_) => Kind::Items,
            }
        };
        Self {
            facts: Names::new(policy.facts.iter().map(|fact| fact.id.as_str())),
            kinds: policy.facts.iter().map(|fact| kind(&fact.kind)).collect(),
        }
    }

    /// Reads a line whose every part is as it should be; `None` leaves it to the general
    /// reader, the record in any state.
    pub(super) fn line(&self, line: &str, year: Option<i32>, record: &mut Record) -> Option<()> {
        let mut json = Cursor::new(line);
        let mut has_id = false;
        let mut own_year = None;
        let mut has_answers = false;
        json.token(b'{')?;
        let mut first = true;
        while json.another(&mut first, b'}')? {
            match json.key()? {
                "id" if !has_id => {
                    has_id = true;
                    record.id.push_str(json.text()?);
                }
                "year" if own_year.is_none() => own_year = Some(year_of(json.integer()?)?),
                "industry_code" if record.industry_code.is_none() => {
                    let code = json.text()?;
                    record.industry_code = Some(code.to_owned());
                }
                "answers" if !has_answers => {
                    has_answers = true;
                    self.answers(&mut json, record)?;
                }
                _ => return None,
            }
        }
        json.spaces();
        record.year = own_year.or(year)?;
        (has_id && json.at == json.bytes.len()).then_some(())
    }

    fn answers(&self, json: &mut Cursor<'_>, record: &mut Record) -> Option<()> {
        json.token(b'{')?;
        let mut first = true;
        while json.another(&mut first, b'}')? {
            let fact = self.facts.get(json.key()?.as_bytes())?;
            let at = usize::from(fact);
            if !record.answers.slots[at].is_absent() {
                return None;
            }
            json.spaces();
            record.answers.slots[at] = match &self.kinds[at] {
                Kind::Bool => Slot::Bool(json.boolean()?),
                Kind::Choice(options) => {
                    Slot::Choice(option(&options.ids, json.text()?.as_bytes())?)
                }
                Kind::Set(options) => {
                    let mut bits = 0;
                    json.token(b'[')?;
                    let mut first = true;
                    while json.another(&mut first, b']')? {
                        bits |= 1 << option(&options.ids, json.text()?.as_bytes())?;
                    }
                    Slot::Set(bits)
                }
                Kind::Money { signed } => Slot::Money(json.money(*signed)?.fen()),
                Kind::Items => return None,
                Kind::MoneyList => {
                    let pool = &mut record.answers.pool;
                    let start = pool.len();
                    json.token(b'[')?;
                    let mut first = true;
                    while json.another(&mut first, b']')? {
                        pool.push(json.money(false)?);
                    }
                    list(start, pool.len())?
                }
                Kind::Percent => {
                    let text = json.text()?;
                    Slot::Ratio(Percent::parse(text).ok()?.ratio())
                }
                Kind::Count => Slot::Count(count(json.integer()?)?),
                Kind::Year => Slot::Year(year_of(json.integer()?)?),
                Kind::Day => Slot::Day(Day::parse(json.text()?)?),
            };
        }
        Some(())
    }

    /// Reads a cell of a sheet that holds something; `None` leaves it to the general reader.
    pub(super) fn cell(&self, fact: FactId, cell: &str, record: &mut Record) -> Option<()> {
        let integer = |text: &str| {
            let mut number = Cursor::new(text);
            number.integer().filter(|_| number.at == text.len())
        };
        let money = |text: &str, signed: bool| match integer(text) {
            Some(yuan) => yuan_of(yuan, signed),
            None => Money::parse(text, signed).ok(),
        };
        record.answers.slots[fact.index()] = match &self.kinds[fact.index()] {
            Kind::Bool => match cell {
                "true" | "是" => Slot::Bool(true),
                "false" | "否" => Slot::Bool(false),
                _ => return None,
            },
            Kind::Choice(options) => Slot::Choice(of_sheet(options, cell)?),
            Kind::Set(_) if super::cells::is_none(cell) => Slot::Set(0),
            Kind::Set(options) => {
                let mut bits = 0;
                for name in cell.split([';', '；']) {
                    bits |= 1 << of_sheet(options, name)?;
                }
                Slot::Set(bits)
            }
            Kind::Money { signed } => Slot::Money(money(cell, *signed)?.fen()),
            Kind::Items => return None,
            Kind::MoneyList => {
                let pool = &mut record.answers.pool;
                let start = pool.len();
                for amount in cell.split(';') {
                    pool.push(money(amount, false)?);
                }
                list(start, pool.len())?
            }
            Kind::Percent => Slot::Ratio(Percent::parse(cell).ok()?.ratio()),
            Kind::Count => Slot::Count(count(integer(cell)?)?),
            Kind::Year => Slot::Year(year_of(integer(cell)?)?),
            Kind::Day => Slot::Day(Day::parse(cell)?),
        };
        Some(())
    }
}

fn of_sheet(options: &Options, name: &str) -> Option<u8> {
    option(&options.ids, name.as_bytes()).or_else(|| option(&options.labels, name.as_bytes()))
}

fn option(options: &Names, id: &[u8]) -> Option<u8> {
    u8::try_from(options.get(id)?).ok().filter(|option| *option < 128)
}

fn list(start: usize, end: usize) -> Option<Slot> {
    Some(Slot::List { start: u32::try_from(start).ok()?, len: u32::try_from(end - start).ok()? })
}

fn year_of(number: i64) -> Option<i32> {
    i32::try_from(number).ok().filter(|year| YEARS.contains(year))
}

fn count(number: i64) -> Option<i64> {
    (0..=MAX_COUNT).contains(&i128::from(number)).then_some(number)
}

fn yuan_of(yuan: i64, signed: bool) -> Option<Money> {
    if yuan < 0 && !signed { None } else { Money::from_yuan(yuan.into()).ok() }
}

/// A place in a line of JSON. Every method steps over what it reads.
struct Cursor<'a> {
    line: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn new(line: &'a str) -> Self {
        Self { line, bytes: line.as_bytes(), at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn spaces(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn token(&mut self, token: u8) -> Option<()> {
        self.spaces();
        (self.peek()? == token).then(|| self.at += 1)
    }

    /// Whether another entry follows, its comma read, or the end, which is read.
    fn another(&mut self, first: &mut bool, end: u8) -> Option<bool> {
        self.spaces();
        let next = self.peek()?;
        if next == end {
            self.at += 1;
            return Some(false);
        }
        if *first {
            *first = false;
            return Some(true);
        }
        if next != b',' {
            return None;
        }
        self.at += 1;
        // No comma before the end.
        self.spaces();
        (self.peek()? != end).then_some(true)
    }

    fn key(&mut self) -> Option<&'a str> {
        let key = self.text()?;
        self.token(b':')?;
        Some(key)
    }

    /// A text without escapes.
    fn text(&mut self) -> Option<&'a str> {
        self.token(b'"')?;
        let start = self.at;
        let rest = self.bytes.get(start..)?;
        let len = rest.iter().position(|byte| *byte < b' ' || matches!(byte, b'"' | b'\\'))?;
        self.at = start + len + 1;
        if rest[len] == b'"' { self.line.get(start..start + len) } else { None }
    }

    fn boolean(&mut self) -> Option<bool> {
        let rest = self.bytes.get(self.at..)?;
        let (yes, len) = match rest {
            [b't', b'r', b'u', b'e', ..] => (true, 4),
            [b'f', b'a', b'l', b's', b'e', ..] => (false, 5),
            _ => return None,
        };
        self.at += len;
        Some(yes)
    }

    /// A whole number of at most eighteen digits.
    fn integer(&mut self) -> Option<i64> {
        self.spaces();
        let negative = self.peek() == Some(b'-');
        self.at += usize::from(negative);
        let start = self.at;
        let mut number = 0i64;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            if self.at - start == 18 {
                return None;
            }
            number = number * 10 + i64::from(digit - b'0');
            self.at += 1;
        }
        let len = self.at - start;
        // Leading zeros, minus zero and fractions are the general reader's.
        if len == 0
            || (self.bytes[start] == b'0' && (len > 1 || negative))
            || matches!(self.peek(), Some(b'.' | b'e' | b'E'))
        {
            return None;
        }
        Some(if negative { -number } else { number })
    }

    fn money(&mut self, signed: bool) -> Option<Money> {
        self.spaces();
        if self.peek()? == b'"' {
            Money::parse(self.text()?, signed).ok()
        } else {
            yuan_of(self.integer()?, signed)
        }
    }
}
