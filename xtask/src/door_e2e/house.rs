//! The folders of a desk and a door, the door's processes, and calls of the program.

use std::fs::{self, File};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::onion::Network;
use super::visitor::Way;

/// The name of the front where no Tor gives one.
const NO_ONION: &str = "door.onion";
/// A slab of four rings of 63 cells: small enough to be filled.
const SLAB: &str = "16m";

/// Everything of one run.
pub struct House {
    program: PathBuf,
    folder: PathBuf,
    /// The desk's folder; another after a restore.
    pub desk: PathBuf,
    /// Today, as the door counts.
    pub today: u32,
    /// The network, where there is one.
    pub network: Option<Network>,
    running: Option<Child>,
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop();
    }
}

impl House {
    /// Nothing but folders, and the network.
    pub fn new(program: &Path, folder: &Path, tor: bool) -> Result<House> {
        let mut house = House {
            program: program.to_owned(),
            folder: folder.to_owned(),
            desk: folder.join("desk"),
            today: 0,
            network: None,
            running: None,
        };
        let today = house.fyke(&["today"])?;
        house.today = today.split(' ').next().unwrap_or("").parse().context("no day")?;
        if tor {
            let (net, run) = (folder.join("net"), folder.join("door/run"));
            house.network = Some(Network::raise(&net, &run, |onion, into| {
                let desk = house.path("desk");
                house.fyke(&["desk", &desk, "tor-key", "--onion", onion, "--into", into])
            })?);
        }
        Ok(house)
    }

