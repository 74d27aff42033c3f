//! The bulk steps on workers, with real processes: the same bytes as on one
//! machine, whatever dies, or a clear error and a case that opens.

use crate::{command, copy, fyke, ok, text};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Tables that the steps make, and that must be the same to the byte.
const MADE: [&str; 6] = ["pairs", "members", "parties", "lanes", "leads", "lead_rows"];

/// A case with its files in, and what one process makes of it.
struct World {
    folder: tempfile::TempDir,
    expected: BTreeMap<String, Vec<u8>>,
}

impl World {
    fn case(&self) -> PathBuf {
        self.folder.path().join("case")
    }
}

/// Made once for all tests: it is what they compare with. `FYKE_CLUSTER_ROWS` asks for
/// more rows than every run of the tests can take, `1m` for a million.
fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let (made, case, here) = (
            folder.path().join("world"),
            folder.path().join("case"),
            folder.path().join("here"),
        );
        let rows = std::env::var("FYKE_CLUSTER_ROWS").unwrap_or("12k".to_owned());
        ok(&["simulate", text(&made), "--rows", &rows]);
        ok(&["new", text(&case)]);
        for file in [
            "consignments.csv",
            "registers.csv",
            "watchlist.csv",
            "payments.csv",
            "flows.csv",
        ] {
            ok(&["add", text(&case), text(&made.join(file))]);
        }
        copy(&case, &here);
        ok(&["resolve", text(&here)]);
        ok(&["trace", text(&here)]);
        let expected = tables(&here);
        assert!(expected.len() >= MADE.len(), "{:?}", expected.keys());
        World { folder, expected }
    })
}

fn tables(case: &Path) -> BTreeMap<String, Vec<u8>> {
    MADE.iter().flat_map(|table| parts(case, table)).collect()
}

/// The parts of a table, byte for byte.
fn parts(case: &Path, table: &str) -> BTreeMap<String, Vec<u8>> {
    let parts = std::fs::read_dir(case.join("tables").join(table)).unwrap();
    let parts = parts.map(|entry| entry.unwrap().path());
    parts
        .filter(|path| path.extension().is_some_and(|ext| ext == "parquet"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (format!("{table}/{name}"), std::fs::read(&path).unwrap())
        })
        .collect()
}

/// A worker of one's own; killed with what holds it.
struct Worker {
    child: Child,
    url: String,
}

impl Worker {
    fn start(depot: &str, listen: &str, words: &[&str], variables: &[(&str, String)]) -> Worker {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fyke-worker"));
        command.args(["--depot", depot, "--listen", listen]).args(words);
        Worker::run(command, variables)
    }

    fn run(mut command: Command, variables: &[(&str, String)]) -> Worker {
        command.envs(variables.iter().map(|(name, value)| (*name, value.as_str())));
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        let at = line
            .strip_prefix("listening at ")
            .and_then(|rest| rest.split_once(','))
            .unwrap_or_else(|| panic!("a worker says: {line}"))
            .0
            .to_owned();
        Worker {
            child,
            url: format!("http://{at}"),
        }
    }

    fn here(depot: &str) -> Worker {
        Worker::start(depot, "127.0.0.1:0", &[], &[])
    }

    /// As kill -9 does.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A copy of the case, a depot, and a file that names the workers.
struct Ground {
    folder: tempfile::TempDir,
    depot: String,
}

impl Ground {
    fn new() -> Ground {
        let folder = tempfile::tempdir().unwrap();
        copy(&world().case(), &folder.path().join("case"));
        let depot = format!("file://{}", folder.path().join("depot").display());
        Ground { folder, depot }
    }

    fn case(&self) -> PathBuf {
        self.folder.path().join("case")
    }

    fn cluster(&self, workers: &[&Worker], more: &str) -> PathBuf {
        let urls: Vec<String> = workers
            .iter()
            .map(|worker| format!("\"{}\"", worker.url))
            .collect();
        let path = self.folder.path().join("cluster.toml");
        let depot = &self.depot;
        std::fs::write(
            &path,
            format!(
                "pause_seconds = 1\nworkers = [{}]\ndepot = \"{depot}\"\n{more}",
                urls.join(", ")
            ),
        )
        .unwrap();
        path
    }

    /// Resolve and trace by the workers; then everything is as one process has it.
    fn all_the_same(&self, cluster: &Path) {
        for verb in ["resolve", "trace"] {
            ok(&[verb, text(&self.case()), "--cluster", text(cluster)]);
        }
        self.is_the_same();
    }

