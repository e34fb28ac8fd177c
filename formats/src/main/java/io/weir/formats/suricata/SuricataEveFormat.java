// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import com.google.auto.service.AutoService;
import io.weir.formats.lines.LineFiles;
import io.weir.formats.lines.LineReader;
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
import java.io.IOException;
import java.util.List;

/** Suricata's eve.json: events of all kinds in one file, a line each. */
@AutoService(Format.class)
public final class SuricataEveFormat implements Format {
  /** Made by the service loader. */
  public SuricataEveFormat() {}

  /** Lines that are looked at; the first may be of another's making. */
  private static final int LOOK_LINES = 8;

  /** Bytes of the mark that a file may begin with. */
  private static final int LONGEST_MARK = 3;

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "suricata-eve",
        "Events of Suricata in JSON (eve.json): flows, DNS, HTTP, TLS, alerts and the rest.",
        List.of(),
        List.of());
  }

  @Override
  public List<ComposedTable> composed(Options options) {
    return EveTables.COMPOSED;
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    List<String> lines = LineFiles.lines(head);
    boolean isFound =
        isCut(lines)
            ? EveLook.beginsEvent(lines.get(0))
            : lines.stream().limit(LOOK_LINES).anyMatch(EveLook::isEvent);
    return isFound
        ? new Recognition.Yes(EveTables.SCHEMAS, "events of Suricata (EVE)")
        : new Recognition.No(
            "no events of Suricata, which have timestamp, event_type, and the part it names");
  }

  /** Whether all that is seen is the beginning of one line, such as a long one of stats. */
  private static boolean isCut(List<String> lines) {
    return lines.size() == 1 && lines.get(0).length() >= LineFiles.LOOK - LONGEST_MARK;
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
