//! The machine a figure was measured on: without it a number is gossip.

use anyhow::Result;
use serde_json::{Value, json};

use crate::run;

/// Processor, cores, memory, kernel, compiler and the load before the run.
pub fn describe() -> Result<Value> {
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".into());
    Ok(json!({
        "processor": processor,
        "cores": std::thread::available_parallelism()?.get(),
        "memory": field("/proc/meminfo", "MemTotal").unwrap_or_else(|| "unknown".into()),
        "kernel": run::text_of(&mut run::command("uname", &["-sr"]))?,
        "rustc": run::text_of(&mut run::command("rustc", &["--version"]))?,
        "load_average": load(),
    }))
}

/// The load average now, as the kernel gives it.
pub fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
}

/// A short name for file names: `xeon-2c`.
pub fn short_name(machine: &Value) -> String {
    let processor = machine["processor"].as_str().unwrap_or_default().to_lowercase();
    let word = ["epyc", "xeon", "ryzen", "core", "apple", "neoverse"]
        .into_iter()
        .find(|word| processor.contains(word));
    format!("{}-{}c", word.unwrap_or("cpu"), machine["cores"])
}

fn field(path: &str, name: &str) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_says_processor_and_cores() {
        let machine = json!({"processor": "AMD EPYC 7B13", "cores": 2});
        assert_eq!(short_name(&machine), "epyc-2c");
        assert_eq!(short_name(&json!({"processor": "strange", "cores": 8})), "cpu-8c");
    }
}
