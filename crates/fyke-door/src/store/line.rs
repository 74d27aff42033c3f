//! One thread a connection: reads frames, gives orders, says what came of them.

use super::owner::{Order, Reply, Told};
use super::publish::Published;
use crate::slab::{Geometry, PAYLOAD, Ticket, cell, disk::Disk, free::Free};
use crate::wire::Frame;
use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// Connections at once; each may wait with one cell in memory.
pub const LINES_MAX: usize = 256;
/// A thread's stack: it holds no cell.
const STACK: usize = 256 * 1024;
/// A line on which nothing comes for as long is given up, and its room with it.
const SILENCE: Duration = Duration::from_secs(120);

/// Serves each connection in a thread of its own; more than [`LINES_MAX`] are closed.
fn accept(listener: UnixListener, serve: impl Fn(UnixStream) + Send + Sync + 'static) -> io::Result<()> {
    let serve = Arc::new(serve);
    let open = Arc::new(AtomicUsize::new(0));
    let accepting = move || {
        for stream in listener.incoming().flatten() {
            if open.fetch_add(1, Ordering::SeqCst) >= LINES_MAX {
                open.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            let timed = stream.set_read_timeout(Some(SILENCE));
            let timed = timed.and_then(|()| stream.set_write_timeout(Some(SILENCE)));
            let (of, serve) = (open.clone(), serve.clone());
            let serving = move || {
                if timed.is_ok() {
                    serve(stream);
                }
                of.fetch_sub(1, Ordering::SeqCst);
            };
            if thread::Builder::new().stack_size(STACK).spawn(serving).is_err() {
                open.fetch_sub(1, Ordering::SeqCst);
            }
        }
    };
    thread::Builder::new().stack_size(STACK).spawn(accepting)?;
    Ok(())
}

/// Lines of workers.
pub fn accept_workers(listener: UnixListener, orders: SyncSender<Order>) -> io::Result<()> {
    accept(listener, move |stream| {
        let (told, answers) = sync_channel(1);
        let mut line = Worker {
            orders: orders.clone(),
            told,
            answers,
            ticket: None,
        };
        let Ok(mut to) = stream.try_clone() else { return };
        let mut from = BufReader::with_capacity(PAYLOAD, stream);
        while let Ok(frame) = Frame::read(&mut from) {
            match line.answer(frame) {
                Some(Some(answer)) if answer.write(&mut to).is_err() => break,
                Some(_) => {}
                None => break,
            }
        }
        if let Some(ticket) = line.ticket {
            let _ = line.orders.send(Order::Abandon(ticket));
        }
    })
}

struct Worker {
    orders: SyncSender<Order>,
    told: Reply,
    answers: Receiver<Told>,
    ticket: Option<Ticket>,
}

impl Worker {
    fn order(&self, order: Order) -> Option<Told> {
        self.orders.send(order).ok()?;
        self.answers.recv().ok()
    }

    /// None: the line is closed. `Some(None)`: nothing is said to a cell that was taken.
    fn answer(&mut self, frame: Frame) -> Option<Option<Frame>> {
        match (frame, self.ticket) {
            (Frame::Begin { bucket }, None) => match self.order(Order::Begin(bucket, self.told.clone()))? {
                Told::Room(ticket) => {
                    self.ticket = Some(ticket);
                    Some(Some(Frame::Ready))
                }
                Told::Say(frame) => Some(Some(frame)),
            },
            (Frame::Cell(payload), Some(ticket)) => {
                match self.order(Order::Cell(ticket, payload, self.told.clone()))? {
                    Told::Say(Frame::Ready) => Some(None),
                    _ => None,
                }
            }
            (Frame::Commit, Some(ticket)) => {
                self.ticket = None;
                match self.order(Order::Commit(ticket, self.told.clone()))? {
                    Told::Say(frame) => Some(Some(frame)),
                    Told::Room(_) => None,
                }
            }
            _ => None,
        }
    }
}

/// Lines of the pull.
pub fn accept_counter(
    listener: UnixListener,
    orders: SyncSender<Order>,
    file: Arc<File>,
    geometry: Geometry,
    published: Arc<Published>,
) -> io::Result<()> {
    accept(listener, move |stream| {
        let Ok(to) = stream.try_clone() else { return };
        let mut to = BufWriter::with_capacity(PAYLOAD, to);
        let mut from = BufReader::new(stream);
        while let Ok(Some(frame)) = Frame::next(&mut from) {
            let said = match frame {
                Frame::Fetch(cells) => fetch(&file, geometry, &cells, &mut to),
                Frame::Ask => ask(&orders, Order::Survey).write(&mut to).ok(),
                Frame::Free(signed) => {
                    let free = Free::read(&signed[..], published.door(), &published.pull());
                    let done = free.map_or(Frame::Refused, |free| {
                        ask(&orders, |reply| Order::Free(free, reply))
                    });
                    done.write(&mut to).ok()
                }
                Frame::Publish { what, bytes } => {
                    let done = match published.publish(what, &bytes) {
                        Ok(recipients) => {
                            let told = recipients.map(|to| orders.send(Order::Recipients(to)));
                            told.map_or(Frame::Done, |told| told.map_or(Frame::Refused, |()| Frame::Done))
                        }
                        Err(_) => Frame::Refused,
                    };
                    done.write(&mut to).ok()
                }
                _ => None,
            };
            if said.is_none() {
                return;
            }
        }
    })
}

fn ask(orders: &SyncSender<Order>, order: impl FnOnce(Reply) -> Order) -> Frame {
    let (told, answers) = sync_channel(1);
    let asked = orders.send(order(told)).is_ok();
    match asked.then(|| answers.recv()) {
        Some(Ok(Told::Say(frame))) => frame,
        _ => Frame::Refused,
    }
}

fn fetch(file: &File, geometry: Geometry, cells: &[u32], to: &mut BufWriter<UnixStream>) -> Option<()> {
    if cells.iter().any(|cell| *cell >= geometry.cells()) {
        return Frame::Refused.write(to).ok();
    }
    for place in cells {
        let mut raw = cell::blank();
        file.read(*place, &mut raw).ok()?;
        Frame::Raw(raw).write(to).ok()?;
    }
    Some(())
}
