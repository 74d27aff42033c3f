//! Where bytes lie beyond this machine: an object store, `s3://` or a folder.
//!
//! Two rules hold for everything in a depot. Nothing is ever changed: an object
//! is written once, by a put that fails where the name is taken, so that of two
//! writers exactly one wins and nobody sees half an object. And what is large is
//! named by its SHA-256, so that a name is a promise about the bytes.
//!
//! | name | what |
//! |---|---|
//! | `blobs/<sha256>` | bytes, by their hash |
//! | `steps/<step>/done/<job>` | what a job made ([`crate::work`]) |
//! | `steps/<step>/committed` | what a step made, written once |
//! | `generations/<number>` | the files of a case at one time ([`generation`]) |
//!
//! Requests that fail for a passing reason (503, a cut connection) are made again
//! for up to three minutes, by the library.

mod file;
pub mod generation;

pub use file::DepotFile;

use crate::error::{Fault, Result, StoreError};
use bytes::Bytes;
use futures::StreamExt;
use fyke_model::dataset::FileHash;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path as Name;
use object_store::{
    BackoffConfig, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload, RetryConfig,
};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::future::Future;
use std::io::{Read, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// Bytes sent or fetched at a time; the least that S3 takes as a part is 5 MiB.
const PART_BYTES: usize = 8 << 20;

/// A put whose connection was cut is tried again after ever longer pauses, up to
/// this: about a minute in all.
const CUT_PAUSE_MAX: Duration = Duration::from_secs(30);

/// How a request that fails for a passing reason is made again: for three minutes,
/// whatever the number of tries.
fn patient() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(200),
            max_backoff: Duration::from_secs(10),
            base: 2.0,
        },
        max_retries: 1_000,
        retry_timeout: Duration::from_secs(180),
    }
}

/// An object store and a place in it.
#[derive(Clone)]
pub struct Depot {
    store: Arc<dyn ObjectStore>,
    root: Name,
    runtime: Arc<Runtime>,
    url: String,
}

impl std::fmt::Debug for Depot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Depot({})", self.url)
    }
}

impl Depot {
    /// Opens a depot at a URL: `s3://bucket/folder`, with the region, endpoint and
    /// keys in the usual variables (`AWS_REGION`, `AWS_ENDPOINT`,
    /// `AWS_ACCESS_KEY_ID`, ...), or `file:///folder`, which is made where it is not.
    ///
    /// # Errors
    /// Where the URL is none, or says a kind of store that is not known.
    pub fn open(url: &str) -> Result<Depot> {
        let bad = |why: String| {
            StoreError::request(
                format!("{url} is no place for objects: {why}"),
                "give s3://BUCKET/FOLDER, with AWS_ENDPOINT, AWS_REGION and keys in the environment, or file:///FOLDER",
            )
        };
        let parsed = url::Url::parse(url).map_err(|e| bad(e.to_string()))?;
        if parsed.scheme() == "file" {
            let folder = parsed
                .to_file_path()
                .map_err(|()| bad("it names no folder of this machine".to_owned()))?;
            std::fs::create_dir_all(&folder).map_err(|e| StoreError::file("make", &folder, &e))?;
        }
        let (store, root): (Arc<dyn ObjectStore>, Name) = match parsed.scheme() {
            "s3" => {
                let root = Name::from_url_path(parsed.path()).map_err(|e| bad(e.to_string()))?;
                let builder = AmazonS3Builder::from_env().with_url(url).with_retry(patient());
                (Arc::new(builder.build().map_err(|e| bad(e.to_string()))?), root)
            }
            "file" => {
                let (store, root) = object_store::parse_url(&parsed).map_err(|e| bad(e.to_string()))?;
                (Arc::from(store), root)
            }
            other => return Err(bad(format!("{other} is no kind of store that is known"))),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|e| {
                StoreError::new(
                    Fault::Machine,
                    format!("cannot start a thread: {e}"),
                    "close other programs",
                )
            })?;
        Ok(Depot {
            store,
            root,
            runtime: Arc::new(runtime),
            url: url.trim_end_matches('/').to_owned(),
        })
    }

