//! The system calls of each role; every other is refused with EPERM.
//!
//! Refused, not killed: a C library that tries a newer call first falls back to
//! an older one. `clone3` is refused as if the kernel did not have it, since its
//! flags lie in memory where a filter cannot look, and `clone` may make threads
//! only; `mmap` and `mprotect` never make memory executable; `socket` makes Unix
//! sockets only; `ioctl` says whether a socket waits. Whoever starts workers may
//! load programs, which are this one: Landlock knows no other.

use libc as c;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Len, SeccompCmpOp as Op, SeccompCondition as Condition,
    SeccompFilter, SeccompRule as Rule, apply_filter,
};
use std::collections::BTreeMap;

/// What every role needs: its open files, memory, time, threads' ends.
const BASE: &[i64] = &[
    c::SYS_read,
    c::SYS_readv,
    c::SYS_write,
    c::SYS_writev,
    c::SYS_close,
    c::SYS_fstat,
    c::SYS_lseek,
    c::SYS_pread64,
    c::SYS_recvfrom,
    c::SYS_sendto,
    c::SYS_recvmsg,
    c::SYS_sendmsg,
    c::SYS_shutdown,
    c::SYS_setsockopt,
    c::SYS_getsockopt,
    c::SYS_ppoll,
    c::SYS_fcntl,
    c::SYS_ioctl,
    c::SYS_brk,
    c::SYS_munmap,
    c::SYS_mremap,
    c::SYS_madvise,
    c::SYS_futex,
    c::SYS_getrandom,
    c::SYS_clock_gettime,
    c::SYS_clock_nanosleep,
    c::SYS_nanosleep,
    c::SYS_sched_yield,
    c::SYS_sched_getaffinity,
    c::SYS_rt_sigaction,
    c::SYS_rt_sigprocmask,
    c::SYS_rt_sigreturn,
    c::SYS_sigaltstack,
    c::SYS_getpid,
    c::SYS_gettid,
    c::SYS_tgkill,
    c::SYS_exit,
    c::SYS_exit_group,
    c::SYS_restart_syscall,
    #[cfg(target_arch = "x86_64")]
    c::SYS_poll,
];

/// Threads, and connections that come in.
const SERVE: &[i64] = &[
    c::SYS_accept4,
    c::SYS_set_robust_list,
    c::SYS_rseq,
    c::SYS_prctl,
    c::SYS_clone3,
];

const FILES: &[i64] = &[c::SYS_openat, c::SYS_statx, c::SYS_newfstatat];

/// Calls that may be made with some arguments only, for roles that list them.
const WITH_ARGUMENTS: &[i64] = &[
    c::SYS_mmap,
    c::SYS_mprotect,
    c::SYS_clone,
    c::SYS_socket,
    c::SYS_ioctl,
];

/// Of a worker.
pub const WORKER: &[i64] = &[c::SYS_mmap, c::SYS_mprotect];

/// Of the store.
pub const STORE: &[i64] = &[
    c::SYS_mmap,
    c::SYS_mprotect,
    c::SYS_clone,
    c::SYS_pwrite64,
    c::SYS_fdatasync,
    c::SYS_fsync,
    c::SYS_utimensat,
    c::SYS_getdents64,
    c::SYS_unlinkat,
    c::SYS_renameat,
    c::SYS_renameat2,
    #[cfg(target_arch = "x86_64")]
    c::SYS_rename,
    #[cfg(target_arch = "x86_64")]
    c::SYS_unlink,
];

/// Of the pull.
pub const PULL: &[i64] = &[
    c::SYS_mmap,
    c::SYS_mprotect,
    c::SYS_clone,
    c::SYS_socket,
    c::SYS_connect,
];

