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

use fyke_door::book::{Book, Edition, Reply, Slot, ahead, places, publish};
use fyke_door::codename::{Codename, Conversation};
use fyke_door::day::Day;
use fyke_door::keys::{DoorId, Draw, SignSecret};
use fyke_door::secret::Hidden;
use std::hint::black_box;
use std::time::{Duration, Instant};

const TODAY: Day = Day(20_779);
const DOOR: DoorId = DoorId([5; 32]);
/// Codenames of a class.
const EACH: usize = 32;

fn main() {
    let mut given = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse::<u64>().ok());
    let samples = given.next().unwrap_or(20_000) as usize;
    let until = given
        .next()
        .map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let edition = Edition::first_of(TODAY);
    let draw = &mut Draw::seeded_for_vectors([9; 32]);
    let mut slots = Vec::new();
    let mut someone = |replies: u8| {
        let codename = Codename::draw(draw).expect("a seed gives bytes");
        let conversation = codename.conversation(DOOR);
        slots.extend(waiting(&conversation, replies, edition));
        codename
    };
    // those of a class are not drawn one after the other: nothing but replies tells them apart
    let mut classes = [const { Vec::new() }; 4];
    for _ in 0..EACH {
        for (class, replies) in classes.iter_mut().zip([0, 1, 4, 0]) {
            class.push(someone(replies));
        }
    }
    // the rest of the book is as full as a busy desk's
    for _ in 0..20 {
        someone(4);
    }
    let publisher = SignSecret::draw(draw).expect("a seed gives bytes");
    let bytes = publish(DOOR, edition, &slots, &publisher, &mut Draw::system()).expect("240 slots fit");
    let book = Book::read(&bytes, DOOR, &publisher.public()).expect("it was just published");
    let poll = |codename: &Codename| {
        let conversation = codename.conversation(DOOR);
        let leaf = conversation
            .replies
            .leaf(edition.day())
            .expect("a day of the tree");
        book.seek(&leaf, DOOR)
    };
    let near = |codename: &Codename| {
        let leaf = codename.conversation(DOOR).replies.leaf(edition.day());
        let places = places(&leaf.expect("a day of the tree"), DOOR, edition, book.tags());
        (codename.clone(), places)
    };
    let [none, one, four, stranger] = classes.map(|class| class.iter().map(near).collect::<Vec<_>>());
    for (class, replies) in [(&none, 0), (&one, 1), (&four, 4), (&stranger, 0)] {
        for (codename, _) in class {
            assert_eq!(
                poll(codename).replies().len(),
                replies,
                "what is measured must be right"
            );
        }
    }
    let cost = |codename: &Codename| {
        let start = cpu_nanoseconds();
        for _ in 0..2_000 {
            black_box(poll(black_box(codename)));
        }
        (cpu_nanoseconds() - start) as f64 / 2_000.0 / 1e6
    };
    let costs = [&none, &one, &four, &stranger].map(|class| cost(&class[0].0));
    let read = {
        let start = cpu_nanoseconds();
        for _ in 0..50 {
            black_box(Book::read(black_box(&bytes), DOOR, &publisher.public()).is_ok());
        }
        (cpu_nanoseconds() - start) as f64 / 50.0 / 1e6
    };
    let touch = |places: &[usize; 4]| {
        for place in places {
            black_box(book.body(*place).iter().fold(0u8, |all, byte| all ^ byte));
        }
    };
    let welch = |one: &[Polled], other: &[Polled]| welch((samples, until), [one, other], touch, poll);
    let (t_four, of_four) = welch(&none, &four);
    let (t_one, of_one) = welch(&stranger, &one);
    let (t_null, of_null) = welch(&none, &stranger);
    println!(
        "{{\"ms_cpu_none\":{:.4},\"ms_cpu_one\":{:.4},\"ms_cpu_four\":{:.4},\"ms_cpu_never_existed\":{:.4},\
         \"ms_cpu_verify_book\":{read:.3},\"samples_asked\":{samples},\"t_four_against_none\":{t_four:.2},\
         \"t_one_against_none\":{t_one:.2},\"t_none_against_none\":{t_null:.2},\
         \"samples_four_against_none\":{of_four},\"samples_one_against_none\":{of_one},\
         \"samples_none_against_none\":{of_null}}}",
        costs[0], costs[1], costs[2], costs[3]
    );
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

/// Of so many samples of each class, about, and how many there were: the largest |t| over all times and those below the 50th, 75th, 90th, 95th and 99th
/// percentile of both classes together (a slow tail is the machine's, not the code's).
fn welch<R>(
    (samples, until): (usize, Option<Instant>),
    classes: [&[Polled]; 2],
    touch: impl Fn(&[usize; 4]),
    poll: impl Fn(&Codename) -> R,
) -> (f64, usize) {
    let mut times: Vec<(bool, f64)> = Vec::with_capacity(2 * samples);
    let mut random = 0x9e37_79b9_7f4a_7c15u64;
    while times.len() < 2 * samples && (times.len() < 100 || until.is_none_or(|until| Instant::now() < until))
    {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let class = random >> 40 & 1 == 1;
        let from = classes[usize::from(class)];
        let (codename, places) = &from[(random >> 20) as usize % from.len()];
        touch(places);
        let start = Instant::now();
        black_box(poll(black_box(codename)));
        times.push((class, start.elapsed().as_nanos() as f64));
    }
    let mut sorted: Vec<f64> = times.iter().map(|(_, time)| *time).collect();
    sorted.sort_by(f64::total_cmp);
    let most = [0.5, 0.75, 0.9, 0.95, 0.99, 1.0]
        .map(|part| {
            let below = sorted[((sorted.len() - 1) as f64 * part) as usize];
            t(&times, below).abs()
        })
        .into_iter()
        .fold(0.0, f64::max);
    (most, times.len() / 2)
}

fn t(times: &[(bool, f64)], below: f64) -> f64 {
    let moments = |class: bool| {
        let of = || {
            times
                .iter()
                .filter(|(of, time)| *of == class && *time <= below)
                .map(|(_, time)| *time)
        };
        let n = of().count() as f64;
        let mean = of().sum::<f64>() / n;
        let variance = of().map(|time| (time - mean).powi(2)).sum::<f64>() / (n - 1.0);
        (n, mean, variance)
    };
    let ((n, mean, variance), (m, other_mean, other_variance)) = (moments(false), moments(true));
    (mean - other_mean) / (variance / n + other_variance / m).sqrt()
}
