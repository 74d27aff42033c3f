//! Listening: until somebody says stop, and then until what was begun is done.
//!
//! Others than this machine are let in only over TLS, and only to a case that
//! knows its people. Connections are few enough to be held, and none is held by
//! who says nothing: heads, bodies and answers that do not move are cut
//! ([`crate::config::Waits`]).

use crate::app::router;
use crate::config::Config;
use crate::guard::enrolled::{self, People};
use crate::guard::steady::Steady;
use crate::guard::tls;
use crate::state::App;
use axum::Router;
use fyke_model::desk::Desk;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

/// Connections at once: a browser opens six, so forty people fit; the rest wait
/// in the queue of the system.
const CONNECTIONS_MAX: usize = 256;

/// Bytes of the head of a request: an address with all its state is a few
/// hundred, the longest that a browser sends 8 KiB.
const HEAD_MAX: usize = 32 << 10;

/// Lines of it.
const HEADERS_MAX: usize = 64;

/// How often sessions that nobody uses are ended.
const SWEEP: Duration = Duration::from_secs(60);

/// A workbench that listens.
pub struct Served {
    listener: TcpListener,
    app: App,
    tls: Option<TlsAcceptor>,
}

/// Opens a workbench over a desk: from here on the address is taken.
///
/// # Errors
/// The address is taken or is not this machine's; it is open to others, and
/// there is no TLS, no name, or nobody who could come in; the certificate cannot
/// be read.
pub async fn serve(desk: Arc<dyn Desk>, mut config: Config) -> io::Result<Served> {
    let tls = match &config.tls {
        Some((chain, key)) => Some(tls::acceptor(chain, key)?),
        None => None,
    };
    if config.is_open() {
        let asked = Arc::clone(&desk);
        let people = tokio::task::spawn_blocking(move || enrolled::asked(asked.as_ref())).await?;
        may_be_open(
            &config,
            people.map_err(|refusal| io::Error::other(refusal.to_string()))?,
        )?;
    }
    let listener = TcpListener::bind(config.listen).await?;
    config.listen = listener.local_addr()?;
    Ok(Served {
        app: App::new(desk, config),
        listener,
        tls,
    })
}

/// What it takes to let others in than this machine.
fn may_be_open(config: &Config, people: People) -> io::Result<()> {
    let refused = |words: &str| Err(io::Error::new(io::ErrorKind::InvalidInput, words));
    if config.tls.is_none() {
        return refused(
            "others could read along on the way; give a certificate and its key, or listen on 127.0.0.1",
        );
    }
    if people != People::Some {
        return refused(
            "nobody could come in, since this case has no people yet; open it on 127.0.0.1 and become the first reviewer",
        );
    }
    if config.listen.ip().is_unspecified() && config.hosts.is_empty() {
        return refused(
            "a workbench on all addresses does not know its own name; say under which name it is opened",
        );
    }
    Ok(())
}

impl Served {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.app.config.listen
    }

    /// What its requests share.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Answers until `stop` is done; then what was begun has five seconds.
    ///
    /// # Errors
    /// The network broke.
    pub async fn until(self, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let waits = self.app.config.waits;
        let routes = router(self.app.clone());
        let graceful = GracefulShutdown::new();
        let room = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let mut sweep = tokio::time::interval(SWEEP);
        let mut stop = std::pin::pin!(stop);
        loop {
            let came = tokio::select! {
                () = &mut stop => break,
                _ = sweep.tick() => {
                    for hand in self.app.sessions.sweep(Instant::now()) {
                        self.app.desk.lock(&hand);
                    }
                    continue;
                }
                came = next(&self.listener, &room) => came,
            };
            let Some((stream, seat)) = came else { continue };
            let held = Connection {
                routes: routes.clone(),
                watcher: graceful.watcher(),
                waits,
            };
            match &self.tls {
                None => drop(tokio::spawn(held.answer(stream, seat))),
                Some(tls) => {
                    let tls = tls.clone();
                    drop(tokio::spawn(async move {
                        // who does not finish saying hello is not waited for
                        if let Ok(Ok(stream)) = timeout(waits.head, tls.accept(stream)).await {
                            held.answer(stream, seat).await;
                        }
                    }));
                }
            }
        }
        drop(self.listener);
        // what is not done by then breaks off
        let _ = timeout(waits.stop, graceful.shutdown()).await;
        Ok(())
    }
}

/// The next connection, once there is room for it.
async fn next(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let seat = Arc::clone(room).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => {
            // small answers leave at once
            let _ = stream.set_nodelay(true);
            Some((stream, seat))
        }
        // out of files, or the other side went: neither ends the workbench
        Err(_) => {
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

/// What a connection is answered with.
struct Connection {
    routes: Router,
    watcher: hyper_util::server::graceful::Watcher,
    waits: crate::config::Waits,
}

impl Connection {
    async fn answer<S>(self, stream: S, seat: OwnedSemaphorePermit)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let stream = TokioIo::new(Steady::new(stream, self.waits.write));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            // counts while nothing comes, too: an idle connection ends with it
            .header_read_timeout(self.waits.head)
            .max_buf_size(HEAD_MAX)
            .max_headers(HEADERS_MAX)
            .serve_connection(stream, TowerToHyperService::new(self.routes));
        // what breaks a connection is the business of who broke it
        let _ = self.watcher.watch(connection).await;
        drop(seat);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_are_let_in_over_tls_under_a_name_to_a_case_with_people() {
        let open = Config {
            listen: "192.0.2.7:443".parse().unwrap(),
            tls: Some((Vec::new(), Vec::new())),
            ..Config::default()
        };
        assert!(open.is_open() && may_be_open(&open, People::Some).is_ok());
        assert!(may_be_open(&open, People::None).is_err());
        assert!(may_be_open(&open, People::NotKept).is_err());
        let plain = Config {
            tls: None,
            ..open.clone()
        };
        assert!(may_be_open(&plain, People::Some).is_err());
        let everywhere = Config {
            listen: "0.0.0.0:443".parse().unwrap(),
            ..open
        };
        assert!(may_be_open(&everywhere, People::Some).is_err());
        let named = Config {
            hosts: vec!["fyke.example.org".to_owned()],
            ..everywhere
        };
        assert!(may_be_open(&named, People::Some).is_ok());
    }
}