/// Of the front's acceptor, which starts workers.
pub const ACCEPTOR: &[i64] = &[
    c::SYS_mmap,
    c::SYS_mprotect,
    c::SYS_socket,
    c::SYS_connect,
    c::SYS_socketpair,
    c::SYS_memfd_create,
    c::SYS_ftruncate,
    c::SYS_execve,
    c::SYS_wait4,
    c::SYS_waitid,
    c::SYS_kill,
    c::SYS_pidfd_open,
    c::SYS_pidfd_send_signal,
    c::SYS_pipe2,
    c::SYS_dup3,
    c::SYS_getdents64,
    c::SYS_readlinkat,
    c::SYS_prlimit64,
    c::SYS_mlockall,
    c::SYS_seccomp,
    c::SYS_landlock_create_ruleset,
    c::SYS_landlock_add_rule,
    c::SYS_landlock_restrict_self,
    c::SYS_set_tid_address,
    c::SYS_getuid,
    c::SYS_geteuid,
    c::SYS_getgid,
    c::SYS_getegid,
    c::SYS_faccessat,
    #[cfg(target_arch = "x86_64")]
    c::SYS_access,
    #[cfg(target_arch = "x86_64")]
    c::SYS_dup2,
    #[cfg(target_arch = "x86_64")]
    c::SYS_arch_prctl,
    #[cfg(target_arch = "x86_64")]
    c::SYS_readlink,
    #[cfg(target_arch = "x86_64")]
    c::SYS_vfork,
    #[cfg(target_arch = "x86_64")]
    c::SYS_fork,
];

/// From here on this thread, and those it starts, make these calls and no others.
pub fn only(role: &'static [i64]) -> Result<(), String> {
    let starts = role.contains(&c::SYS_execve);
    let mut allowed = BTreeMap::new();
    let serves = role.contains(&c::SYS_clone) || starts;
    let files: &[i64] = if serves { FILES } else { &[] };
    let serve: &[i64] = if serves { SERVE } else { &[] };
    for call in BASE.iter().chain(files).chain(serve).chain(role) {
        // a program that is loaded maps its code, and what starts it makes a process
        let free = starts && ![c::SYS_socket, c::SYS_ioctl].contains(call);
        let rules = if WITH_ARGUMENTS.contains(call) && !free {
            rules(*call)?
        } else {
            Vec::new()
        };
        allowed.insert(*call, rules);
    }
    if starts {
        allowed.insert(c::SYS_clone, Vec::new());
    } else {
        let unknown = BTreeMap::from([(c::SYS_clone3, Vec::new())]);
        apply(unknown, SeccompAction::Allow, errno(c::ENOSYS))?;
    }
    apply(allowed, errno(c::EPERM), SeccompAction::Allow)
}

fn errno(number: i32) -> SeccompAction {
    SeccompAction::Errno(number.unsigned_abs())
}

fn apply(rules: BTreeMap<i64, Vec<Rule>>, others: SeccompAction, these: SeccompAction) -> Result<(), String> {
    let machine = std::env::consts::ARCH
        .try_into()
        .map_err(|_| "this processor is not known to the filter".to_owned())?;
    let filter = SeccompFilter::new(rules, others, these, machine).map_err(|why| why.to_string())?;
    let program: BpfProgram = filter
        .try_into()
        .map_err(|why: seccompiler::BackendError| why.to_string())?;
    apply_filter(&program).map_err(|why| why.to_string())
}

fn rules(call: i64) -> Result<Vec<Rule>, String> {
    let unsigned = |value: i32| u64::from(value.unsigned_abs());
    let condition = if call == c::SYS_socket {
        Condition::new(0, Len::Dword, Op::Eq, unsigned(c::AF_UNIX))
    } else if call == c::SYS_ioctl {
        Condition::new(1, Len::Dword, Op::Eq, c::FIONBIO)
    } else if call == c::SYS_clone {
        let thread = unsigned(c::CLONE_THREAD);
        Condition::new(0, Len::Dword, Op::MaskedEq(thread), thread)
    } else {
        let exec = unsigned(c::PROT_EXEC);
        Condition::new(2, Len::Dword, Op::MaskedEq(exec), 0)
    };
    let condition = condition.map_err(|why| why.to_string())?;
    Ok(vec![Rule::new(vec![condition]).map_err(|why| why.to_string())?])
}
