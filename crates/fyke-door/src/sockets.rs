//! Unix sockets of the door: made for this user and group, served by so many threads.

use anyhow::{Context, Result};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;

/// A thread's stack: it holds no cell, and is counted as locked memory in whole.
pub const STACK: usize = 256 * 1024;

/// A socket for this user and group, in place of one that a dead process left.
pub fn listen(path: &Path) -> Result<UnixListener> {
    let _ = fs::remove_file(path);
    let listener = UnixListener::bind(path)
        .with_context(|| format!("cannot listen on {}; make its folder and own it", path.display()))?;
    fs::set_permissions(path, Permissions::from_mode(0o660))?;
    Ok(listener)
}

/// Serves each connection in a thread of its own; more than `most` at once are closed,
/// and so is one for which there is no thread.
pub fn serve_each(listener: &UnixListener, most: usize, serve: impl Fn(UnixStream) + Send + Sync + 'static) {
    let serve = Arc::new(serve);
    for stream in listener.incoming().flatten() {
        // each thread holds one, and so does this one
        if Arc::strong_count(&serve) <= most {
            let serve = serve.clone();
            let serving = move || serve(stream);
            let _ = thread::Builder::new().stack_size(STACK).spawn(serving);
        }
    }
}
