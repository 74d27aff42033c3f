//! What the child gives up before it reads a byte.
//!
//! * limits: 30 s of processor, 512 MiB of address space, no core, no file it
//!   could write, no descriptor beyond those it has;
//! * landlock, as far as the kernel knows it: no file, no port;
//! * seccomp: the calls of a process that reads, computes and writes to what is
//!   open. Everything else kills it, so a file that takes it over is seen.
//!
//! It dies with its parent, and nothing may trace it.

/// It could not be confined.
pub struct NotConfined;

/// Processor seconds.
#[cfg(target_os = "linux")]
const CPU_SECONDS: u64 = 30;
/// Bytes of address space.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 512 << 20;

#[cfg(not(target_os = "linux"))]
pub fn confine() -> Result<(), NotConfined> {
    Err(NotConfined)
}

#[cfg(target_os = "linux")]
pub fn confine() -> Result<(), NotConfined> {
    limits()?;
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))
        .map_err(|_| NotConfined)?;
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)
        .map_err(|_| NotConfined)?;
    no_files()?;
    calls()
}

#[cfg(target_os = "linux")]
fn limits() -> Result<(), NotConfined> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [
        (Resource::Cpu, CPU_SECONDS),
        (Resource::As, MEMORY),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, 8),
    ] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit).map_err(|_| NotConfined)?;
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn no_files() -> Result<(), NotConfined> {
    use landlock::{ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr};
    // where the kernel has no landlock the calls below stand alone: they let no
    // file and no socket be opened either
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V5)))
        .and_then(Ruleset::create)
        .map_err(|_| NotConfined)?;
    rules.restrict_self().map(|_| ()).map_err(|_| NotConfined)
}

#[cfg(target_os = "linux")]
fn calls() -> Result<(), NotConfined> {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};
    let allowed = [
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_lseek,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_sched_yield,
        libc::SYS_sigaltstack,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];
    let filter = SeccompFilter::new(
        allowed.into_iter().map(|call| (call, Vec::new())).collect(),
        SeccompAction::KillProcess,
        SeccompAction::Allow,
        std::env::consts::ARCH.try_into().map_err(|_| NotConfined)?,
    )
    .map_err(|_| NotConfined)?;
    let program: BpfProgram = filter.try_into().map_err(|_| NotConfined)?;
    seccompiler::apply_filter(&program).map_err(|_| NotConfined)
}

/// Tries what a confined child may not; a test runs this and looks how it died.
/// Gives 0 where it could, so that only a kill or a refusal passes.
pub fn prove(what: &str) -> i32 {
    let could = match what {
        "open" => std::fs::read("/etc/hostname").is_ok(),
        "write" => std::fs::write("/tmp/fyke-view-was-here", b"x").is_ok(),
        "connect" => std::net::TcpStream::connect(("127.0.0.1", 9)).is_ok(),
        "spawn" => std::process::Command::new("/bin/true").status().is_ok(),
        "memory" => vec![1u8; 1 << 30].iter().any(|byte| *byte == 2),
        _ => loop {
            std::hint::spin_loop();
        },
    };
    i32::from(!could)
}
