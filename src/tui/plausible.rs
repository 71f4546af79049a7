//! The check for slips of the unit, which every face shares.

pub use crate::profile::is_ten_times_off;
