//! Whether the results can be written, found out before the long part and without leaving a trace.

use std::path::{Path, PathBuf};

use heptyl::error::Error;

/// Refuses a folder that exists (without `force`), one that is not a result of this program (with `force`), and one
/// that cannot be made.
pub(crate) fn check(folder: &Path, force: bool) -> Result<(), Error> {
    if folder.symlink_metadata().is_ok() {
        if !force {
            return Err(Error::OutputExists { path: folder.to_path_buf() });
        }
        if !is_ours(folder) {
            return Err(Error::OutputForeign { path: folder.to_path_buf() });
        }
    }
    let refuse = |reason: String| Error::OutputNotWritable { path: folder.to_path_buf(), reason };
    let parent = existing_parent(folder);
    if !parent.is_dir() {
        return Err(refuse(format!("{} is not a folder", parent.display())));
    }
    // The only honest test of a right to write is to write; the probe removes itself.
    let probe = tempfile::Builder::new().prefix(".heptyl-probe-").tempdir_in(&parent);
    probe.and_then(tempfile::TempDir::close).map_err(|error| refuse(error.to_string()))
}

/// An empty folder, or one that holds the manifest of an earlier run.
fn is_ours(folder: &Path) -> bool {
    let empty = || folder.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    folder.is_dir() && (folder.join("manifest.json").is_file() || empty())
}

/// The nearest folder above that exists.
fn existing_parent(folder: &Path) -> PathBuf {
    let above = folder.ancestors().skip(1).find(|path| path.symlink_metadata().is_ok());
    above.map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_folder_is_accepted_and_nothing_is_left() {
        let place = tempfile::tempdir().expect("a folder");
        assert!(check(&place.path().join("a/b"), false).is_ok());
        assert_eq!(place.path().read_dir().map(Iterator::count).unwrap_or(1), 0);
    }

    #[test]
    fn force_spares_what_is_not_a_result() {
        let place = tempfile::tempdir().expect("a folder");
        assert!(matches!(check(place.path(), false), Err(Error::OutputExists { .. })));
        assert!(check(place.path(), true).is_ok(), "empty");
        std::fs::write(place.path().join("thesis.docx"), "").expect("a file");
        assert!(matches!(check(place.path(), true), Err(Error::OutputForeign { .. })));
        std::fs::write(place.path().join("manifest.json"), "{}").expect("a file");
        assert!(check(place.path(), true).is_ok());
    }

    #[test]
    fn a_place_below_a_file_or_in_proc_is_refused() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        for path in [file.path().join("out"), PathBuf::from("/proc/heptyl-out")] {
            assert!(matches!(check(&path, false), Err(Error::OutputNotWritable { .. })), "{}", path.display());
        }
    }
}
