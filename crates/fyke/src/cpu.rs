//! Time that this program's threads have worked: the honest measure where a
//! machine has other work.

/// Seconds of work so far, of all threads, in the program and in the system for it.
#[cfg(unix)]
pub fn seconds() -> f64 {
    // SAFETY: `rusage` is plain numbers, for which all zeroes are a value, and
    // the call only writes into the one it is given
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &raw mut usage);
        usage
    };
    let of = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    of(usage.ru_utime) + of(usage.ru_stime)
}

/// Seconds since the first call, where the system does not tell work apart.
#[cfg(not(unix))]
pub fn seconds() -> f64 {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_secs_f64()
}
