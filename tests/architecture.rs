//! The module map: who may import whom. `src/doc.md` tells the same in words.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What one module may import.
struct Rule {
    module: &'static str,
    layer: u8,
    /// All modules of these layers and below.
    up_to_layer: u8,
    /// Single modules beside them.
    also: &'static [&'static str],
    /// Why, where an arrow is special.
    because: &'static str,
}

const fn rule(module: &'static str, layer: u8, up_to_layer: u8) -> Rule {
    Rule { module, layer, up_to_layer, also: &[], because: "" }
}

/// The map, in the order of the data flow.
const MAP: [Rule; 36] = [
    rule("units", 0, 0),
    rule("constants", 0, 0),
    rule("range", 0, 0),
    rule("provenance", 0, 0),
    rule("geodesy", 0, 0),
    rule("grid", 0, 0),
    rule("coverage", 0, 0),
    rule("interpolate", 0, 0),
    rule("language", 0, 0),
    rule("substance", 1, 1),
    rule("vehicle", 1, 1),
    rule("places", 1, 1),
    rule("atmosphere", 1, 1),
    rule("climatology", 1, 1),
    rule("weather", 1, 1),
    rule("population", 1, 1),
    rule("receptor", 1, 1),
    rule("trajectory", 1, 1),
    rule("threshold", 1, 1),
    rule("incident", 1, 1),
    rule("trial", 1, 1),
    Rule { because: "files become types; physics comes later", ..rule("input", 2, 1) },
    rule("flight", 3, 1),
    Rule { also: &["flight"], because: "what struck the ground, and how fast", ..rule("source", 3, 1) },
    Rule { also: &["source"], because: "the releases that it carries", ..rule("transport", 3, 1) },
    Rule { because: "a deposit turns the same wherever it came from", ..rule("soil", 3, 1) },
    Rule { also: &["source", "transport", "soil"], because: "spills and paths become values", ..rule("field", 3, 1) },
    Rule {
        also: &["field", "source", "soil"],
        because: "quantities, air species, questions about the soil",
        ..rule("zone", 4, 1)
    },
    Rule { also: &["field", "source", "zone"], because: "deposits and spills on waters", ..rule("water", 4, 1) },
    Rule { also: &["field", "zone"], because: "people inside outlines", ..rule("exposure", 4, 1) },
    Rule { also: &["zone"], because: "contours are cleaned in one way", ..rule("footprint", 4, 1) },
    Rule { because: "the contract with the writers knows no stage", ..rule("assessment", 5, 1) },
    Rule { also: &["assessment"], because: "a scheme is made from the result", ..rule("sampling", 5, 1) },
    Rule { also: &["assessment"], because: "the ledger of a member is a type of the result", ..rule("ensemble", 5, 4) },
    Rule { also: &["assessment", "sampling", "ensemble"], because: "calls the stages in order", ..rule("run", 5, 4) },
    Rule { also: &["assessment"], because: "writers never calculate", ..rule("output", 6, 1) },
];

/// Not a stage: gathers the errors of those that can fail.
const ERROR: Rule = Rule {
    module: "error",
    layer: 5,
    up_to_layer: 0,
    also: &["input", "run", "output"],
    because: "one error at the top, with the exit code",
};

/// The program over the library.
const PROGRAM: Rule = Rule {
    module: "cli",
    layer: 7,
    up_to_layer: 1,
    also: &["input", "run", "output", "error", "assessment"],
    because: "the program is thin: it loads, runs and writes",
};

/// Crates that only one module may know: change of the library, or of a format, stays inside it.
const CRATES: [(&str, &str); 7] = [
    ("proj", "geodesy"),
    ("fluent_bundle", "language"),
    ("plotters", "output"),
    ("resvg", "output"),
    ("minijinja", "output"),
    ("kml", "output"),
    ("zip", "output"),
];

/// Lines beyond which a file is to be split.
const LINES_MAX: usize = 600;

/// A source file without its comments.
struct Source {
    path: String,
    /// Names of the modules from the crate root: `["source", "droplet"]`.
    modules: Vec<String>,
    text: String,
    code: String,
}

fn rules() -> impl Iterator<Item = &'static Rule> {
    MAP.iter().chain([&ERROR, &PROGRAM])
}

fn allowed(rule: &Rule, target: &str) -> bool {
    let below = |other: &Rule| other.module == target && other.layer <= rule.up_to_layer;
    rule.module == target || rule.also.contains(&target) || rules().any(below)
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    paths.iter().map(|path| source(&root, path)).collect()
}

