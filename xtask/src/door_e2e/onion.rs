//! A private Tor network on loopback: three authorities, three relays, the door's two
//! services, a client with the desk's key and one without.
//!
//! Nothing of it is told to anybody: `TestingTorNetwork`, every address 127.0.0.1, and
//! authorities of its own with keys made for the run. After tor's manual (TESTING
//! NETWORK OPTIONS) and `tor-gencert(1)`; chutney sets the same switches. Children end
//! with this process (`__OwningControllerProcess`) or when the network is dropped.

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::visitor::Way;

const AUTHORITIES: usize = 3;
const RELAYS: usize = 3;
/// From the start of the authorities to the first page over an onion service: half a
/// minute on free cores, more where the machine has other work.
const PATIENCE: Duration = Duration::from_secs(300);

/// Every node: tor as it is for tests, and how quickly its network agrees.
const EVERY: &str = "
TestingTorNetwork 1
AssumeReachable 1
PathsNeededToBuildCircuits 0.67
ShutdownWaitLength 1
";
const AUTHORITY: &str = "
AuthoritativeDirectory 1
V3AuthoritativeDirectory 1
ContactInfo a@test.invalid
TestingV3AuthInitialVotingInterval 20
TestingV3AuthInitialVoteDelay 4
TestingV3AuthInitialDistDelay 4
V3AuthVotingInterval 20
V3AuthVoteDelay 4
V3AuthDistDelay 4
V3AuthNIntervalsValid 3
TestingDirAuthVoteExit *
TestingDirAuthVoteHSDir *
TestingDirAuthVoteGuard *
TestingMinExitFlagThreshold 0
";

/// The network of a run.
pub struct Network {
    /// The SOCKS socket of sources, and of everybody without the desk's key.
    pub socks: PathBuf,
    /// The front's address.
    pub front: String,
    /// How the desk names the pull.
    pub pull: Vec<String>,
    /// How long a service may take to be found.
    pub patience: Duration,
    hidden: String,
    children: Vec<Child>,
}

