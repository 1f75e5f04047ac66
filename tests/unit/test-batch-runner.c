/* SPDX-License-Identifier: MIT
 * batch/runner and batch/record: whatever a worker does, the others are right and the parent knows how it ended. */
#include "base/file.h"
#include "batch/record.h"
#include "batch/runner.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAXIMUM_JOBS = 64 };

/* What one job does, and what came of it. */
typedef struct Script {
  void (*act)(int channel);
  JbWorkerEnd end;
  int code;
  unsigned finished;
  GByteArray *bytes;
} Script;

typedef struct Scene {
  Script jobs[MAXIMUM_JOBS];
  int order[MAXIMUM_JOBS];
  int count;
} Scene;

static void say(int channel, const char *text)
{
  g_assert_true(jb_write_all(channel, text, strlen(text)));
}

static void succeed(int channel)
{
  say(channel, "right");
}

static void say_much(int channel) /* more than a pipe holds */
{
  g_autofree char *text = g_strnfill(300000, 'x');
  say(channel, text);
}

static void crash(int channel)
{
  say(channel, "before");
  signal(SIGSEGV, SIG_DFL);
  raise(SIGSEGV);
}

static void quit(int channel)
{
  (void)channel;
  _exit(3);
}

static void be_killed(int channel)
{
  (void)channel;
  raise(SIGKILL);
}

static void turn(int channel)
{
  say(channel, "before");
  for (volatile unsigned i = 0;; i++) {
  }
}

static void wait_for_ever(int channel)
{
  say(channel, "before");
  for (;;) {
    pause();
  }
}

static void allocate(int channel)
{
  (void)channel;
  g_log_set_default_handler(g_log_default_handler, NULL); /* the test runner has put its own there */
  for (;;) {
    char *volatile block = g_malloc(1 << 20);
    memset(block, 1, 1 << 20);
  }
}

static void close_channel_and_linger(int channel)
{
  say(channel, "right");
  close(channel);
  g_usleep(100000);
}

static void look_around(int channel) /* nothing of the parent's signals or core files */
{
  struct rlimit core;
  getrlimit(RLIMIT_CORE, &core);
  sigset_t set;
  sigprocmask(SIG_BLOCK, NULL, &set);
  say(channel, core.rlim_cur == 0 && !sigismember(&set, SIGCHLD) && sigismember(&set, SIGINT) ? "right" : "wrong");
}

static int work(size_t job, JbPort *port, void *data)
{
  ((Scene *)data)->jobs[job].act(port->channel);
  return 0;
}

static void finished(const JbJobEnd *end, void *data)
{
  Scene *scene = data;
  Script *script = &scene->jobs[end->job];
  script->end = end->end;
  script->code = end->code;
  script->finished++;
  script->bytes = g_byte_array_ref(end->bytes);
  scene->order[scene->count++] = (int)end->job;
  g_assert_cmpfloat(end->seconds, >=, 0);
}

static int run(Scene *scene, size_t count, unsigned workers, JbLimits limits)
{
  JbRunner runner = {
      .job_count = count, .workers = workers, .limits = limits, .work = work, .finished = finished, .data = scene};
  g_autoptr(GError) error = NULL;
  int interrupted = jb_runner_run(&runner, &error);
  g_assert_no_error(error);
  return interrupted;
}

static void clear(Scene *scene)
{
  for (int i = 0; i < MAXIMUM_JOBS; i++) {
    if (scene->jobs[i].bytes != NULL) {
      g_byte_array_unref(scene->jobs[i].bytes);
    }
  }
}

static void assert_end(const Script *script, JbWorkerEnd end, const char *bytes)
{
  g_assert_cmpuint(script->finished, ==, 1);
  g_assert_cmpint(script->end, ==, end);
  g_autofree char *said = g_strndup((const char *)script->bytes->data, script->bytes->len);
  g_assert_cmpstr(said != NULL ? said : "", ==, bytes);
}

static const JbLimits roomy = {.processor = 60, .time = 60, .memory = (size_t)1 << 30};

static void test_all_right(void)
{
  for (unsigned workers = 1; workers <= 8; workers += 7) {
    Scene scene = {0};
    for (int i = 0; i < 20; i++) {
      scene.jobs[i].act = i % 5 == 0 ? say_much : i % 5 == 1 ? close_channel_and_linger : succeed;
    }
    g_assert_cmpint(run(&scene, 20, workers, roomy), ==, 0);
    g_assert_cmpint(scene.count, ==, 20);
    for (int i = 0; i < 20; i++) {
      g_assert_cmpint(scene.jobs[i].end, ==, JB_WORKER_DONE);
      g_assert_cmpuint(scene.jobs[i].bytes->len, ==, i % 5 == 0 ? 300000 : 5);
      g_assert_true(workers > 1 || scene.order[i] == i);
    }
    clear(&scene);
  }
}

