//! Two editions of a measure: what differs in the whole pack, and what that does to
//! enterprises.

mod cause;
mod effect;
mod json;
mod parts;
mod price;
mod report;
mod rules;
mod update;

pub use effect::{Effect, ItemEffect, Side, Sums, effect, effect_of_lines};
pub use json::to_json;
pub use parts::{Part, PartChange};
pub use price::Price;
pub use report::document;
pub use rules::{ArticleChange, Comparison, Piece, RuleChange, compare};
pub use update::{Update, update};
