// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The database of a ledger: a file of SQLite, or PostgreSQL. Each piece of work is a transaction
 * that is alone in the database and, once it is done, outlives the machine's power. Thread-safe.
 *
 * <p>SQLite keeps its rollback journal, not a write-ahead log, so that a ledger at rest is one
 * file; {@code synchronous = EXTRA} makes a commit outlive a loss of power in that mode.
 */
final class LedgerDatabase {
  private static final String JDBC = "jdbc:";
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  private final String url;

  /** Work in a transaction. */
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Whether a ledger is made where there is none. */
  enum Absent {
    FAIL,
    MAKE
  }

  private LedgerDatabase(String url) {
    this.url = url;
  }

  /** The database at an address, with the tables of this version. */
  static LedgerDatabase open(String address, Absent absent) {
    String url = address.startsWith(JDBC) ? address : SQLITE + Path.of(address).toAbsolutePath();
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
      throw WeirException.usage(
          "Cannot open the ledger %s: it is in no database that keeps ledgers. Name a file, or"
              + " jdbc:postgresql://HOST:PORT/DATABASE?user=….",
          shown(address));
    }
    LedgerDatabase database = new LedgerDatabase(url);
    if (url.startsWith(SQLITE)) {
      database.prepareFile(Path.of(url.substring(SQLITE.length())), absent);
    }
    database.inTransaction(
        "open",
        connection -> {
          LedgerSchema.prepare(connection, absent, shown(url));
          return "";
        });
    return database;
  }

  /** The ledger holds answers and hashes of tokens: a file of it is its owner's alone. */
  private void prepareFile(Path file, Absent absent) {
    if (Files.isRegularFile(file)) {
      return;
    }
    if (absent == Absent.FAIL) {
      throw WeirException.usage(
          "Cannot open the ledger %s: there is no such file. weir private register makes one.",
          file);
    }
    boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] own =
        isPosix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createFile(file, own);
    } catch (FileAlreadyExistsException e) {
      // Another process made it just now.
    } catch (IOException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot make the ledger %s: %s. Name a file in a directory that can be written."
              .formatted(file, WeirException.reason(e)),
          e);
    }
  }

  /** The address without what may be secret. */
  private static String shown(String text) {
    return text.replaceFirst("^jdbc:sqlite:", "")
        .replaceFirst("\\?.*", "")
        .replaceFirst("//[^/@]*@", "//");
  }

  boolean isSqlite() {
    return url.startsWith(SQLITE);
  }

  /**
   * Does work that is alone in the database; all of it or nothing.
   *
   * @param what it does, for the message of a failure
   */
  <T> T inTransaction(String what, Work<T> work) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      begin(connection, statement);
      try {
        T result = work.in(connection);
        commit(connection, statement);
        return result;
      } catch (RuntimeException | SQLException | Error e) {
        rollBack(connection, statement, e);
        throw e;
      }
    } catch (SQLException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot %s the ledger %s: %s. Nothing is released; see that the database can be written."
              .formatted(what, shown(url), reason(e)),
          e);
    }
  }

  private static String reason(SQLException e) {
    return String.valueOf(e.getMessage()).strip().replaceAll("[\\s.]+$", "");
  }

  private void begin(Connection connection, Statement statement) throws SQLException {
    if (isSqlite()) {
      statement.execute("PRAGMA busy_timeout = 60000");
      statement.execute("PRAGMA synchronous = EXTRA");
      // Takes the lock now: two that have read cannot both write later.
      statement.execute("BEGIN IMMEDIATE");
      return;
    }
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    // Not confirmed before it is on the disk, whatever the server's default.
    statement.execute("SET LOCAL synchronous_commit = on");
    // Held to the end of the transaction; what is read after it is what others committed.
    statement.execute("SELECT pg_advisory_xact_lock(" + LedgerSchema.LOCK + ")");
  }

  private void commit(Connection connection, Statement statement) throws SQLException {
    if (isSqlite()) {
      statement.execute("COMMIT");
    } else {
      connection.commit();
    }
  }

  private void rollBack(Connection connection, Statement statement, Throwable because) {
    try {
      if (isSqlite()) {
        statement.execute("ROLLBACK");
      } else {
        connection.rollback();
      }
    } catch (SQLException e) {
      // Closing the connection rolls back as well; what failed first is the reason to tell.
      because.addSuppressed(e);
    }
  }

  /** Whether a table is there. */
  static boolean hasTable(Connection connection, String name) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, connection.getSchema(), name, null)) {
      return tables.next();
    }
  }
}
