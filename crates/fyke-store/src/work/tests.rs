use super::*;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Sums the numbers of its request; says how often it was asked.
#[derive(Default)]
struct Sums {
    asked: AtomicUsize,
    /// Adds what it was asked so often: no two answers alike.
    forgetful: bool,
}

impl Kernels for Sums {
    fn run(&self, kernel: &str, request: &str, _: &Depot) -> Result<Made> {
        assert_eq!(kernel, "sum");
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        let numbers: Vec<u64> = serde_json::from_str(request).unwrap();
        let wrong = if self.forgetful { asked as u64 } else { 0 };
        Ok(Made {
            bytes: (numbers.iter().sum::<u64>() + wrong).to_string().into_bytes(),
            rows_in: numbers.len() as u64,
            ..Made::default()
        })
    }
}

/// An engine that does what its script says of each attempt: how many jobs it does,
/// and whether it does them twice, and how it ends.
struct Scripted<'a> {
    kernels: &'a Sums,
    depot: &'a Depot,
    script: Mutex<Vec<(usize, usize, bool)>>,
}

impl Engine for Scripted<'_> {
    fn workers(&self) -> Result<usize> {
        Ok(1)
    }

    fn run(&self, jobs: &[Job], _: &Patience, heard: &mut dyn FnMut()) -> Result<()> {
        let mut script = self.script.lock().unwrap();
        let (some, times, ends_well) = if script.is_empty() {
            (0, 0, false)
        } else {
            script.remove(0)
        };
        for job in jobs.iter().take(some) {
            for _ in 0..times {
                perform(job, self.kernels, self.depot)?;
            }
            heard();
        }
        match ends_well {
            true => Ok(()),
            false => Err(StoreError::new(Fault::Machine, "a worker was lost", "look at it")),
        }
    }
}

fn depot(folder: &Path) -> Depot {
    Depot::open(&format!("file://{}", folder.display())).unwrap()
}

fn hasty() -> Patience {
    Patience {
        fruitless_max: 3,
        pause: std::time::Duration::ZERO,
        ..Patience::default()
    }
}

fn step() -> Step {
    let requests = [vec![1, 2], vec![3], vec![4, 5, 6], vec![]];
    let requests = requests
        .iter()
        .map(|r: &Vec<u64>| serde_json::to_string(r).unwrap());
    Step::new("sums", "sum", requests.collect()).with_rows_in(6)
}

fn answers(done: &[Done], depot: &Depot) -> Vec<String> {
    let text = |done: &Done| String::from_utf8(depot.bytes_of(&done.output).unwrap().to_vec()).unwrap();
    done.iter().map(text).collect()
}

#[test]
fn a_step_gives_its_answers_in_the_order_of_its_jobs_and_is_done_once() {
    let folder = tempfile::tempdir().unwrap();
    let (depot, kernels) = (depot(folder.path()), Sums::default());
    for threads in [1, 3] {
        let here = Here {
            kernels: &kernels,
            depot: &depot,
            threads,
        };
        let done = run(&step(), &depot, &here, &hasty(), &mut |_| {}).unwrap();
        assert_eq!(answers(&done, &depot), ["3", "3", "15", "0"]);
    }
    assert_eq!(kernels.asked.load(Ordering::Relaxed), 4, "committed is committed");
}

#[test]
fn an_answer_that_has_gone_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let (depot, kernels) = (depot(folder.path()), Sums::default());
    let here = Here {
        kernels: &kernels,
        depot: &depot,
        threads: 1,
    };
    let once = || run(&step(), &depot, &here, &hasty(), &mut |_| {}).unwrap();
    let done = once();
    std::fs::remove_file(folder.path().join(done[2].output.name())).unwrap();
    assert_eq!(answers(&once(), &depot), ["3", "3", "15", "0"]);
    assert_eq!(kernels.asked.load(Ordering::Relaxed), 5, "that one alone");
}

