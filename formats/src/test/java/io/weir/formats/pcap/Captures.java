// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Reads captures for tests. */
public final class Captures {
  private Captures() {}

  /** What reading gave: the rows of each table, and the rejects by reason. */
  public record Result(
      List<List<Map<String, String>>> tables, Map<String, Integer> rejects, long recordsRead) {}

  /** The shared test data, or the test is skipped. */
  public static Path shared(String path) {
    String set = System.getenv("WEIR_SHARED");
    Path root = set == null ? besideRepository() : Path.of(set);
    Path found = root.resolve("data").resolve(path);
    if (!Files.exists(found)) {
      Assumptions.abort("../shared/data is not here");
    }
    return found;
  }

  private static Path besideRepository() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve(".mvn"))) {
      at = at.getParent();
    }
    return Optional.ofNullable(at).orElse(Path.of("/")).resolveSibling("shared");
  }

  public static InputFile file(Path path) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
          bytes = in.readAllBytes();
        }
      }
      return file(path.toString(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static InputFile file(String name, byte[] content) {
    return new Memory(name, content);
  }

  public static Result read(List<InputFile> files, Options options, TableSchema... tables) {
    return read(new Split(files, 0, Long.MAX_VALUE), options, tables);
  }

  public static Result read(Split split, Options options, TableSchema... tables) {
    List<TableScan> scans = List.of(tables).stream().map(TableScan::all).toList();
    Scan scan = new Scan(scans, TimeRange.ALL, options);
    RecordedRows[] rows =
        scans.stream().map(each -> new RecordedRows(each, 50)).toArray(RecordedRows[]::new);
    Map<String, Integer> rejects = new TreeMap<>();
    try (TableReader reader =
        new PcapFormat()
            .open(
                split,
                scan,
                (file, offset, reason, record, from, length) ->
                    rejects.merge(reason, 1, Integer::sum))) {
      while (reader.fill(rows.clone())) {
        for (RecordedRows each : rows) {
          each.nextBatch();
        }
      }
      List<List<Map<String, String>>> all = List.of(rows).stream().map(RecordedRows::rows).toList();
      return new Result(all, rejects, reader.recordsRead());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file in memory. */
  private record Memory(String path, @SuppressWarnings("ArrayRecordComponent") byte[] content)
      implements InputFile {
    @Override
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public long length() {
      return content.length;
    }

    @Override
    public boolean isSplittable() {
      return true;
    }

    @Override
    public String compression() {
      return "plain";
    }

    @Override
    public InputStream open(long offset) {
      return new ByteArrayInputStream(content, (int) offset, content.length - (int) offset);
    }
  }
}
