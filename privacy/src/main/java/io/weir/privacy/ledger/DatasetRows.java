// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Datasets, their versions and files in the database of a ledger. */
final class DatasetRows {
  private static final String SELECT =
      """
      SELECT d.name, d.budget, d.declaration,
             (SELECT max(v.version) FROM weir_version v WHERE v.dataset = d.name) AS version
      FROM weir_dataset d
      """;

  private DatasetRows() {}

  static Registration register(
      Connection connection, Dataset declared, List<DatasetFile> files, Instant now)
      throws SQLException {
    declared.direction().requireBounded(declared.name());
    Dataset dataset = withSharedBudget(connection, declared);
    Optional<Registration> known = find(connection, dataset.name());
    if (known.isPresent() && !known.get().dataset().isDeclaredAs(dataset)) {
      throw WeirException.usage(
          "Cannot register %s: a dataset of this name is declared otherwise. Give the same options"
              + " as then, or another name.",
          dataset.name());
    }
    if (known.isEmpty()) {
      checkBudget(connection, dataset);
      Statements.update(
          connection,
          "INSERT INTO weir_dataset (name, budget, declaration) VALUES (?, ?, ?)",
          dataset.name(),
          dataset.budget(),
          DeclarationText.of(dataset));
    } else {
      Statements.update(
          connection,
          "UPDATE weir_dataset SET declaration = ? WHERE name = ?",
          DeclarationText.of(dataset),
          dataset.name());
    }
    checkOwner(connection, dataset, files);
    return new Registration(dataset, version(connection, dataset.name(), files, now));
  }

  /** Who shares with one that shares, shares with all of them. */
  private static Dataset withSharedBudget(Connection connection, Dataset declared)
      throws SQLException {
    Optional<Registration> other =
        declared.isOverlap() ? find(connection, declared.budget()) : Optional.empty();
    return other.isPresent() ? declared.withBudget(other.get().dataset().budget()) : declared;
  }

  /** Those who share a budget must count in it alike. */
  private static void checkBudget(Connection connection, Dataset dataset) throws SQLException {
    List<Dataset> sharing =
        all(connection).stream()
            .map(Registration::dataset)
            .filter(other -> other.budget().equals(dataset.budget()))
            .toList();
    if (dataset.isOverlap() && sharing.isEmpty()) {
      throw WeirException.usage(
          "Cannot register %s: there is no dataset %s whose budget it could share. %s",
          dataset.name(), dataset.budget(), remedy(connection, dataset.budget()));
    }
    for (Dataset other : sharing) {
      boolean isAlike =
          other.cap().equals(dataset.cap()) && other.users().hasUnitsOf(dataset.users());
      if (!isAlike) {
        throw WeirException.usage(
            "Cannot register %s with the budget of %s: they differ in cap, unit, zone, IPv6 prefix or"
                + " customers (%s, %s, %s and %s, %s, %s). Declare the same.",
            dataset.name(),
            other.name(),
            dataset.cap(),
            dataset.users().unit().word(),
            dataset.users().zone(),
            other.cap(),
            other.users().unit().word(),
            other.users().zone());
      }
    }
  }

  /** The same content in two budgets would be paid for twice and protected half. */
  private static void checkOwner(Connection connection, Dataset dataset, List<DatasetFile> files)
      throws SQLException {
    for (DatasetFile file : files) {
      if (file.size() == 0) {
        continue;
      }
      List<String> others =
          Statements.query(
              connection,
              row -> row.getString(1),
              """
              SELECT d.name FROM weir_file f JOIN weir_dataset d ON d.name = f.dataset
              WHERE f.sha256 = ? AND d.budget <> ?
              """,
              file.sha256(),
              dataset.budget());
      if (!others.isEmpty()) {
        throw WeirException.usage(
            "Cannot register %s: what is in %s belongs to the dataset %s. Share its budget with"
                + " --shares-budget-with %s, or leave the file out.",
            dataset.name(), file.path(), others.get(0), others.get(0));
      }
    }
  }

