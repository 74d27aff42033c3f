//! Many queries, over several threads, in the order they were asked.

use rayon::prelude::*;

use super::answer::Answer;
use super::index::Index;
use super::query::{Options, Query};

/// Queries that one thread takes at a time, and after which progress is told.
const CHUNK: usize = 256;

impl Index {
    /// Answers every query, in order. `threads` of 0 takes what the machine has.
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
        let run = || {
            let chunks: Vec<Vec<Answer>> = queries
                .par_chunks(CHUNK)
                .map_init(
                    || self.searcher(),
                    |searcher, chunk| {
                        let answers = chunk
                            .iter()
                            .map(|query| searcher.search(query, options))
                            .collect();
                        progress(chunk.len() as u64);
                        answers
                    },
                )
                .collect();
            chunks.into_iter().flatten().collect()
        };
        match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.install(run),
            // no threads to be had: the answers are the same on this one
            Err(_) => run(),
        }
    }
}
