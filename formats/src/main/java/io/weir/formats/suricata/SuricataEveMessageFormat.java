// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.auto.service.AutoService;
import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.LineMessages;
import io.weir.model.FormatSpec;
import io.weir.model.MessageFormat;
import io.weir.model.MessageReader;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import java.util.List;

/** Suricata's events in the messages of a topic, each read by itself. */
@AutoService(MessageFormat.class)
public final class SuricataEveMessageFormat implements MessageFormat {
  private static final List<TableSchema> TABLES =
      List.of(FiveTables.FLOWS, FiveTables.DNS, FiveTables.HTTP);

  /** Made by the service loader. */
  public SuricataEveMessageFormat() {}

  @Override
  public FormatSpec spec() {
    return new FormatSpec("suricata-eve", "Events of Suricata in JSON.", TABLES, List.of());
  }

  @Override
  public Recognition recognise(byte[] value, int from, int length) {
    int end = Bytes.indexWithin(value, from, from + length, (byte) '\n');
    return EveLook.isEvent(new String(value, from, end - from, ISO_8859_1))
        ? new Recognition.Yes(TABLES, "events of Suricata (EVE)")
        : new Recognition.No(
            "no event of Suricata, which has timestamp, event_type, and the part it names");
  }

  @Override
  public MessageReader messages(Scan scan, Rejects rejects) {
    return new LineMessages(path -> new EveFiveLines(scan, path), rejects);
  }
}
