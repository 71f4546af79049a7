//! One enterprise: what was answered, and the file it is kept in.

mod averages;
mod caller;
mod carry;
mod credit_code;
mod file;
mod head;
mod old;
pub mod parse;
mod plausible;
mod read;
mod record;
mod store;
pub mod typed;
mod value;
mod write;

pub use averages::Averages;
pub use carry::{Carried, Change, carry_over, change_year, names_year};
pub use credit_code::is_credit_code;
pub use file::{source_from_path, source_from_reader};
pub use plausible::{improbable, is_ten_times_off};
pub use read::{Loaded, read, read_path};
pub use record::{Caller, Enterprise, Profile, Told};
pub use store::{
    Deleted, Disk, Entry, Files, Found, Kept, NameFault, Note, Old, Opened, Saved, Seen, Session,
    State, Step, Store, StoreError, Taken, Why, check_name, claimed, file_name, persist,
    write_atomically, write_quickly,
};
pub use value::{Answers, Item, Value, bits_of, item_text};
pub(crate) use value::{Rows, Slot};
pub use write::{to_toml, written};
