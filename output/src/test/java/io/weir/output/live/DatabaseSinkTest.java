// SPDX-License-Identifier: Apache-2.0
package io.weir.output.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.WeirException;
import io.weir.model.engine.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseSinkTest {
  private final Path file;

  DatabaseSinkTest(@TempDir Path directory) {
    this.file = directory.resolve("rows.db");
  }

  /** Rows of a column of long texts. */
  private static final class Texts implements Result {
    private int left;

    Texts(int count) {
      left = count;
    }

    @Override
    public List<Column> columns() {
      return List.of(Column.of("text", ColumnType.STRING));
    }

    @Override
    public boolean next() {
      return left-- > 0;
    }

    @Override
    public Object value(int column) {
      return "x".repeat(3000);
    }

    @Override
    public void close() {}
  }

  private DatabaseSink sink(String settings) {
    DatabaseSink sink =
        new DatabaseSink(
            DatabaseAddress.of("jdbc:sqlite:" + file + settings + "#rows", "rows"), "rows");
    sink.begin("run");
    return sink;
  }

  @Test
  void aDatabaseWithoutRoomTellsThatAndNotWhatItCouldNotTakeBack() {
    try (DatabaseSink sink = sink("?max_page_count=8")) {
      assertThatThrownBy(() -> sink.write(1, "rows", new Texts(2000)))
          .isInstanceOf(WeirException.class)
          .hasMessageStartingWith("Cannot write to the table rows of jdbc:sqlite:" + file + ": ")
          .hasMessageContaining("database or disk is full")
          .hasMessageEndingWith(" From its --checkpoint the run goes on with these rows.")
          // SQLite has taken back the batch by itself, and refuses to do so again.
          .cause()
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
    try (DatabaseSink sink = sink("")) {
      sink.write(1, "rows", new Texts(3));
    }
  }
}
