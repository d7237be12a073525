/// libmicrohttpd behind plain functions: it starts its daemon by a variadic function, and tells what
/// a call of its handler means by the call's arguments. No libmicrohttpd type appears here.
///
/// Connections are accepted elsewhere and handed over; each has a number that is given back with
/// every call about it.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

typedef struct http_shim_daemon http_shim_daemon;
typedef struct http_shim_connection http_shim_connection;
typedef struct http_shim_response http_shim_response;

/// What becomes of the connection after a call.
enum { HTTP_SHIM_CLOSE = 0, HTTP_SHIM_GO_ON = 1 };

/// What a reader returns instead of a count of bytes.
enum { HTTP_SHIM_END = -1, HTTP_SHIM_FAILED = -2 };

/// POLLRDHUP, which Swift's Glibc leaves away.
enum { HTTP_SHIM_READ_HANG_UP = 0x2000 };

/// All are called on one of the daemon's threads, those about one connection on the same; none may
/// block. `exchange` is what `head` returned for the request.
typedef struct http_shim_callbacks {
  void *context;
  /// The daemon has taken over the connection; returns its number, not 0.
  uint64_t (*opened)(void *context, int descriptor);
  /// The last call about the connection; its descriptor is closed afterwards.
  void (*closed)(void *context, uint64_t number);
  /// A head is complete. `target` is as sent, NULL when it held a zero byte. NULL closes the
  /// connection; otherwise `ended` follows.
  void *_Nullable (*_Nonnull head)(void *context, uint64_t number, http_shim_connection *connection,
                          const char *method, const char *_Nullable target);
  int32_t (*body)(void *exchange, const uint8_t *bytes, size_t count);
  /// The request is complete, or a suspended connection was resumed before its response was queued.
  int32_t (*complete)(void *exchange);
  /// The exchange is over; `is_whole` says whether the response went out entirely.
  void (*ended)(void *exchange, int32_t is_whole);
} http_shim_callbacks;

typedef struct http_shim_settings {
  uint32_t threads;
  uint32_t connections;
  /// Seconds without a byte in either direction after which a connection is closed.
  uint32_t idle_seconds;
  size_t memory_a_connection;
  /// Both or none; PEM.
  const char *_Nullable certificate;
  const char *_Nullable key;
} http_shim_settings;

/// NULL when the daemon cannot start, for lack of memory or descriptors or for a bad key.
http_shim_daemon *_Nullable http_shim_start(const http_shim_settings *settings,
                                            const http_shim_callbacks *callbacks);
/// Closes all connections; none may be suspended.
void http_shim_stop(http_shim_daemon *daemon);
/// accept4, which Swift's Glibc leaves away; the socket is non-blocking and not inherited.
int http_shim_accept(int listener, void *address, uint32_t *address_count);
/// Hands over a connected socket with its peer's address; 0 when it was closed instead.
int32_t http_shim_add(http_shim_daemon *daemon, int descriptor, const void *address,
                      uint32_t address_count);

/// Calls `take` for every header field in the order received.
void http_shim_fields(http_shim_connection *connection, void *context,
                      void (*take)(void *context, const char *name, const char *value));

/// To be called only from `complete` and from readers.
void http_shim_suspend(http_shim_connection *connection);
/// From any thread, for a suspended connection.
void http_shim_resume(http_shim_connection *connection);

/// Copies the bytes.
http_shim_response *_Nullable http_shim_response_of_bytes(const void *_Nullable bytes,
                                                          size_t count);
/// Owns the descriptor from then on, also on failure.
http_shim_response *_Nullable http_shim_response_of_file(int descriptor, uint64_t offset,
                                                         uint64_t count);
/// Bytes from `read`, which returns their count, HTTP_SHIM_END or HTTP_SHIM_FAILED; it may return 0
/// only after suspending the connection. `context` gets `release` when the response is no more, also
/// on failure.
http_shim_response *_Nullable http_shim_response_of_reader(
    void *context, int64_t (*read)(void *context, uint8_t *bytes, size_t most),
    void (*release)(void *context));
/// 0 when the field is refused.
int32_t http_shim_response_add(http_shim_response *response, const char *name, const char *value);
/// Queues the response; to be called only from `head` and `complete`. 0 when it is refused.
int32_t http_shim_queue(http_shim_connection *connection, uint32_t status,
                        http_shim_response *response);
void http_shim_response_free(http_shim_response *response);

#pragma clang assume_nonnull end
