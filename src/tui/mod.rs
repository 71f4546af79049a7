//! The terminal wizard.
