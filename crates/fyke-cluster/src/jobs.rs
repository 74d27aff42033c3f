//! Jobs as a plan: one leaf, a task for each job, one row for each that is done.
//!
//! The client's leaf holds all jobs and runs none; each task gets a leaf of its
//! own job, and only a worker's codec makes a leaf that can run it.

use crate::serve::Work;
use async_trait::async_trait;
use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
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
use fyke_store::work::{Job, perform};
use std::fmt::{self, Formatter};
use std::sync::Arc;

/// A boundary between a single task and whoever asks is left out by the planner, and
/// the task would run where it is asked. So there are always two.
const TASKS_MIN: usize = 2;

/// How many tasks the jobs make.
pub fn tasks(jobs: usize) -> usize {
    jobs.max(TASKS_MIN)
}

/// One column: the jobs that are done.
fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![Field::new("done", DataType::Utf8, false)]))
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
        Ok(Ok(_)) => {
            let done: ArrayRef = Arc::new(StringArray::from(vec![id]));
            Ok(RecordBatch::try_new(schema(), vec![done])?)
        }
        Ok(Err(error)) => exec_err!("{error}"),
        Err(_) => exec_err!("a job broke down on the worker"),
    }
}

/// As many tasks as there are jobs.
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
