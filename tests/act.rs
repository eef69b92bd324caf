//! `act.docx` as a word processor opens it: LibreOffice turns it into pages, poppler into text. Without them the test
//! says so and ends.

use std::fs;
use std::path::Path;
use std::process::Command as Program;
use std::time::Duration;

use assert_cmd::Command;

/// True where a program is there to be run.
fn is_there(program: &str) -> bool {
    Program::new(program).arg("--version").output().is_ok()
}

fn run(dir: &Path) {
    let mut command = Command::cargo_bin("heptyl").expect("the program");
    command.args(["run", "karkaraly-1999", "--members", "12", "--quiet", "--out"]).arg(dir);
    command.timeout(Duration::from_secs(900)).assert().success();
}

/// The text of the pages.
fn pages(act: &Path, around: &Path) -> Vec<String> {
    let profile = format!("-env:UserInstallation=file://{}", around.join("profile").display());
    let made = Program::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(around)
        .arg(act)
        .output()
        .expect("LibreOffice runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let text = Program::new("pdftotext").arg("-layout").arg(around.join("act.pdf")).arg("-").output().expect("runs");
    let text = String::from_utf8(text.stdout).expect("text");
    text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
}

#[test]
fn a_word_processor_opens_the_act_in_both_languages() {
    if !is_there("soffice") || Program::new("pdftotext").arg("-v").output().is_err() {
        eprintln!("SKIPPED: needs soffice and pdftotext; install the packages libreoffice-writer and poppler-utils");
        return;
    }
    let around = tempfile::tempdir().expect("folder");
    let dir = around.path().join("result");
    run(&dir);
    let pages = pages(&dir.join("act.docx"), around.path());
    let all = pages.concat();
    assert!((6..=20).contains(&pages.len()), "{} pages", pages.len());
    for (page, number) in pages.iter().zip(1..) {
        assert!(page.contains(&format!("{number} / {}", pages.len())), "page {number} is not numbered: {page}");
    }
    for said in ["Ерекше пікір", "Особое мнение", "Қолтаңбалар", "Подписи", "«Протон-К", "Нақты", "Фактическая"]
    {
        assert!(all.contains(said), "{said}");
    }
    let bytes = fs::read(dir.join("act.docx")).expect("the act");
    assert!(bytes.len() < 200_000, "{}", bytes.len());
}
