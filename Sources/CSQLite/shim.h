#pragma once
#include <sqlite3.h>

// What Swift cannot import of SQLite: variadic functions and constants made by casts.

/// Sets a switch of a connection (sqlite3_db_config with an int and no result).
static inline int yuantu_sqlite3_set(sqlite3 *_Nonnull connection, int option, int on) {
  return sqlite3_db_config(connection, option, on, (int *)0);
}

/// Binds bytes that SQLite copies before it returns.
static inline int yuantu_sqlite3_bind_bytes(sqlite3_stmt *_Nonnull statement, int index,
                                            const void *_Nonnull bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

/// Binds UTF-8 text that SQLite copies before it returns.
static inline int yuantu_sqlite3_bind_text(sqlite3_stmt *_Nonnull statement, int index,
                                           const char *_Nonnull text, sqlite3_uint64 count) {
  return sqlite3_bind_text64(statement, index, text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}
