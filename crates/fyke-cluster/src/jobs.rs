//! Jobs as a plan: one leaf, a task for each job or some, a row for each that is done
//! or cannot be.
//!
//! The client's leaf holds all jobs and runs none; each task gets a leaf of its
//! own job, and only a worker's codec makes a leaf that can run it.

use crate::serve::Work;
use async_trait::async_trait;
use datafusion::arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::Session;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, exec_datafusion_err, exec_err, internal_err};
use datafusion::datasource::{TableProvider, TableType};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::Expr;
use datafusion::physical_expr::{EquivalenceProperties, Partitioning, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{DisplayAs, DisplayFormatType, ExecutionPlan, PlanProperties};
use datafusion_distributed::{
    DesiredTaskCountEvent, DesiredTaskCountEventResponse, DistributedLeafExec, ScaleUpLeafNodeEvent,
    ScaleUpLeafNodeEventResponse,
};
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};
use futures::stream;
use fyke_store::StoreError;
use fyke_store::error::Fault;
use fyke_store::work::{Job, perform};
use serde::{Deserialize, Serialize};
use std::fmt::{self, Formatter};
use std::sync::Arc;

/// A boundary between a single task and whoever asks is left out by the planner, and
/// the task would run where it is asked. So there are always two.
const TASKS_MIN: usize = 2;

/// A task is a stream to its worker that stays open; where there are more jobs than
/// this, a task has several, one after the other.
const TASKS_MAX: usize = 128;

/// How many tasks the jobs make. Task `t` has the jobs whose place leaves `t` when
/// divided by their number.
pub fn tasks(jobs: usize) -> usize {
    jobs.clamp(TASKS_MIN, TASKS_MAX)
}

/// Two columns: the jobs that ended, and why one cannot be done.
fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("job", DataType::Utf8, false),
        Field::new("failed", DataType::Utf8, true),
    ]))
}

/// A job that ended.
pub struct Ended {
    /// Its id.
    pub job: String,
    /// None where it is done.
    pub failed: Option<StoreError>,
}

/// Why a job cannot be done, on the wire.
#[derive(Serialize, Deserialize)]
struct Failed {
    is_bug: bool,
    broke: String,
    repair: String,
}

fn row(job: &str, failed: Option<&Failed>) -> Result<RecordBatch> {
    let failed = failed.map(serde_json::to_string).transpose();
    let failed = failed.map_err(|e| exec_datafusion_err!("why a job failed cannot be written: {e}"))?;
    let columns: [ArrayRef; 2] = [
        Arc::new(StringArray::from(vec![job])),
        Arc::new(StringArray::from(vec![failed])),
    ];
    Ok(RecordBatch::try_new(schema(), columns.into())?)
}

/// The jobs of some rows.
pub fn ended(rows: &RecordBatch) -> Result<Vec<Ended>> {
    let column = |name: &str| {
        let column = rows
            .column_by_name(name)
            .map(|column| column.as_string_opt::<i32>());
        column
            .flatten()
            .ok_or_else(|| exec_datafusion_err!("a worker answers with other columns"))
    };
    let rows = column("job")?.iter().zip(column("failed")?.iter());
    let ended = rows.map(|(job, failed)| {
        let failed: Option<Failed> = failed
            .map(serde_json::from_str)
            .transpose()
            .map_err(|e| exec_datafusion_err!("why a job failed cannot be read: {e}"))?;
        Ok(Ended {
            job: job.unwrap_or_default().to_owned(),
            failed: failed.map(|failed| {
                let fault = if failed.is_bug { Fault::Bug } else { Fault::Request };
                StoreError::new(fault, failed.broke, failed.repair)
            }),
        })
    });
    ended.collect()
}

/// The jobs as a table to be read.
#[derive(Debug)]
pub struct JobsTable(pub Vec<Job>);

#[async_trait]
impl TableProvider for JobsTable {
    fn schema(&self) -> SchemaRef {
        schema()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        _: &dyn Session,
        _: Option<&Vec<usize>>,
        _: &[Expr],
        _: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(Arc::new(JobsLeaf::of(self.0.clone())))
    }
}

/// The leaf. `work` is there on a worker alone.
#[derive(Clone)]
pub struct JobsLeaf {
    jobs: Vec<Job>,
    properties: Arc<PlanProperties>,
    work: Option<Work>,
}

impl fmt::Debug for JobsLeaf {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "JobsLeaf({})", self.jobs.len())
    }
}

impl JobsLeaf {
    /// The leaf of all jobs, on its way to be dealt out. (More than one partition, or
    /// the planner sees nothing to gather and leaves it here.)
    pub fn of(jobs: Vec<Job>) -> JobsLeaf {
        JobsLeaf::new(jobs, 2, None)
    }

