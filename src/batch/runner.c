/* SPDX-License-Identifier: MIT
 * batch/runner: a pool of forked workers.
 *
 * Model: one poll loop over the workers' pipes and eventfds and one signalfd (SIGCHLD, SIGINT, SIGTERM, SIGHUP), so
 * that no handler runs and no global is needed. A worker counts as ended when it is reaped; its pipe is then read to
 * the end, so that what it wrote before it died still counts. Fork is retried when a running worker ends; there is no
 * fallback to working in the parent, which a crash would take with it. */
#include "batch/runner.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <math.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

/* How a worker says that memory ran out. */
enum { STATUS_OUT_OF_MEMORY = 99 };

/* Workers beside those that may be at work, when others rest: enough for the disk to have several files to write at
 * once. */
enum { MORE_RESTING = 8 };

/* What a document of some pages needs: two huge pages, as most processors have them. */
#define HUGE_PAGE ((size_t)2 << 20)
#define RESERVE   (2 * HUGE_PAGE)

typedef struct Worker {
  size_t job;
  pid_t pid;
  int channel; /* our end of the pipe; -1: read to the end */
  int rest;    /* eventfd: the worker rests; -1: so it has said */
  GByteArray *bytes;
  gint64 start; /* [µs] monotonic */
  bool out_of_time;
} Worker;

typedef struct Pool {
  const JbRunner *runner;
  GArray *workers; /* of Worker, those not yet reaped */
  size_t next;     /* job to start */
  int signals;     /* signalfd */
  int interrupted; /* signal, or 0 */
  void *reserve;   /* of workers; NULL: there is none */
} Pool;

unsigned jb_runner_processors(void)
{
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0) {
    return (unsigned)CPU_COUNT(&set);
  }
  return 1; /* more than 1024 processors, or none told */
}

/* --- Memory of workers --- */

/* A block that the parent never touches and each worker gives to its heap. Where the kernel has huge pages for the
 * asking, a worker then takes its memory in one page fault instead of five hundred, a tenth of its time. Where it has
 * none, nothing is lost. */
static void *set_reserve_aside(void)
{
#ifdef __SANITIZE_ADDRESS__
  return NULL; /* its allocator would not use it */
#else
  /* Blocks that would be mapped each by itself come from the heap, the reserve first of all; and what is freed at the
   * heap's end is not handed back to be asked for again. */
  mallopt(M_MMAP_THRESHOLD, (int)(2 * RESERVE));
  mallopt(M_TRIM_THRESHOLD, (int)(2 * RESERVE));
  void *reserve = aligned_alloc(HUGE_PAGE, RESERVE);
  if (reserve) {
    madvise(reserve, RESERVE, MADV_HUGEPAGE); /* advice: no matter if it is not taken */
  }
  return reserve;
#endif
}

/* --- In the worker --- */

void jb_port_rest(const JbPort *port)
{
  eventfd_write(port->rest, 1);
}

static void set_limit(int resource, rlim_t soft, rlim_t hard)
{
  struct rlimit limit;
  if (getrlimit(resource, &limit) == 0) { /* a lower one that is already there stays */
    limit.rlim_max = MIN(limit.rlim_max, hard);
    limit.rlim_cur = MIN(MIN(limit.rlim_cur, soft), limit.rlim_max);
    setrlimit((__rlimit_resource_t)resource, &limit);
  }
}

/* GLib ends the process when it gets no memory; we only say so before. */
static GLogWriterOutput write_log(GLogLevelFlags level, const GLogField *fields, gsize field_count, void *unused)
{
  for (gsize i = 0; i < field_count; i++) {
    if (strcmp(fields[i].key, "MESSAGE") == 0 && strstr(fields[i].value, "failed to allocate")) {
      _exit(STATUS_OUT_OF_MEMORY);
    }
  }
  return g_log_writer_default(level, fields, field_count, unused);
}

static void enter_worker(const JbLimits *limits, pid_t parent)
{
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) { /* it died before we asked */
    _exit(1);
  }
  /* SIGINT, SIGTERM and SIGHUP stay blocked: a whole process group gets them, and the parent decides. */
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  signal(SIGXFSZ, SIG_IGN); /* a write beyond the limit fails instead */
  g_log_set_writer_func(write_log, NULL, NULL);
  set_limit(RLIMIT_CORE, 0, 0);
  set_limit(RLIMIT_CPU, limits->processor, (rlim_t)limits->processor + 1);
#ifndef __SANITIZE_ADDRESS__
  set_limit(RLIMIT_DATA, limits->memory, limits->memory);
#endif
}

static void leave_worker(int status)
{
#ifdef __SANITIZE_ADDRESS__
  __lsan_do_leak_check(); /* _exit would skip it */
#endif
  _exit(status); /* nothing of the parent's is flushed or freed here */
}

