//! Where the bytes of an input come from: from inside the program, or from a file that a flag names.

use std::fmt::Write;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::bundled::BundledFile;
use super::error::InputError;
use crate::provenance::InputFile;

/// Largest input that is read, bytes. Outlines and tables are far below; a device or a film is not an input.
const SIZE_MAX: u64 = 256 * 1024 * 1024;

/// One input: bundled, or a file of the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataSource {
    /// Inside the program.
    Bundled(&'static BundledFile),
    /// A path given by a flag.
    File(PathBuf),
}

/// The text of an input and its line in the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// Text, without a byte order mark.
    pub text: String,
    /// What it is, from where, with its checksum.
    pub file: InputFile,
}

/// The bytes of an input and its line in the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedBytes {
    /// Bytes.
    pub bytes: Vec<u8>,
    /// What it is, from where, with its checksum.
    pub file: InputFile,
}

impl LoadedBytes {
    /// The input as text.
    ///
    /// # Errors
    /// [`InputError::NotText`] with the line.
    pub fn into_text(self) -> Result<Loaded, InputError> {
        let text = std::str::from_utf8(&self.bytes).map_err(|error| InputError::NotText {
            role: self.file.role.clone(),
            path: self.file.path.clone(),
            line: 1 + self.bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count(),
        })?;
        Ok(Loaded { text: text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(), file: self.file })
    }
}

impl LoadedBytes {
    /// The input as text, with a question mark for what is not UTF-8: old web pages are in many code pages.
    pub fn into_text_lossy(self) -> Loaded {
        Loaded { text: String::from_utf8_lossy(&self.bytes).into_owned(), file: self.file }
    }
}

impl DataSource {
    /// The user's file where a flag names one, else the bundled one.
    pub fn choose(flag: Option<&Path>, bundled: &'static BundledFile) -> Self {
        flag.map_or(Self::Bundled(bundled), |path| Self::File(path.to_path_buf()))
    }

    /// True where the data come with the program.
    pub fn is_bundled(&self) -> bool {
        matches!(self, Self::Bundled(_))
    }

    /// Reads the text.
    ///
    /// # Errors
    /// [`InputError::Missing`], [`InputError::Folder`], [`InputError::Unreadable`], [`InputError::TooLarge`],
    /// [`InputError::NotText`].
    pub fn read(&self, role: &str) -> Result<Loaded, InputError> {
        self.read_bytes(role)?.into_text()
    }

    /// Reads the bytes.
    ///
    /// # Errors
    /// [`InputError::Missing`], [`InputError::Folder`], [`InputError::Unreadable`], [`InputError::TooLarge`].
    pub fn read_bytes(&self, role: &str) -> Result<LoadedBytes, InputError> {
        let (bytes, path, source) = match self {
            Self::Bundled(file) => (file.text.as_bytes().to_vec(), format!("bundled:{}", file.name), file.source),
            Self::File(path) => (bytes_of(role, path)?, path.display().to_string(), "given by the user"),
        };
        let file = InputFile { role: role.to_owned(), path, sha256: sha256_hex(&bytes), source: source.to_owned() };
        Ok(LoadedBytes { bytes, file })
    }
}

fn bytes_of(role: &str, path: &Path) -> Result<Vec<u8>, InputError> {
    let (role, shown) = (role.to_owned(), path.display().to_string());
    if path.is_dir() {
        return Err(InputError::Folder { role, path: shown });
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(SIZE_MAX + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() as u64 > SIZE_MAX => Err(InputError::TooLarge { role, path: shown }),
        Ok(_) => Ok(bytes),
        Err(source) => Err(match source.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => {
                InputError::Missing { role, path: shown, advice: String::new() }
            }
            _ => InputError::Unreadable { role, path: shown, source },
        }),
    }
}

/// SHA-256 of bytes, hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-2, appendix B.1: the digest of "abc".
    #[test]
    fn checksum_is_sha_256() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_folder_and_a_missing_file_are_told_apart() {
        let read =
            |path: &str| DataSource::File(PathBuf::from(path)).read("lease").expect_err("unreadable").to_string();
        assert!(read("/").contains("it is a folder"));
        assert!(read("/nowhere/lease.geojson").contains("there is no such file"));
    }

    #[test]
    fn bytes_that_are_not_text_are_refused_with_their_line() {
        let read = |bytes: &[u8]| {
            let file = InputFile {
                role: "settlements".into(),
                path: "s.csv".into(),
                sha256: String::new(),
                source: String::new(),
            };
            LoadedBytes { bytes: bytes.to_vec(), file }.into_text()
        };
        let error = read(b"name\n\xcf\xf0\xe8").expect_err("cp1251");
        assert!(error.to_string().contains("line 2 is not UTF-8"), "{error}");
        let fine = read(b"\xef\xbb\xbfname").expect("text");
        assert_eq!(fine.text, "name");
    }
}