impl Drop for Network {
    fn drop(&mut self) {
        for child in &mut self.children {
            // one that has ended needs no end
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Whether there is a tor to raise, with what makes an authority's keys.
pub fn is_there() -> bool {
    let runs = |program: &str| {
        let mut command = Command::new(program);
        command
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.stdin(Stdio::null()).status().is_ok()
    };
    runs("tor") && runs("tor-gencert")
}

/// A node: its folder, its ports, what its torrc says.
struct Node {
    folder: PathBuf,
    torrc: String,
}

impl Node {
    fn new(net: &Path, name: &str) -> Result<Node> {
        let folder = net.join(name);
        fs::create_dir(&folder)?;
        fs::set_permissions(&folder, Permissions::from_mode(0o700))?;
        let own = std::process::id();
        let place = folder.display();
        let torrc = format!(
            "{EVERY}__OwningControllerProcess {own}\nDataDirectory {place}\nLog notice file {place}/log\n"
        );
        Ok(Node { folder, torrc })
    }

    /// Says more in the torrc.
    fn say(&mut self, more: &str) {
        self.torrc += more;
        self.torrc.push('\n');
    }

    fn relays(&mut self, name: &str, ports: [u16; 2]) {
        let [onion, directory] = ports;
        self.say(&format!(
            "Nickname {name}\nSocksPort 0\nAddress 127.0.0.1\nORPort 127.0.0.1:{onion} IPv4Only\n\
             DirPort 127.0.0.1:{directory}\nExitRelay 0"
        ));
    }

    fn start(&self) -> Result<Child> {
        let torrc = self.folder.join("torrc");
        fs::write(&torrc, &self.torrc)?;
        let said = File::create(self.folder.join("said"))?;
        Command::new("tor")
            .arg("-f")
            .arg(&torrc)
            .args(["--defaults-torrc", "/dev/null"])
            .stdin(Stdio::null())
            .stdout(said.try_clone()?)
            .stderr(said)
            .spawn()
            .context("cannot start tor")
    }
}

/// Ports that nobody has now: all are held at once, so that no two are the same.
fn ports(count: usize) -> Result<Vec<[u16; 2]>> {
    let held: Vec<TcpListener> = (0..2 * count)
        .map(|_| TcpListener::bind("127.0.0.1:0"))
        .collect::<Result<_, _>>()?;
    let free: Vec<u16> = held
        .iter()
        .map(|one| Ok(one.local_addr()?.port()))
        .collect::<Result<_>>()?;
    Ok(free.chunks_exact(2).map(|two| [two[0], two[1]]).collect())
}

/// An authority's keys, and the line by which all others know it.
fn authority(folder: &Path, name: &str, [onion, directory]: [u16; 2]) -> Result<String> {
    let keys = folder.join("keys");
    fs::create_dir(&keys)?;
    fs::set_permissions(&keys, Permissions::from_mode(0o700))?;
    let mut gencert = Command::new("tor-gencert");
    gencert.args(["--create-identity-key", "--passphrase-fd", "0", "-m", "12"]);
    gencert.args(["-a", &format!("127.0.0.1:{directory}")]);
    for (flag, file) in [
        ("-i", "authority_identity_key"),
        ("-s", "authority_signing_key"),
        ("-c", "authority_certificate"),
    ] {
        gencert.arg(flag).arg(keys.join(file));
    }
    let mut child = gencert
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start tor-gencert")?;
    child
        .stdin
        .take()
        .context("no input")?
        .write_all(b"a network of one run\n")?;
    ensure!(child.wait()?.success(), "tor-gencert made no keys");
    let certificate = fs::read_to_string(keys.join("authority_certificate"))?;
    let identity = certificate
        .lines()
        .find_map(|line| line.strip_prefix("fingerprint "));
    let identity = identity.context("a certificate without a fingerprint")?;
    let place = folder.display().to_string();
    let listed = Command::new("tor")
        .args([
            "--ignore-missing-torrc",
            "-f",
            "/nonexistent",
            "--defaults-torrc",
            "/dev/null",
        ])
        .args(["--DataDirectory", &place, "--Nickname", name, "--SocksPort", "0"])
        .args(["--ORPort", &onion.to_string(), "--list-fingerprint", "--quiet"])
        // without one, it would be an authority's place among tor's own
        .args([
            "--DirAuthority",
            &format!("{name} 127.0.0.1:{directory} {}", "0".repeat(40)),
        ])
        .output()?;
    let said = String::from_utf8_lossy(&listed.stdout).into_owned();
    let relay = said
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix(&format!("{name} ")));
    let relay: String = relay
        .with_context(|| format!("tor says no fingerprint: {said}"))?
        .split(' ')
        .collect();
    Ok(format!(
        "DirAuthority {name} orport={onion} no-v2 v3ident={identity} 127.0.0.1:{directory} {relay}"
    ))
}

impl Network {
    /// Raises it, before a door whose folder will be beside it. `desk_key` makes the desk's
    /// key for an address in a folder and says its public half.
    pub fn raise(
        net: &Path,
        run: &Path,
        desk_key: impl FnOnce(&str, &str) -> Result<String>,
    ) -> Result<Network> {
        let begun = Instant::now();
        fs::create_dir(net)?;
        fs::set_permissions(net, Permissions::from_mode(0o700))?;
        let ports = ports(AUTHORITIES + RELAYS)?;
        let mut nodes = Vec::new();
        let mut known = String::new();
        for (at, ports) in ports.iter().enumerate() {
            let name = format!("{}{at}", if at < AUTHORITIES { "a" } else { "r" });
            let mut node = Node::new(net, &name)?;
            node.relays(&name, *ports);
            if at < AUTHORITIES {
                node.say(AUTHORITY);
                known += &authority(&node.folder, &name, *ports)?;
                known.push('\n');
            }
            nodes.push(node);
        }
        let mut service = Node::new(net, "service")?;
        let place = |name: &str| net.join("service").join(name).display().to_string();
        let (front, pull, run) = (place("front"), place("pull"), run.display());
        service.say(&format!(
            "SocksPort 0\nHiddenServiceDir {front}\nHiddenServicePort 80 unix:{run}/front.sock\n\
             HiddenServicePoWDefensesEnabled 1\nHiddenServicePoWQueueRate 5\nHiddenServicePoWQueueBurst 20\n\
             HiddenServiceEnableIntroDoSDefense 1\n\
             HiddenServiceDir {pull}\nHiddenServicePort 80 unix:{run}/pull.sock"
        ));
        let [mut desk, mut sources] = ["desk", "sources"].map(|name| Node::new(net, name));
        let socks = |node: &Node| node.folder.join("socks");
        for node in [&mut desk, &mut sources].into_iter().flatten() {
            let line = format!("SocksPort unix:{} ExtendedErrors", socks(node).display());
            node.say(&line);
        }
        let (mut desk, sources) = (desk?, sources?);
        // tor draws a service's key and writes its name before it has a network
        service.say(&known);
        let mut first = Owned(vec![service.start()?]);
        let name = |at: &str| fs::read_to_string(format!("{at}/hostname")).unwrap_or_default();
        until(Duration::from_secs(60), "tor does not name its services", || {
            name(&front).contains(".onion") && name(&pull).contains(".onion")
        })?;
        first.end();
        let (front_name, pull_name) = (name(&front).trim().to_owned(), name(&pull).trim().to_owned());
        let auth = desk.folder.join("auth");
        fs::create_dir(&auth)?;
        fs::set_permissions(&auth, Permissions::from_mode(0o700))?;
        desk.say(&format!("ClientOnionAuthDir {}", auth.display()));
        let public = desk_key(&pull_name, &auth.display().to_string())?;
        fs::write(
            format!("{pull}/authorized_clients/desk.auth"),
            format!("{public}\n"),
        )?;
        let desk_socks = socks(&desk).display().to_string();
        let network_socks = socks(&sources);
        nodes.extend([service, desk, sources]);
        let mut network = Network {
            socks: network_socks,
            front: front_name,
            pull: vec!["--onion".into(), pull_name.clone(), "--socks".into(), desk_socks],
            patience: PATIENCE,
            hidden: pull_name,
            children: Vec::new(),
        };
        for node in &mut nodes {
            if !node.torrc.contains(&known) {
                node.say(&known);
            }
            network.children.push(node.start()?);
        }
        println!(
            "{:>7.1} s  a Tor network of {} nodes is started",
            begun.elapsed().as_secs_f64(),
            nodes.len()
        );
        let log = net.join("sources/log");
        until(PATIENCE, "the network does not come to an agreement", || {
            fs::read_to_string(&log)
                .unwrap_or_default()
                .contains("Bootstrapped 100%")
        })?;
        println!(
            "{:>7.1} s  it has agreed, and clients know their way",
            begun.elapsed().as_secs_f64()
        );
        until(PATIENCE, "the clients do not listen", || {
            UnixStream::connect(&network.socks).is_ok()
        })?;
        Ok(network)
    }

    /// Whoever lacks the desk's key does not find the pull.
    pub fn hidden_from_others(&self) -> Result<()> {
        let way = Way {
            socket: self.socks.clone(),
            address: self.hidden.clone(),
            onion: true,
        };
        match way.dial() {
            // client authorisation is missing, as tor's extended errors say it
            Err(why) if why.to_string().contains("0xf4") => Ok(()),
            Err(why) => Err(why.context("another refusal than of somebody without a key")),
            Ok(_) => bail!("the pull is reached without the desk's key"),
        }
    }
}

/// Children that end where this goes.
struct Owned(Vec<Child>);

impl Owned {
    fn end(&mut self) {
        for mut child in self.0.drain(..) {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        self.end();
    }
}

fn until(most: Duration, what: &str, so: impl Fn() -> bool) -> Result<()> {
    let begun = Instant::now();
    while !so() {
        if begun.elapsed() > most {
            bail!("{what} within {} s", most.as_secs());
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}
