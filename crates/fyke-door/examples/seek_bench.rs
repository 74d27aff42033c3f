//! What one poll costs, and whether its time tells what was found.
//!
//! CPU time of `Book::seek` for a codename with 0, 1 and 4 replies and for one that
//! never existed, leaf and all; then the test of Reparaz, Balasch and Verbauwhede
//! (*Dude, is my code constant time?*, DATE 2017): Welch's t between the times of
//! two classes measured in random order, on all times and on those below several
//! percentiles. One line of JSON; run by `cargo xtask bench door-seek`.
//!
//! `seek_bench [SAMPLES [SECONDS]]`: so many of each class, but no longer than that;
//! the line says how many there were.
//!
//! Both classes have as many codenames, drawn from in turn by chance, and the four
//! bodies of the one whose turn it is are touched before the clock starts: a class of
//! fewer codenames, or of bodies that lie nearer, would be faster for its memory alone.
//! For the same reason a book serves some thousand polls only: then codenames, replies
//! and book are drawn anew. Where a codename's bodies lie costs it some nanoseconds, the
//! same for all its polls; of 32 codenames that does not average out, and a class beside
//! its equal then seems to differ. What is left of it is in `t_codenames`, the same
//! statistic over codenames instead of polls, for the polls of one are not independent.

use fyke_door::book::{Book, Edition, Reply, Slot, ahead, places, publish};
use fyke_door::codename::{Codename, Conversation};
use fyke_door::day::Day;
use fyke_door::keys::{DoorId, Draw, SignSecret};
use fyke_door::secret::Hidden;
use std::hint::black_box;
use std::time::{Duration, Instant};

const TODAY: Day = Day(20_779);
const DOOR: DoorId = DoorId([5; 32]);
/// Codenames of a class in one book.
const EACH: usize = 32;
/// Polls of one book, before all is drawn anew.
const POLLS: usize = 2_000;
/// Classes by their replies; the last never existed, as the first.
const REPLIES: [u8; 4] = [0, 1, 4, 0];
const NONE: usize = 0;
const ONE: usize = 1;
const FOUR: usize = 2;
const STRANGER: usize = 3;

fn main() {
    let mut given = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse::<u64>().ok());
    let samples = given.next().unwrap_or(20_000) as usize;
    let until = given
        .next()
        .map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let publisher = SignSecret::draw(&mut Draw::seeded_for_vectors([9; 32])).expect("a seed gives bytes");
    let (costs, read) = Stage::set(&publisher, |stage, bytes| {
        for (class, replies) in stage.classes.iter().zip(REPLIES) {
            for (codename, _) in class {
                let found = stage.poll(codename).replies().len();
                assert_eq!(found, usize::from(replies), "what is measured must be right");
            }
        }
        let cost = |codename: &Codename| {
            let start = cpu_nanoseconds();
            for _ in 0..2_000 {
                black_box(stage.poll(black_box(codename)));
            }
            (cpu_nanoseconds() - start) as f64 / 2_000.0 / 1e6
        };
        let costs = [NONE, ONE, FOUR, STRANGER].map(|class| cost(&stage.classes[class][0].0));
        let read = {
            let start = cpu_nanoseconds();
            for _ in 0..50 {
                black_box(Book::read(black_box(bytes), DOOR, &publisher.public()).is_ok());
            }
            (cpu_nanoseconds() - start) as f64 / 50.0 / 1e6
        };
        (costs, read)
    });
    let welch = |one: usize, other: usize| welch((samples, until), &publisher, [one, other]);
    let four = welch(NONE, FOUR);
    let one = welch(STRANGER, ONE);
    let null = welch(NONE, STRANGER);
    println!(
        "{{\"ms_cpu_none\":{:.4},\"ms_cpu_one\":{:.4},\"ms_cpu_four\":{:.4},\"ms_cpu_never_existed\":{:.4},\
         \"ms_cpu_verify_book\":{read:.3},\"samples_asked\":{samples},\"t_four_against_none\":{:.2},\
         \"t_one_against_none\":{:.2},\"t_none_against_none\":{:.2},\"t_codenames_four_against_none\":{:.2},\
         \"t_codenames_one_against_none\":{:.2},\"t_codenames_none_against_none\":{:.2},\
         \"samples_four_against_none\":{},\"samples_one_against_none\":{},\"samples_none_against_none\":{}}}",
        costs[NONE],
        costs[ONE],
        costs[FOUR],
        costs[STRANGER],
        four.of_polls,
        one.of_polls,
        null.of_polls,
        four.of_codenames,
        one.of_codenames,
        null.of_codenames,
        four.samples,
        one.samples,
        null.samples,
    );
}

/// A book with codenames of every class in it, all drawn by chance.
struct Stage<'a> {
    book: Book<'a>,
    classes: [Vec<Polled>; 4],
}