/* --- In the parent --- */

static Worker *worker_at(const Pool *pool, guint index)
{
  return &g_array_index(pool->workers, Worker, index);
}

static void work_and_leave(const Pool *pool, JbPort port, pid_t parent)
{
  const JbRunner *runner = pool->runner;
  enter_worker(&runner->limits, parent);
  free(pool->reserve);
  leave_worker(runner->work(pool->next, &port, runner->data));
}

/* False: pipe or eventfd said no. */
static bool open_channels(int channel[2], int *rest)
{
  if (pipe2(channel, O_CLOEXEC) < 0) {
    return false;
  }
  *rest = eventfd(0, EFD_CLOEXEC);
  if (*rest < 0) {
    close(channel[0]);
    close(channel[1]);
  }
  return *rest >= 0;
}

/* False: a channel or fork said no (errno). */
static bool start_worker(Pool *pool)
{
  int channel[2], rest;
  if (!open_channels(channel, &rest)) {
    return false;
  }
  pid_t parent = getpid();
  pid_t pid = fork();
  if (pid == 0) {
    close(channel[0]);
    work_and_leave(pool, (JbPort){.channel = channel[1], .rest = rest}, parent);
  }
  int reason = errno;
  close(channel[1]);
  if (pid < 0) {
    close(channel[0]);
    close(rest);
    errno = reason;
    return false;
  }
  fcntl(channel[0], F_SETFL, O_NONBLOCK);
  Worker worker = {
      .job = pool->next,
      .pid = pid,
      .channel = channel[0],
      .rest = rest,
      .bytes = g_byte_array_new(),
      .start = g_get_monotonic_time(),
  };
  g_array_append_val(pool->workers, worker);
  pool->next++;
  return true;
}

static void close_rest(Worker *worker)
{
  if (worker->rest >= 0) {
    close(worker->rest);
    worker->rest = -1;
  }
}

/* Reads what is there. */
static void drain(Worker *worker)
{
  guint8 buffer[4096];
  while (worker->channel >= 0) {
    ssize_t count = read(worker->channel, buffer, sizeof buffer);
    if (count > 0) {
      g_byte_array_append(worker->bytes, buffer, (guint)count);
    } else if (count < 0 && errno == EAGAIN) {
      return;
    } else if (count == 0 || errno != EINTR) {
      close(worker->channel);
      worker->channel = -1;
    }
  }
}

static JbWorkerEnd judge(const Pool *pool, const Worker *worker, int status, const struct rusage *usage, int *code)
{
  const JbLimits *limits = &pool->runner->limits;
  *code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  if (WIFEXITED(status)) {
    return *code == 0 ? JB_WORKER_DONE : *code == STATUS_OUT_OF_MEMORY ? JB_WORKER_MEMORY : JB_WORKER_STATUS;
  }
  if (pool->interrupted != 0 && *code == SIGKILL) {
    return JB_WORKER_INTERRUPTED;
  }
  if (worker->out_of_time) {
    return JB_WORKER_TIME;
  }
  if (*code == SIGXCPU || (*code == SIGKILL && (unsigned long)usage->ru_utime.tv_sec >= limits->processor)) {
    return JB_WORKER_PROCESSOR;
  }
  if (*code == SIGKILL) {
    return JB_WORKER_KILLED;
  }
  /* A library that got no memory and went on regardless. */
  bool full = (double)usage->ru_maxrss * 1024 > 0.9 * (double)limits->memory;
  return full ? JB_WORKER_MEMORY : JB_WORKER_SIGNAL;
}

static void finish(Pool *pool, guint index, int status, const struct rusage *usage)
{
  Worker worker = *worker_at(pool, index);
  drain(&worker);
  if (worker.channel >= 0) {
    close(worker.channel);
  }
  close_rest(&worker);
  g_array_remove_index(pool->workers, index);
  JbJobEnd end = {
      .job = worker.job,
      .worker = worker.pid,
      .bytes = worker.bytes,
      .seconds = (double)(g_get_monotonic_time() - worker.start) / 1e6,
  };
  end.end = judge(pool, &worker, status, usage, &end.code);
  pool->runner->finished(&end, pool->runner->data);
  g_byte_array_unref(worker.bytes);
}

/* options: WNOHANG, or 0 to wait for each. Looks only at our own children, one by one. */
static void reap(Pool *pool, int options)
{
  for (guint i = pool->workers->len; i > 0; i--) {
    int status;
    struct rusage usage;
    pid_t pid;
    do {
      pid = wait4(worker_at(pool, i - 1)->pid, &status, options, &usage);
    } while (pid < 0 && errno == EINTR);
    if (pid > 0) {
      finish(pool, i - 1, status, &usage);
    }
  }
}