    fn is_the_same(&self) {
        let made = tables(&self.case());
        for (name, bytes) in &world().expected {
            assert!(
                made.get(name) == Some(bytes),
                "{name} is not what one process makes"
            );
        }
        ok(&["verify", text(&self.case())]);
    }

    /// Was a job done of a step whose name begins so.
    fn ran(&self, step: &str) -> bool {
        let of_step = format!("/steps/{step}");
        self.done().iter().any(|path| text(path).contains(&of_step))
    }

    fn done(&self) -> Vec<PathBuf> {
        let steps = self.folder.path().join("depot/steps");
        let Ok(steps) = std::fs::read_dir(steps) else {
            return vec![];
        };
        let done = steps.filter_map(|step| std::fs::read_dir(step.unwrap().path().join("done")).ok());
        done.flatten().map(|entry| entry.unwrap().path()).collect()
    }
}

#[test]
fn one_two_and_four_workers_make_what_one_process_makes() {
    for number in [1, 2, 4] {
        let ground = Ground::new();
        let workers: Vec<Worker> = (0..number).map(|_| Worker::here(&ground.depot)).collect();
        let cluster = ground.cluster(&workers.iter().collect::<Vec<_>>(), "");
        ground.all_the_same(&cluster);
        assert!(ground.done().len() > 16, "the workers did it");
        for step in ["rows-", "families-", "lanes-", "windows-"] {
            assert!(ground.ran(step), "{step}");
        }
    }
}

/// `FYKE_CLUSTER_KILLS`: how many workers die at a random moment; more of them in a
/// bench than in every run of the tests.
#[test]
fn workers_that_die_at_any_moment_change_nothing() {
    let kills: u32 = std::env::var("FYKE_CLUSTER_KILLS").map_or(4, |n| n.parse().unwrap());
    let (mut killed, mut rounds, mut in_time) = (0, 0u32, 0);
    let mut random = 0x9e37_79b9_97f4_a7c1_u64 ^ u64::from(std::process::id());
    while killed < kills {
        rounds += 1;
        let ground = Ground::new();
        let mut workers: Vec<Worker> = (0..2).map(|_| Worker::here(&ground.depot)).collect();
        let cluster = ground.cluster(&workers.iter().collect::<Vec<_>>(), "silence_seconds = 60\n");
        for verb in ["resolve", "trace"] {
            let mut running = command(&[verb, text(&ground.case()), "--cluster", text(&cluster)])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            // one dies once some job is done, so that it holds what was done before; and again
            for _ in 0..2 {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                sleep(Duration::from_millis(random % 1_500));
                let at = (random >> 32) as usize % workers.len();
                let address = workers[at].url.trim_start_matches("http://").to_owned();
                in_time += u32::from(running.try_wait().unwrap().is_none());
                workers[at].kill();
                killed += 1;
                workers[at] = Worker::start(&ground.depot, &address, &[], &[]);
            }
            let ended = running.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&ended.stderr);
            assert!(ended.status.success(), "{verb}: {said}");
        }
        ground.is_the_same();
    }
    println!("measured cluster_kills {killed}");
    println!("measured cluster_kills_while_working {in_time}");
    println!("measured cluster_rounds {rounds}");
    assert!(in_time > 0, "no kill came while there was work");
}

/// A worker that stands still for most of every second, and one that stands still for
/// good: the others do not wait for ever.
#[cfg(unix)]
#[test]
fn slow_workers_are_waited_for_and_then_passed_over() {
    let ground = Ground::new();
    let quick = Worker::here(&ground.depot);
    let slow = Worker::here(&ground.depot);
    let cluster = ground.cluster(&[&slow, &quick], "idle_seconds = 1\n");
    let signal = |signal: &str| {
        let pid = slow.child.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status().unwrap();
        assert!(sent.success());
    };
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                signal("-STOP");
                sleep(Duration::from_millis(900));
                signal("-CONT");
                sleep(Duration::from_millis(100));
            }
        });
        ok(&["resolve", text(&ground.case()), "--cluster", text(&cluster)]);
        over.store(true, Ordering::Relaxed);
    });
    let running = command(&["trace", text(&ground.case()), "--cluster", text(&cluster)])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let before = ground.done().len();
    let until = Instant::now() + Duration::from_secs(120);
    while ground.done().len() == before {
        assert!(Instant::now() < until, "no job was done in two minutes");
        sleep(Duration::from_millis(1));
    }
    signal("-STOP");
    let ended = running.wait_with_output().unwrap();
    signal("-CONT");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{said}");
    ground.is_the_same();
}

