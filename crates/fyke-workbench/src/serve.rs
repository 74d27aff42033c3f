//! Listening: until somebody says stop, and then until what was begun is done.

use crate::app::router;
use crate::config::Config;
use crate::state::App;
use fyke_model::desk::Desk;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

/// A workbench that listens.
pub struct Served {
    listener: tokio::net::TcpListener,
    app: App,
}

/// Opens a workbench over a desk: from here on the address is taken.
///
/// # Errors
/// The address is taken or is not this machine's.
pub async fn serve(desk: Arc<dyn Desk>, mut config: Config) -> io::Result<Served> {
    let listener = tokio::net::TcpListener::bind(config.listen).await?;
    config.listen = listener.local_addr()?;
    Ok(Served {
        app: App::new(desk, config),
        listener,
    })
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

    /// Answers until `stop` is done.
    ///
    /// # Errors
    /// The network broke.
    pub async fn until(self, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        axum::serve(self.listener, router(self.app))
            .with_graceful_shutdown(stop)
            .await
    }
}
