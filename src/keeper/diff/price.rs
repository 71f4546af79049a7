//! What a change costs: over many enterprises, and by benefit.

use super::{Effect, Sums};
use crate::quantity::Money;
use crate::text;
use crate::text::Text;

/// What one benefit gives more or less, over all enterprises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemPrice {
    /// Its id.
    pub benefit: String,
    /// Its title.
    pub title: Text,
    /// Its article.
    pub article: u32,
    /// What it gave before, in yuan.
    pub old: Money,
    /// What it gives after.
    pub new: Money,
    /// For how many it comes out higher.
    pub gainers: usize,
    /// For how many it comes out lower.
    pub losers: usize,
}

/// What a change costs.
#[derive(Clone, Debug, Default)]
pub struct Price {
    /// How many enterprises there are.
    pub enterprises: usize,
    /// How many get more now.
    pub gainers: usize,
    /// How many get less now.
    pub losers: usize,
    /// How many change only in what they can reach or get later.
    pub others: usize,
    /// All sums before.
    pub old: Sums,
    /// All sums after.
    pub new: Sums,
    /// By benefit, the largest change first.
    pub items: Vec<ItemPrice>,
    /// The largest gain: position among the effects.
    pub most: Option<usize>,
    /// The largest loss.
    pub least: Option<usize>,
    /// How many change by how much: lower bound and number of gainers and of losers.
    pub spread: Vec<(Money, usize, usize)>,
}

/// Lower bounds of the steps of the distribution, in ten thousand yuan.
const STEPS: [i64; 5] = [0, 10, 50, 100, 500];

impl Price {
    /// Adds everything up.
    pub fn of(effects: &[Effect]) -> Self {
        let mut price = Self { enterprises: effects.len(), ..Self::default() };
        let steps = STEPS.map(|step| Money::from_fen(step * 1_000_000));
        price.spread = steps.iter().map(|step| (*step, 0, 0)).collect();
        for (at, effect) in effects.iter().enumerate() {
            add(&mut price.old, effect.old);
            add(&mut price.new, effect.new);
            let gain = effect.gain();
            if gain == Money::ZERO {
                price.others += usize::from(effect.is_changed());
            } else {
                let size = Money::from_fen(gain.fen().abs());
                let step = steps.iter().rposition(|step| *step <= size).unwrap_or(0);
                if gain > Money::ZERO {
                    price.gainers += 1;
                    price.spread[step].1 += 1;
                    if price.most.is_none_or(|most| effects[most].gain() < gain) {
                        price.most = Some(at);
                    }
                } else {
                    price.losers += 1;
                    price.spread[step].2 += 1;
                    if price.least.is_none_or(|least| effects[least].gain() > gain) {
                        price.least = Some(at);
                    }
                }
            }
            for item in &effect.items {
                let known = price.items.iter().position(|known| known.benefit == item.benefit);
                let index = known.unwrap_or_else(|| {
                    price.items.push(ItemPrice {
                        benefit: item.benefit.clone(),
                        title: item.title.clone(),
                        article: item.article,
                        old: Money::ZERO,
                        new: Money::ZERO,
                        gainers: 0,
                        losers: 0,
                    });
                    price.items.len() - 1
                });
                let sum = &mut price.items[index];
                let amount =
                    |side: &Option<super::Side>| side.as_ref().map_or(0, |s| s.amount.fen());
                sum.old = plus(sum.old, Money::from_fen(amount(&item.old)));
                sum.new = plus(sum.new, Money::from_fen(amount(&item.new)));
                sum.gainers += usize::from(item.gain() > Money::ZERO);
                sum.losers += usize::from(item.gain() < Money::ZERO);
            }
        }
        price.items.retain(|item| item.gainers + item.losers > 0);
        let size = |item: &ItemPrice| (item.new.fen() - item.old.fen()).abs();
        price.items.sort_by_key(|item| std::cmp::Reverse(size(item)));
        price
    }

    /// How much more is given in all; negative if less.
    pub fn gain(&self) -> Money {
        Money::from_fen(self.new.amount.fen().saturating_sub(self.old.amount.fen()))
    }

    /// How many enterprises change in any way.
    pub fn changed(&self) -> usize {
        self.gainers + self.losers + self.others
    }
}

fn plus(a: Money, b: Money) -> Money {
    Money::from_fen(a.fen().saturating_add(b.fen()))
}

fn add(sums: &mut Sums, more: Sums) {
    sums.amount = plus(sums.amount, more.amount);
    sums.at_most = plus(sums.at_most, more.at_most);
    sums.later = plus(sums.later, more.later);
}

/// `0–10万元`, `500万元以上`.
pub fn step_name(spread: &[(Money, usize, usize)], at: usize) -> Text {
    use crate::text::Lang;
    let from = spread[at].0;
    match spread.get(at + 1) {
        Some((to, ..)) => {
            let (zh, en) = (to.display(Lang::Zh), to.display(Lang::En));
            let (from_zh, from_en) = (from.display(Lang::Zh), from.display(Lang::En));
            text!("{from_zh} 至不足 {zh}", "{from_en} to less than {en}")
        }
        None => {
            let (zh, en) = (from.display(Lang::Zh), from.display(Lang::En));
            text!("{zh} 及以上", "{en} and more")
        }
    }
}