  /** The version with this content, made if it is new. */
  private static int version(
      Connection connection, String dataset, List<DatasetFile> files, Instant now)
      throws SQLException {
    String digest = digest(files);
    List<Integer> same =
        Statements.query(
            connection,
            row -> row.getInt(1),
            "SELECT version FROM weir_version WHERE dataset = ? AND digest = ?",
            dataset,
            digest);
    int newest =
        Statements.query(
                connection,
                row -> row.getInt(1),
                "SELECT coalesce(max(version), 0) FROM weir_version WHERE dataset = ?",
                dataset)
            .get(0);
    boolean isNewest = !same.isEmpty() && same.get(0) == newest;
    if (!same.isEmpty() && !isNewest) {
      throw WeirException.usage(
          "Cannot register %s: these files are its version %d, and it has had others since (%d)."
              + " Register what it has now.",
          dataset, same.get(0), newest);
    }
    int version = isNewest ? newest : newest + 1;
    if (isNewest) {
      // The same content under other names.
      Statements.update(
          connection, "DELETE FROM weir_file WHERE dataset = ? AND version = ?", dataset, version);
    } else {
      Statements.update(
          connection,
          "INSERT INTO weir_version (dataset, version, digest, at) VALUES (?, ?, ?, ?)",
          dataset,
          version,
          digest,
          now.toString());
    }
    insert(connection, dataset, version, files);
    return version;
  }

  private static void insert(
      Connection connection, String dataset, int version, List<DatasetFile> files)
      throws SQLException {
    String sql =
        """
        INSERT INTO weir_file (dataset, version, sha256, size, modified, path)
        VALUES (?, ?, ?, ?, ?, ?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (DatasetFile file : files) {
        Statements.bind(
            statement,
            dataset,
            version,
            file.sha256(),
            file.size(),
            file.modifiedNanos(),
            file.path().toString());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Of the contents, whatever the files' names and order. */
  private static String digest(List<DatasetFile> files) {
    MessageDigest digest = Tokens.sha256();
    files.stream()
        .map(DatasetFile::sha256)
        .sorted()
        .forEach(hash -> digest.update(hash.getBytes(StandardCharsets.US_ASCII)));
    return HexFormat.of().formatHex(digest.digest());
  }

  static Optional<Registration> find(Connection connection, String name) throws SQLException {
    return Statements.query(connection, DatasetRows::read, SELECT + "WHERE d.name = ?", name)
        .stream()
        .findFirst();
  }

  static Registration named(Connection connection, String name) throws SQLException {
    Optional<Registration> found = find(connection, name);
    if (found.isEmpty()) {
      throw WeirException.usage(
          "Cannot use the dataset %s: no dataset of this name is registered. %s",
          name, remedy(connection, name));
    }
    return found.get();
  }

  private static String remedy(Connection connection, String name) throws SQLException {
    List<String> names = new ArrayList<>();
    all(connection).forEach(registration -> names.add(registration.dataset().name()));
    return Nearest.remedy(name, "Datasets", names);
  }

  static List<Registration> all(Connection connection) throws SQLException {
    return Statements.query(connection, DatasetRows::read, SELECT + "ORDER BY d.name");
  }

  private static Registration read(java.sql.ResultSet row) throws SQLException {
    Dataset dataset = DeclarationText.dataset(row.getString(1), row.getString(2), row.getString(3));
    return new Registration(dataset, row.getInt(4));
  }

  static List<DatasetFile> files(Connection connection, Registration of) throws SQLException {
    return Statements.query(
        connection,
        row ->
            new DatasetFile(
                Path.of(row.getString(1)), row.getLong(2), row.getLong(3), row.getString(4)),
        """
        SELECT path, size, modified, sha256 FROM weir_file
        WHERE dataset = ? AND version = ? ORDER BY path
        """,
        of.dataset().name(),
        of.version());
  }
}
