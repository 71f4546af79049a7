//! The questions about the profile itself: the year, the enterprise, who is spoken to.

use crate::profile::Profile;
use crate::tui::strings::Strings;

/// A question about the profile itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// The assessment year.
    Year,
    /// The name of the enterprise.
    Name,
    /// Its unified social credit code.
    CreditCode,
    /// Its industry code.
    Industry,
    /// Who is spoken to.
    Caller,
    /// Their telephone number.
    Phone,
}

impl Own {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Year, Self::Name, Self::CreditCode, Self::Industry, Self::Caller, Self::Phone];

    /// What it is remembered by; no fact is called so.
    pub fn id(self) -> &'static str {
        match self {
            Self::Year => "=year",
            Self::Name => "=name",
            Self::CreditCode => "=credit_code",
            Self::Industry => "=industry_code",
            Self::Caller => "=caller",
            Self::Phone => "=phone",
        }
    }

    /// What it is called, what it asks, and help on it.
    pub fn words(self, strings: &Strings) -> [&'static str; 3] {
        match self {
            Self::Year => [strings.year_label, strings.year_question, strings.year_help],
            Self::Name => [strings.name_label, strings.name_question, strings.name_help],
            Self::CreditCode => {
                [strings.credit_label, strings.credit_question, strings.credit_help]
            }
            Self::Industry => {
                [strings.industry_label, strings.industry_question, strings.industry_help]
            }
            Self::Caller => [strings.caller_label, strings.caller_question, strings.caller_help],
            Self::Phone => [strings.phone_label, strings.phone_question, strings.caller_help],
        }
    }

    /// What the profile says.
    pub fn text(self, profile: &Profile) -> String {
        let enterprise = &profile.enterprise;
        match self {
            Self::Year => profile.year.to_string(),
            Self::Name => enterprise.name.clone(),
            Self::CreditCode => enterprise.credit_code.clone().unwrap_or_default(),
            Self::Industry => enterprise.industry_code.clone().unwrap_or_default(),
            Self::Caller => profile.caller.name.clone(),
            Self::Phone => profile.caller.phone.clone(),
        }
    }

    /// Puts a text into the profile; the year is no text.
    pub fn set(self, profile: &mut Profile, text: String) {
        match self {
            Self::Year => {}
            Self::Name => profile.enterprise.name = text,
            Self::CreditCode => {
                profile.enterprise.credit_code = Some(text).filter(|t| !t.is_empty())
            }
            Self::Industry => {
                profile.enterprise.industry_code = Some(text).filter(|t| !t.is_empty())
            }
            Self::Caller => profile.caller.name = text,
            Self::Phone => profile.caller.phone = text,
        }
    }
}
