// The least that a client can cost: plain C over a unix socket, one connection, no library.
//
//   client pings SOCKET TARGET COUNT    keep-alive requests in turn; prints p50, p90 and the rate
//   client read SOCKET TARGET           one body to its end through one reused 256 KiB buffer
//   client write SOCKET TARGET BYTES    one body of BYTES bytes in 64 KiB writes, PUT

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static char buffer[256 * 1024 + 1];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static int dial(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) {
    fprintf(stderr, "client: the socket's path is too long\n");
    exit(2);
  }
  strcpy(address.sun_path, path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) < 0) fail("client: connect");
  return fd;
}

static void send_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = write(fd, bytes, length);
    if (sent <= 0) fail("client: write");
    bytes += sent;
    length -= sent;
  }
}

// Reads up to the end of the head; gives how many bytes are in the buffer, and where the body starts.
static size_t read_head(int fd, size_t *body) {
  size_t have = 0;
  for (;;) {
    ssize_t got = read(fd, buffer + have, sizeof buffer - 1 - have);
    if (got <= 0) fail("client: no answer");
    have += got;
    buffer[have] = 0;
    char *end = strstr(buffer, "\r\n\r\n");
    if (end != NULL) {
      *body = end + 4 - buffer;
      return have;
    }
    if (have == sizeof buffer - 1) fail("client: an endless head");
  }
}

static void demand_success(void) {
  if (strncmp(buffer, "HTTP/1.1 2", 10) == 0) return;
  fprintf(stderr, "client: refused: %.80s\n", buffer);
  exit(1);
}

// The body's length, or -1 for a body in chunks or up to the end of the connection.
static long long content_length(size_t head) {
  for (char *line = buffer; line != NULL && line < buffer + head; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    if (strncasecmp(line, "content-length:", 15) == 0) return atoll(line + 15);
  }
  return -1;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static int pings(const char *socket_path, const char *target, int count) {
  int fd = dial(socket_path);
  char request[512];
  int length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: docker\r\n\r\n", target);
  int warm_up = 200;
  double *times = malloc(sizeof(double) * count);
  if (times == NULL) fail("client: malloc");
  double first = 0;
  for (int i = -warm_up; i < count; i++) {
    if (i == 0) first = now();
    double start = now();
    send_all(fd, request, length);
    size_t body;
    size_t have = read_head(fd, &body);
    demand_success();
    long long left = content_length(body) - (long long)(have - body);
    while (left > 0) {
      ssize_t got = read(fd, buffer, sizeof buffer - 1);
      if (got <= 0) fail("client: read");
      left -= got;
    }
    if (left < 0) {
      fprintf(stderr, "client: the answer has no length, or more bytes than it\n");
      return 1;
    }
    if (i >= 0) times[i] = now() - start;
  }
  double took = now() - first;
  qsort(times, count, sizeof(double), ascending);
  printf("{\"p50\":%.2f,\"p90\":%.2f,\"rate\":%.1f}\n", times[count / 2] * 1e6,
         times[count * 9 / 10] * 1e6, count / took);
  free(times);
  return 0;
}

static int read_body(const char *socket_path, const char *target) {
  int fd = dial(socket_path);
  char request[512];
  int length = snprintf(request, sizeof request,
                        "GET %s HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n", target);
  double start = now();
  send_all(fd, request, length);
  size_t body;
  long long bytes = read_head(fd, &body);
  demand_success();
  bytes -= body;
  for (;;) {
    ssize_t got = read(fd, buffer, sizeof buffer - 1);
    if (got < 0) fail("client: read");
    if (got == 0) break;
    bytes += got;
  }
  printf("{\"bytes\":%lld,\"took\":%.6f}\n", bytes, now() - start);
  return 0;
}

static int write_body(const char *socket_path, const char *target, long long bytes) {
  int fd = dial(socket_path);
  char request[512];
  int length = snprintf(request, sizeof request,
                        "PUT %s HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n"
                        "Content-Type: application/x-tar\r\nContent-Length: %lld\r\n\r\n",
                        target, bytes);
  double start = now();
  send_all(fd, request, length);
  for (long long left = bytes; left > 0;) {
    size_t part = left < 65536 ? (size_t)left : 65536;
    send_all(fd, buffer, part);
    left -= part;
  }
  size_t body;
  read_head(fd, &body);
  demand_success();
  printf("{\"bytes\":%lld,\"took\":%.6f}\n", bytes, now() - start);
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 5 && strcmp(argv[1], "pings") == 0 && atoi(argv[4]) > 0) {
    return pings(argv[2], argv[3], atoi(argv[4]));
  }
  if (argc == 4 && strcmp(argv[1], "read") == 0) return read_body(argv[2], argv[3]);
  if (argc == 5 && strcmp(argv[1], "write") == 0) return write_body(argv[2], argv[3], atoll(argv[4]));
  fprintf(stderr, "usage: client pings SOCKET TARGET COUNT | read SOCKET TARGET | "
                  "write SOCKET TARGET BYTES\n");
  return 2;
}
