import { createPostgresBackend, type IQueueBackend } from 'bullmq';

/** Above this, BullMQ's own bulk costs less per job. */
const LARGEST_SMALL = 128;

type Entries = Parameters<IQueueBackend['addJobs']>[0];

/**
 * BullMQ on PostgreSQL, except for bulks of few jobs. Its bulk creates two temporary tables, whose files and catalog
 * rows cost PostgreSQL as much as inserting a hundred jobs one by one. A flow does it in one statement, and a job
 * without children is a flow.
 */
export const createBackendForSmallBulks: typeof createPostgresBackend = (name, options, rest) => {
  const backend = createPostgresBackend(name, options, rest);
  const addMany = backend.addJobs.bind(backend);
  const addFew = (entries: Entries) => addAsFlows(backend, name, entries);
  return Object.assign(backend, {
    addJobs: (entries: Entries) => (entries.length > LARGEST_SMALL ? addMany(entries) : addFew(entries)),
  });
};

async function addAsFlows(backend: IQueueBackend, queueName: string, entries: Entries): Promise<string[]> {
  const flows = entries.map(({ job, jobId, parentKeyOpts = {} }) => ({
    jobData: job,
    jobId,
    parentKeyOpts,
    prefix: '',
    queueName,
  }));
  const added = await backend.addFlow(flows);
  return added.map(([error, id]) => {
    if (error !== null) throw error;
    return String(id);
  });
}
