#define _GNU_SOURCE
#include "CHTTPShim.h"

#include <microhttpd.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

_Static_assert(HTTP_SHIM_READ_HANG_UP == POLLRDHUP, "the header has a copy");

struct http_shim_daemon {
  struct MHD_Daemon *daemon;
  http_shim_callbacks callbacks;
};

/// Lives from the request line to the end of the exchange.
struct request {
  const char *place;
  char *target;
  void *exchange;
};

static struct MHD_Connection *native(http_shim_connection *connection) {
  return (struct MHD_Connection *)connection;
}

static struct MHD_Response *native_response(http_shim_response *response) {
  return (struct MHD_Response *)response;
}

static uint64_t number(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == NULL ? 0 : (uint64_t)(uintptr_t)info->socket_context;
}

/// The request line is known, its target still as sent.
static void *request_line(void *context, const char *target, struct MHD_Connection *connection) {
  (void)context;
  (void)connection;
  struct request *request = calloc(1, sizeof *request);
  if (request == NULL) return NULL;
  request->place = target;
  request->target = strdup(target == NULL ? "" : target);
  return request;
}

/// The version follows the target and its terminator in the library's buffer, so any other distance
/// tells of a zero byte in the target, which would hide the rest of it.
static int is_whole(const struct request *request, const char *version) {
  return request->place != NULL && version == request->place + strlen(request->target) + 1;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *bytes,
                              size_t *count, void **slot) {
  (void)url;
  const http_shim_callbacks *callbacks = &((http_shim_daemon *)context)->callbacks;
  struct request *request = *slot;
  if (request == NULL) return MHD_NO;
  if (request->exchange == NULL) {
    if (request->target == NULL) return MHD_NO;
    request->exchange =
        callbacks->head(callbacks->context, number(connection), (http_shim_connection *)connection,
                        method, is_whole(request, version) ? request->target : NULL);
    return request->exchange == NULL ? MHD_NO : MHD_YES;
  }
  if (*count == 0) return callbacks->complete(request->exchange) ? MHD_YES : MHD_NO;
  size_t offered = *count;
  *count = 0;
  return callbacks->body(request->exchange, (const uint8_t *)bytes, offered) ? MHD_YES : MHD_NO;
}

static void completed(void *context, struct MHD_Connection *connection, void **slot,
                      enum MHD_RequestTerminationCode code) {
  (void)connection;
  const http_shim_callbacks *callbacks = &((http_shim_daemon *)context)->callbacks;
  struct request *request = *slot;
  if (request == NULL) return;
  *slot = NULL;
  if (request->exchange != NULL)
    callbacks->ended(request->exchange, code == MHD_REQUEST_TERMINATED_COMPLETED_OK);
  free(request->target);
  free(request);
}

static void connection_changed(void *context, struct MHD_Connection *connection, void **slot,
                               enum MHD_ConnectionNotificationCode code) {
  const http_shim_callbacks *callbacks = &((http_shim_daemon *)context)->callbacks;
  if (code == MHD_CONNECTION_NOTIFY_STARTED) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info == NULL) return;
    *slot = (void *)(uintptr_t)callbacks->opened(callbacks->context, info->connect_fd);
  } else if (*slot != NULL) {
    callbacks->closed(callbacks->context, (uint64_t)(uintptr_t)*slot);
    *slot = NULL;
  }
}

/// Targets are decoded by the caller, who refuses what is malformed.
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *text) {
  (void)context;
  (void)connection;
  return strlen(text);
}

http_shim_daemon *http_shim_start(const http_shim_settings *settings,
                                  const http_shim_callbacks *callbacks) {
  http_shim_daemon *daemon = calloc(1, sizeof *daemon);
  if (daemon == NULL) return NULL;
  daemon->callbacks = *callbacks;
  unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                       MHD_USE_NO_LISTEN_SOCKET;
  struct MHD_OptionItem options[] = {
      {MHD_OPTION_THREAD_POOL_SIZE, (intptr_t)settings->threads, NULL},
      {MHD_OPTION_CONNECTION_LIMIT, (intptr_t)settings->connections, NULL},
      {MHD_OPTION_CONNECTION_TIMEOUT, (intptr_t)settings->idle_seconds, NULL},
      {MHD_OPTION_CONNECTION_MEMORY_LIMIT, (intptr_t)settings->memory_a_connection, NULL},
      {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
      {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)request_line, daemon},
      {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)leave_escaped, daemon},
      {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)completed, daemon},
      {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)connection_changed, daemon},
      {MHD_OPTION_END, 0, NULL},
      {MHD_OPTION_END, 0, NULL},
      {MHD_OPTION_END, 0, NULL},
      {MHD_OPTION_END, 0, NULL},
  };
  if (settings->certificate != NULL && settings->key != NULL) {
    flags |= MHD_USE_TLS;
    struct MHD_OptionItem *next = options;
    while (next->option != MHD_OPTION_END) next++;
    next[0] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)settings->certificate};
    next[1] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)settings->key};
    next[2] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_PRIORITIES, 0,
                                      (void *)"NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"};
  }
  daemon->daemon = MHD_start_daemon(flags, 0, NULL, NULL, handle, daemon, MHD_OPTION_ARRAY, options,
                                    MHD_OPTION_END);
  if (daemon->daemon == NULL) {
    free(daemon);
    return NULL;
  }
  return daemon;
}

