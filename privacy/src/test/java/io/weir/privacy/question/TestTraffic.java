// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.CellWriter;
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
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.NativeTable;
import io.weir.model.tables.FiveTables;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.Users;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Flows of users as a table, and what the statement in SQL and an engine make of it.
 *
 * @param flows in any order
 */
record TestTraffic(List<Flow> flows) {
  static final String TABLE = "named_flows";
  static final Days DAY = new Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1));

  /** The column with a number of its own for each flow. */
  private static final String FLOW = "c_port";

  /**
   * A flow.
   *
   * @param user the last part of the address
   * @param key the server's name
   * @param value of the column that features are asked of
   */
  record Flow(int user, String key, long bytes, double value) {}

  TestTraffic {
    flows = List.copyOf(flows);
  }

  /** So many users, each with a flow of so many bytes to each of some keys. */
  static TestTraffic ofUsers(int users, long bytes, String... keys) {
    List<Flow> flows = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      for (String key : keys) {
        flows.add(new Flow(user, key, bytes, 0));
      }
    }
    return new TestTraffic(flows);
  }

  /** A user for each value of the column. */
  static TestTraffic ofValues(double... values) {
    List<Flow> flows = new ArrayList<>();
    for (int user = 0; user < values.length; user++) {
      flows.add(new Flow(user, "a", 1, values[user]));
    }
    return new TestTraffic(flows);
  }

  /** The same with a further user, who has flows of so many bytes to each of some keys. */
  TestTraffic withGreedy(long bytes, String... keys) {
    List<Flow> all = new ArrayList<>(flows);
    for (String key : keys) {
      all.add(new Flow(9999, key, bytes, 0));
    }
    return new TestTraffic(all);
  }

  /** The largest sum that a user has. */
  long most() {
    return flows.stream()
        .collect(Collectors.groupingBy(Flow::user, Collectors.summingLong(Flow::bytes)))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(1);
  }

  /** The bounded sums that an answer is made of, as an engine computes them. */
  Sums sums(Question question) {
    return sums(Tally.of(question, Users.BY_DAY));
  }

  /** The same of a tally. */
  Sums sums(Tally tally) {
    return sums(tally, Map.of());
  }

  /** The same as if each flow were a user. */
  Sums sumsOfFlows(Question question) {
    return sums(Tally.of(question, Users.BY_DAY), Map.of(TABLE, FLOW));
  }

  private Sums sums(Tally tally, Map<String, String> columns) {
    Users daily = Users.BY_DAY;
    Users users =
        new Users(daily.unit(), ZoneOffset.UTC, columns, 64, List.of(), Users.Outside.DROP);
    Dataset dataset =
        new Dataset(
            "campus",
            List.of("logs"),
            Map.of(),
            users,
            Direction.OF_DATA,
            new Cap.Pure(Epsilon.parse("9")),
            Delta.LARGEST,
            "campus");
    BoundedStatement statement = BoundedSql.of(dataset, TABLE, DAY, List.of(tally), "any key");
    Sums sums = Sums.none(1);
    try (Engine engine = engine()) {
      sums.read(engine, statement, List.of(List.of(0)));
    }
    return sums;
  }

  private Engine engine() {
    NativeTable table =
        new NativeTable(
            FiveTables.NAMED_FLOWS, new Rows(flows), List.of(new NoFile("flows")), Options.NONE);
    Catalog catalog = new Catalog(List.of(table), Map.of(), List.of(), Map.of(), TimeRange.ALL);
    EngineProvider embedded = ServiceLoader.load(EngineProvider.class).findFirst().orElseThrow();
    return embedded.open(
        catalog,
        new EngineSettings(1, 0, Options.NONE),
        (file, offset, reason, record, from, length) -> {});
  }

  /** A file that is never opened. */
  private record NoFile(String path) implements InputFile {
    @Override
    public String name() {
      return path;
    }

    @Override
    public long length() {
      return 1;
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
      return InputStream.nullInputStream();
    }
  }

  /** The flows as a format reads them. */
  private record Rows(List<Flow> flows) implements Format {
    @Override
    public FormatSpec spec() {
      return new FormatSpec("flows", "Flows of a test.", List.of(), List.of());
    }

    @Override
    public Recognition recognise(Head head, Options options) {
      return new Recognition.No("only tests name it");
    }

    @Override
    public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
      return List.of(new Split(files, 0, flows.size()));
    }

    @Override
    public TableReader open(Split split, Scan scan, Rejects rejects) {
      return new Reader(flows, scan.tables().get(0));
    }
  }

  private static final class Reader implements TableReader {
    private final List<Flow> flows;
    private final TableScan scan;
    private int next;

    Reader(List<Flow> flows, TableScan scan) {
      this.flows = flows;
      this.scan = scan;
    }

    @Override
    public boolean fill(CellWriter[] out) {
      for (; next < flows.size(); next++) {
        if (out[0].isFull()) {
          return true;
        }
        for (int i = 0; i < scan.columns().size(); i++) {
          write(out[0], i, scan.wanted().get(i).name(), flows.get(next));
        }
        out[0].endRow();
      }
      return false;
    }

    private void write(CellWriter out, int at, String column, Flow flow) {
      switch (column) {
        case "ts" ->
            out.setLong(at, DAY.first().atTime(12, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000);
        case "c_ip" -> text(out, at, "10.0." + flow.user() / 250 + "." + flow.user() % 250);
        case FLOW -> out.setLong(at, next);
        case "s_ip" -> text(out, at, "192.0.2.1");
        case "c_bytes" -> out.setLong(at, flow.bytes());
        case "name" -> text(out, at, flow.key());
        case "direction" -> text(out, at, "outgoing");
        case "c_rtt_ms" -> out.setDouble(at, flow.value());
        default -> {}
      }
    }

    private static void text(CellWriter out, int at, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.setBytes(at, bytes, 0, bytes.length);
    }

    @Override
    public long recordsRead() {
      return next;
    }

    @Override
    public long bytesRead() {
      return next;
    }

    @Override
    public void close() {}
  }
}
