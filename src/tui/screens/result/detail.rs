//! Why the benefit looked at came out as it did, worked out once and kept: the reasons as a tree
//! that opens and closes, the worked amount, the readings, the years, what would change it.

use std::collections::BTreeSet;

use crate::policy::FactId;
use crate::text::Lang;

/// One step of the reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// How deep it stands.
    pub depth: usize,
    /// What is known, in one line.
    pub text: String,
    /// The sentence of the measure.
    pub quote: String,
    /// The question behind it.
    pub fact: Option<FactId>,
    /// Whether something can be opened under it.
    pub opens: bool,
    /// Whether it is open unless the user closes it: what is not met is shown at once.
    pub open: bool,
}

/// What there is to say about one benefit.
#[derive(Clone, Debug)]
pub struct Detail {
    /// The benefit, by its place in the policy.
    pub benefit: usize,
    /// The language that it is told in.
    pub lang: Lang,
    /// The reasons, parents before their children.
    pub nodes: Vec<Node>,
    /// The verdict on the article asked for, else on the benefit, to read aloud.
    pub verdict: String,
    /// Where it turns, if only what an authority knows is open.
    pub turning: Vec<String>,
    /// The award as a worked line.
    pub award: Option<String>,
    /// The readings that touch it, each with what its other options give.
    pub readings: Vec<String>,
    /// What each year brings.
    pub years: Vec<String>,
    /// What would change it.
    pub remedies: Vec<String>,
    /// Nodes that the user opened or closed.
    pub flipped: BTreeSet<usize>,
}

impl Detail {
    /// Whether a node is open.
    pub fn is_open(&self, at: usize) -> bool {
        self.nodes.get(at).is_some_and(|node| node.open != self.flipped.contains(&at))
    }

    /// The nodes in sight: all whose parents are open.
    pub fn visible(&self) -> Vec<usize> {
        let mut shown = Vec::new();
        let mut closed_at = usize::MAX;
        for (at, node) in self.nodes.iter().enumerate() {
            if node.depth > closed_at {
                continue;
            }
            closed_at = if self.is_open(at) { usize::MAX } else { node.depth };
            shown.push(at);
        }
        shown
    }

    /// Opens a closed node, closes an open one.
    pub fn flip(&mut self, at: usize) {
        if !self.flipped.remove(&at) {
            self.flipped.insert(at);
        }
    }
}