impl Stage<'_> {
    /// Draws everything and hands it to `play`, with the bytes of the book.
    fn set<R>(publisher: &SignSecret, play: impl FnOnce(&Stage<'_>, &[u8]) -> R) -> R {
        let edition = Edition::first_of(TODAY);
        let draw = &mut Draw::system();
        let mut slots = Vec::new();
        let mut someone = |replies: u8| {
            let codename = Codename::draw(draw).expect("the system gives bytes");
            let conversation = codename.conversation(DOOR);
            slots.extend(waiting(&conversation, replies, edition));
            codename
        };
        // those of a class are not drawn one after the other: nothing but replies tells them apart
        let mut classes = [const { Vec::new() }; 4];
        for _ in 0..EACH {
            for (class, replies) in classes.iter_mut().zip(REPLIES) {
                class.push(someone(replies));
            }
        }
        // the rest of the book is as full as a busy desk's
        for _ in 0..20 {
            someone(4);
        }
        let bytes = publish(DOOR, edition, &slots, publisher, &mut Draw::system()).expect("240 slots fit");
        let book = Book::read(&bytes, DOOR, &publisher.public()).expect("it was just published");
        let near = |codename: &Codename| {
            let leaf = codename.conversation(DOOR).replies.leaf(edition.day());
            let places = places(&leaf.expect("a day of the tree"), DOOR, edition, book.tags());
            (codename.clone(), places)
        };
        let classes = classes.map(|class| class.iter().map(near).collect::<Vec<_>>());
        play(&Stage { book, classes }, &bytes)
    }

    fn poll(&self, codename: &Codename) -> fyke_door::book::Found {
        let conversation = codename.conversation(DOOR);
        let leaf = conversation
            .replies
            .leaf(Edition::first_of(TODAY).day())
            .expect("a day of the tree");
        self.book.seek(&leaf, DOOR)
    }

    fn touch(&self, places: &[usize; 4]) {
        for place in places {
            black_box(self.book.body(*place).iter().fold(0u8, |all, byte| all ^ byte));
        }
    }
}

fn waiting(conversation: &Conversation, replies: u8, edition: Edition) -> Vec<Slot> {
    let cover = conversation.replies.cover(TODAY).expect("a day of the tree");
    (0..replies)
        .flat_map(|k| {
            let reply = Reply {
                id: [k; 16],
                day: TODAY,
                part: 0,
                of: 1,
                text: Hidden::new(vec![b'a'; 3_000]),
            };
            ahead(&cover, DOOR, &reply, k, edition, 1)
        })
        .collect()
}

/// A codename, and where its four bodies are.
type Polled = (Codename, [usize; 4]);

/// CPU time of this thread so far.
fn cpu_nanoseconds() -> u64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// How far two classes differ.
struct Differ {
    /// The largest |t| over all times and those below the 50th, 75th, 90th, 95th and 99th
    /// percentile of both classes together (a slow tail is the machine's, not the code's).
    of_polls: f64,
    /// The same over the mean times of codenames.
    of_codenames: f64,
    /// Polls of each class, about.
    samples: usize,
}

/// Of so many samples of each class, about.
fn welch((samples, until): (usize, Option<Instant>), publisher: &SignSecret, classes: [usize; 2]) -> Differ {
    let mut times: Vec<Timed> = Vec::with_capacity(2 * samples);
    let mut random = 0x9e37_79b9_7f4a_7c15u64;
    let mut codenames = 0;
    while times.len() < 2 * samples && (times.len() < 100 || until.is_none_or(|until| Instant::now() < until))
    {
        let left = POLLS.min(2 * samples - times.len());
        Stage::set(publisher, |stage, _| {
            for _ in 0..left {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                let second = random >> 40 & 1 == 1;
                let from = &stage.classes[classes[usize::from(second)]];
                let at = (random >> 20) as usize % from.len();
                let (codename, places) = &from[at];
                stage.touch(places);
                let start = Instant::now();
                black_box(stage.poll(black_box(codename)));
                times.push(Timed {
                    second,
                    codename: codenames + 2 * at + usize::from(second),
                    nanoseconds: start.elapsed().as_nanos() as f64,
                });
            }
        });
        codenames += 2 * EACH;
    }
    let mut sorted: Vec<f64> = times.iter().map(|timed| timed.nanoseconds).collect();
    sorted.sort_by(f64::total_cmp);
    let below =
        [0.5, 0.75, 0.9, 0.95, 0.99, 1.0].map(|part| sorted[((sorted.len() - 1) as f64 * part) as usize]);
    let most = |t: &dyn Fn(f64) -> f64| below.map(|below| t(below).abs()).into_iter().fold(0.0, f64::max);
    Differ {
        of_polls: most(&|below| {
            let all = times.iter().filter(|timed| timed.nanoseconds <= below);
            t(all.map(|timed| (timed.second, timed.nanoseconds)))
        }),
        of_codenames: most(&|below| {
            let mut sums = vec![(0.0, 0.0); codenames];
            for timed in times.iter().filter(|timed| timed.nanoseconds <= below) {
                let sum = &mut sums[timed.codename];
                *sum = (sum.0 + timed.nanoseconds, sum.1 + 1.0);
            }
            let means = sums.iter().enumerate().filter(|(_, sum)| sum.1 > 0.0);
            t(means.map(|(at, sum)| (at % 2 == 1, sum.0 / sum.1)))
        }),
        samples: times.len() / 2,
    }
}

/// One poll: of which class and codename, and how long it took.
struct Timed {
    second: bool,
    codename: usize,
    nanoseconds: f64,
}

/// Welch's t between the values of two classes.
fn t(values: impl Iterator<Item = (bool, f64)> + Clone) -> f64 {
    let moments = |class: bool| {
        let of = || {
            values
                .clone()
                .filter(|(of, _)| *of == class)
                .map(|(_, value)| value)
        };
        let n = of().count() as f64;
        let mean = of().sum::<f64>() / n;
        let variance = of().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
        (n, mean, variance)
    };
    let ((n, mean, variance), (m, other_mean, other_variance)) = (moments(false), moments(true));
    (mean - other_mean) / (variance / n + other_variance / m).sqrt()
}