static void test_faults(void)
{
  Scene scene = {
      .jobs = {
          {.act = succeed}, {.act = crash}, {.act = quit}, {.act = be_killed}, {.act = look_around}, {.act = succeed}}};
  g_assert_cmpint(run(&scene, 6, 2, roomy), ==, 0);
  assert_end(&scene.jobs[0], JB_WORKER_DONE, "right");
  assert_end(&scene.jobs[1], JB_WORKER_SIGNAL, "before"); /* what it said before it died counts */
  g_assert_cmpint(scene.jobs[1].code, ==, SIGSEGV);
  assert_end(&scene.jobs[2], JB_WORKER_STATUS, "");
  g_assert_cmpint(scene.jobs[2].code, ==, 3);
  assert_end(&scene.jobs[3], JB_WORKER_KILLED, "");
  assert_end(&scene.jobs[4], JB_WORKER_DONE, "right");
  assert_end(&scene.jobs[5], JB_WORKER_DONE, "right");
  clear(&scene);
}

static void test_limits(void)
{
  Scene scene = {.jobs = {{.act = turn}, {.act = succeed}}};
  g_assert_cmpint(run(&scene, 2, 2, (JbLimits){.processor = 1, .time = 60, .memory = (size_t)1 << 30}), ==, 0);
  assert_end(&scene.jobs[0], JB_WORKER_PROCESSOR, "before");
  assert_end(&scene.jobs[1], JB_WORKER_DONE, "right");
  clear(&scene);

  Scene waiting = {.jobs = {{.act = wait_for_ever}, {.act = succeed}}};
  gint64 start = g_get_monotonic_time();
  g_assert_cmpint(run(&waiting, 2, 1, (JbLimits){.processor = 60, .time = 1, .memory = (size_t)1 << 30}), ==, 0);
  g_assert_cmpint(g_get_monotonic_time() - start, <, 20 * G_USEC_PER_SEC);
  assert_end(&waiting.jobs[0], JB_WORKER_TIME, "before");
  assert_end(&waiting.jobs[1], JB_WORKER_DONE, "right");
  clear(&waiting);
}

static void test_memory(void)
{
#ifdef __SANITIZE_ADDRESS__
  const bool limited = false; /* AddressSanitizer maps more than any limit */
#else
  const bool limited = true;
#endif
  if (!limited) {
    g_test_skip("the address space cannot be limited");
    return;
  }
  Scene scene = {.jobs = {{.act = allocate}, {.act = succeed}}};
  g_assert_cmpint(run(&scene, 2, 2, (JbLimits){.processor = 60, .time = 60, .memory = (size_t)64 << 20}), ==, 0);
  assert_end(&scene.jobs[0], JB_WORKER_MEMORY, "");
  assert_end(&scene.jobs[1], JB_WORKER_DONE, "right");
  clear(&scene);
}

/* Runs a scene in a child that is sent the signal; returns the child's exit status: what jb_runner_run returned. */
static void test_interrupt(void)
{
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t i = 0; i < G_N_ELEMENTS(signals); i++) {
    pid_t parent = fork();
    if (parent == 0) {
      signal(signals[i], SIG_DFL);
      Scene scene = {.jobs = {{.act = wait_for_ever}, {.act = wait_for_ever}, {.act = succeed}}};
      g_assert_cmpint(run(&scene, 3, 2, roomy), ==, signals[i]);
      assert_end(&scene.jobs[0], JB_WORKER_INTERRUPTED, "before");
      assert_end(&scene.jobs[1], JB_WORKER_INTERRUPTED, "before");
      g_assert_cmpuint(scene.jobs[2].finished, ==, 0); /* never started */
      g_assert_cmpint(waitpid(-1, NULL, 0), <, 0);     /* no child is left */
      g_assert_cmpint(errno, ==, ECHILD);
      _exit(42);
    }
    g_usleep(300000);
    g_assert_cmpint(kill(parent, signals[i]), ==, 0);
    int status;
    g_assert_cmpint(waitpid(parent, &status, 0), ==, parent);
    g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 42);
  }
}

/* What resting workers see of each other, in memory that all share. */
typedef struct Resting {
  atomic_int at_work, resting, most_at_work, most_resting;
} Resting;

static void count_in(atomic_int *count, atomic_int *most)
{
  int now = atomic_fetch_add(count, 1) + 1;
  int before = atomic_load(most);
  while (now > before && !atomic_compare_exchange_weak(most, &before, now)) {
  }
}

