// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Engine.ExportFormat;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was converted is an input again whose rows are those of the logs, for both engines. */
class ConvertedTablesTest {
  private static final List<String> TABLES = List.of("named_flows", "dns", "http", "zeek_conn");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  private static String logs() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(Fixtures.class.getResource("zeek")).toURI()).toString();
  }

  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"PARQUET", "CSV", "NDJSON"})
  void rowsOfFilesUniteWithThoseOfLogs(ExportFormat form) throws Exception {
    Path out = Files.createDirectory(directory.resolve(form.name().toLowerCase(Locale.ROOT)));
    try (OpenedInputs inputs = Inputs.open(List.of(logs()), InputSettings.defaults());
        Engine engine = Engines.embedded(inputs.catalog())) {
      engine.convert(TABLES, out, form);
    }
    List<String> both = List.of("old=" + out, "new=" + logs());
    try (OpenedInputs inputs = Inputs.open(both, InputSettings.defaults());
        Engine embedded = Engines.embedded(inputs.catalog());
        Engine spark = Engines.spark(inputs.catalog())) {
      for (String table : TABLES) {
        Answer log = Answer.of(embedded, "SELECT * FROM new_" + table);
        Answer all = Answer.of(embedded, "SELECT * FROM " + table);
        assertThat(all.header()).as(table).isEqualTo(log.header());
        assertThat(all.rows()).as(table).hasSize(2 * log.rows().size());
        if (form != ExportFormat.CSV) {
          // Where a value is the empty text, CSV knows NULL only.
          Answer distinct = Answer.of(embedded, "SELECT DISTINCT * FROM " + table);
          Answer once = Answer.of(embedded, "SELECT DISTINCT * FROM new_" + table);
          assertThat(distinct.sorted().hasRowsOf(once.sorted()))
              .as(table + "\n" + distinct.text())
              .isTrue();
        }
        Answer other = Answer.of(spark, "SELECT * FROM " + table);
        assertThat(other.header()).as(table).isEqualTo(all.header());
        assertThat(other.rows()).as(table).hasSameSizeAs(all.rows());
        if (form != ExportFormat.CSV) {
          assertThat(other.sorted().hasRowsOf(all.sorted()))
              .as(table + "\n" + other.text())
              .isTrue();
        }
      }
    }
  }
}
