// An engine's answers, served from memory over a unix socket: what is left of a call's cost is the
// client's own.
//
//   replay SOCKET
//
// A container's ID says what it has to give: `lines-SIZE-TOTAL` wrote TOTAL bytes in frames of SIZE
// bytes to its standard output, `mixed-SIZE-TOTAL` to both outputs in turn, and `file-SIZE-TOTAL`
// holds a file of TOTAL bytes. Log frames are framed as the engine does it, one HTTP chunk each, but
// many go into one write: a real engine's write per line would be all that is measured.

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define COMMON "Api-Version: 1.51\r\nDocker-Experimental: false\r\nOstype: linux\r\n" \
               "Server: Docker/28.5.2 (linux)\r\nDate: Tue, 24 Nov 2026 08:00:00 GMT\r\n"
#define MULTIPLEXED "Content-Type: application/vnd.docker.multiplexed-stream\r\n"

static const char inspect_tail[] =
    "\"Created\":\"2026-11-24T08:00:00.000000000Z\",\"Path\":\"sh\",\"Args\":[],\"State\":{"
    "\"Status\":\"running\",\"Running\":true,\"Paused\":false,\"Restarting\":false,"
    "\"OOMKilled\":false,\"Dead\":false,\"Pid\":4242,\"ExitCode\":0,\"Error\":\"\","
    "\"StartedAt\":\"2026-11-24T08:00:00.000000000Z\",\"FinishedAt\":\"0001-01-01T00:00:00Z\"},"
    "\"Image\":\"sha256:7ded9eb75d6a024d13ac2c9a019eba43905b6ac82a31848cd646fd76d3bfb0bd\","
    "\"Name\":\"/replay\",\"RestartCount\":0,\"Driver\":\"overlay2\",\"Platform\":\"linux\","
    "\"HostConfig\":{\"Binds\":null,\"NetworkMode\":\"bridge\",\"PortBindings\":{},"
    "\"LogConfig\":{\"Type\":\"json-file\",\"Config\":{}}},\"Mounts\":[],\"Config\":{"
    "\"Hostname\":\"replay\",\"User\":\"\",\"AttachStdin\":false,\"AttachStdout\":true,"
    "\"AttachStderr\":true,\"Tty\":false,\"OpenStdin\":false,\"StdinOnce\":false,\"Env\":[],"
    "\"Cmd\":[\"sh\"],\"Image\":\"busybox:test\",\"Labels\":{}},"
    "\"NetworkSettings\":{\"Ports\":{},\"Networks\":{}}}\n";

struct peer {
  int fd;
  size_t start, end; // what is in the buffer and not taken yet
  char buffer[64 * 1024];
};

struct request {
  char method[16];
  char path[512];
  long long length; // of the body; -1 for chunks
  int upgrade, expect, last;
};

struct workload {
  char kind[8];
  size_t frame;
  long long total;
};

static int send_all(struct peer *peer, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = write(peer->fd, bytes, length);
    if (sent <= 0) return -1;
    bytes += sent;
    length -= sent;
  }
  return 0;
}

__attribute__((format(printf, 2, 3))) static int answer(struct peer *peer, const char *format, ...) {
  char text[8192];
  va_list values;
  va_start(values, format);
  int length = vsnprintf(text, sizeof text, format, values);
  va_end(values);
  if (length < 0 || (size_t)length >= sizeof text) return -1;
  return send_all(peer, text, length);
}

