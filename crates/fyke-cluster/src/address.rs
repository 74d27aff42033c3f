//! Where a cluster is: a file that says it all, or the workers themselves.
//!
//! ```toml
//! # cluster.toml
//! workers = ["https://worker-1.example:7410", "https://worker-2.example:7410"]
//! depot = "s3://bucket/folder"
//! ca = "ca.pem"              # who signed the workers' certificates
//! token_file = "token"       # the words that workers want to hear
//! silence_seconds = 600      # an attempt that is silent for so long is given up
//! pause_seconds = 5          # how long to wait after an attempt that did nothing
//! ```

use fyke_store::StoreError;
use fyke_store::error::Result;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where a cluster is and how it is talked to.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// The workers' URLs, at least one.
    pub workers: Vec<String>,
    /// Where jobs read and write; none where it must be said otherwise.
    pub depot: Option<String>,
    /// Certificates of who signed those of the workers, as PEM.
    pub ca: Option<Vec<u8>>,
    /// What workers want to hear.
    pub token: Option<Token>,
    /// An attempt that is silent for so long is given up.
    pub silence: Option<Duration>,
    /// How long to wait after an attempt that did nothing.
    pub pause: Option<Duration>,
    /// How long, at least, those who still have jobs are waited for by those who have none.
    pub idle: Option<Duration>,
}

/// A secret shared by a cluster. Prints as nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Reads a token file: its first line, of at least sixteen characters.
    ///
    /// # Errors
    /// Where it cannot be read or is too short to keep anyone out.
    pub fn read(path: &Path) -> Result<Token> {
        let text = std::fs::read_to_string(path).map_err(|e| StoreError::file("read", path, &e))?;
        let line = text.lines().next().unwrap_or_default().trim();
        if line.len() < 16 || !line.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(StoreError::request(
                format!(
                    "{} holds no token of at least 16 plain characters",
                    path.display()
                ),
                format!(
                    "make one with: head -c 24 /dev/urandom | base64 > {}",
                    path.display()
                ),
            ));
        }
        Ok(Token(line.to_owned()))
    }

    /// The line of a request's head that says it.
    pub(crate) fn line(&self) -> String {
        format!("Bearer {}", self.0)
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

/// `cluster.toml`, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    workers: Vec<String>,
    depot: Option<String>,
    ca: Option<PathBuf>,
    token_file: Option<PathBuf>,
    silence_seconds: Option<u64>,
    pause_seconds: Option<u64>,
    idle_seconds: Option<u64>,
}

impl Address {
    /// Reads `text`: a file such as above, or URLs of workers, with commas between.
    ///
    /// # Errors
    /// Where the file cannot be read, or says no worker.
    pub fn read(text: &str) -> Result<Address> {
        if text.contains("://") {
            let workers = text.split(',').map(|url| url.trim().to_owned()).collect();
            return Ok(Address {
                workers,
                depot: None,
                ca: None,
                token: None,
                silence: None,
                pause: None,
                idle: None,
            });
        }
        let path = Path::new(text);
        let read = std::fs::read_to_string(path).map_err(|e| StoreError::file("read", path, &e))?;
        let written: Written = toml::from_str(&read).map_err(|e| {
            StoreError::request(
                format!("{} says no cluster: {}", path.display(), e.message()),
                "write workers = [\"http://127.0.0.1:7410\"] and depot = \"file:///FOLDER\"; docs/scale.md has an example",
            )
        })?;
        if written.workers.is_empty() {
            return Err(StoreError::request(
                format!("{} names no worker", path.display()),
                "start one with: fyke-worker --depot URL, and name its address there",
            ));
        }
        // paths in it are meant beside it
        let beside = |file: &PathBuf| path.parent().unwrap_or(Path::new("")).join(file);
        let ca = written.ca.as_ref().map(beside);
        let token = written.token_file.as_ref().map(beside);
        Ok(Address {
            workers: written.workers,
            depot: written.depot,
            ca: ca
                .map(|path| std::fs::read(&path).map_err(|e| StoreError::file("read", &path, &e)))
                .transpose()?,
            token: token.map(|path| Token::read(&path)).transpose()?,
            silence: written.silence_seconds.map(Duration::from_secs),
            pause: written.pause_seconds.map(Duration::from_secs),
            idle: written.idle_seconds.map(Duration::from_secs),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_is_named_by_a_file_or_by_its_workers() {
        let named = Address::read("http://127.0.0.1:7410, http://127.0.0.1:7411").unwrap();
        assert_eq!(named.workers, ["http://127.0.0.1:7410", "http://127.0.0.1:7411"]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cluster.toml");
        std::fs::write(folder.path().join("token"), "0123456789abcdef\n").unwrap();
        std::fs::write(
            &path,
            "workers = [\"https://w:7410\"]\ndepot = \"file:///d\"\ntoken_file = \"token\"\nsilence_seconds = 5\n",
        )
        .unwrap();
        let said = Address::read(&path.to_string_lossy()).unwrap();
        assert_eq!(said.depot.as_deref(), Some("file:///d"));
        assert_eq!(said.silence, Some(Duration::from_secs(5)));
        let token = said.token.unwrap();
        assert_eq!(token.line(), "Bearer 0123456789abcdef");
        assert_eq!(format!("{token:?}"), "Token");
    }

    #[test]
    fn what_is_wrong_in_the_file_is_said_with_its_repair() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cluster.toml");
        for (text, words) in [
            ("workers = []\n", "names no worker"),
            ("workers = [\"http://w\"]\ndepott = \"x\"\n", "depott"),
            ("workers = [\"http://w\"]\ntoken_file = \"none\"\n", "none"),
        ] {
            std::fs::write(&path, text).unwrap();
            let error = Address::read(&path.to_string_lossy()).err().unwrap().to_string();
            assert!(error.contains(words), "{error}");
        }
        std::fs::write(folder.path().join("short"), "abc\n").unwrap();
        assert!(Token::read(&folder.path().join("short")).is_err());
    }
}
