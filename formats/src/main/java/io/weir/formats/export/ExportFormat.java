// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import com.google.auto.service.AutoService;
import io.weir.formats.pcap.PcapFormat;
import io.weir.formats.pcap.Rotation;
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
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What exporters of flows send: NetFlow v5 and v9, IPFIX and sFlow v5 in captures of their
 * datagrams, and files of messages of IPFIX and NetFlow. A capture is one of packets unless this
 * format is asked for by its name, because both are in it.
 */
@AutoService(Format.class)
public final class ExportFormat implements Format {
  public static final String NAME = "export";

  private static final List<TableSchema> IN_CAPTURES =
      List.of(FiveTables.FLOWS, CounterTable.SCHEMA);
  private static final List<TableSchema> IN_FILES = List.of(FiveTables.FLOWS);

  private static final int IPFIX = 10;

  private final PcapFormat captures = new PcapFormat();

  /** Made by the service loader. */
  public ExportFormat() {}

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        NAME,
        "NetFlow, IPFIX and sFlow in captures, with --input-format export; files of NetFlow and IPFIX.",
        IN_FILES,
        List.of());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    byte[] bytes = head.bytes();
    if (ExportMessages.isMessage(bytes)) {
      return new Recognition.Yes(
          IN_FILES, bytes[1] == IPFIX ? "messages of IPFIX" : "messages of NetFlow v" + bytes[1]);
    }
    Recognition capture = captures.recognise(head, Options.NONE);
    if (capture instanceof Recognition.No) {
      return new Recognition.No("no capture, and no message of NetFlow or IPFIX");
    }
    if (!(capture instanceof Recognition.Yes)) {
      return capture;
    }
    return options.value("input-format").filter(NAME::equals).isPresent()
        ? new Recognition.Yes(IN_CAPTURES, "a capture, and --input-format says so")
        : new Recognition.No("a capture is one of packets, unless --input-format export is given");
  }

  /**
   * A capture each, which may be several files: its exporters' templates count for all of it. Files
   * of messages are each one, for each begins with its templates (RFC 5655 section 7).
   */
  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) throws IOException {
    List<Split> splits = new ArrayList<>();
    List<InputFile> inCaptures = new ArrayList<>();
    for (InputFile file : files) {
      if (ExportReader.hasMessages(file)) {
        splits.add(Split.whole(file));
      } else {
        inCaptures.add(file);
      }
    }
    for (List<InputFile> capture : Rotation.group(inCaptures)) {
      splits.add(new Split(capture, 0, Long.MAX_VALUE));
    }
    return splits;
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return new ExportReader(split.files(), scan, rejects);
  }
}
