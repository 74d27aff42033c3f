//! The most memory that this process held while a job ran, as Linux counts it.
//!
//! Linux keeps a high-water mark for each process (`VmHWM`, proc_pid_status(5)) and
//! lowers it to what is held now when 5 is written to `clear_refs` (proc_pid_clear_refs(5)).
//! Jobs that run beside each other share it. Elsewhere nothing is known.

use std::fs;

/// From here on.
pub fn begin() {
    // where it is refused the mark is that of the whole life: more, never less
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// Bytes at the most since [`begin`]; nothing where the system does not say.
pub fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kib.checked_mul(1024)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_for_a_while_is_seen() {
        begin();
        let before = peak().unwrap();
        let held = vec![1u8; 64 << 20];
        assert!(held.iter().map(|byte| u64::from(*byte)).sum::<u64>() == 64 << 20);
        drop(held);
        assert!(peak().unwrap() >= before + (48 << 20));
    }
}