#[test]
fn whatever_the_engine_does_the_answer_is_the_same() {
    // some jobs, how often each, and whether it says that all is well
    let scripts: [&[(usize, usize, bool)]; 5] = [
        &[(0, 1, false), (1, 1, false), (0, 1, true), (3, 1, true)],
        &[(2, 2, false), (2, 2, false)],
        &[(0, 0, true), (4, 0, true), (4, 1, true)],
        &[(1, 1, true), (1, 1, true), (1, 1, true), (1, 1, true)],
        &[(4, 3, false)],
    ];
    for script in scripts {
        let folder = tempfile::tempdir().unwrap();
        let (depot, kernels) = (depot(folder.path()), Sums::default());
        let engine = Scripted {
            kernels: &kernels,
            depot: &depot,
            script: Mutex::new(script.to_vec()),
        };
        let done = run(&step(), &depot, &engine, &hasty(), &mut |_| {}).unwrap();
        assert_eq!(answers(&done, &depot), ["3", "3", "15", "0"], "{script:?}");
        assert_eq!(
            kernels.asked.load(Ordering::Relaxed),
            4,
            "no job twice: {script:?}"
        );
    }
}

#[test]
fn a_step_that_gets_nowhere_fails_and_goes_on_where_it_stood() {
    let folder = tempfile::tempdir().unwrap();
    let (depot, kernels) = (depot(folder.path()), Sums::default());
    let engine = |script: &[(usize, usize, bool)]| Scripted {
        kernels: &kernels,
        depot: &depot,
        script: Mutex::new(script.to_vec()),
    };
    let mut again = 0;
    let mut said = |said: Said| again += usize::from(matches!(said, Said::Again(_)));
    let error = run(&step(), &depot, &engine(&[(3, 1, false)]), &hasty(), &mut said)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("1 of 4 jobs are not done after 3 attempts without progress; last: a worker was lost"),
        "{error}"
    );
    assert_eq!(again, 3, "one with a fruit, two without; the third is the end");
    let done = run(&step(), &depot, &engine(&[(1, 1, true)]), &hasty(), &mut |_| {}).unwrap();
    assert_eq!(answers(&done, &depot), ["3", "3", "15", "0"]);
    assert_eq!(kernels.asked.load(Ordering::Relaxed), 4);
}

#[test]
fn two_answers_to_one_job_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let depot = depot(folder.path());
    let kernels = Sums {
        forgetful: true,
        ..Sums::default()
    };
    let job = &step().jobs()[0].clone();
    let made = kernels.run(&job.kernel, &job.request, &depot).unwrap();
    perform(job, &kernels, &depot).unwrap();
    // a second worker that began before the first had finished
    let slow = Raced {
        kernels: &kernels,
        made,
    };
    std::fs::remove_file(folder.path().join(job.done_name())).unwrap();
    let error = perform(job, &slow, &depot).unwrap_err().to_string();
    assert!(
        error.contains("two runs of a job of sum gave different answers"),
        "{error}"
    );
}

/// Another worker writes down its answer while this one works.
struct Raced<'a> {
    kernels: &'a Sums,
    made: Made,
}

impl Kernels for Raced<'_> {
    fn run(&self, kernel: &str, request: &str, depot: &Depot) -> Result<Made> {
        let job = Job {
            step: step().id().to_owned(),
            kernel: kernel.to_owned(),
            request: request.to_owned(),
        };
        perform(&job, self.kernels, depot)?;
        Ok(self.made.clone())
    }
}

#[test]
fn rows_that_do_not_add_up_are_not_committed() {
    let folder = tempfile::tempdir().unwrap();
    let (depot, kernels) = (depot(folder.path()), Sums::default());
    let here = Here {
        kernels: &kernels,
        depot: &depot,
        threads: 1,
    };
    let error = run(&step().with_rows_in(7), &depot, &here, &hasty(), &mut |_| {})
        .unwrap_err()
        .to_string();
    assert!(error.contains("6 rows looked at where 7 went in"), "{error}");
    assert!(
        depot
            .get(&format!("steps/{}/committed", step().id()))
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_step_differs_with_whatever_could_change_its_answer() {
    let of = |kernel: &str, requests: &[&str]| {
        Step::new("s", kernel, requests.iter().map(|r| (*r).to_owned()).collect())
            .id()
            .to_owned()
    };
    let base = of("a", &["1", "2"]);
    assert_eq!(base, of("a", &["1", "2"]));
    for other in [
        of("b", &["1", "2"]),
        of("a", &["12"]),
        of("a", &["2", "1"]),
        of("a", &["1"]),
    ] {
        assert_ne!(base, other);
    }
}
