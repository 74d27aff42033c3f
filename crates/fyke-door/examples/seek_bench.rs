//! What one poll costs, and whether its time tells what was found.
//!
//! CPU time of `Book::seek` for a codename with 0, 1 and 4 replies and for one that
//! never existed, leaf and all; then the test of Reparaz, Balasch and Verbauwhede
//! (*Dude, is my code constant time?*, DATE 2017): Welch's t between the times of
//! two classes measured in random order, on all times and on those below several
//! percentiles. One line of JSON; run by `cargo xtask bench door-seek`.

use fyke_door::book::{Book, Edition, Reply, Slot, ahead, publish};
use fyke_door::codename::{Codename, Conversation};
use fyke_door::day::Day;
use fyke_door::keys::{DoorId, Draw, SignSecret};
use fyke_door::secret::Hidden;
use std::hint::black_box;
use std::time::Instant;

const TODAY: Day = Day(20_779);
const DOOR: DoorId = DoorId([5; 32]);

fn main() {
    let samples: usize = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .next()
        .unwrap_or(20_000);
    let edition = Edition::first_of(TODAY);
    let draw = &mut Draw::seeded_for_vectors([9; 32]);
    let mut slots = Vec::new();
    let mut someone = |replies: u8| {
        let codename = Codename::draw(draw).expect("a seed gives bytes");
        let conversation = codename.conversation(DOOR);
        slots.extend(waiting(&conversation, replies, edition));
        codename
    };
    let (none, one, four, stranger) = (someone(0), someone(1), someone(4), someone(0));
    // the rest of the book is as full as a busy desk's
    for _ in 0..50 {
        someone(4);
    }
    let publisher = SignSecret::draw(draw).expect("a seed gives bytes");
    let bytes = publish(DOOR, edition, &slots, &publisher, &mut Draw::system()).expect("205 slots fit");
    let book = Book::read(&bytes, DOOR, &publisher.public()).expect("it was just published");
    let poll = |codename: &Codename| {
        let conversation = codename.conversation(DOOR);
        let leaf = conversation
            .replies
            .leaf(edition.day())
            .expect("a day of the tree");
        book.seek(&leaf, DOOR)
    };
    for (codename, replies) in [(&none, 0), (&one, 1), (&four, 4), (&stranger, 0)] {
        assert_eq!(
            poll(codename).replies().len(),
            replies,
            "what is measured must be right"
        );
    }
    let cost = |codename: &Codename| {
        let start = cpu_nanoseconds();
        for _ in 0..2_000 {
            black_box(poll(black_box(codename)));
        }
        (cpu_nanoseconds() - start) as f64 / 2_000.0 / 1e6
    };
    let costs = [&none, &one, &four, &stranger].map(cost);
    let read = {
        let start = cpu_nanoseconds();
        for _ in 0..50 {
            black_box(Book::read(black_box(&bytes), DOOR, &publisher.public()).is_ok());
        }
        (cpu_nanoseconds() - start) as f64 / 50.0 / 1e6
    };
    // every sample is of a codename of its own class, drawn anew from eight of each, so
    // that no class has one lucky place in memory
    let t_four = welch(samples, &[&none, &stranger], &[&four], poll);
    let t_one = welch(samples, &[&stranger], &[&one], poll);
    let t_null = welch(samples, &[&none], &[&stranger], poll);
    println!(
        "{{\"ms_cpu_none\":{:.4},\"ms_cpu_one\":{:.4},\"ms_cpu_four\":{:.4},\"ms_cpu_never_existed\":{:.4},\
         \"ms_cpu_verify_book\":{read:.3},\"samples\":{samples},\"t_four_against_none\":{t_four:.2},\
         \"t_one_against_none\":{t_one:.2},\"t_none_against_none\":{t_null:.2}}}",
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

/// CPU time of this thread so far.
fn cpu_nanoseconds() -> u64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// The largest |t| over all times and those below the 50th, 75th, 90th, 95th and 99th
/// percentile of both classes together (a slow tail is the machine's, not the code's).
fn welch<R>(samples: usize, one: &[&Codename], other: &[&Codename], poll: impl Fn(&Codename) -> R) -> f64 {
    let mut times: Vec<(bool, f64)> = Vec::with_capacity(samples);
    let mut random = 0x9e37_79b9_7f4a_7c15u64;
    for _ in 0..samples {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let class = random >> 40 & 1 == 1;
        let from = if class { other } else { one };
        let codename = from[(random >> 20) as usize % from.len()];
        let start = Instant::now();
        black_box(poll(black_box(codename)));
        times.push((class, start.elapsed().as_nanos() as f64));
    }
    let mut sorted: Vec<f64> = times.iter().map(|(_, time)| *time).collect();
    sorted.sort_by(f64::total_cmp);
    [0.5, 0.75, 0.9, 0.95, 0.99, 1.0]
        .map(|part| {
            let below = sorted[((samples - 1) as f64 * part) as usize];
            t(&times, below).abs()
        })
        .into_iter()
        .fold(0.0, f64::max)
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
