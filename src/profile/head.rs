//! The head of a profile's file: its schema, policy and year, and who the enterprise is.

use crate::diagnostic::found;
use crate::diagnostic::reader::{Item, Table};
use crate::policy::Policy;
use crate::text;

use super::parse::YEARS;
use super::record::Enterprise;

/// The schema that this program reads and writes.
pub(super) const SCHEMA: i64 = 1;
/// Faults of one table that are reported; more would not be printed.
pub(super) const MOST_FAULTS: usize = 40;

pub(super) fn schema(document: &Table<'_, '_>) -> bool {
    let Some(item) = document.need("schema") else { return false };
    let Some(number) = item.integer() else { return false };
    let known = i128::from(SCHEMA);
    let shown = item.written();
    if number > known {
        item.fault(
            "profile/newer-schema",
            text!(
                "schema 是 {shown}，比本程序认识的 {known} 新",
                "schema is {shown}, newer than the program knows ({known})"
            ),
            text!("请升级本程序后再打开。", "Open it with a newer edition of the program."),
        );
    } else if number < known {
        item.fault(
            "profile/schema",
            text!("schema 是 {shown}，应为 {known}", "schema is {shown}, expected {known}"),
            text!("写成 schema = {known}。", "Write schema = {known}."),
        );
    }
    number == known
}

pub(super) fn is_about(policy: &Policy, document: &Table<'_, '_>) -> bool {
    let Some(item) = document.need("policy") else { return true };
    let Some(name) = item.str() else { return true };
    let id = &policy.id;
    if name != id {
        let shown = found(name);
        item.fault(
            "profile/policy",
            text!(
                "policy 是“{shown}”，本程序使用的政策是“{id}”",
                "policy is \"{shown}\", the policy in use is \"{id}\""
            ),
            text!(
                "若档案确属本政策，写成 policy = \"{id}\"。",
                "If the profile is for this policy, write policy = \"{id}\"."
            ),
        );
    }
    name == id
}

pub(super) fn year(document: &Table<'_, '_>) -> Option<i32> {
    let item = document.need("year")?;
    let number = item.integer()?;
    let year = i32::try_from(number).ok().filter(|year| YEARS.contains(year));
    if year.is_none() {
        let shown = item.written();
        let (first, last) = (YEARS.start(), YEARS.end());
        item.fault(
            "profile/year",
            text!(
                "year 是 {shown}，应在 {first} 至 {last} 之间",
                "year is {shown}, expected {first} to {last}"
            ),
            text!("写上评审年度，如 year = 2026。", "Write the assessment year: year = 2026."),
        );
    }
    year
}

/// A string of one line without control characters.
pub(super) fn line(item: &Item<'_, '_>) -> Option<String> {
    let written = item.str()?;
    if written.chars().any(char::is_control) {
        let (key, shown) = (found(item.key), found(written));
        item.fault(
            "profile/control-character",
            text!(
                "“{key}”的值“{shown}”含有控制字符，应为一行普通文字",
                "\"{key}\" is \"{shown}\" with control characters, expected plain text on one line"
            ),
            text!("删去其中的控制字符和换行。", "Delete the control characters and line breaks."),
        );
        return None;
    }
    Some(written.to_owned())
}

pub(super) fn enterprise(document: &Table<'_, '_>) -> Enterprise {
    let table = document.take("enterprise").and_then(|item| item.table());
    let field = |key| line(&table.as_ref()?.take(key)?);
    Enterprise {
        name: field("name").unwrap_or_default(),
        credit_code: field("credit_code"),
        industry_code: field("industry_code"),
    }
}