void http_shim_stop(http_shim_daemon *daemon) {
  MHD_stop_daemon(daemon->daemon);
  free(daemon);
}

int http_shim_accept(int listener, void *address, uint32_t *address_count) {
  return accept4(listener, address, address_count, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

int32_t http_shim_add(http_shim_daemon *daemon, int descriptor, const void *address,
                      uint32_t address_count) {
  return MHD_add_connection(daemon->daemon, descriptor, address, address_count) == MHD_YES;
}

struct field_taker {
  void *context;
  void (*take)(void *context, const char *name, const char *value);
};

static enum MHD_Result take_field(void *context, enum MHD_ValueKind kind, const char *name,
                                  const char *value) {
  (void)kind;
  const struct field_taker *taker = context;
  taker->take(taker->context, name, value == NULL ? "" : value);
  return MHD_YES;
}

void http_shim_fields(http_shim_connection *connection, void *context,
                      void (*take)(void *context, const char *name, const char *value)) {
  struct field_taker taker = {context, take};
  MHD_get_connection_values(native(connection), MHD_HEADER_KIND, take_field, &taker);
}

void http_shim_suspend(http_shim_connection *connection) {
  MHD_suspend_connection(native(connection));
}

void http_shim_resume(http_shim_connection *connection) {
  MHD_resume_connection(native(connection));
}

http_shim_response *http_shim_response_of_bytes(const void *bytes, size_t count) {
  return (http_shim_response *)MHD_create_response_from_buffer(count, (void *)bytes,
                                                               MHD_RESPMEM_MUST_COPY);
}

http_shim_response *http_shim_response_of_file(int descriptor, uint64_t offset, uint64_t count) {
  struct MHD_Response *response =
      MHD_create_response_from_fd_at_offset64(count, descriptor, offset);
  if (response == NULL) close(descriptor);
  return (http_shim_response *)response;
}

struct reader {
  void *context;
  int64_t (*read)(void *context, uint8_t *bytes, size_t most);
  void (*release)(void *context);
};

static ssize_t read_on(void *context, uint64_t position, char *bytes, size_t most) {
  (void)position;
  const struct reader *reader = context;
  int64_t count = reader->read(reader->context, (uint8_t *)bytes, most);
  if (count == HTTP_SHIM_END) return MHD_CONTENT_READER_END_OF_STREAM;
  if (count < 0) return MHD_CONTENT_READER_END_WITH_ERROR;
  return (ssize_t)count;
}

static void release_reader(void *context) {
  struct reader *reader = context;
  reader->release(reader->context);
  free(reader);
}

/// The largest piece asked of a reader at once.
enum { READER_BLOCK = 16384 };

http_shim_response *http_shim_response_of_reader(void *context,
                                                 int64_t (*read)(void *context, uint8_t *bytes,
                                                                 size_t most),
                                                 void (*release)(void *context)) {
  struct reader *reader = malloc(sizeof *reader);
  if (reader == NULL) {
    release(context);
    return NULL;
  }
  *reader = (struct reader){context, read, release};
  struct MHD_Response *response = MHD_create_response_from_callback(
      MHD_SIZE_UNKNOWN, READER_BLOCK, read_on, reader, release_reader);
  if (response == NULL) release_reader(reader);
  return (http_shim_response *)response;
}

int32_t http_shim_response_add(http_shim_response *response, const char *name, const char *value) {
  return MHD_add_response_header(native_response(response), name, value) == MHD_YES;
}

int32_t http_shim_queue(http_shim_connection *connection, uint32_t status,
                        http_shim_response *response) {
  return MHD_queue_response(native(connection), status, native_response(response)) == MHD_YES;
}

void http_shim_response_free(http_shim_response *response) {
  MHD_destroy_response(native_response(response));
}
