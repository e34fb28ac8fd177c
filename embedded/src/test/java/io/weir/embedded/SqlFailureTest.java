// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.WeirException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are those of DuckDB 2.0.0. */
class SqlFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "IO Error: Async write failed for range [offset=67, size=14]: {\"exception_type\":\"IO\","
            + "\"exception_message\":\"Could not write file \\\"a b/c.parquet\\\": No space left on"
            + " device\",\"errno\":\"28\"}|Cannot write a b/c.parquet: there is no space left on its"
            + " disk. Make room, or write elsewhere.",
        "IO Error: Could not write file \"c.csv\": No space left on device|Cannot write c.csv: there"
            + " is no space left on its disk. Make room, or write elsewhere.",
        "IO Error: No space left on device|Cannot write a temporary file: there is no space left on"
            + " its disk. Make room, or write elsewhere.",
      })
  void aFullDiskIsToldWithTheFileThatFoundIt(String raw, String message) {
    WeirException failure = SqlFailure.of(new SQLException(raw), null);
    assertThat(failure).hasMessage(message);
    assertThat(failure.kind()).isEqualTo(WeirException.Kind.FAILED);
  }
}
