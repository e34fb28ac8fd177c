// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import com.google.auto.service.AutoService;
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
import java.util.List;

/** Captures of packets: pcap and pcapng, of any tool. */
@AutoService(Format.class)
public final class PcapFormat implements Format {
  private static final List<TableSchema> TABLES = FiveTables.ALL;

  /** Made by the service loader. */
  public PcapFormat() {}

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "pcap", "Captured packets: pcap and pcapng files.", TABLES, List.of(), CaptureOptions.ALL);
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    return CaptureHead.recognise(head, TABLES);
  }

  /** One split a capture, which may be several files; packets alone need no order. */
  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) throws IOException {
    boolean packetsOnly =
        scan.tables().stream().allMatch(table -> table.table().name().equals("packets"));
    if (packetsOnly || files.size() == 1) {
      return files.stream().map(Split::whole).toList();
    }
    return Rotation.group(files).stream()
        .map(capture -> new Split(capture, 0, Long.MAX_VALUE))
        .toList();
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) {
    return new CaptureReader(split, scan, rejects);
  }
}
