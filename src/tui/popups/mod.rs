//! Everything that opens on top of a screen, one file each.

pub mod asked;
pub mod beside;
pub mod bin;
pub mod carry;
pub mod compared;
pub mod elsewhere;
pub mod empty_bin;
pub mod find;
pub mod help;
pub mod menu;
pub mod notice;
pub mod page;
pub mod purge;
pub mod quit;
pub mod readings;
pub mod rename;
pub mod review;
pub mod routes;
pub mod sections;
pub mod sentence;
pub mod steps;
pub mod take_over;
pub mod term;
pub mod unsaved;
pub mod year;