    /// A path below the folder.
    pub fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    /// Calls the program; its words, or an error with what it said.
    pub fn fyke(&self, arguments: &[&str]) -> Result<String> {
        let output = Command::new(&self.program)
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot start {}", self.program.display()))?;
        if !output.status.success() {
            bail!(
                "fyke-door {}: {}",
                arguments.join(" "),
                String::from_utf8_lossy(&output.stderr).trim()
            );
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Calls the desk on a day, with the passphrases of these.
    pub fn desk_on(&self, day: u32, whose: &[&str], arguments: &[&str]) -> Result<String> {
        let phrases: String = whose
            .iter()
            .map(|who| format!("a long passphrase of {who}\n"))
            .collect();
        let file = self.path("passphrases");
        fs::write(&file, phrases)?;
        let (desk, day) = (self.desk.display().to_string(), day.to_string());
        let first = [
            "desk",
            &desk,
            "--passphrase-file",
            &file,
            "--day",
            &day,
            "--cost-kib",
            "64",
        ];
        let done = self.fyke(&[&first, arguments].concat());
        fs::remove_file(&file)?;
        done
    }

    /// Starts a call of the desk and kills it after a while, wherever it is by then.
    pub fn killed(&self, whose: &[&str], arguments: &[&str], after: Duration) -> Result<()> {
        let phrases: String = whose
            .iter()
            .map(|who| format!("a long passphrase of {who}\n"))
            .collect();
        let file = self.path("passphrases");
        fs::write(&file, phrases)?;
        let mut child = Command::new(&self.program)
            .args([
                "desk",
                &self.desk.display().to_string(),
                "--passphrase-file",
                &file,
            ])
            .args(["--day", &self.today.to_string(), "--cost-kib", "64"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        std::thread::sleep(after);
        // one that has ended before needs no kill
        let _ = child.kill();
        child.wait()?;
        fs::remove_file(&file)?;
        Ok(())
    }

    /// The same, today.
    pub fn desk(&self, whose: &[&str], arguments: &[&str]) -> Result<String> {
        self.desk_on(self.today, whose, arguments)
    }

    /// A call of the desk that must be refused in these words.
    pub fn refused(&self, whose: &[&str], arguments: &[&str], words: &str) -> Result<()> {
        match self.desk(whose, arguments) {
            Ok(done) => bail!("`{}` was done: {done}", arguments.join(" ")),
            Err(why) if why.to_string().contains(words) => Ok(()),
            Err(why) => bail!("`{words}` is not what was said: {why}"),
        }
    }

    /// How the desk's commands name the door.
    pub fn reached(&self) -> Vec<String> {
        match &self.network {
            Some(network) => network.pull.clone(),
            None => vec!["--socket".into(), self.path("door/run/pull.sock")],
        }
    }

    /// What a pull says.
    pub fn pull(&self) -> Result<String> {
        let reached = self.reached();
        let words: Vec<&str> = reached.iter().map(String::as_str).collect();
        self.desk(&["machine"], &[&["pull"], words.as_slice()].concat())
    }

    /// Publishes a book of today and hands it over.
    pub fn publish(&self, book: &str) -> Result<String> {
        let reached = self.reached();
        let words: Vec<&str> = reached.iter().map(String::as_str).collect();
        self.desk(
            &["machine"],
            &[&["publish", "--book", book], words.as_slice()].concat(),
        )
    }

    /// Makes the door's folder.
    pub fn install(&self, door: &str) -> Result<String> {
        let keyset = self.desk.join("outbox/keys").display().to_string();
        let folder = self.path("door");
        self.fyke(&[
            "install", &folder, "--size", SLAB, "--door", door, "--keyset", &keyset,
        ])
    }

    /// The door's machine is lost, with everything on it. What Tor knows it by is kept apart.
    pub fn lose(&mut self) -> Result<()> {
        self.stop();
        Ok(fs::remove_dir_all(self.folder.join("door"))?)
    }

    /// Starts the door, as on a day, and waits until it can be reached.
    pub fn start(&mut self, day: Option<u32>) -> Result<()> {
        self.start_with(&day.map_or_else(Vec::new, |day| vec!["--day".to_owned(), day.to_string()]))
    }

    /// Starts the door with options, and waits until it can be reached.
    pub fn start_with(&mut self, options: &[String]) -> Result<()> {
        let said = File::options()
            .append(true)
            .create(true)
            .open(self.path("said"))?;
        let mut command = Command::new(&self.program);
        command
            .args([
                "--with-parent",
                "run",
                &self.path("door"),
                "--address",
                &self.address(),
            ])
            .stdin(Stdio::null())
            .stdout(said.try_clone()?)
            .stderr(said);
        command.args(options);
        self.running = Some(command.spawn().context("cannot start the door")?);
        for role in ["store", "counter", "pull", "front"] {
            let socket = self.path(&format!("door/run/{role}.sock"));
            self.wait(&format!("the {role} does not listen"), || {
                Ok(UnixStream::connect(&socket).is_ok())
            })?;
        }
        if let Some(network) = &self.network {
            let way = self.way();
            let begun = Instant::now();
            while let Err(why) = way.get("/en/") {
                if begun.elapsed() > network.patience {
                    return Err(why.context("the front is not reached through Tor"));
                }
                std::thread::sleep(Duration::from_secs(1));
            }
        }
        Ok(())
    }

    /// Cuts the door's power: everything it had in memory is gone.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.running.take() {
            // one that has ended needs no end
            let _ = child.kill();
            let _ = child.wait();
            // its roles end with it, a moment later; a socket file without an owner says nothing
            for role in ["store", "counter", "pull", "front"] {
                let _ = fs::remove_file(self.path(&format!("door/run/{role}.sock")));
            }
        }
    }

    /// The front's name.
    pub fn address(&self) -> String {
        self.network
            .as_ref()
            .map_or_else(|| NO_ONION.into(), |network| network.front.clone())
    }

    /// How somebody comes to the front.
    pub fn way(&self) -> Way {
        Way {
            socket: match &self.network {
                Some(network) => network.socks.clone(),
                None => self.folder.join("door/run/front.sock"),
            },
            address: self.address(),
            onion: self.network.is_some(),
        }
    }

    /// Waits until something is so.
    pub fn wait(&self, what: &str, mut so: impl FnMut() -> Result<bool>) -> Result<()> {
        let begun = Instant::now();
        while !so()? {
            if begun.elapsed() > Duration::from_secs(60) {
                let said = fs::read_to_string(self.path("said")).unwrap_or_default();
                bail!("{what}; the door said:\n{said}");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// Files of the door, and what it said, that hold one of these words as they are.
    /// (`cargo xtask bench door` looks for more forms of them, and harder.)
    pub fn search(&self, words: &[&str]) -> Result<String> {
        let mut grep = Command::new("grep");
        grep.args(["-r", "-l", "-a", "-i", "-F"]);
        grep.args(words.iter().flat_map(|word| ["-e", word]));
        let output = grep.args([self.path("door"), self.path("said")]).output();
        Ok(String::from_utf8_lossy(&output.context("cannot start grep")?.stdout).into_owned())
    }
}
