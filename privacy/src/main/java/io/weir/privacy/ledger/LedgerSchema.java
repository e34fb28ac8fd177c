// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of a ledger. Numbers are whole: ε and ρ in 10<sup>-12</sup>, δ in 10<sup>-18</sup>.
 */
final class LedgerSchema {
  /** Counts up when the tables change; each number has its step in {@link #STEPS}. */
  static final int VERSION = 5;

  /** Any number of our own, for PostgreSQL's advisory lock. */
  static final long LOCK = 0x5765_6972_4c64_6772L;

  /** What leads from each version to the next, from none to 1 first; steps are never changed. */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE weir_ledger (version INTEGER NOT NULL)
              """,
              """
              INSERT INTO weir_ledger VALUES (1)
              """,
              """
              CREATE TABLE weir_dataset (
                name TEXT PRIMARY KEY, budget TEXT NOT NULL, declaration TEXT NOT NULL)
              """,
              """
              CREATE TABLE weir_version (
                dataset TEXT NOT NULL, version INTEGER NOT NULL, digest TEXT NOT NULL,
                at TEXT NOT NULL, PRIMARY KEY (dataset, version), UNIQUE (dataset, digest))
              """,
              """
              CREATE TABLE weir_file (
                dataset TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL,
                size BIGINT NOT NULL, modified BIGINT NOT NULL, path TEXT NOT NULL)
              """,
              """
              CREATE INDEX weir_file_sha256 ON weir_file (sha256)
              """,
              """
              CREATE TABLE weir_analyst (
                name TEXT PRIMARY KEY, token TEXT, expires TEXT NOT NULL,
                allotment TEXT NOT NULL, datasets TEXT NOT NULL, kinds TEXT NOT NULL)
              """,
              """
              CREATE TABLE weir_charge (
                id BIGINT PRIMARY KEY, at TEXT NOT NULL, analyst TEXT NOT NULL,
                dataset TEXT NOT NULL, version INTEGER NOT NULL, budget TEXT NOT NULL,
                kind TEXT NOT NULL, question TEXT NOT NULL, first_day TEXT NOT NULL,
                last_day TEXT NOT NULL, rho BIGINT NOT NULL, epsilon BIGINT,
                delta BIGINT NOT NULL, question_key TEXT NOT NULL)
              """,
              """
              CREATE INDEX weir_charge_key ON weir_charge (question_key)
              """,
              """
              CREATE TABLE weir_spent (
                budget TEXT NOT NULL, analyst TEXT NOT NULL, day TEXT NOT NULL,
                rho BIGINT NOT NULL, epsilon BIGINT, delta BIGINT NOT NULL,
                PRIMARY KEY (budget, analyst, day))
              """,
              """
              CREATE TABLE weir_answer (
                charge BIGINT PRIMARY KEY, at TEXT NOT NULL, answer TEXT NOT NULL)
              """),
          List.of(
              """
              ALTER TABLE weir_analyst ADD COLUMN role TEXT NOT NULL DEFAULT 'analyst'
              """,
              """
              UPDATE weir_ledger SET version = 2
              """),
          List.of(
              """
              CREATE TABLE weir_column (
                dataset TEXT NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL,
                type TEXT NOT NULL, PRIMARY KEY (dataset, source, name))
              """,
              """
              UPDATE weir_ledger SET version = 3
              """),
          List.of(
              """
              CREATE TABLE weir_refusal (
                id BIGINT PRIMARY KEY, at TEXT NOT NULL, reason TEXT NOT NULL,
                analyst TEXT NOT NULL, source TEXT NOT NULL, dataset TEXT NOT NULL,
                kind TEXT NOT NULL, question TEXT NOT NULL, times BIGINT NOT NULL)
              """,
              """
              UPDATE weir_ledger SET version = 4
              """),
          List.of(
              """
              CREATE TABLE weir_claim (
                question_key TEXT PRIMARY KEY, charge BIGINT NOT NULL, at TEXT NOT NULL)
              """,
              """
              CREATE INDEX weir_refusal_at ON weir_refusal (at)
              """,
              """
              UPDATE weir_ledger SET version = 5
              """));

  private LedgerSchema() {}

  /** Makes or renews the tables. */
  static void prepare(Connection connection, LedgerDatabase.Absent absent, String shown)
      throws SQLException {
    int version = version(connection);
    if (version == 0 && absent == LedgerDatabase.Absent.FAIL) {
      throw WeirException.usage(
          "Cannot open the ledger %s: there is none in that database. weir private register makes"
              + " one.",
          shown);
    }
    if (version > VERSION || version < 0) {
      throw WeirException.usage(
          "Cannot open the ledger %s: its tables are of version %d, and this Weir knows them up to"
              + " %d. Use the Weir that wrote it, or a newer one.",
          shown, version, VERSION);
    }
    try (Statement statement = connection.createStatement()) {
      for (List<String> step : STEPS.subList(version, VERSION)) {
        for (String sql : step) {
          statement.execute(sql);
        }
      }
    }
  }

  /** The version of the tables that are there; 0 for none. */
  private static int version(Connection connection) throws SQLException {
    if (!LedgerDatabase.hasTable(connection, "weir_ledger")) {
      return 0;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT version FROM weir_ledger")) {
      return row.next() ? row.getInt(1) : -1;
    }
  }
}
