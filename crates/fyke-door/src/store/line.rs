//! One thread a connection: reads frames, gives orders, says what came of them.

use super::owner::{Order, Reply};
use super::publish::Published;
use crate::slab::{Geometry, PAYLOAD, Ticket, cell, disk::Disk, free::Free};
use crate::sockets::{STACK, serve_each};
use crate::wire::Frame;
use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// Connections at once; each may wait with one cell in memory.
pub const LINES_MAX: usize = 256;
/// A line on which nothing comes for as long is given up, and its room with it.
const SILENCE: Duration = Duration::from_secs(120);

/// Serves each connection beside this thread, what comes and what is said.
fn accept(
    listener: UnixListener,
    serve: impl Fn(UnixStream, UnixStream) + Send + Sync + 'static,
) -> io::Result<()> {
    let timed = move |stream: UnixStream| -> io::Result<()> {
        stream.set_read_timeout(Some(SILENCE))?;
        stream.set_write_timeout(Some(SILENCE))?;
        serve(stream.try_clone()?, stream);
        Ok(())
    };
    // a line that cannot be prepared is closed
    let accepting = move || serve_each(&listener, LINES_MAX, move |stream| drop(timed(stream)));
    thread::Builder::new().stack_size(STACK).spawn(accepting)?;
    Ok(())
}

/// Gives an order and waits for what came of it; none where the owner has gone.
fn ask<T>(orders: &SyncSender<Order>, order: impl FnOnce(Reply<T>) -> Order) -> Option<T> {
    let (told, answer) = sync_channel(1);
    orders.send(order(told)).ok()?;
    answer.recv().ok()
}

/// Lines of workers.
pub fn accept_workers(listener: UnixListener, orders: SyncSender<Order>) -> io::Result<()> {
    accept(listener, move |from, mut to| {
        let mut line = Worker {
            orders: &orders,
            ticket: None,
        };
        let mut from = BufReader::with_capacity(PAYLOAD, from);
        while let Ok(frame) = Frame::read(&mut from) {
            match line.answer(frame) {
                Some(Some(answer)) if answer.write(&mut to).is_err() => break,
                Some(_) => {}
                None => break,
            }
        }
        if let Some(ticket) = line.ticket {
            let _ = orders.send(Order::Abandon(ticket));
        }
    })
}

struct Worker<'a> {
    orders: &'a SyncSender<Order>,
    ticket: Option<Ticket>,
}

impl Worker<'_> {
    /// None: the line is closed. `Some(None)`: nothing is said to a cell that was taken.
    fn answer(&mut self, frame: Frame) -> Option<Option<Frame>> {
        match (frame, self.ticket) {
            (Frame::Begin { bucket }, None) => {
                self.ticket = ask(self.orders, |to| Order::Begin(bucket, to))?;
                Some(Some(self.ticket.map_or(Frame::Full, |_| Frame::Ready)))
            }
            (Frame::Cell(payload), Some(ticket)) => {
                let taken = ask(self.orders, |to| Order::Cell(ticket, payload, to))?;
                (taken == Frame::Ready).then_some(None)
            }
            (Frame::Commit, Some(ticket)) => {
                self.ticket = None;
                ask(self.orders, |to| Order::Commit(ticket, to)).map(Some)
            }
            _ => None,
        }
    }
}

/// Lines of the pull.
pub fn accept_counter(
    listener: UnixListener,
    orders: SyncSender<Order>,
    file: File,
    geometry: Geometry,
    published: Published,
) -> io::Result<()> {
    accept(listener, move |from, to| {
        let mut to = BufWriter::with_capacity(PAYLOAD, to);
        let mut from = BufReader::new(from);
        while let Ok(Some(frame)) = Frame::next(&mut from) {
            let answer = match frame {
                Frame::Fetch(cells) => match fetch(&file, geometry, &cells, &mut to) {
                    Some(()) => continue,
                    None => return,
                },
                Frame::Ask => ask(&orders, Order::Survey),
                Frame::Free(signed) => {
                    let free = Free::read(&signed[..], published.door(), &published.pull());
                    free.ok()
                        .and_then(|free| ask(&orders, |to| Order::Free(free, to)))
                }
                Frame::Publish { what, bytes } => {
                    let done = match published.publish(what, &bytes) {
                        Ok(Some(to)) => orders.send(Order::Recipients(to)).is_ok(),
                        done => done.is_ok(),
                    };
                    done.then_some(Frame::Done)
                }
                _ => return,
            };
            if answer.unwrap_or(Frame::Refused).write(&mut to).is_err() {
                return;
            }
        }
    })
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
