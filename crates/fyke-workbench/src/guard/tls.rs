//! TLS 1.2 and 1.3 by rustls over ring: a certificate chain and a key, PEM.

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::io;
use std::sync::Arc;
use tokio_rustls::TlsAcceptor;

/// What answers handshakes with a chain and its key.
///
/// # Errors
/// One of the two cannot be read, or they do not belong together.
pub fn acceptor(chain: &[u8], key: &[u8]) -> io::Result<TlsAcceptor> {
    let refused = |words: String| io::Error::new(io::ErrorKind::InvalidInput, words);
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(chain)
        .collect::<Result<_, _>>()
        .map_err(|_| refused("the certificate cannot be read; give its chain as PEM".to_owned()))?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| {
        refused("the key of the certificate cannot be read; give it as PEM, without a passphrase".to_owned())
    })?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|config| config.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|why| {
            refused(format!(
                "certificate and key cannot be used ({why}); look whether they belong together"
            ))
        })?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

#[cfg(test)]
mod tests {
    use super::acceptor;

    #[test]
    fn what_is_no_certificate_is_refused_in_words() {
        let said = |chain: &[u8], key: &[u8]| acceptor(chain, key).err().unwrap().to_string();
        assert!(
            said(
                b"-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----\n",
                b""
            )
            .contains("certificate cannot be read")
        );
        assert!(said(b"", b"nonsense").contains("key of the certificate cannot be read"));
    }
}