static int work_then_rest(size_t job, JbPort *port, void *data)
{
  (void)job;
  Resting *seen = data;
  count_in(&seen->at_work, &seen->most_at_work);
  g_usleep(2000);
  atomic_fetch_sub(&seen->at_work, 1);
  count_in(&seen->resting, &seen->most_resting);
  jb_port_rest(port);
  jb_port_rest(port); /* it does already */
  g_usleep(100000);
  atomic_fetch_sub(&seen->resting, 1);
  say(port->channel, "right");
  return 0;
}

static void assert_right(const JbJobEnd *end, void *unused)
{
  (void)unused;
  g_assert_cmpint(end->end, ==, JB_WORKER_DONE);
  g_assert_true(end->bytes->len == 5 && memcmp(end->bytes->data, "right", 5) == 0);
}

/* A worker that rests makes room for another, but there are never more than eight beside those that may work. */
static void test_rest(void)
{
  Resting *seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true(seen != MAP_FAILED);
  JbRunner runner = {
      .job_count = 24, .workers = 2, .limits = roomy, .work = work_then_rest, .finished = assert_right, .data = seen};
  g_autoptr(GError) error = NULL;
  g_assert_cmpint(jb_runner_run(&runner, &error), ==, 0);
  g_assert_no_error(error);
  g_assert_cmpint(atomic_load(&seen->most_at_work), <=, 2);
  g_assert_cmpint(atomic_load(&seen->most_resting), >, 2);
  g_assert_cmpint(atomic_load(&seen->most_resting), <=, 2 + 8);
  munmap(seen, sizeof *seen);
}

/* Workers die with their parent. */
static void test_orphans(void)
{
  int channel[2];
  g_assert_cmpint(pipe(channel), ==, 0);
  pid_t parent = fork();
  if (parent == 0) {
    close(channel[0]);
    Scene scene = {.jobs = {{.act = wait_for_ever}, {.act = wait_for_ever}}};
    run(&scene, 2, 2, roomy);
    _exit(0);
  }
  close(channel[1]);
  g_usleep(300000);
  kill(parent, SIGKILL);
  waitpid(parent, NULL, 0);
  char byte;
  alarm(20);
  g_assert_cmpint(read(channel[0], &byte, 1), ==, 0); /* nobody holds the other end any more */
  alarm(0);
  close(channel[0]);
}

static void test_no_process(void)
{
  struct rlimit before;
  getrlimit(RLIMIT_NOFILE, &before);
  struct rlimit none = {.rlim_cur = 3, .rlim_max = before.rlim_max};
  Scene scene = {.jobs = {{.act = succeed}}};
  JbRunner runner = {.job_count = 1, .workers = 1, .limits = roomy, .work = work, .finished = finished, .data = &scene};
  g_autoptr(GError) error = NULL;
  setrlimit(RLIMIT_NOFILE, &none); /* no pipe */
  int interrupted = jb_runner_run(&runner, &error);
  setrlimit(RLIMIT_NOFILE, &before);
  g_assert_cmpint(interrupted, ==, 0);
  g_assert_nonnull(error);
  g_assert_cmpuint(scene.jobs[0].finished, ==, 0);
}

/* --- Records --- */

static GByteArray *recorded(void)
{
  int channel[2];
  g_assert_cmpint(pipe(channel), ==, 0);
  JbRecorder recorder = {.channel = channel[1]};
  g_autoptr(JbFindings) findings = jb_findings_new();
  jb_find(findings, OUTPUT_FAILED, ((JbPlace){.path = "简报.xml", .line = 3, .column = 9, .sheet = "表1"}), "x", "");
  jb_recorder_send_findings(&recorder, findings);
  jb_find(findings, INPUT_TWICE, ((JbPlace){0}), "y");
  jb_recorder_send_findings(&recorder, findings);
  g_autoptr(GByteArray) lesson = g_byte_array_new();
  g_byte_array_append(lesson, (const guint8 *)"lesson", 6);
  jb_recorder_send_lesson(&recorder, lesson);
  g_autoptr(GString) text = g_string_new("dump");
  jb_recorder_send_outcome(&recorder, (JbOutcome){.made = true, .pages = 7}, text);
  close(channel[1]);
  GByteArray *bytes = g_byte_array_new();
  guint8 buffer[4096];
  ssize_t count;
  while ((count = read(channel[0], buffer, sizeof buffer)) > 0) {
    g_byte_array_append(bytes, buffer, (guint)count);
  }
  close(channel[0]);
  return bytes;
}