    /// The URL it was opened at.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Writes an object whose name must be free; false where it is taken. A
    /// connection that is cut may have written it all the same: whoever is told
    /// that the name is taken looks whether what stands there is theirs.
    ///
    /// # Errors
    /// Where the store refuses or does not answer.
    pub fn put_new(&self, name: &str, bytes: impl Into<Bytes>) -> Result<bool> {
        use object_store::Error as E;
        let (at, bytes) = (self.at(name), bytes.into());
        let mut pause = Duration::from_millis(200);
        loop {
            let options = PutOptions {
                mode: PutMode::Create,
                ..PutOptions::default()
            };
            let payload = PutPayload::from(bytes.clone());
            match self.wait(self.store.put_opts(&at, payload, options)) {
                Ok(_) => return Ok(true),
                Err(E::AlreadyExists { .. } | E::Precondition { .. }) => return Ok(false),
                // the library does not send again what may have arrived; here it does no harm
                Err(E::Generic { store, .. }) if store == "S3" && pause < CUT_PAUSE_MAX => {
                    std::thread::sleep(pause);
                    pause *= 2;
                }
                Err(error) => return Err(self.failed("write", name, &error)),
            }
        }
    }

    /// The bytes of an object; none where there is none of the name.
    ///
    /// # Errors
    /// Where the store refuses or does not answer.
    pub fn get(&self, name: &str) -> Result<Option<Bytes>> {
        let at = self.at(name);
        let got = self.wait(async {
            let object = self.store.get(&at).await?;
            object.bytes().await
        });
        match got {
            Ok(bytes) => Ok(Some(bytes)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.failed("read", name, &error)),
        }
    }

    /// Some bytes of an object.
    ///
    /// # Errors
    /// Where it is not there, is shorter, or the store does not answer.
    pub fn get_range(&self, name: &str, range: Range<u64>) -> Result<Bytes> {
        let at = self.at(name);
        self.wait(self.store.get_range(&at, range))
            .map_err(|error| self.failed("read", name, &error))
    }

    /// The names below a folder, without it, in order.
    ///
    /// # Errors
    /// Where the store refuses or does not answer.
    pub fn list(&self, folder: &str) -> Result<Vec<String>> {
        let at = self.at(folder);
        let found: std::result::Result<Vec<_>, _> = self.wait(async {
            let mut all = Vec::new();
            let mut stream = self.store.list(Some(&at));
            while let Some(object) = stream.next().await {
                all.push(object?.location);
            }
            Ok(all)
        });
        let found = found.map_err(|error: object_store::Error| self.failed("list", folder, &error))?;
        let mut names: Vec<String> = found
            .iter()
            .filter_map(|name| {
                let parts: Vec<_> = name.prefix_match(&at)?.collect();
                let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
                Some(parts.join("/"))
            })
            .collect();
        names.sort_unstable();
        Ok(names)
    }

    /// Keeps bytes under their hash.
    ///
    /// # Errors
    /// Where the store refuses or does not answer.
    pub fn keep(&self, bytes: impl Into<Bytes>) -> Result<Blob> {
        let bytes = bytes.into();
        let blob = Blob::of(&bytes);
        self.put_new(&blob.name(), bytes)?;
        Ok(blob)
    }

    /// Keeps the bytes of a file under its hash, part by part. A file that is
    /// there already is not sent again.
    ///
    /// # Errors
    /// Where the file cannot be read, or the store refuses or does not answer.
    pub fn keep_file(&self, path: &Path) -> Result<Blob> {
        let read = |e: &std::io::Error| StoreError::file("read", path, e);
        let blob = Blob::of_file(path)?;
        let name = blob.name();
        if self.has(&name)? {
            return Ok(blob);
        }
        let mut file = File::open(path).map_err(|e| read(&e))?;
        if blob.bytes <= PART_BYTES as u64 {
            let mut all = Vec::new();
            file.read_to_end(&mut all).map_err(|e| read(&e))?;
            self.put_new(&name, all)?;
            return Ok(blob);
        }
        let at = self.at(&name);
        let failed = |error: object_store::Error| self.failed("write", &name, &error);
        let mut upload = self.wait(self.store.put_multipart(&at)).map_err(failed)?;
        loop {
            let mut part = Vec::with_capacity(PART_BYTES);
            (&mut file)
                .take(PART_BYTES as u64)
                .read_to_end(&mut part)
                .map_err(|e| read(&e))?;
            if part.is_empty() {
                break;
            }
            self.wait(upload.put_part(PutPayload::from(part)))
                .map_err(failed)?;
        }
        // whoever comes second writes the same bytes under the same name
        self.wait(upload.complete()).map_err(failed)?;
        Ok(blob)
    }

