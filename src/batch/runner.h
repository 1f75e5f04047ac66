/* SPDX-License-Identifier: MIT
 * batch/runner: jobs in worker processes, at most so many at a time. It knows nothing of what a job does: work runs in
 * the worker and writes bytes to a channel; finished gets them in the parent, with how the worker ended.
 *
 * The parent is single-threaded and does nothing but wait: for bytes, for ends, for deadlines and for signals. A worker
 * is bounded by rlimits (processor, memory, no core file) and by the parent's clock, and dies with its parent. */
#ifndef JB_BATCH_RUNNER_H
#define JB_BATCH_RUNNER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct JbLimits {
  unsigned processor; /* [s] of processor time */
  unsigned time;      /* [s] by the clock */
  size_t memory;      /* [byte] of writable memory; not applied in builds with AddressSanitizer, which maps terabytes */
} JbLimits;

/* A worker's ties to its parent. */
typedef struct JbPort {
  int channel; /* takes what it has to tell */
  int rest;    /* eventfd: it rests */
} JbPort;

/* In the worker: all that is left to do is to wait, for the disk. From now on it is none of those at work, and the
 * parent may start another; of all workers there are at most eight more than may be at work. */
void jb_port_rest(const JbPort *port);

typedef enum JbWorkerEnd {
  JB_WORKER_DONE,        /* exit status 0 */
  JB_WORKER_STATUS,      /* code: another exit status */
  JB_WORKER_SIGNAL,      /* code: the signal it died of */
  JB_WORKER_PROCESSOR,   /* limit.processor */
  JB_WORKER_TIME,        /* limit.time */
  JB_WORKER_MEMORY,      /* limit.memory */
  JB_WORKER_KILLED,      /* SIGKILL from elsewhere: the system is out of memory */
  JB_WORKER_INTERRUPTED, /* killed because the run is */
} JbWorkerEnd;

typedef struct JbJobEnd {
  size_t job;
  pid_t worker;
  JbWorkerEnd end;
  int code;
  GByteArray *bytes; /* what the worker wrote, up to its end; borrowed */
  double seconds;
} JbJobEnd;

typedef struct JbRunner {
  size_t job_count;
  unsigned workers; /* at work at a time, at least 1 */
  JbLimits limits;
  /* In the worker: writes what it has to tell to the port's channel, returns the exit status. */
  int (*work)(size_t job, JbPort *port, void *data);
  /* In the parent, once a started job, in the order in which they end. */
  void (*finished)(const JbJobEnd *end, void *data);
  void *data;
} JbRunner;

/* Runs all jobs. Returns 0, or the signal (SIGINT, SIGTERM, SIGHUP) that ended the run early: all workers are dead then
 * and the signal is still to be died of. Sets error, and returns 0, when no worker can be started any more; the jobs
 * that are running are awaited first. */
int jb_runner_run(const JbRunner *runner, GError **error);

/* Processors this process may use. */
unsigned jb_runner_processors(void);

#endif