#[test]
fn who_is_killed_between_steps_goes_on_where_it_stood() {
    let ground = Ground::new();
    let worker = Worker::here(&ground.depot);
    let cluster = ground.cluster(&[&worker], "");
    let mut running = command(&["resolve", text(&ground.case()), "--cluster", text(&cluster)])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let until = Instant::now() + Duration::from_secs(120);
    while ground.done().is_empty() {
        assert!(Instant::now() < until, "no job was done in two minutes");
        sleep(Duration::from_millis(5));
    }
    running.kill().unwrap();
    running.wait().unwrap();
    let before = ground.done();
    let times: Vec<_> = before
        .iter()
        .map(|path| path.metadata().unwrap().modified().unwrap())
        .collect();
    ok(&["leads", text(&world().case()), "--help"]);
    ground.all_the_same(&cluster);
    for (path, time) in before.iter().zip(times) {
        assert_eq!(path.metadata().unwrap().modified().unwrap(), time, "done twice");
    }
}

#[test]
fn without_workers_there_is_an_error_and_a_case_that_opens() {
    let ground = Ground::new();
    let mut worker = Worker::here(&ground.depot);
    let cluster = ground.cluster(&[&worker], "");
    worker.kill();
    let output = fyke(&["--cluster", text(&cluster), "resolve", text(&ground.case())]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("no worker of the cluster can be used") && said.contains("try:"),
        "{said}"
    );
    ok(&["resolve", text(&ground.case())]);
    ok(&["trace", text(&ground.case())]);
    ground.is_the_same();
}

/// A limit on the size of files stands for a full disk.
#[cfg(unix)]
#[test]
fn a_depot_without_room_is_an_error_and_the_rest_is_done_once_there_is() {
    let ground = Ground::new();
    let mut command = Command::new("sh");
    command.args([
        "-c",
        &format!(
            "trap '' XFSZ; ulimit -f 8; exec {} --depot {} --listen 127.0.0.1:0",
            env!("CARGO_BIN_EXE_fyke-worker"),
            ground.depot
        ),
    ]);
    let full = Worker::run(command, &[]);
    let cluster = ground.cluster(&[&full], "");
    let output = fyke(&["resolve", text(&ground.case()), "--cluster", text(&cluster)]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("attempts without progress") && said.contains("cannot write"),
        "{said}"
    );
    drop(full);
    let worker = Worker::here(&ground.depot);
    ground.all_the_same(&ground.cluster(&[&worker], ""));
}

#[test]
fn a_worker_lets_in_who_says_the_token_over_tls_and_nobody_else() {
    let ground = Ground::new();
    let folder = ground.folder.path();
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    std::fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    std::fs::write(
        folder.join("token"),
        "a token of more than sixteen\n".replace(' ', "-"),
    )
    .unwrap();
    std::fs::write(folder.join("other"), "another-token-of-the-kind\n").unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (cert, key, token) = (path("cert.pem"), path("key.pem"), path("token"));
    let secured = ["--cert", &cert, "--key", &key, "--token-file", &token];
    // open to the world: not without either
    let listens = ["--depot", &ground.depot, "--listen", "0.0.0.0:0"];
    for some in [&secured[..4], &secured[4..], &[]] {
        let refused = Command::new(env!("CARGO_BIN_EXE_fyke-worker"))
            .args(listens)
            .args(some)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&refused.stderr);
        assert!(
            !refused.status.success() && said.contains("would be open"),
            "{said}"
        );
    }
    let mut worker = Worker::start(&ground.depot, "0.0.0.0:0", &secured, &[]);
    let port = worker.url.rsplit(':').next().unwrap().to_owned();
    worker.url = format!("https://localhost:{port}");
    for (more, words) in [
        ("ca = \"cert.pem\"\n", "the token is not the one"),
        (
            "ca = \"cert.pem\"\ntoken_file = \"other\"\n",
            "the token is not the one",
        ),
        ("token_file = \"token\"\n", "nothing says who signed"),
    ] {
        let cluster = ground.cluster(&[&worker], more);
        let output = fyke(&["resolve", text(&ground.case()), "--cluster", text(&cluster)]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(words), "{more}{said}");
        assert!(!said.contains("another-token"), "{said}");
    }
    assert!(ground.done().is_empty());
    let cluster = ground.cluster(&[&worker], "ca = \"cert.pem\"\ntoken_file = \"token\"\n");
    ground.all_the_same(&cluster);
}

