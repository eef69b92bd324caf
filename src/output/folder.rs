//! The result folder: whole or not at all.
//!
//! Files go into a hidden folder beside the target, which is then renamed. An earlier result is moved aside only
//! when the new one is complete, and comes back if the rename fails.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::manifest;
use super::{OutputError, OutputFile, OutputPlan, WrittenFile};

/// Whether the plan's folder can be used: asked before a long run starts, and again before writing.
///
/// # Errors
/// [`OutputError`] for which [`OutputError::is_usage`] holds: the folder exists and `force` is off, is not one of
/// ours, is a file, or cannot be made.
pub fn check(plan: &OutputPlan) -> Result<(), OutputError> {
    let target = target_of(plan)?;
    if target.exists() {
        check_replaceable(&target, plan)?;
    }
    let around = nearest_existing(&target);
    if !around.is_dir() {
        return Err(OutputError::NotAFolder { path: around.to_owned() });
    }
    staging_in(around).map(drop)
}

/// Writes the files into a new folder and gives it the name of the plan.
pub(super) fn publish(files: &[OutputFile], plan: &OutputPlan) -> Result<Vec<WrittenFile>, OutputError> {
    let target = target_of(plan)?;
    let parent = target.parent().ok_or_else(|| OutputError::NoName { dir: plan.dir.clone() })?;
    let made = make_folders(parent)?;
    let done = stage_and_swap(files, parent, &target);
    if done.is_err() {
        for dir in made.iter().rev() {
            // Only what this call made and what is empty: anything else belongs to others.
            let _ = fs::remove_dir(dir);
        }
    }
    done?;
    Ok(files.iter().map(|file| written(file, plan)).collect())
}

fn written(file: &OutputFile, plan: &OutputPlan) -> WrittenFile {
    WrittenFile { name: file.name.clone(), path: plan.dir.join(&file.name), size_bytes: file.bytes.len() as u64 }
}

/// The folder as an absolute path; a link to a folder is followed, so that the link itself stays.
fn target_of(plan: &OutputPlan) -> Result<PathBuf, OutputError> {
    let no_name = || OutputError::NoName { dir: plan.dir.clone() };
    let target = if plan.dir.exists() { fs::canonicalize(&plan.dir) } else { std::path::absolute(&plan.dir) };
    let target = target.map_err(|source| OutputError::NotWritable { dir: plan.dir.clone(), source })?;
    target.file_name().ok_or_else(no_name)?;
    Ok(target)
}

fn check_replaceable(target: &Path, plan: &OutputPlan) -> Result<(), OutputError> {
    let dir = plan.dir.clone();
    if !target.is_dir() {
        Err(OutputError::NotAFolder { path: dir })
    } else if !plan.force {
        Err(OutputError::Exists { dir })
    } else if is_empty(target) || manifest::is_ours(target) {
        Ok(())
    } else {
        Err(OutputError::NotOurs { dir })
    }
}

fn is_empty(dir: &Path) -> bool {
    fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_none())
}

fn nearest_existing(target: &Path) -> &Path {
    let parents = target.ancestors().skip(1);
    parents.into_iter().find(|path| path.exists()).unwrap_or(Path::new("/"))
}

fn staging_in(dir: &Path) -> Result<TempDir, OutputError> {
    tempfile::Builder::new()
        .prefix(".heptyl-")
        .tempdir_in(dir)
        .map_err(|source| OutputError::NotWritable { dir: dir.to_owned(), source })
}

/// Makes the missing folders above the target and names them, outermost first.
fn make_folders(parent: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let mut missing: Vec<PathBuf> = parent.ancestors().take_while(|path| !path.exists()).map(Path::to_owned).collect();
    missing.reverse();
    fs::create_dir_all(parent).map_err(|source| OutputError::NotWritable { dir: parent.to_owned(), source })?;
    Ok(missing)
}

fn stage_and_swap(files: &[OutputFile], parent: &Path, target: &Path) -> Result<(), OutputError> {
    let staging = staging_in(parent)?;
    // The staging folder itself is closed to others; the folder inside has the rights that the user's mask gives.
    let fresh = staging.path().join("new");
    write_files(files, &fresh)?;
    let earlier = staging.path().join("earlier");
    let had_earlier = target.exists();
    if had_earlier {
        fs::rename(target, &earlier).map_err(|source| OutputError::disk(target, source))?;
    }
    if let Err(source) = fs::rename(&fresh, target) {
        if had_earlier && fs::rename(&earlier, target).is_err() {
            // The earlier result must survive even if it cannot have its name back.
            let kept = staging.keep();
            return Err(OutputError::disk(&kept.join("earlier"), source));
        }
        return Err(OutputError::disk(target, source));
    }
    Ok(())
}

fn write_files(files: &[OutputFile], dir: &Path) -> Result<(), OutputError> {
    let make = |dir: &Path| fs::create_dir_all(dir).map_err(|source| OutputError::disk(dir, source));
    make(dir)?;
    for file in files {
        let path = dir.join(&file.name);
        path.parent().map_or(Ok(()), make)?;
        fs::write(&path, &file.bytes).map_err(|source| OutputError::disk(&path, source))?;
    }
    Ok(())
}
