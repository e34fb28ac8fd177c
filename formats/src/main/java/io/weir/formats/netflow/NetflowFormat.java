// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.netflow;

import com.google.auto.service.AutoService;
import io.weir.formats.pcap.PcapFormat;
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

/**
 * NetFlow v5 and v9 in captures of its datagrams. A capture is one of packets unless this format is
 * asked for by its name, because both are in it.
 */
@AutoService(Format.class)
public final class NetflowFormat implements Format {
  private static final String NAME = "netflow";
  private static final List<TableSchema> TABLES = List.of(FiveTables.FLOWS);

  private final PcapFormat captures = new PcapFormat();

  /** Made by the service loader. */
  public NetflowFormat() {}

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        NAME,
        "NetFlow v5 and v9 in a capture of its datagrams, with --input-format netflow.",
        TABLES,
        List.of(),
        List.of());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    Recognition capture = captures.recognise(head, Options.NONE);
    if (!(capture instanceof Recognition.Yes)) {
      return capture;
    }
    return options.value("input-format").filter(NAME::equals).isPresent()
        ? new Recognition.Yes(TABLES, "a capture, and --input-format says so")
        : new Recognition.No("a capture is one of packets, unless --input-format netflow is given");
  }

  /** A file each: its exporters' templates count for all of it. */
  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    return files.stream().map(Split::whole).toList();
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return new NetflowReader(split.file(), scan, rejects);
  }
}