/// Flows of which one lane is a lead, so that its rows are looked up as well.
fn a_surge() -> String {
    const PERCENT: [i64; 7] = [100, 107, 95, 91, 103, 110, 94];
    let mut lines = String::from("reporter,partner,flow,hs6,hs_version,month,value,currency\n");
    let mut span = |to: &str, code: i64, months: std::ops::Range<i64>, value: i64| {
        for at in months {
            let (year, month) = (2020 + at / 12, at % 12 + 1);
            let version = if year < 2022 { 2017 } else { 2022 };
            let value = value * PERCENT[at as usize % 7] / 100;
            // two rows a cell
            for part in [value / 3, value - value / 3] {
                lines += &format!("DE,{to},export,{code},{version},{year}-{month:02},{part},EUR\n");
            }
        }
    };
    for i in 0..60 {
        span("KG", 841_300 + i, 0..35, 40_000 + 700 * i);
    }
    span("RU", 848_210, 0..26, 6_300_000);
    span("RU", 848_210, 26..35, 10_000);
    span("KG", 848_210, 0..28, 200_000);
    span("KG", 848_210, 28..35, 4_100_000);
    lines
}

#[test]
fn lanes_are_judged_by_workers_as_they_are_here() {
    let ground = Ground::new();
    let worker = Worker::here(&ground.depot);
    let cluster = ground.cluster(&[&worker], "");
    let (here, there) = (
        ground.folder.path().join("here"),
        ground.folder.path().join("there"),
    );
    let file = ground.folder.path().join("surge.csv");
    std::fs::write(&file, a_surge()).unwrap();
    ok(&["new", text(&here)]);
    ok(&["add", text(&here), text(&file)]);
    copy(&here, &there);
    ok(&["trace", text(&here)]);
    ok(&["trace", text(&there), "--cluster", text(&cluster)]);
    for table in ["lanes", "leads", "lead_rows"] {
        assert!(
            parts(&here, table) == parts(&there, table),
            "{table} is not what one process makes"
        );
    }
    let said = ok(&["sql", text(&there), "select count(*) as n from lead_rows"]);
    assert!(said.contains("162"), "{said}");
    for step in ["lanes-", "windows-", "lane-rows-"] {
        assert!(ground.ran(step), "{step}");
    }
}

#[test]
fn files_are_taken_in_by_workers_as_they_are_here() {
    let ground = Ground::new();
    let worker = Worker::here(&ground.depot);
    let cluster = ground.cluster(&[&worker], "");
    let case = ground.folder.path().join("anew");
    ok(&["new", text(&case)]);
    let world = world().folder.path().join("world");
    let mut words = vec!["add", text(&case), "--cluster", text(&cluster)];
    let files = ["consignments.csv", "registers.csv", "watchlist.csv"].map(|file| world.join(file));
    words.extend(files.iter().map(|file| text(file)));
    let said = ok(&words);
    assert!(said.contains("rows in") || said.contains(" in, "), "{said}");
    for table in ["consignments", "statements"] {
        let (here, there) = (parts(&ground.case(), table), parts(&case, table));
        assert!(
            !here.is_empty() && here == there,
            "{table} is not what one process makes"
        );
    }
    assert!(ok(&words).contains("nothing changed"));
    ok(&["verify", text(&case)]);
}