fn collect(dir: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

fn source(root: &Path, path: &Path) -> Source {
    let relative = path.strip_prefix(root).expect("below src").with_extension("");
    let mut modules: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if modules.last().is_some_and(|last| last == "mod") {
        modules.pop();
    }
    let text = fs::read_to_string(path).expect("text in UTF-8");
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    Source { path: relative.display().to_string(), modules, text, code }
}

/// Modules of the crate that a file names: `crate::a::X`, `crate::{a::X, b}`, `heptyl::a`, or `super::` up to the root.
fn imports(source: &Source) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for root in ["crate::", "heptyl::"] {
        for after in paths_after(&source.code, root) {
            found.extend(first_names(after));
        }
    }
    // Inside `mod tests { }` one more `super` is needed; a chain that long reaches the root from either.
    let to_root = "super::".repeat(source.modules.len().max(1));
    for after in paths_after(&source.code, &to_root) {
        found.extend(first_names(after.trim_start_matches("super::")));
    }
    found.retain(|name| rules().any(|rule| rule.module == *name));
    found
}

/// What follows each occurrence of a path's beginning that is not the middle of a longer name.
fn paths_after<'a>(code: &'a str, beginning: &str) -> Vec<&'a str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '$';
    code.match_indices(beginning)
        .filter(|(at, _)| !code[..*at].ends_with(is_name))
        .map(|(at, _)| &code[at + beginning.len()..])
        .collect()
}

/// The first name of a path, or of every path in a group in braces.
fn first_names(after: &str) -> Vec<String> {
    let name =
        |text: &str| -> String { text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let Some(group) = after.strip_prefix('{') else { return vec![name(after)] };
    let mut names = vec![name(group)];
    let mut depth = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    names
}

#[test]
fn no_import_is_against_the_map() {
    let mut against = Vec::new();
    for source in sources().iter().filter(|s| !matches!(s.path.as_str(), "lib" | "main")) {
        let module = source.modules[0].as_str();
        let rule = rules().find(|rule| rule.module == module);
        let rule = rule.unwrap_or_else(|| panic!("{} is in no layer; add it to the map", source.path));
        for target in imports(source).iter().filter(|target| !allowed(rule, target)) {
            let why = if rule.because.is_empty() { "lower layers know no higher one" } else { rule.because };
            against.push(format!("{}: `{module}` may not use `{target}` ({why})", source.path));
        }
    }
    assert!(against.is_empty(), "imports against the map:\n{}", against.join("\n"));
}

/// A map that forbids nothing, or a scan that sees nothing, would pass the test above.
#[test]
fn the_scan_sees_imports_and_the_map_forbids_some() {
    let scanned = |modules: &[&str], code: &str| {
        let modules = modules.iter().map(|m| (*m).to_owned()).collect();
        imports(&Source { path: String::new(), modules, text: String::new(), code: code.to_owned() })
    };
    let names = |found: BTreeSet<String>| found.into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(names(scanned(&["output"], "use crate::flight::fall::{Body, fall};")), "flight");
    assert_eq!(names(scanned(&["output"], "use crate::{grid::Level, source::{Spill, term}, run};")), "grid run source");
    assert_eq!(names(scanned(&["zone", "contour"], "let x = super::super::field::Plume::new();")), "field");
    assert_eq!(names(scanned(&["zone", "contour"], "use super::field;")), "");
    assert_eq!(names(scanned(&["cli"], "use heptyl::run::assess;")), "run");
    let rule = |name: &str| rules().find(|rule| rule.module == name).expect("a rule");
    for (module, target) in
        [("output", "flight"), ("input", "source"), ("units", "substance"), ("flight", "source"), ("cli", "field")]
    {
        assert!(!allowed(rule(module), target), "{module} -> {target}");
    }
    assert!(allowed(rule("source"), "flight") && allowed(rule("run"), "input") && allowed(rule("error"), "output"));
    let seen: usize = sources().iter().map(|source| imports(source).len()).sum();
    assert!(seen > 100, "only {seen} imports were seen in the whole of src");
}

#[test]
fn the_map_has_every_module_of_the_library_in_its_order() {
    let lib = include_str!("../src/lib.rs");
    let listed: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let mut mapped: Vec<&str> = MAP.iter().map(|rule| rule.module).collect();
    mapped.insert(mapped.len() - 1, ERROR.module);
    assert_eq!(listed, mapped, "src/lib.rs and the map differ");
    let page = include_str!("../src/doc.md");
    for module in listed {
        assert!(page.contains(&format!("`{module}`")), "src/doc.md does not tell where `{module}` stands");
    }
}

#[test]
fn each_special_crate_is_known_to_one_module() {
    let sources = sources();
    for (name, owner) in CRATES {
        let users: BTreeSet<&str> = sources
            .iter()
            .filter(|source| !paths_after(&source.code, &format!("{name}::")).is_empty())
            .map(|source| source.modules[0].as_str())
            .collect();
        assert_eq!(users.into_iter().collect::<Vec<_>>(), [owner], "users of the crate `{name}`");
    }
}

#[test]
fn every_file_is_short_and_says_what_it_is() {
    for source in sources() {
        let lines = source.text.lines().count();
        assert!(lines <= LINES_MAX, "{} has {lines} lines, at most {LINES_MAX}", source.path);
        assert!(source.text.starts_with("//!"), "{} does not open with a line on what it is", source.path);
    }
}