static void kill_all(Pool *pool)
{
  for (guint i = 0; i < pool->workers->len; i++) {
    kill(worker_at(pool, i)->pid, SIGKILL);
  }
  reap(pool, 0);
}

/* Kills what is over its time; returns the time to the next deadline [ms], -1 when there is none. */
static int watch_deadlines(Pool *pool)
{
  gint64 now = g_get_monotonic_time();
  gint64 next = -1;
  for (guint i = 0; i < pool->workers->len; i++) {
    Worker *worker = worker_at(pool, i);
    gint64 left = worker->start + (gint64)pool->runner->limits.time * G_USEC_PER_SEC - now;
    if (worker->out_of_time) {
      continue;
    }
    if (left <= 0) {
      worker->out_of_time = true;
      kill(worker->pid, SIGKILL);
    } else if (next < 0 || left < next) {
      next = left;
    }
  }
  return next < 0 ? -1 : (int)MIN(next / 1000 + 1, 60000);
}

static void read_signals(Pool *pool)
{
  struct signalfd_siginfo info;
  while (read(pool->signals, &info, sizeof info) == sizeof info) {
    if (info.ssi_signo != SIGCHLD && pool->interrupted == 0) {
      pool->interrupted = (int)info.ssi_signo;
    }
  }
}

/* Waits until something happens, and takes note of it. */
static void wait_for_events(Pool *pool)
{
  int timeout = watch_deadlines(pool);
  guint count = pool->workers->len;
  g_autofree struct pollfd *polled = g_new(struct pollfd, 2 * count + 1);
  polled[2 * count] = (struct pollfd){.fd = pool->signals, .events = POLLIN};
  for (guint i = 0; i < count; i++) { /* -1 is passed over */
    polled[2 * i] = (struct pollfd){.fd = worker_at(pool, i)->channel, .events = POLLIN};
    polled[2 * i + 1] = (struct pollfd){.fd = worker_at(pool, i)->rest, .events = POLLIN};
  }
  if (poll(polled, 2 * count + 1, timeout) <= 0) {
    return; /* a deadline, or EINTR */
  }
  for (guint i = 0; i < count; i++) {
    if (polled[2 * i].revents != 0) {
      drain(worker_at(pool, i));
    }
    if (polled[2 * i + 1].revents != 0) {
      close_rest(worker_at(pool, i));
    }
  }
  if (polled[2 * count].revents != 0) {
    read_signals(pool);
    reap(pool, WNOHANG);
  }
}

static bool may_start(const Pool *pool)
{
  guint at_work = 0;
  for (guint i = 0; i < pool->workers->len; i++) {
    at_work += worker_at(pool, i)->rest >= 0;
  }
  return pool->next < pool->runner->job_count && at_work < pool->runner->workers &&
         pool->workers->len < pool->runner->workers + MORE_RESTING;
}

static void run_jobs(Pool *pool, GError **error)
{
  const JbRunner *runner = pool->runner;
  bool refused = false; /* by the last fork; tried again when a worker has ended */
  while (pool->interrupted == 0 && (pool->next < runner->job_count || pool->workers->len > 0)) {
    while (!refused && may_start(pool)) {
      refused = !start_worker(pool);
    }
    if (refused && pool->workers->len == 0) {
      g_set_error_literal(error, G_FILE_ERROR, g_file_error_from_errno(errno), g_strerror(errno));
      return;
    }
    guint before = pool->workers->len;
    wait_for_events(pool);
    refused = refused && pool->workers->len == before;
  }
  kill_all(pool); /* none are left unless we were interrupted */
}

int jb_runner_run(const JbRunner *runner, GError **error)
{
  Pool pool = {.runner = runner, .workers = g_array_new(FALSE, FALSE, sizeof(Worker)), .reserve = set_reserve_aside()};
  static const int watched[] = {SIGCHLD, SIGINT, SIGTERM, SIGHUP};
  sigset_t set, before;
  sigemptyset(&set);
  for (size_t i = 0; i < G_N_ELEMENTS(watched); i++) {
    struct sigaction action;
    /* One that is ignored (nohup) stays so; but ignoring SIGCHLD, which is inherited, would lose exit statuses. */
    if (watched[i] == SIGCHLD) {
      signal(SIGCHLD, SIG_DFL);
    } else if (sigaction(watched[i], NULL, &action) == 0 && action.sa_handler == SIG_IGN) {
      continue;
    }
    sigaddset(&set, watched[i]);
  }
  sigprocmask(SIG_BLOCK, &set, &before);
  pool.signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (pool.signals < 0) {
    g_set_error_literal(error, G_FILE_ERROR, g_file_error_from_errno(errno), g_strerror(errno));
  } else {
    run_jobs(&pool, error);
    close(pool.signals);
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  g_array_free(pool.workers, TRUE);
  free(pool.reserve);
  return pool.interrupted;
}
