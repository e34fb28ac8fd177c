// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.InputFile;
import io.weir.model.engine.RelationFile;
import java.nio.file.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Tables in files that Spark reads itself. */
final class Relations {
  private Relations() {}

  static Dataset<Row> rows(SparkSession session, RelationFile relation) {
    DataFrameReader reader = session.read();
    // Names are names, not patterns; the listing has matched patterns already.
    reader.option("__globPaths__", "false");
    if (relation.files().stream().anyMatch(file -> file.name().contains(":"))) {
      // Hadoop's file system with checksums refuses colons; the one below it does not.
      reader.option("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
      reader.option("fs.file.impl.disable.cache", "true");
    }
    String[] paths = relation.files().stream().map(Relations::location).toArray(String[]::new);
    return switch (relation.kind()) {
      case CSV -> reader.option("header", "true").option("inferSchema", "true").csv(paths);
      case NDJSON -> reader.json(paths);
      case PARQUET -> reader.option("mergeSchema", "true").parquet(paths);
    };
  }

  /** A path as Spark reads it: one without a scheme is of this machine, whatever the default. */
  private static String location(InputFile file) {
    return file.path().matches("[a-z][a-z0-9+.-]+://.*")
        ? file.path()
        : "file://" + Path.of(file.path()).toAbsolutePath().normalize();
  }
}