static int answer_json(struct peer *peer, const char *status, const char *body) {
  return answer(peer,
                "HTTP/1.1 %s\r\n" COMMON "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                status, strlen(body), body);
}

// More bytes into the buffer; -1 at the peer's end.
static int fill(struct peer *peer) {
  if (peer->start == peer->end) peer->start = peer->end = 0;
  if (peer->start > 0 && peer->end == sizeof peer->buffer) {
    memmove(peer->buffer, peer->buffer + peer->start, peer->end - peer->start);
    peer->end -= peer->start;
    peer->start = 0;
  }
  if (peer->end == sizeof peer->buffer) return -1;
  ssize_t got = read(peer->fd, peer->buffer + peer->end, sizeof peer->buffer - peer->end);
  if (got <= 0) return -1;
  peer->end += got;
  return 0;
}

// One line without its line break, at most `size - 1` bytes of it.
static int read_line(struct peer *peer, char *line, size_t size) {
  for (;;) {
    char *from = peer->buffer + peer->start;
    char *end = memchr(from, '\n', peer->end - peer->start);
    if (end != NULL) {
      size_t length = end - from;
      peer->start += length + 1;
      if (length > 0 && from[length - 1] == '\r') length--;
      if (length >= size) length = size - 1;
      memcpy(line, from, length);
      line[length] = 0;
      return 0;
    }
    if (fill(peer) < 0) return -1;
  }
}

static int read_request(struct peer *peer, struct request *request) {
  char line[4096], target[512];
  if (read_line(peer, line, sizeof line) < 0) return -1;
  if (sscanf(line, "%15s %511s", request->method, target) != 2) return -1;
  request->length = 0;
  request->upgrade = request->expect = request->last = 0;
  target[strcspn(target, "?")] = 0;
  const char *path = target;
  if (strncmp(path, "/v1.", 4) == 0) path = strchr(path + 1, '/');
  if (path == NULL) return -1;
  strcpy(request->path, path);
  for (;;) {
    if (read_line(peer, line, sizeof line) < 0) return -1;
    if (line[0] == 0) return 0;
    if (strncasecmp(line, "content-length:", 15) == 0) request->length = atoll(line + 15);
    if (strncasecmp(line, "transfer-encoding:", 18) == 0) request->length = -1;
    if (strncasecmp(line, "upgrade:", 8) == 0) request->upgrade = 1;
    if (strncasecmp(line, "expect:", 7) == 0) request->expect = 1;
    if (strcasecmp(line, "connection: close") == 0) request->last = 1;
  }
}

static int skip(struct peer *peer, long long length) {
  while (length > 0) {
    if (peer->start == peer->end && fill(peer) < 0) return -1;
    size_t have = peer->end - peer->start;
    if ((long long)have > length) have = length;
    peer->start += have;
    length -= have;
  }
  return 0;
}

static int skip_body(struct peer *peer, const struct request *request) {
  if (request->length >= 0) return skip(peer, request->length);
  for (;;) {
    char line[256];
    if (read_line(peer, line, sizeof line) < 0) return -1;
    long long size = strtoll(line, NULL, 16);
    if (size == 0) return read_line(peer, line, sizeof line);
    if (skip(peer, size + 2) < 0) return -1;
  }
}

// Puts one frame at `to`, as a chunk if asked; gives its length.
static size_t put_frame(char *to, size_t payload, int output, int header, int chunked) {
  char *at = to;
  if (chunked) at += sprintf(at, "%zx\r\n", payload + (header ? 8 : 0));
  if (header) {
    char head[8] = {output, 0, 0, 0, payload >> 24, payload >> 16, payload >> 8, payload};
    memcpy(at, head, 8);
    at += 8;
  }
  for (size_t i = 0; i < payload; i++) at[i] = 'a' + i % 26;
  if (payload > 0) at[payload - 1] = '\n';
  at += payload;
  if (chunked) {
    memcpy(at, "\r\n", 2);
    at += 2;
  }
  return at - to;
}

static int send_frames(struct peer *peer, const struct workload *work, int header, int chunked) {
  long long frames = work->total / work->frame;
  size_t last = work->total % work->frame;
  size_t batch = (1 << 20) / (work->frame + 64) + 1;
  if (batch % 2 == 1) batch++;
  char *block = malloc((batch + 1) * (work->frame + 64));
  size_t *ends = malloc((batch + 1) * sizeof(size_t));
  if (block == NULL || ends == NULL) exit(1);
  int mixed = strcmp(work->kind, "mixed") == 0;
  ends[0] = 0;
  for (size_t i = 0; i < batch; i++) {
    int output = mixed && i % 2 == 1 ? 2 : 1;
    ends[i + 1] = ends[i] + put_frame(block + ends[i], work->frame, output, header, chunked);
  }
  int failed = 0;
  while (frames > 0 && !failed) {
    size_t now = frames < (long long)batch ? (size_t)frames : batch;
    failed = send_all(peer, block, ends[now]);
    frames -= now;
  }
  if (last > 0 && !failed) failed = send_all(peer, block, put_frame(block, last, 1, header, chunked));
  if (chunked && !failed) failed = send_all(peer, "0\r\n\r\n", 5);
  free(block);
  free(ends);
  return failed;
}

// The connection is no longer HTTP: the output, then the end, then nothing until the peer goes.
static int hijack(struct peer *peer, const struct request *request, const struct workload *work) {
  int failed = request->upgrade
                   ? answer(peer, "HTTP/1.1 101 UPGRADED\r\n" MULTIPLEXED
                                  "Connection: Upgrade\r\nUpgrade: tcp\r\n" COMMON "\r\n")
                   : answer(peer, "HTTP/1.1 200 OK\r\n" MULTIPLEXED "\r\n");
  if (!failed) failed = send_frames(peer, work, 1, 0);
  if (failed) return -1;
  shutdown(peer->fd, SHUT_WR);
  do peer->start = peer->end = 0;
  while (fill(peer) == 0);
  return -1;
}

static int answer_inspect(struct peer *peer, const char *id) {
  char body[4096];
  snprintf(body, sizeof body, "{\"Id\":\"%s\",%s", id, inspect_tail);
  return answer_json(peer, "200 OK", body);
}

static int answer_request(struct peer *peer, const struct request *request) {
  int get = strcmp(request->method, "GET") == 0, post = strcmp(request->method, "POST") == 0;
  if (strcmp(request->path, "/_ping") == 0) {
    int head = strcmp(request->method, "HEAD") == 0;
    return answer(peer, "HTTP/1.1 200 OK\r\n" COMMON "Content-Type: text/plain; charset=utf-8\r\n"
                        "Content-Length: %d\r\n\r\n%s", head ? 0 : 2, head ? "" : "OK");
  }
  char group[16] = "", id[256] = "", verb[32] = "";
  sscanf(request->path, "/%15[^/]/%255[^/]/%31s", group, id, verb);
  struct workload work = {"", 0, 0};
  sscanf(id, "%7[a-z]-%zu-%lld", work.kind, &work.frame, &work.total);
  int exec = strcmp(group, "exec") == 0;
  if ((!exec && strcmp(group, "containers") != 0) || work.frame == 0 || work.frame > 16 << 20) {
    return answer_json(peer, "404 Not Found", "{\"message\":\"page not found\"}\n");
  }
  if (get && strcmp(verb, "json") == 0) {
    if (!exec) return answer_inspect(peer, id);
    return answer_json(peer, "200 OK", "{\"ID\":\"exec\",\"Running\":false,\"ExitCode\":0,"
                                       "\"OpenStdin\":false,\"OpenStderr\":true,\"OpenStdout\":true,"
                                       "\"CanRemove\":false,\"ContainerID\":\"replay\",\"Pid\":0,"
                                       "\"ProcessConfig\":{\"tty\":false,\"entrypoint\":\"sh\","
                                       "\"arguments\":[],\"privileged\":false}}\n");
  }
  if (get && strcmp(verb, "logs") == 0) {
    if (answer(peer, "HTTP/1.1 200 OK\r\n" COMMON MULTIPLEXED "Transfer-Encoding: chunked\r\n\r\n")) return -1;
    return send_frames(peer, &work, 1, 1);
  }
  if (post && !exec && strcmp(verb, "exec") == 0) {
    char body[300];
    snprintf(body, sizeof body, "{\"Id\":\"%s\"}\n", id);
    return answer_json(peer, "201 Created", body);
  }
  if (post && strcmp(verb, exec ? "start" : "attach") == 0) return hijack(peer, request, &work);
  if (get && strcmp(verb, "archive") == 0) {
    if (answer(peer, "HTTP/1.1 200 OK\r\n" COMMON "Content-Type: application/x-tar\r\n"
                     // {"name":"f","size":1,"mode":420,"mtime":"2026-11-24T08:00:00Z","linkTarget":""}
                     "X-Docker-Container-Path-Stat: eyJuYW1lIjoiZiIsInNpemUiOjEsIm1vZGUiOjQyMCwibXRpbWUi"
                     "OiIyMDI2LTExLTI0VDA4OjAwOjAwWiIsImxpbmtUYXJnZXQiOiIifQ==\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n")) {
      return -1;
    }
    return send_frames(peer, &work, 0, 1);
  }
  if (strcmp(request->method, "PUT") == 0 && strcmp(verb, "archive") == 0) {
    return answer(peer, "HTTP/1.1 200 OK\r\n" COMMON "Content-Length: 0\r\n\r\n");
  }
  return answer_json(peer, "404 Not Found", "{\"message\":\"page not found\"}\n");
}

static void *serve(void *argument) {
  struct peer *peer = argument;
  struct request request;
  while (read_request(peer, &request) == 0) {
    if (request.expect && answer(peer, "HTTP/1.1 100 Continue\r\n\r\n")) break;
    if (skip_body(peer, &request) || answer_request(peer, &request) || request.last) break;
  }
  close(peer->fd);
  free(peer);
  return NULL;
}

int main(int argc, char **argv) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (argc != 2 || strlen(argv[1]) >= sizeof address.sun_path) {
    fprintf(stderr, "usage: replay SOCKET\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  strcpy(address.sun_path, argv[1]);
  unlink(argv[1]);
  int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) < 0 ||
      listen(listener, 128) < 0) {
    perror("replay");
    return 1;
  }
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd < 0) {
      if (errno == EINTR || errno == ECONNABORTED) continue;
      perror("replay: accept");
      return 1;
    }
    struct peer *peer = malloc(sizeof *peer);
    pthread_t thread;
    if (peer == NULL) return 1;
    peer->fd = fd;
    peer->start = peer->end = 0;
    if (pthread_create(&thread, NULL, serve, peer) != 0) return 1;
    pthread_detach(thread);
  }
}
