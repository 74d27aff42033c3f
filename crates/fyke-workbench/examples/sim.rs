//! A workbench over the made case: for trying pages without the engine.
//!
//! `cargo run -p fyke-workbench --example sim -- --port 7001`; port 0 takes a
//! free one. Prints the address and answers until it is stopped. With `--as ada`
//! it also prints the cookie of a session of hers, for scripts that look at pages.

use fyke_model::desk::{Hand, Role};
use fyke_workbench::{Config, serve};
use std::sync::Arc;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let port = args
        .iter()
        .position(|arg| arg == "--port")
        .and_then(|at| args.get(at + 1)?.parse().ok())
        .unwrap_or(7001);
    let mut config = Config::default();
    config.listen.set_port(port);
    let served = serve(Arc::new(fyke_sim::desk::MadeDesk::new()), config).await?;
    println!("http://{}", served.address());
    let name = args
        .iter()
        .position(|arg| arg == "--as")
        .and_then(|at| args.get(at + 1));
    if let Some(name) = name {
        let hand = Hand::new(1, name.as_str(), name.as_str(), Role::Releaser);
        println!("{}", served.app().come_in(hand).map_err(std::io::Error::other)?);
    }
    served
        .until(async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await
}
