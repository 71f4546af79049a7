//! Lines of the form `id = value`, as a profile has them.

use std::io::{self, BufRead, Write};

use super::super::read::{Read, read};
use super::Session;
use crate::diagnostic::{found, nearest};
use crate::quantity::{self, read::Unit};
use crate::text;

/// A name as a profile may hold it: without the quotation marks of TOML and control characters.
fn plain(said: &str) -> String {
    said.trim_matches('"').replace(char::is_control, " ").trim().to_owned()
}

impl<R: BufRead, W: Write> Session<'_, R, W> {
    /// `id = value`: whether it was taken; none where the line is something else.
    pub(super) fn assignment(&mut self, line: &str) -> io::Result<Option<bool>> {
        let Some((id, said)) = line.split_once(['=', '＝']) else { return Ok(None) };
        let (id, said) = (id.trim(), said.trim());
        let policy = self.setting.policy;
        match id {
            "year" => {
                return match quantity::read::year(said) {
                    Ok(year) => self.change_year(year).map(Some),
                    Err(error) => self.tell(&error.text()).map(|()| Some(false)),
                };
            }
            "name" => {
                self.profile.enterprise.name = plain(said);
                self.keep()?;
                self.tell(&text!("记下企业名称。", "The name is kept."))?;
                return Ok(Some(true));
            }
            "industry_code" => {
                self.profile.enterprise.industry_code = Some(plain(said));
                self.keep()?;
                self.tell(&text!("记下行业代码。", "The industry code is kept."))?;
                return Ok(Some(true));
            }
            _ => {}
        }
        let Some(fact) = policy.fact_id(id) else {
            let near = nearest(id, policy.facts.iter().map(|fact| fact.id.as_str()));
            let id = found(id);
            self.tell(&match near {
                Some(near) => {
                    text!("没有编号“{id}”，是不是 {near}？", "There is no \"{id}\"; is it {near}?")
                }
                None => text!("没有编号“{id}”。", "There is no \"{id}\"."),
            })?;
            return Ok(Some(false));
        };
        // As in a profile a bare number is yuan.
        match read(policy.fact(fact), said, Some(Unit::YUAN)) {
            Read::Value(value) => {
                let slip = self.is_slip(fact, &value);
                self.take(fact, value)?;
                if slip {
                    self.tell(&text!(
                        "与上年相差十倍以上，请核对单位。",
                        "Ten times the year before or more, or a tenth or less: check the unit."
                    ))?;
                }
                Ok(Some(true))
            }
            Read::Wrong(why) => {
                self.tell(&why)?;
                Ok(Some(false))
            }
            Read::NeedsUnit => Ok(Some(false)),
        }
    }
}