    fn new(jobs: Vec<Job>, partitions: usize, work: Option<Work>) -> JobsLeaf {
        JobsLeaf {
            jobs,
            properties: Arc::new(PlanProperties::new(
                EquivalenceProperties::new(schema()),
                Partitioning::UnknownPartitioning(partitions),
                EmissionType::Incremental,
                Boundedness::Bounded,
            )),
            work,
        }
    }
}

impl DisplayAs for JobsLeaf {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "JobsLeaf: jobs={}", self.jobs.len())
    }
}

impl ExecutionPlan for JobsLeaf {
    fn name(&self) -> &str {
        "JobsLeaf"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(self: Arc<Self>, _: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn execute(&self, _: usize, _: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let Some(work) = self.work.clone() else {
            return exec_err!("jobs run on workers alone");
        };
        let jobs = stream::iter(self.jobs.clone());
        let done = futures::StreamExt::then(jobs, move |job| run(work.clone(), job));
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema(), done)))
    }
}

/// Does a job on a thread of its own, when one of the worker's slots is free. A job
/// whose asker has gone is finished all the same: its answer is wanted.
async fn run(work: Work, job: Job) -> Result<RecordBatch> {
    let slot = Arc::clone(&work.slots)
        .acquire_owned()
        .await
        .map_err(|e| exec_datafusion_err!("the worker is closing: {e}"))?;
    let id = job.id();
    let done = tokio::task::spawn_blocking(move || {
        let _slot = slot;
        perform(&job, &*work.kernels, &work.depot)
    });
    match done.await {
        Ok(Ok(_)) => row(&id, None),
        Ok(Err(error)) if error.lasts() => {
            let failed = Failed {
                is_bug: error.fault() == Fault::Bug,
                broke: error.broke().to_owned(),
                repair: error.repair().to_owned(),
            };
            row(&id, Some(&failed))
        }
        Ok(Err(error)) => exec_err!("{error}"),
        Err(_) => exec_err!("a job broke down on the worker"),
    }
}

/// As many tasks as there are jobs, within bounds.
pub fn desired_tasks(ev: DesiredTaskCountEvent<'_>) -> Option<Result<DesiredTaskCountEventResponse>> {
    let leaf = ev.plan.downcast_ref::<JobsLeaf>()?;
    Some(Ok(DesiredTaskCountEventResponse::desired(tasks(leaf.jobs.len()))))
}

/// A leaf for each task, the jobs dealt out in turn.
pub fn leaf_of_each_task(ev: ScaleUpLeafNodeEvent<'_>) -> Option<Result<ScaleUpLeafNodeEventResponse>> {
    let leaf = ev.plan.downcast_ref::<JobsLeaf>()?;
    let of_task = |task: usize| -> Arc<dyn ExecutionPlan> {
        let jobs = leaf.jobs.iter().skip(task).step_by(ev.task_count.max(1));
        Arc::new(JobsLeaf::new(jobs.cloned().collect(), 1, None))
    };
    let leaves = DistributedLeafExec::try_new(Arc::clone(ev.plan), (0..ev.task_count).map(of_task));
    Some(leaves.map(|leaves| ScaleUpLeafNodeEventResponse::new(Arc::new(leaves))))
}

/// Jobs on the wire, as JSON. Only a worker's codec has the means to do them.
#[derive(Clone)]
pub struct JobsCodec(pub Option<Work>);

impl fmt::Debug for JobsCodec {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("JobsCodec")
    }
}

impl PhysicalExtensionCodec for JobsCodec {
    fn try_decode(
        &self,
        bytes: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        _: &TaskContext,
        _: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        if !inputs.is_empty() {
            return internal_err!("jobs have no inputs, got {}", inputs.len());
        }
        let jobs: Vec<Job> =
            serde_json::from_slice(bytes).map_err(|e| exec_datafusion_err!("these are no jobs: {e}"))?;
        Ok(Arc::new(JobsLeaf::new(jobs, 1, self.0.clone())))
    }

    fn try_encode(
        &self,
        node: Arc<dyn ExecutionPlan>,
        bytes: &mut Vec<u8>,
        _: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        let Some(leaf) = node.downcast_ref::<JobsLeaf>() else {
            return internal_err!("{} is no jobs", node.name());
        };
        serde_json::to_writer(bytes, &leaf.jobs)
            .map_err(|e| exec_datafusion_err!("jobs cannot be written: {e}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_ends_on_the_other_side_as_it_did_here() {
        let failed = Failed {
            is_bug: true,
            broke: "two runs differ".to_owned(),
            repair: "please report it".to_owned(),
        };
        let [done, not] = [row("a", None), row("b", Some(&failed))].map(|row| ended(&row.unwrap()).unwrap());
        assert!(done[0].job == "a" && done[0].failed.is_none());
        let error = not[0].failed.as_ref().unwrap();
        assert_eq!(
            (error.fault(), error.broke(), error.repair()),
            (Fault::Bug, "two runs differ", "please report it")
        );
        assert_eq!([0, 1, 9, 5_000].map(tasks), [2, 2, 9, TASKS_MAX]);
    }
}
