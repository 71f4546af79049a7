//! Bars as a picture in SVG: full where certain, hatched where not; names above the bars, which
//! stays legible on a telephone.

use std::fmt::Write as _;

use crate::text::{Lang, printable_within};

use super::Chart;
use super::escape::html as escape;

/// The width of the picture, and of one bar with its name.
const WIDTH: usize = 520;
const STEP: usize = 30;
/// Columns of the longest name.
const LABEL: usize = 56;

/// The chart as a figure; `id` is its own on the page.
pub fn figure(chart: &Chart, id: &str, lang: Lang, out: &mut String) {
    let most = chart.bars.iter().map(|bar| bar.value).max().unwrap_or(1).max(1);
    let height = chart.bars.len() * STEP;
    let title = escape(&chart.title.text());
    let said: Vec<String> =
        chart.bars.iter().map(|bar| format!("{} {}", bar.label.text(), bar.said.text())).collect();
    let said = escape(&said.join(lang.clause()));
    let _ = writeln!(
        out,
        "<figure>\n<svg role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
         viewBox=\"0 0 {WIDTH} {height}\">\n<title id=\"{id}-title\">{title}</title>\n\
         <desc id=\"{id}-desc\">{said}</desc>\n\
         <defs><pattern id=\"{id}-open\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect class=\"hatch\" width=\"1.6\" height=\"5\"/>\
         </pattern></defs>"
    );
    for (at, bar) in chart.bars.iter().enumerate() {
        let baseline = at * STEP + 13;
        let top = baseline + 4;
        let scaled = bar.value.max(0) * i128::try_from(WIDTH).unwrap_or(0) / most;
        let width = usize::try_from(scaled).unwrap_or(0).max(usize::from(bar.value > 0));
        let fill = if bar.certain { String::new() } else { format!(" fill=\"url(#{id}-open)\"") };
        let class = if bar.certain { "full" } else { "open" };
        let _ = writeln!(
            out,
            "<text x=\"0\" y=\"{baseline}\">{}</text>\
             <text x=\"{WIDTH}\" y=\"{baseline}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{class}\" x=\"0\" y=\"{top}\" width=\"{width}\" height=\"8\"{fill}/>",
            escape(&printable_within(&bar.label.text(), LABEL)),
            escape(&bar.said.text())
        );
    }
    let caption = [&chart.title, &chart.legend].map(|line| escape(&line.text()));
    let caption = caption.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>();
    let between = if lang == Lang::Zh { "。" } else { ". " };
    let _ = writeln!(out, "</svg>\n<figcaption>{}</figcaption>\n</figure>", caption.join(between));
}
