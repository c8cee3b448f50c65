//! The deals report: what is at stake at each stage.

use serde::Deserialize;

/// A deal, as COQL answers it.
#[derive(Debug, Deserialize)]
pub(crate) struct Deal {
    #[serde(rename = "Deal_Name")]
    name: Option<String>,
    #[serde(rename = "Stage")]
    stage: Option<String>,
    #[serde(rename = "Amount")]
    amount: Option<f64>,
    #[serde(rename = "Closing_Date")]
    closing_date: Option<String>,
}

/// All deals by stage, the stage with the most at stake first.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    pub(crate) stages: Vec<Stage<'a>>,
    pub(crate) total: f64,
}

/// The deals of one stage.
#[derive(Debug)]
pub(crate) struct Stage<'a> {
    pub(crate) name: &'a str,
    pub(crate) deals: Vec<&'a Deal>,
    pub(crate) total: f64,
    /// How much of the largest stage this one is, in percent.
    pub(crate) share: f64,
}

impl Deal {
    pub(crate) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("(without a name)")
    }

    pub(crate) fn stage(&self) -> &str {
        self.stage.as_deref().unwrap_or("(without a stage)")
    }

    pub(crate) fn amount(&self) -> f64 {
        self.amount.unwrap_or_default()
    }

    pub(crate) fn closing_date(&self) -> &str {
        self.closing_date.as_deref().unwrap_or_default()
    }
}

impl Report<'_> {
    pub(crate) fn of(deals: &[Deal]) -> Report<'_> {
        let mut stages: Vec<Stage<'_>> = Vec::new();
        for deal in deals {
            let known = stages.iter().position(|stage| stage.name == deal.stage());
            let stage = known.unwrap_or_else(|| {
                stages.push(Stage { name: deal.stage(), deals: Vec::new(), total: 0.0, share: 0.0 });
                stages.len() - 1
            });
            stages[stage].total += deal.amount();
            stages[stage].deals.push(deal);
        }
        stages.sort_by(|a, b| b.total.total_cmp(&a.total));
        let largest = stages.first().map_or(0.0, |stage| stage.total);
        for stage in &mut stages {
            stage.share = if largest > 0.0 { (stage.total / largest * 100.0).max(0.0) } else { 0.0 };
        }
        Report { total: stages.iter().map(|stage| stage.total).sum(), stages }
    }

    pub(crate) fn n_deals(&self) -> usize {
        self.stages.iter().map(|stage| stage.deals.len()).sum()
    }
}

/// An amount as a person reads it: `48,000`.
pub(crate) fn amount(amount: f64) -> String {
    let whole = format!("{:.0}", amount.abs());
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if amount <= -0.5 { format!("−{grouped}") } else { grouped }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn stages_are_summed_and_the_largest_comes_first() {
        let deals: Vec<Deal> = serde_json::from_value(json!([
            { "Deal_Name": "Pilot", "Stage": "Qualification", "Amount": 10.0 },
            { "Deal_Name": "Rollout", "Stage": "Closed Won", "Amount": 30.5, "Closing_Date": "2027-01-15" },
            { "Deal_Name": "Renewal", "Stage": "Qualification", "Amount": 5 },
            { "Stage": null, "Amount": null },
        ]))
        .expect("deals");
        let report = Report::of(&deals);
        let stages: Vec<_> =
            report.stages.iter().map(|stage| (stage.name, stage.deals.len(), stage.total)).collect();
        assert_eq!(
            stages,
            [("Closed Won", 1, 30.5), ("Qualification", 2, 15.0), ("(without a stage)", 1, 0.0)]
        );
        assert_eq!((report.n_deals(), amount(report.total)), (4, "46".to_owned()));
    }

    #[test]
    fn nothing_at_stake_is_no_division_by_zero() {
        assert!(Report::of(&[]).stages.is_empty());
        let worthless = [Deal { name: None, stage: None, amount: None, closing_date: None }];
        assert!(Report::of(&worthless).stages.iter().all(|stage| stage.share < f64::EPSILON));
    }

    #[test]
    fn amounts_are_grouped_by_thousands() {
        let cases =
            [(0.0, "0"), (999.4, "999"), (6300.0, "6,300"), (1_234_567.5, "1,234,568"), (-1500.0, "−1,500")];
        for (number, text) in cases {
            assert_eq!(amount(number), text);
        }
    }
}
