//! Whoever holds a connection and says nothing, on real sockets of this machine.
//! Waits are short here; what is held is that each of them ends, not how soon.

use crate::coming_in::PASSPHRASE;
use fyke_model::desk::{Access, Secret};
use fyke_sim::desk::MadeDesk;
use fyke_workbench::{Config, Waits, serve};
use rustls::pki_types::{CertificateDer, ServerName};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;

/// Long enough for a machine under load; nothing here takes it when it works.
const PATIENCE: Duration = Duration::from_secs(20);

fn hasty() -> Config {
    let short = Duration::from_millis(300);
    let mut config = Config {
        waits: Waits {
            head: short,
            body: short,
            whole: 5 * short,
            write: short,
            stop: short,
        },
        ..Config::default()
    };
    config.listen.set_port(0);
    config
}

struct Open {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    done: tokio::task::JoinHandle<std::io::Result<()>>,
}

async fn open(desk: MadeDesk, config: Config) -> Open {
    let served = serve(Arc::new(desk), config).await.unwrap();
    let (stop, stopped) = oneshot::channel();
    let address = served.address();
    let done = tokio::spawn(served.until(async {
        let _ = stopped.await;
    }));
    Open { address, stop, done }
}

/// Sends bytes and reads until the other side ends.
async fn say(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    // a connection cut with bytes unread is reset: what came before it counts
    let _ = timeout(PATIENCE, stream.read_to_end(&mut answer))
        .await
        .expect("the connection is ended");
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> &str {
    answer.split_whitespace().nth(1).unwrap_or("nothing")
}

#[tokio::test]
async fn slow_heads_slow_bodies_and_idle_connections_are_cut() {
    let open = open(MadeDesk::new(), hasty()).await;
    let host = format!("host: {}\r\n", open.address);

    let silent = say(open.address, b"").await;
    assert!(silent.is_empty(), "{silent}");
    let slow_head = say(open.address, format!("GET / HTTP/1.1\r\n{host}x-more").as_bytes()).await;
    assert!(["nothing", "408"].contains(&status(&slow_head)), "{slow_head}");
    let idle = say(
        open.address,
        format!("GET /prefs HTTP/1.1\r\n{host}\r\n").as_bytes(),
    )
    .await;
    assert_eq!(status(&idle), "405", "answered, and then cut: {idle}");

    let head = format!("POST /login HTTP/1.1\r\n{host}content-type: application/x-www-form-urlencoded\r\n");
    let slow_body = say(
        open.address,
        format!("{head}content-length: 900\r\n\r\nwho=").as_bytes(),
    )
    .await;
    assert!(["400", "408", "503"].contains(&status(&slow_body)), "{slow_body}");
    let said_large = say(
        open.address,
        format!("{head}content-length: 99000000\r\n\r\nwho=").as_bytes(),
    )
    .await;
    assert_eq!(status(&said_large), "413", "{said_large}");
    open.stop.send(()).unwrap();
    timeout(PATIENCE, open.done).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn a_drop_at_a_time_does_not_keep_a_request_alive() {
    let open = open(MadeDesk::new(), hasty()).await;
    let mut stream = TcpStream::connect(open.address).await.unwrap();
    let head = format!(
        "POST /login HTTP/1.1\r\nhost: {}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 9000\r\n\r\n",
        open.address
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let drip = async {
        // each drop comes before the wait between two pieces is over
        while stream.write_all(b"w").await.is_ok() {
            let mut answer = [0u8; 64];
            let read = timeout(Duration::from_millis(100), stream.read(&mut answer)).await;
            if let Ok(Ok(n)) = read {
                return String::from_utf8_lossy(&answer[..n]).into_owned();
            }
        }
        String::new()
    };
    let answer = timeout(PATIENCE, drip).await.expect("it ends");
    assert!(["nothing", "503"].contains(&status(&answer)), "{answer}");
    drop(open.stop);
}

#[tokio::test]
async fn heads_without_end_are_refused() {
    let open = open(MadeDesk::new(), hasty()).await;
    let host = format!("host: {}\r\n", open.address);
    let many: String = (0..500).map(|n| format!("x-{n}: y\r\n")).collect();
    let flood = say(
        open.address,
        format!("GET / HTTP/1.1\r\n{host}{many}\r\n").as_bytes(),
    )
    .await;
    assert_eq!(status(&flood), "431", "{flood}");
    let long = "z".repeat(200_000);
    let one = say(
        open.address,
        format!("GET / HTTP/1.1\r\n{host}x: {long}\r\n\r\n").as_bytes(),
    )
    .await;
    assert!(["431", "nothing"].contains(&status(&one)), "{one}");
    let address = say(
        open.address,
        format!("GET /?{long} HTTP/1.1\r\n{host}\r\n").as_bytes(),
    )
    .await;
    assert!(["414", "431", "nothing"].contains(&status(&address)), "{address}");
    // two lengths, or a length and pieces: which of them is meant?
    for smuggled in [
        "content-length: 5\r\ncontent-length: 6\r\n",
        "content-length: 5\r\ntransfer-encoding: chunked, x\r\n",
    ] {
        let answer = say(
            open.address,
            format!("POST /login HTTP/1.1\r\n{host}{smuggled}\r\nhello").as_bytes(),
        )
        .await;
        assert!(["400", "nothing"].contains(&status(&answer)), "{answer}");
    }
    let alive = say(
        open.address,
        format!("GET / HTTP/1.1\r\n{host}connection: close\r\n\r\n").as_bytes(),
    )
    .await;
    assert_eq!(status(&alive), "200", "after all that it answers others");
    drop(open.stop);
}

#[tokio::test]
async fn told_to_stop_it_stops_though_somebody_holds_on() {
    let open = open(
        MadeDesk::new(),
        Config {
            waits: Waits {
                head: PATIENCE * 9,
                ..hasty().waits
            },
            ..hasty()
        },
    )
    .await;
    let mut holding = TcpStream::connect(open.address).await.unwrap();
    holding.write_all(b"GET / HT").await.unwrap();
    open.stop.send(()).unwrap();
    timeout(PATIENCE, open.done)
        .await
        .expect("it stops")
        .unwrap()
        .unwrap();
    assert!(
        TcpStream::connect(open.address).await.is_err(),
        "and nobody else is let in"
    );
}

#[tokio::test]
async fn over_tls_the_cookie_is_bound_to_the_host_and_plain_talk_is_not_answered() {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let desk = MadeDesk::new();
    desk.found("Ada", &Secret::new(PASSPHRASE)).unwrap();
    let tls = Some((
        made.cert.pem().into_bytes(),
        made.signing_key.serialize_pem().into_bytes(),
    ));
    // the load of others makes a handshake slow: the wait is long here
    let waits = Waits {
        head: PATIENCE,
        ..Waits::default()
    };
    let open = open(
        desk,
        Config {
            tls,
            waits,
            ..hasty()
        },
    )
    .await;

    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from(made.cert.der().to_vec())).unwrap();
    let client =
        rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
    let stream = TcpStream::connect(open.address).await.unwrap();
    let connector = tokio_rustls::TlsConnector::from(Arc::new(client));
    let mut stream = connector
        .connect(ServerName::try_from("localhost").unwrap(), stream)
        .await
        .unwrap();
    let form = format!("who=Ada&passphrase={}", PASSPHRASE.replace(' ', "+"));
    let request = format!(
        "POST /login HTTP/1.1\r\nhost: localhost:{}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        open.address.port(),
        form.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    assert_eq!(status(&answer), "303", "{answer}");
    let cookie = answer
        .lines()
        .find(|line| line.starts_with("set-cookie: __Host-fyke="))
        .expect("a session");
    for flag in ["; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"] {
        assert!(cookie.contains(flag), "{flag}");
    }
    assert!(!cookie.contains("Domain"));

    let plain = say(open.address, b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await;
    assert!(!plain.contains("HTTP/1.1 200"), "{plain}");
    drop(open.stop);
}
