//! The layout of `src`: arrows between rooms point down only, and no circle of files is larger
//! than three. Read off the `use` lines, so that a wrong arrow is named with its file.

#[path = "house/uses.rs"]
mod uses;

use std::collections::{BTreeMap, BTreeSet};

use uses::House;

/// The rooms from the ground up. A file may use its own room and those in lines above its own.
const FLOORS: &[&[&str]] = &[
    &["signals", "text"],
    &["diagnostic", "disk", "quantity"],
    &["document"],
    &["policy"],
    &["profile"],
    &["assess"],
    &["advise"],
    &["interview"],
    &["report"],
    &["keeper"],
    &["batch", "config"],
    &["tui"],
    &["cli"],
];

const LARGEST_CIRCLE: usize = 3;
const LONGEST_FILE: usize = 400;

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn every_folder_of_src_is_a_room_with_a_floor() {
    let house = House::read();
    let without: BTreeSet<_> =
        house.rooms().into_iter().filter(|room| floor(room).is_none()).collect();
    assert!(without.is_empty(), "name the floor of these rooms in FLOORS: {without:?}");
}

#[test]
fn arrows_between_rooms_point_down_only() {
    let house = House::read();
    let mut wrong = Vec::new();
    for (from, to) in house.arrows() {
        let (Some(above), Some(below)) = (floor(house.room(from)), floor(house.room(to))) else {
            continue;
        };
        if house.room(from) != house.room(to) && below >= above {
            wrong.push(format!("{from} uses {to}"));
        }
    }
    assert!(wrong.is_empty(), "arrows that do not point down:\n{}", wrong.join("\n"));
}

#[test]
fn no_circle_ties_more_than_three_files_together() {
    let house = House::read();
    let mut reached: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in house.files() {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![file];
        while let Some(next) = waiting.pop() {
            for to in house.used_by(next) {
                if seen.insert(to) {
                    waiting.push(to);
                }
            }
        }
        reached.insert(file, seen);
    }
    let mut circles = BTreeSet::new();
    for file in house.files() {
        let circle: BTreeSet<_> = reached[file]
            .iter()
            .copied()
            .filter(|other| reached[other].contains(file))
            .chain([file])
            .collect();
        if circle.len() > LARGEST_CIRCLE {
            circles.insert(circle);
        }
    }
    assert!(circles.is_empty(), "circles of files:\n{circles:#?}");
}

#[test]
fn no_file_of_src_is_longer_than_400_lines() {
    let house = House::read();
    let long: Vec<_> = house
        .lengths()
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(file, lines)| format!("{file}: {lines}"))
        .collect();
    assert!(long.is_empty(), "split by idea:\n{}", long.join("\n"));
}
