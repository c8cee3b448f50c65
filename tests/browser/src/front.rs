//! TLS in front of Zylker, as a proxy of a data centre would be: a certificate signed by nobody, and bytes both ways.

use std::net::Ipv4Addr;
use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

use crate::Outcome;

/// A running front, which ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Front {
    pub(crate) origin: String,
    serving: JoinHandle<()>,
}

impl Front {
    /// Starts one in front of this port.
    pub(crate) async fn of(port: u16) -> Outcome<Front> {
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["127.0.0.1".to_owned()])?;
        let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key.into())?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let origin = format!("https://127.0.0.1:{}", listener.local_addr()?.port());
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    // A browser opens connections ahead and breaks them off: that is no matter of a test.
                    let Ok(mut browser) = acceptor.accept(stream).await else { return };
                    let Ok(mut zylker) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await else {
                        return;
                    };
                    let _ = copy_bidirectional(&mut browser, &mut zylker).await;
                });
            }
        });
        Ok(Front { origin, serving })
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