#[test]
fn a_verb_without_bulk_work_says_so() {
    let output = fyke(&["--cluster", "http://127.0.0.1:1", "leads", "nowhere"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("this verb has no work for a cluster"), "{said}");
    let output = fyke(&[
        "resolve",
        "nowhere",
        "--cluster",
        "http://10.0.0.1:1",
        "--depot",
        "file:///tmp/none",
    ]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("would be spoken to in clear"), "{said}");
}

/// A server that speaks S3, in a folder; none where its Python is not here.
struct Objects {
    child: Child,
    port: u16,
}

impl Objects {
    fn start(folder: &Path) -> Option<Objects> {
        let Some(python) = std::env::var_os("FYKE_PYTHON_OBJECTS") else {
            println!(
                "skipped: FYKE_PYTHON_OBJECTS names no Python with localbucket; cargo xtask test has one"
            );
            return None;
        };
        std::fs::create_dir_all(folder.join("bucket")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let child = Command::new(PathBuf::from(python).with_file_name("localbucket"))
            .args(["--host", "127.0.0.1", "--port", &port.to_string()])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let until = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "the server of objects does not listen");
            sleep(Duration::from_millis(50));
        }
        Some(Objects { child, port })
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn s3(port: u16) -> Vec<(&'static str, String)> {
    vec![
        ("AWS_ENDPOINT", format!("http://127.0.0.1:{port}")),
        ("AWS_ALLOW_HTTP", "true".into()),
        ("AWS_REGION", "us-east-1".into()),
        ("AWS_ACCESS_KEY_ID", "someone".into()),
        ("AWS_SECRET_ACCESS_KEY", "something".into()),
    ]
}

fn with(variables: &[(&str, String)], words: &[&str]) -> (bool, String) {
    let output = command(words)
        .envs(variables.iter().map(|(name, value)| (*name, value.as_str())))
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

#[test]
fn over_s3_it_is_the_same_and_of_two_writers_one_is_told() {
    let mut ground = Ground::new();
    let Some(objects) = Objects::start(&ground.folder.path().join("objects")) else {
        return;
    };
    let variables = s3(objects.port);
    ground.depot = "s3://bucket/a folder".replace(' ', "-");
    let worker = Worker::start(&ground.depot, "127.0.0.1:0", &[], &variables);
    let cluster = ground.cluster(&[&worker], "");
    let case = ground.case();
    for verb in ["resolve", "trace"] {
        let (well, said) = with(&variables, &[verb, text(&case), "--cluster", text(&cluster)]);
        assert!(well, "{said}");
    }
    ground.is_the_same();
    // the case itself, to and fro
    let url = "s3://bucket/case";
    let other = ground.folder.path().join("other");
    let (well, said) = with(&variables, &["push", text(&case), url]);
    assert!(well && said.contains("generation 1"), "{said}");
    let (well, said) = with(&variables, &["pull", url, text(&other)]);
    assert!(well, "{said}");
    assert_eq!(tables(&other), tables(&case));
    let (well, said) = with(&variables, &["push", text(&other), url]);
    assert!(well && said.contains("generation 2"), "{said}");
    let (well, said) = with(&variables, &["push", text(&case), url]);
    assert!(
        !well && said.contains("holds generation 2 of a case, and yours was taken from generation 1"),
        "{said}"
    );
}

/// Answers 503 to all until its time is up, then passes everything on.
fn unwilling(to: u16, until: Instant) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            std::thread::spawn(move || passed_on(client, to, until));
        }
    });
    port
}

fn passed_on(mut client: TcpStream, to: u16, until: Instant) {
    if Instant::now() < until {
        let mut head = [0; 4_096];
        let _ = client.read(&mut head);
        let _ = client.write_all(b"HTTP/1.1 503 Slow Down\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        return;
    }
    let Ok(mut server) = TcpStream::connect(("127.0.0.1", to)) else {
        return;
    };
    let (Ok(mut back_from), Ok(mut back_to)) = (server.try_clone(), client.try_clone()) else {
        return;
    };
    std::thread::spawn(move || std::io::copy(&mut back_from, &mut back_to));
    let _ = std::io::copy(&mut client, &mut server);
}

/// `FYKE_CLUSTER_503_SECONDS`: for how long the store is unwilling.
#[test]
fn a_store_that_is_busy_for_a_while_is_waited_for() {
    let mut ground = Ground::new();
    let Some(objects) = Objects::start(&ground.folder.path().join("objects")) else {
        return;
    };
    let seconds = std::env::var("FYKE_CLUSTER_503_SECONDS").map_or(8, |n| n.parse().unwrap());
    let variables = s3(unwilling(
        objects.port,
        Instant::now() + Duration::from_secs(seconds),
    ));
    ground.depot = "s3://bucket/depot".into();
    let worker = Worker::start(&ground.depot, "127.0.0.1:0", &[], &variables);
    let cluster = ground.cluster(&[&worker], "");
    let start = Instant::now();
    for verb in ["resolve", "trace"] {
        let (well, said) = with(
            &variables,
            &[verb, text(&ground.case()), "--cluster", text(&cluster)],
        );
        assert!(well, "{said}");
    }
    ground.is_the_same();
    assert!(
        start.elapsed() >= Duration::from_secs(seconds.saturating_sub(2)),
        "the store was never busy"
    );
    println!("measured cluster_503_seconds {seconds}");
}
