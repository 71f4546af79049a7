//! What the thirteen benefits ask: 36 facts.

use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    Manufacturer,
    Software,
    SciTechServices,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    RestrictedCatalogue,
    CreditSanction,
    Accident,
    OtherRuling,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    MajorProject,
    PilotProject,
    Outsourcing,
    Transformation,
    LandingPartners,
    Incubation,
    ChallengeIssuer,
    ChallengeSolver,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualification {
    Hightech,
    SpecializedSme,
    LittleGiant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recognition {
    NationalPlatform,
    MunicipalPlatform,
    KeyLittleGiantProject,
    SmartFactoryAdvanced,
    SmartFactoryExcellent,
    SmartFactoryPioneer,
    Lighthouse,
    FirstSetCatalogue,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Funding {
    NationalResearchProject,
    MunicipalResearchProject,
    FactoryUpgrade,
    OldFactory,
    RobotFirstUse,
    FirstSetProject,
    GreenEnergyProduct,
    NewMaterialFirstBatch,
    ChipTapeout,
    FirstSolution,
    IndustryModel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sector {
    Robotics,
    SafetyEmergency,
    SmartMedical,
    NewMaterials,
    OtherSmartManufacturing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    Converted,
    SpunOff,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginalSector {
    WholesaleRetail,
    Construction,
    BusinessServices,
    Other,
}

/// One line of the input.
#[derive(Deserialize)]
pub struct Line<'a> {
    #[serde(borrow)]
    pub id: &'a str,
    pub year: i32,
    pub answers: Enterprise,
}

/// An enterprise all of whose answers are known. Other facts are passed over.
#[derive(Clone, Debug, Deserialize)]
pub struct Enterprise {
    pub operates_in_fengtai: bool,
    pub in_enterprise_library: bool,
    pub category: Category,
    pub exclusions: Vec<Exclusion>,
    pub above_scale: bool,
    pub above_scale_since: i32,
    #[serde(deserialize_with = "money")]
    pub industrial_output: Decimal,
    #[serde(deserialize_with = "money")]
    pub industrial_output_prior: Decimal,
    #[serde(deserialize_with = "money")]
    pub industrial_output_record: Decimal,
    #[serde(deserialize_with = "money")]
    pub revenue: Decimal,
    #[serde(deserialize_with = "money")]
    pub revenue_prior: Decimal,
    #[serde(deserialize_with = "money")]
    pub revenue_record: Decimal,
    #[serde(deserialize_with = "percent")]
    pub district_output_growth: Decimal,
    #[serde(deserialize_with = "percent")]
    pub industry_output_growth: Decimal,
    #[serde(deserialize_with = "percent")]
    pub district_revenue_growth: Decimal,
    #[serde(deserialize_with = "percent")]
    pub industry_revenue_growth: Decimal,
    pub qualifications: Vec<Qualification>,
    pub hightech_since: i32,
    pub high_growth: bool,
    pub recognitions: Vec<Recognition>,
    #[serde(deserialize_with = "money")]
    pub smart_factory_investment: Decimal,
    pub funding: Vec<Funding>,
    #[serde(deserialize_with = "money")]
    pub national_research_funding: Decimal,
    #[serde(deserialize_with = "money")]
    pub municipal_research_funding: Decimal,
    pub activities: Vec<Activity>,
    #[allow(dead_code, reason = "that it is answered counts")]
    pub pilot_sector: Sector,
    #[serde(deserialize_with = "money")]
    pub pilot_investment: Decimal,
    pub pilot_years_supported: u32,
    #[serde(deserialize_with = "money")]
    pub pilot_support_received: Decimal,
    pub keeps_core_in_fengtai: bool,
    #[allow(dead_code, reason = "that it is answered counts")]
    pub transformation_route: Route,
    #[allow(dead_code, reason = "that it is answered counts")]
    pub original_sector: OriginalSector,
    pub issuer_in_scope: bool,
    pub issuer_contract_signed: bool,
    pub issuer_solver_new_to_district: bool,
    #[serde(deserialize_with = "money_list")]
    pub issuer_contracts: Vec<Decimal>,
}

/// Yuan, as a number or with a unit.
struct Money(Decimal);

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Yuan;
        impl Visitor<'_> for Yuan {
            type Value = Money;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("money")
            }
            fn visit_u64<E>(self, yuan: u64) -> Result<Money, E> {
                Ok(Money(yuan.into()))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Money, E> {
                let (number, factor) = if let Some(number) = text.strip_suffix("万元") {
                    (number, Decimal::from(10_000))
                } else if let Some(number) = text.strip_suffix("亿元") {
                    (number, Decimal::from(100_000_000))
                } else {
                    (text.strip_suffix("元").unwrap_or(text), Decimal::ONE)
                };
                let number = Decimal::from_str_exact(number).map_err(E::custom)?;
                Ok(Money(number * factor))
            }
        }
        deserializer.deserialize_any(Yuan)
    }
}

fn money<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    Money::deserialize(deserializer).map(|money| money.0)
}

fn money_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Decimal>, D::Error> {
    let list = Vec::<Money>::deserialize(deserializer)?;
    Ok(list.into_iter().map(|money| money.0).collect())
}

/// A percentage as a fraction of one.
fn percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let text = <&str>::deserialize(deserializer)?;
    let number = text.strip_suffix('%').ok_or_else(|| D::Error::custom("no %"))?;
    Ok(Decimal::from_str_exact(number).map_err(D::Error::custom)? / Decimal::ONE_HUNDRED)
}