static void test_records(void)
{
  g_autoptr(GByteArray) bytes = recorded();
  JbReceived received;
  jb_received_init(&received, bytes->data, bytes->len);
  g_assert_true(received.complete && received.outcome.made);
  g_assert_cmpuint(received.outcome.pages, ==, 7);
  g_assert_cmpstr(received.text->str, ==, "dump");
  g_assert_true(received.lesson->len == 6 && memcmp(received.lesson->data, "lesson", 6) == 0);
  g_assert_cmpuint(received.counts[JB_SEVERITY_ERROR], ==, 1);
  g_assert_cmpuint(received.counts[JB_SEVERITY_WARNING], ==, 1);
  g_assert_cmpuint(jb_findings_count(received.findings), ==, 2);
  const JbFinding *first = jb_findings_at(received.findings, 0);
  g_assert_cmpint(first->message, ==, JB_MESSAGE_OUTPUT_FAILED);
  g_assert_cmpstr(first->place.path, ==, "简报.xml");
  g_assert_cmpstr(first->place.sheet, ==, "表1");
  g_assert_cmpint(first->place.line, ==, 3);
  g_assert_cmpint(first->place.column, ==, 9);
  g_assert_cmpstr(first->arguments[0], ==, "x");
  g_assert_cmpstr(first->arguments[1], ==, "");
  g_assert_null(first->arguments[2]);
  g_assert_null(jb_findings_at(received.findings, 1)->place.path);
  jb_received_clear(&received);
}

/* Cut anywhere, or with any byte wrong, the reading ends; what was complete before counts. */
static void test_broken_records(void)
{
  g_autoptr(GByteArray) bytes = recorded();
  size_t most = 0;
  for (guint length = 0; length < bytes->len; length++) {
    JbReceived received;
    g_autofree guint8 *copy = g_memdup2(bytes->data, length);
    jb_received_init(&received, copy, length);
    g_assert_false(received.complete);
    g_assert_cmpuint(jb_findings_count(received.findings), >=, most);
    most = jb_findings_count(received.findings);
    jb_received_clear(&received);
  }
  g_assert_cmpuint(most, ==, 2);
  guint outcome =
      bytes->len - (guint)sizeof(JbOutcome); /* a bool that is neither would be our own fault, not a worker's */
  for (guint i = 0; i < outcome; i++) {
    JbReceived received;
    g_autofree guint8 *copy = g_memdup2(bytes->data, bytes->len);
    copy[i] ^= 0xFF;
    jb_received_init(&received, copy, bytes->len);
    g_assert_cmpuint(jb_findings_count(received.findings), <=, 2);
    jb_received_clear(&received);
  }
}

static void test_many_findings(void)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  for (int line = 1; line <= JB_RECORDED_FINDINGS + 500; line++) {
    jb_find(findings, INPUT_TWICE, ((JbPlace){.path = "a", .line = line}), "x");
  }
  jb_find(findings, INPUT_MISSING, ((JbPlace){.path = "a", .line = 9999}), "x"); /* an error is not crowded out */
  g_autofree char *file = g_build_filename(g_get_tmp_dir(), "jb-records-XXXXXX", NULL);
  int descriptor = g_mkstemp(file);
  JbRecorder recorder = {.channel = descriptor};
  jb_recorder_send_findings(&recorder, findings);
  close(descriptor);
  g_autofree char *contents = NULL;
  size_t length;
  g_assert_true(g_file_get_contents(file, &contents, &length, NULL));
  g_unlink(file);
  JbReceived received;
  jb_received_init(&received, contents, length);
  g_assert_cmpuint(jb_findings_count(received.findings), ==, JB_RECORDED_FINDINGS + 1);
  g_assert_cmpuint(received.counts[JB_SEVERITY_WARNING], ==, JB_RECORDED_FINDINGS + 500);
  g_assert_cmpuint(received.counts[JB_SEVERITY_ERROR], ==, 1);
  g_assert_false(received.complete);
  jb_received_clear(&received);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/batch/runner/all-right", test_all_right);
  g_test_add_func("/batch/runner/faults", test_faults);
  g_test_add_func("/batch/runner/limits", test_limits);
  g_test_add_func("/batch/runner/memory", test_memory);
  g_test_add_func("/batch/runner/interrupt", test_interrupt);
  g_test_add_func("/batch/runner/rest", test_rest);
  g_test_add_func("/batch/runner/orphans", test_orphans);
  g_test_add_func("/batch/runner/no-process", test_no_process);
  g_test_add_func("/batch/record/round-trip", test_records);
  g_test_add_func("/batch/record/broken", test_broken_records);
  g_test_add_func("/batch/record/many", test_many_findings);
  return g_test_run();
}
