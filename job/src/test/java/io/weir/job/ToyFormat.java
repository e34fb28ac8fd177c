// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.CellWriter;
import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.ComposedTable;
import io.weir.model.Format;
import io.weir.model.FormatSpec;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A format whose files begin with {@code #NAME TABLE column column …}; those that begin with {@code
 * #NAME!} are broken. It composes {@code named_flows} of {@code NAME_main} and {@code NAME_extra}.
 */
record ToyFormat(String name) implements Format {
  @Override
  public FormatSpec spec() {
    return new FormatSpec(name, "A toy.", List.of(), List.of());
  }

  @Override
  public List<ComposedTable> composed(Options options) {
    return List.of(
        new ComposedTable(
            table("named_flows", "a", "b"),
            List.of(table(name + "_main", "a"), table(name + "_extra", "b")),
            "SELECT a, b FROM " + name + "_main LEFT JOIN " + name + "_extra USING (a)"));
  }

  static TableSchema table(String table, String... columns) {
    return new TableSchema(
        table,
        "",
        Arrays.stream(columns).map(column -> Column.of(column, ColumnType.STRING)).toList());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    if (head.startsWith("#" + name + "!")) {
      return new Recognition.Broken("the header is cut. Take another file");
    }
    if (!head.startsWith("#" + name + " ")) {
      return new Recognition.No("does not begin with #" + name);
    }
    String text = new String(head.bytes(), StandardCharsets.UTF_8);
    List<String> words = List.of(text.lines().findFirst().orElse("").split(" ", -1));
    String[] columns = words.subList(2, words.size()).toArray(new String[0]);
    return new Recognition.Yes(List.of(table(words.get(1), columns)), "begins with #" + name);
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    return files.stream().map(Split::whole).toList();
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) {
    return new TableReader() {
      @Override
      public boolean fill(CellWriter[] out) {
        return false;
      }

      @Override
      public long recordsRead() {
        return 0;
      }

      @Override
      public long bytesRead() {
        return 0;
      }

      @Override
      public void close() {}
    };
  }
}
