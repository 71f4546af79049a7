//! The rules, one after the other.

use rust_decimal::{Decimal, RoundingStrategy, dec};

use super::facts::{Activity, Category, Enterprise, Funding, Qualification, Recognition};

/// The thirteen, in the order of the results.
pub const IDS: [&str; 13] = [
    "a04-pilot-project",
    "a05-industry-first-listed",
    "a05-industry-growth",
    "a06-output-milestone",
    "a06-output-growth",
    "a06-outsourcing-growth",
    "a06-software-milestone",
    "a06-software-growth",
    "a07-transformation",
    "a08-research-project",
    "a10-hightech",
    "a11-smart-factory",
    "a19-challenge-issuer",
];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    Eligible,
    #[default]
    Ineligible,
    Superseded,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Benefit {
    pub status: Status,
    pub amount: Decimal,
    pub later: Decimal,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Result {
    pub benefits: [Benefit; 13],
    pub amount: Decimal,
    pub later: Decimal,
}

const OUTPUT_TIERS: [(Decimal, Decimal); 4] = [
    (dec!(50_000_000), dec!(200_000)),
    (dec!(100_000_000), dec!(300_000)),
    (dec!(500_000_000), dec!(500_000)),
    (dec!(1_000_000_000), dec!(1_000_000)),
];
const REVENUE_TIERS: [(Decimal, Decimal); 6] = [
    (dec!(500_000_000), dec!(500_000)),
    (dec!(1_000_000_000), dec!(1_000_000)),
    (dec!(2_000_000_000), dec!(2_000_000)),
    (dec!(3_000_000_000), dec!(3_000_000)),
    (dec!(5_000_000_000), dec!(5_000_000)),
    (dec!(10_000_000_000), dec!(10_000_000)),
];

/// What the thirteen benefits give in a year.
pub fn evaluate(e: &Enterprise, year: i32) -> Result {
    let mut result = Result::default();
    let partner_gate = e.operates_in_fengtai && e.exclusions.is_empty() && year <= 2029;
    let gate = partner_gate && e.in_enterprise_library && e.category != Category::Other;
    if gate {
        match e.category {
            Category::Manufacturer => manufacturer(e, year, &mut result.benefits),
            Category::Software => software(e, &mut result.benefits),
            Category::SciTechServices | Category::Other => {}
        }
        any(e, year, &mut result.benefits);
    }
    if partner_gate
        && e.activities.contains(&Activity::ChallengeIssuer)
        && e.issuer_in_scope
        && e.issuer_contract_signed
        && e.issuer_solver_new_to_district
        && !e.issuer_contracts.is_empty()
    {
        let shares = e.issuer_contracts.iter().map(|c| (c * dec!(0.3)).min(dec!(2_000_000)));
        result.benefits[12] = eligible(shares.sum());
    }
    for benefit in &result.benefits {
        result.amount += benefit.amount;
        result.later += benefit.later;
    }
    result
}

fn manufacturer(e: &Enterprise, year: i32, benefits: &mut [Benefit; 13]) {
    if e.above_scale && e.above_scale_since == year {
        benefits[1] = eligible(dec!(100_000));
        benefits[2].later = dec!(100_000);
    }
    let increase = e.industrial_output - e.industrial_output_prior;
    let growth = growth(increase, e.industrial_output_prior);
    if e.above_scale
        && e.above_scale_since == year - 1
        && growth.is_some_and(|growth| growth > e.industry_output_growth)
    {
        benefits[2] = eligible(dec!(100_000));
    }
    let reached = e.industrial_output_record.max(e.industrial_output_prior);
    if let Some(award) = milestone(&OUTPUT_TIERS, e.industrial_output, reached) {
        benefits[3] = eligible(award);
    }
    let reaches = growth.is_some_and(|growth| growth >= e.district_output_growth);
    if reaches && increase >= dec!(5_000_000) {
        let base = increase - dec!(5_000_000);
        benefits[4] = eligible((base * dec!(0.01)).min(dec!(2_000_000)));
        if e.activities.contains(&Activity::Outsourcing) && e.keeps_core_in_fengtai {
            benefits[5] = eligible((base * dec!(0.015)).min(dec!(3_000_000)));
            let loser = if benefits[4].amount >= benefits[5].amount { 5 } else { 4 };
            benefits[loser] = Benefit { status: Status::Superseded, ..Benefit::default() };
        }
    }
}

fn software(e: &Enterprise, benefits: &mut [Benefit; 13]) {
    let reached = e.revenue_record.max(e.revenue_prior);
    if let Some(award) = milestone(&REVENUE_TIERS, e.revenue, reached) {
        benefits[6] = eligible(award);
    }
    let increase = e.revenue - e.revenue_prior;
    let growth = growth(increase, e.revenue_prior);
    if growth.is_some_and(|growth| growth >= e.district_revenue_growth)
        && increase >= dec!(10_000_000)
    {
        benefits[7] = eligible((increase * dec!(0.005)).min(dec!(2_000_000)));
    }
    // Route and original sector are always answered here.
    if e.activities.contains(&Activity::Transformation)
        && e.revenue >= dec!(20_000_000)
        && growth.is_some_and(|growth| growth > e.district_revenue_growth)
    {
        benefits[8] = eligible((e.revenue * dec!(0.01)).min(dec!(1_000_000)));
    }
}

fn any(e: &Enterprise, year: i32, benefits: &mut [Benefit; 13]) {
    if e.activities.contains(&Activity::PilotProject) && e.pilot_years_supported < 2 {
        let pot = e.pilot_investment * dec!(0.2) - e.pilot_support_received;
        let award = cut(pot.max(Decimal::ZERO).min(dec!(5_000_000)));
        benefits[0] = eligible(award);
        if e.pilot_years_supported == 0 {
            benefits[0].later = cut((pot - award).max(Decimal::ZERO).min(dec!(5_000_000)));
        }
    }
    let national = e.funding.contains(&Funding::NationalResearchProject);
    let municipal = e.funding.contains(&Funding::MunicipalResearchProject);
    if national || municipal {
        let mut award = Decimal::ZERO;
        if national {
            award += e.national_research_funding * dec!(0.2);
        }
        if municipal {
            award += e.municipal_research_funding * dec!(0.1);
        }
        benefits[9] = eligible(award.min(dec!(2_000_000)));
    }
    if e.qualifications.contains(&Qualification::Hightech) {
        let stage = year - e.hightech_since;
        let growth = growth(e.revenue - e.revenue_prior, e.revenue_prior);
        if (0..=2).contains(&stage)
            && e.high_growth
            && growth.is_some_and(|growth| growth > e.industry_revenue_growth)
        {
            benefits[10] = eligible(dec!(100_000));
        }
        benefits[10].later = match stage {
            0 => dec!(200_000),
            1 => dec!(100_000),
            _ => Decimal::ZERO,
        };
    }
    let holds = |recognition| e.recognitions.contains(&recognition);
    let cap = if holds(Recognition::Lighthouse) {
        Some(dec!(5_000_000))
    } else if holds(Recognition::SmartFactoryExcellent) || holds(Recognition::SmartFactoryPioneer) {
        Some(dec!(3_000_000))
    } else if holds(Recognition::SmartFactoryAdvanced) {
        Some(dec!(500_000))
    } else {
        None
    };
    if let Some(cap) = cap {
        benefits[11] = eligible((e.smart_factory_investment * dec!(0.2)).min(cap));
    }
}

fn eligible(award: Decimal) -> Benefit {
    Benefit { status: Status::Eligible, amount: cut(award), later: Decimal::ZERO }
}

/// Cut to fen.
fn cut(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::ToZero)
}

fn growth(increase: Decimal, prior: Decimal) -> Option<Decimal> {
    increase.checked_div(prior)
}

/// The award of the highest tier that is reached for the first time.
fn milestone(tiers: &[(Decimal, Decimal)], figure: Decimal, reached: Decimal) -> Option<Decimal> {
    let newly = tiers.iter().rev().find(|(from, _)| figure >= *from && reached < *from);
    newly.map(|(_, award)| *award)
}
