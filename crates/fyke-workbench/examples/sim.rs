//! A workbench over the made case: for trying pages without the engine.
//!
//! `cargo run -p fyke-workbench --example sim -- --port 7001`; port 0 takes a
//! free one. Prints the address and answers until it is stopped.

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
    served
        .until(async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await
}
