// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.auto.service.AutoService;
import io.weir.formats.lines.LineDecoder;
import io.weir.formats.lines.LineFiles;
import io.weir.formats.lines.LineReader;
import io.weir.formats.lines.NoCells;
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
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Suricata's eve.json: events of all kinds in one file, a line each. */
@AutoService(Format.class)
public final class SuricataEveFormat implements Format {
  /** Made by the service loader. */
  public SuricataEveFormat() {}

  /** Lines that are looked at; the first may be of another's making. */
  private static final int LOOK_LINES = 8;

  /** Room behind a line for reading eight bytes at once. */
  private static final int PADDING = 16;

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "suricata-eve",
        "Events of Suricata in JSON (eve.json): flows, DNS, HTTP, TLS, alerts and the rest.",
        List.of(),
        EveTables.COMPOSED,
        List.of());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    List<String> lines = LineFiles.lines(head);
    return lines.stream().limit(LOOK_LINES).anyMatch(SuricataEveFormat::isEvent)
        ? new Recognition.Yes(EveTables.SCHEMAS, "events of Suricata (EVE)")
        : new Recognition.No("no events of Suricata, which have timestamp and event_type");
  }

  /** Whether a line is an event, or the beginning of one. */
  static boolean isEvent(String line) {
    byte[] bytes = Arrays.copyOf(line.getBytes(ISO_8859_1), line.length() + PADDING);
    return line.contains("\"timestamp\"") && isEvent(bytes, line.length());
  }

  private static boolean isEvent(byte[] bytes, int end) {
    TableScan none = new TableScan(EveTables.OTHER.schema(), List.of());
    Scan scan = new Scan(List.of(none), TimeRange.ALL, Options.NONE);
    String answer =
        new EveLines(scan, "").decode(bytes, 0, end, 0, new CellWriter[] {new NoCells()});
    return answer == null || answer.equals(LineDecoder.PASSED);
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    return LineFiles.plan(files, scan, parallelism);
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return new LineReader(split, new EveLines(scan, split.file().path()), rejects);
  }

  @Override
  public boolean isOfLines() {
    return true;
  }
}
