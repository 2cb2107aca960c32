import type { Job } from './entities.ts';
import type { State } from './state.ts';

/** [documented] More than this many queued or running are refused. */
export const MOST_JOBS = 30;

/** [documented] Answered at once as `queued`. [guess] Done when it is first asked for, so that no test has to wait. */
export function openJob(state: State, type: string, { total, work }: Pick<Job, 'total' | 'work'>): Job {
  const job: Job = { id: state.ids.ulid().toLowerCase(), type, total, results: [], asked: 0, work };
  state.jobs.set(job.id, job);
  queueMicrotask(() => {
    job.results = job.work();
  });
  return job;
}

export function jobJson(state: State, job: Job): Record<string, unknown> {
  const isDone = job.results.length > 0 || job.total === 0;
  return {
    id: job.id,
    job_type: job.type,
    url: `${state.baseUrl}/api/v2/job_statuses/${job.id}.json`,
    total: job.total,
    progress: isDone ? job.results.length : null,
    status: isDone ? 'completed' : 'queued',
    message: isDone ? 'Completed' : null,
    results: isDone ? job.results : null,
  };
}

export function openJobs(state: State): number {
  return [...state.jobs.values()].filter((job) => job.results.length === 0 && job.total > 0).length;
}
