// Runs a program and prints what it cost, as one line of JSON after the program's own output: wall
// time, user and system CPU time of the whole process (its threads and the children it waited for
// included) and its peak memory.
//
//   measure [-n] PROGRAM [ARGUMENT...]     -n: the program's output goes to /dev/null

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static double seconds(struct timeval t) { return t.tv_sec + t.tv_usec / 1e6; }

int main(int argc, char **argv) {
  int silent = argc > 1 && strcmp(argv[1], "-n") == 0;
  char **command = argv + 1 + silent;
  if (argc < 2 + silent) {
    fprintf(stderr, "usage: measure [-n] PROGRAM [ARGUMENT...]\n");
    return 2;
  }
  double start = now();
  pid_t child = fork();
  if (child < 0) {
    perror("measure: fork");
    return 2;
  }
  if (child == 0) {
    if (silent) {
      int null = open("/dev/null", O_WRONLY);
      if (null < 0 || dup2(null, STDOUT_FILENO) < 0) {
        perror("measure: /dev/null");
        _exit(127);
      }
      close(null);
    }
    execvp(command[0], command);
    fprintf(stderr, "measure: %s: ", command[0]);
    perror(NULL);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) < 0) {
    perror("measure: wait4");
    return 2;
  }
  double wall = now() - start;
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  printf("{\"code\":%d,\"wall\":%.6f,\"user\":%.6f,\"system\":%.6f,\"peak\":%ld}\n", code, wall,
         seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss * 1024);
  return 0;
}
