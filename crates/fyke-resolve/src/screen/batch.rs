//! Many queries, over several threads, in the order they were asked.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::answer::Answer;
use super::index::Index;
use super::query::{Options, Query};
use super::search::Searcher;

/// Queries that one thread takes at a time, and after which progress is told.
const CHUNK: usize = 256;

impl Index {
    /// Answers every query, in order. `threads` of 0 takes what the machine has,
    /// and no number takes more.
    ///
    /// `progress` is called with the number of queries answered since its last
    /// call. The answers do not depend on the number of threads, nor on which
    /// queries stand beside one.
    pub fn search_batch(
        &self,
        queries: &[Query],
        options: &Options,
        threads: usize,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Vec<Answer> {
        // what is asked twice is sought once
        let mut numbers: FxHashMap<&Query, u32> = FxHashMap::default();
        let mut distinct: Vec<(&Query, u64)> = Vec::new();
        let asked: Vec<u32> = queries
            .iter()
            .map(|query| {
                let number = *numbers.entry(query).or_insert_with(|| {
                    distinct.push((query, 0));
                    distinct.len() as u32 - 1
                });
                distinct[number as usize].1 += 1;
                number
            })
            .collect();
        let run = || -> Vec<Vec<Answer>> {
            let answer = |searcher: &mut Searcher<'_>, chunk: &[(&Query, u64)]| {
                let answers = chunk
                    .iter()
                    .map(|(query, _)| searcher.search(query, options))
                    .collect();
                progress(chunk.iter().map(|(_, times)| times).sum());
                answers
            };
            distinct
                .par_chunks(CHUNK)
                .map_init(|| self.searcher(), answer)
                .collect()
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = threads.min(cores);
        let chunks = match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.install(run),
            // no threads to be had: the answers are the same on this one
            Err(_) => run(),
        };
        let answers: Vec<&Answer> = chunks.iter().flatten().collect();
        asked
            .into_iter()
            .filter_map(|number| answers.get(number as usize))
            .map(|&answer| answer.clone())
            .collect()
    }
}
