//! The system calls of each role; every other is refused with EPERM.
//!
//! Refused, not killed: a C library that tries a newer call first falls back to
//! an older one. `clone3` is refused as if the kernel did not have it, since its
//! flags lie in memory where a filter cannot look, and `clone` may make threads
//! only; `mmap` and `mprotect` never make memory executable; `socket` makes Unix
//! sockets only; `ioctl` says whether a socket waits. Whoever starts workers may
//! load programs, which are this one: Landlock knows no other.

use anyhow::Result;
use libc as c;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Len, SeccompCmpOp as Op, SeccompCondition as Condition,
    SeccompFilter, SeccompRule as Rule, apply_filter,
};
use std::collections::BTreeMap;

/// Numbers of calls by their names; behind the bar, such as only the older machines have.
macro_rules! calls {
    ($($name:ident)* $(| $($old:ident)*)?) => {
        &[$(c::$name,)* $($(#[cfg(target_arch = "x86_64")] c::$old,)*)?]
    };
}

/// What every role needs: its open files, memory, time, threads' ends.
const BASE: &[i64] = calls! {
    SYS_read SYS_readv SYS_write SYS_writev SYS_close SYS_fstat SYS_lseek SYS_pread64 SYS_recvfrom
    SYS_sendto SYS_recvmsg SYS_sendmsg SYS_shutdown SYS_setsockopt SYS_getsockopt SYS_ppoll SYS_fcntl
    SYS_ioctl SYS_brk SYS_munmap SYS_mremap SYS_madvise SYS_futex SYS_getrandom SYS_clock_gettime
    SYS_clock_nanosleep SYS_nanosleep SYS_sched_yield SYS_sched_getaffinity SYS_rt_sigaction
    SYS_rt_sigprocmask SYS_rt_sigreturn SYS_sigaltstack SYS_getpid SYS_gettid SYS_tgkill SYS_exit
    SYS_exit_group SYS_restart_syscall
    | SYS_poll
};

/// Threads, and connections that come in.
const SERVE: &[i64] = calls! {
    SYS_accept4 SYS_set_robust_list SYS_rseq SYS_prctl SYS_clone3
};

const FILES: &[i64] = &[c::SYS_openat, c::SYS_statx, c::SYS_newfstatat];

/// Calls that may be made with some arguments only, for roles that list them.
const WITH_ARGUMENTS: &[i64] = calls! {
    SYS_mmap SYS_mprotect SYS_clone SYS_socket SYS_ioctl
};

/// Of a worker.
pub const WORKER: &[i64] = &[c::SYS_mmap, c::SYS_mprotect];

/// Of the store.
pub const STORE: &[i64] = calls! {
    SYS_mmap SYS_mprotect SYS_clone SYS_pwrite64 SYS_fdatasync SYS_fsync SYS_utimensat SYS_getdents64
    SYS_unlinkat SYS_renameat SYS_renameat2
    | SYS_rename SYS_unlink
};

/// Of the pull.
pub const PULL: &[i64] = calls! {
    SYS_mmap SYS_mprotect SYS_clone SYS_socket SYS_connect
};

/// Of the front's acceptor, which starts workers.
pub const ACCEPTOR: &[i64] = calls! {
    SYS_mmap SYS_mprotect SYS_socket SYS_connect SYS_socketpair SYS_memfd_create SYS_ftruncate SYS_execve
    SYS_wait4 SYS_waitid SYS_kill SYS_pidfd_open SYS_pidfd_send_signal SYS_pipe2 SYS_dup3 SYS_getdents64
    SYS_readlinkat SYS_prlimit64 SYS_mlockall SYS_seccomp SYS_landlock_create_ruleset SYS_landlock_add_rule
    SYS_landlock_restrict_self SYS_set_tid_address SYS_getuid SYS_geteuid SYS_getgid SYS_getegid
    SYS_faccessat
    | SYS_access SYS_dup2 SYS_arch_prctl SYS_readlink SYS_vfork SYS_fork
};

/// From here on this thread, and those it starts, make these calls and no others.
pub fn only(role: &'static [i64]) -> Result<()> {
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

fn apply(rules: BTreeMap<i64, Vec<Rule>>, others: SeccompAction, these: SeccompAction) -> Result<()> {
    let machine = std::env::consts::ARCH.try_into()?;
    let program: BpfProgram = SeccompFilter::new(rules, others, these, machine)?.try_into()?;
    Ok(apply_filter(&program)?)
}

fn rules(call: i64) -> Result<Vec<Rule>> {
    let unsigned = |value: i32| u64::from(value.unsigned_abs());
    let (argument, compare, value) = match call {
        c::SYS_socket => (0, Op::Eq, unsigned(c::AF_UNIX)),
        c::SYS_ioctl => (1, Op::Eq, c::FIONBIO),
        c::SYS_clone => {
            let thread = unsigned(c::CLONE_THREAD);
            (0, Op::MaskedEq(thread), thread)
        }
        _ => (2, Op::MaskedEq(unsigned(c::PROT_EXEC)), 0),
    };
    let condition = Condition::new(argument, Len::Dword, compare, value)?;
    Ok(vec![Rule::new(vec![condition])?])
}