    /// The bytes of a blob, held against its hash.
    ///
    /// # Errors
    /// Where it is not there or its bytes are not those of its name.
    pub fn bytes_of(&self, blob: &Blob) -> Result<Bytes> {
        let bytes = self.get(&blob.name())?.ok_or_else(|| self.missing(blob))?;
        match Blob::of(&bytes) == *blob {
            true => Ok(bytes),
            false => Err(self.changed(blob)),
        }
    }

    /// Writes the bytes of a blob into a file, held against its hash.
    ///
    /// # Errors
    /// Where it is not there, its bytes are not those of its name, or the disk refuses.
    pub fn fetch(&self, blob: &Blob, path: &Path) -> Result<()> {
        let write = |e: &std::io::Error| StoreError::file("write", path, e);
        let mut file = File::create(path).map_err(|e| write(&e))?;
        let mut hasher = Sha256::new();
        if !self.has(&blob.name())? {
            return Err(self.missing(blob));
        }
        self.each_part(&blob.name(), blob.bytes, &mut |part| {
            hasher.update(part);
            file.write_all(part).map_err(|e| write(&e))
        })?;
        if FileHash(hasher.finalize().into()) != blob.hash {
            return Err(self.changed(blob));
        }
        file.sync_all().map_err(|e| write(&e))
    }

    /// Writes any object into a file, part by part.
    ///
    /// # Errors
    /// Where it is not there, or the disk refuses.
    pub fn fetch_object(&self, name: &str, path: &Path) -> Result<()> {
        let write = |e: &std::io::Error| StoreError::file("write", path, e);
        let found = self.wait(self.store.head(&self.at(name)));
        let bytes = found.map_err(|error| self.failed("read", name, &error))?.size;
        let mut file = File::create(path).map_err(|e| write(&e))?;
        self.each_part(name, bytes, &mut |part| {
            file.write_all(part).map_err(|e| write(&e))
        })?;
        file.sync_all().map_err(|e| write(&e))
    }

    fn each_part(&self, name: &str, bytes: u64, each: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut at = 0;
        while at < bytes {
            let end = bytes.min(at + PART_BYTES as u64);
            each(&self.get_range(name, at..end)?)?;
            at = end;
        }
        Ok(())
    }

    pub(crate) fn has(&self, name: &str) -> Result<bool> {
        match self.wait(self.store.head(&self.at(name))) {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.failed("look for", name, &error)),
        }
    }

    fn at(&self, name: &str) -> Name {
        let parts = name.split('/').filter(|part| !part.is_empty());
        Name::from_iter(
            self.root
                .parts()
                .map(|part| part.as_ref().to_owned())
                .chain(parts.map(str::to_owned)),
        )
    }

    fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    fn failed(&self, action: &str, name: &str, error: &object_store::Error) -> StoreError {
        StoreError::new(
            Fault::Machine,
            format!("cannot {action} {}/{name}: {error}", self.url),
            "check that the object store answers and that the keys may read and write there; nothing was changed, and the command can be run again",
        )
    }

    fn missing(&self, blob: &Blob) -> StoreError {
        StoreError::new(
            Fault::Data,
            format!("{}/{} is not there", self.url, blob.name()),
            "run the command that made it again, or push the case again",
        )
    }

    fn changed(&self, blob: &Blob) -> StoreError {
        StoreError::new(
            Fault::Data,
            format!(
                "the bytes of {}/{} are not those of its name",
                self.url,
                blob.name()
            ),
            "remove that object and run the command again: somebody wrote over it",
        )
    }
}

/// Bytes in a depot, by their hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Blob {
    /// The hash.
    pub hash: FileHash,
    /// How many bytes.
    pub bytes: u64,
}

impl Blob {
    /// The name of some bytes.
    pub fn of(bytes: &[u8]) -> Blob {
        Blob {
            hash: FileHash(Sha256::digest(bytes).into()),
            bytes: bytes.len() as u64,
        }
    }

    /// The name of the bytes of a file.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn of_file(path: &Path) -> Result<Blob> {
        let file = File::open(path).map_err(|e| StoreError::file("read", path, &e))?;
        let mut bytes = 0;
        let hash = crate::evidence::hash(file, path, &mut |chunk| {
            bytes += chunk.len() as u64;
            Ok(())
        })?;
        Ok(Blob { hash, bytes })
    }

    /// Its name in a depot.
    pub fn name(&self) -> String {
        format!("blobs/{}", self.hash)
    }
}

#[cfg(test)]
mod tests;
