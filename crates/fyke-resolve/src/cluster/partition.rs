//! Which record is in which cluster.

/// Records `0..n` in clusters. A cluster is named by its lowest record, so two
/// equal partitions are equal in every byte.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Partition {
    labels: Vec<u32>,
}

impl Partition {
    /// Every record alone.
    pub fn alone(n: usize) -> Partition {
        Partition {
            labels: (0..u32::try_from(n).unwrap_or(u32::MAX)).collect(),
        }
    }

    /// From any labels, one for each record: equal label, one cluster.
    ///
    /// ```
    /// use fyke_resolve::cluster::Partition;
    /// let partition = Partition::of_labels(&[7, 3, 7]);
    /// assert_eq!(partition.clusters(), vec![vec![0, 2], vec![1]]);
    /// ```
    pub fn of_labels(labels: &[u32]) -> Partition {
        let mut by_label: Vec<(u32, u32)> = labels.iter().copied().zip(0..).collect();
        by_label.sort_unstable();
        let mut first = vec![0; labels.len()];
        for group in by_label.chunk_by(|a, b| a.0 == b.0) {
            for (_, record) in group {
                first[*record as usize] = group[0].1;
            }
        }
        Partition { labels: first }
    }

    /// Takes labels that are already the lowest record of their cluster.
    pub(super) fn of_lowest(labels: Vec<u32>) -> Partition {
        debug_assert!(
            labels
                .iter()
                .enumerate()
                .all(|(r, l)| *l as usize <= r && labels[*l as usize] == *l)
        );
        Partition { labels }
    }

    /// The lowest record of each record's cluster, by record.
    pub fn labels(&self) -> &[u32] {
        &self.labels
    }

    /// Number of records.
    pub fn records(&self) -> usize {
        self.labels.len()
    }

    /// The lowest record of a record's cluster; itself where it is not known here.
    pub fn label(&self, record: u32) -> u32 {
        self.labels.get(record as usize).copied().unwrap_or(record)
    }

    /// Are two records one.
    pub fn same(&self, a: u32, b: u32) -> bool {
        self.label(a) == self.label(b)
    }

    /// All clusters by their lowest record, the records of each rising; single
    /// records too.
    pub fn clusters(&self) -> Vec<Vec<u32>> {
        let mut slot = vec![u32::MAX; self.labels.len()];
        let mut clusters: Vec<Vec<u32>> = Vec::new();
        for (record, label) in (0u32..).zip(&self.labels) {
            if *label == record {
                slot[record as usize] = clusters.len() as u32;
                clusters.push(Vec::new());
            }
            if let Some(cluster) = clusters.get_mut(slot[*label as usize] as usize) {
                cluster.push(record);
            }
        }
        clusters
    }
}
