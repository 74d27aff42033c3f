//! Connections to workers: TLS where the URL says https, the token on every
//! request, and a sign of life asked for, so that a machine that is gone is
//! noticed although nobody closed its connections.

use crate::address::{Address, Token};
use async_trait::async_trait;
use datafusion::common::{DataFusionError, exec_datafusion_err};
use datafusion_distributed::grpc::{BoxCloneSyncChannel, create_worker_client};
use datafusion_distributed::{ChannelResolver, GetWorkerInfoRequest, WorkerChannel};
use http::HeaderValue;
use http::header::AUTHORIZATION;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tonic::transport::{Certificate, ClientTlsConfig, Endpoint};
use tower::util::MapRequest;
use url::Url;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);
/// How often a sign of life is asked for, and how long it may take.
const ALIVE: Duration = Duration::from_secs(10);

/// Connections, one a worker, made when they are first wanted.
#[derive(Clone)]
pub struct Channels {
    ca: Option<Certificate>,
    token: Option<HeaderValue>,
    made: Arc<Mutex<HashMap<Url, BoxCloneSyncChannel>>>,
}

impl Channels {
    /// Connections to the workers of a cluster.
    pub fn to(address: &Address) -> Channels {
        Channels {
            ca: address.ca.as_deref().map(Certificate::from_pem),
            token: address.token.as_ref().and_then(secret),
            made: Arc::default(),
        }
    }

    /// Lets a connection go: the next use makes it anew.
    pub fn forget(&self, url: &Url) {
        if let Ok(mut made) = self.made.lock() {
            made.remove(url);
        }
    }

    /// The version of a worker's program, which says that it is alive, lets us in and
    /// computes as we do.
    pub async fn version(&self, url: &Url) -> Result<String, DataFusionError> {
        let ask = async {
            let mut worker = self.get_worker_client_for_url(url).await?;
            Ok(worker.get_worker_info(GetWorkerInfoRequest {}).await?.version)
        };
        match tokio::time::timeout(CONNECT + ALIVE, ask).await {
            Ok(said) => said,
            Err(_) => Err(exec_datafusion_err!(
                "no answer within {} s",
                (CONNECT + ALIVE).as_secs()
            )),
        }
    }

    async fn channel(&self, url: &Url) -> Result<BoxCloneSyncChannel, DataFusionError> {
        let there = self.made.lock().ok().and_then(|made| made.get(url).cloned());
        if let Some(channel) = there {
            return Ok(channel);
        }
        let failed = |e: tonic::transport::Error| {
            let cause =
                std::error::Error::source(&e).map_or_else(String::new, |source| format!(": {source}"));
            exec_datafusion_err!("{url}: {e}{cause}")
        };
        let mut endpoint = Endpoint::from_shared(url.to_string())
            .map_err(failed)?
            .connect_timeout(CONNECT)
            .http2_keep_alive_interval(ALIVE)
            .keep_alive_timeout(ALIVE)
            .keep_alive_while_idle(true);
        if url.scheme() == "https" {
            let mut tls = ClientTlsConfig::new();
            if let Some(ca) = &self.ca {
                tls = tls.ca_certificate(ca.clone());
            }
            endpoint = endpoint.tls_config(tls).map_err(failed)?;
        }
        let channel = endpoint.connect().await.map_err(failed)?;
        let token = self.token.clone();
        let channel = BoxCloneSyncChannel::new(MapRequest::new(
            channel,
            move |mut request: http::Request<tonic::body::Body>| {
                if let Some(token) = &token {
                    request.headers_mut().insert(AUTHORIZATION, token.clone());
                }
                request
            },
        ));
        if let Ok(mut made) = self.made.lock() {
            made.insert(url.clone(), channel.clone());
        }
        Ok(channel)
    }
}

fn secret(token: &Token) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(&token.line()).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[async_trait]
impl ChannelResolver for Channels {
    async fn get_worker_client_for_url(&self, url: &Url) -> Result<Box<dyn WorkerChannel>, DataFusionError> {
        self.channel(url).await.map(create_worker_client)
    }
}
