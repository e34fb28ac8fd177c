// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowtools;

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
import io.weir.model.WeirException;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Files of flow-tools with records of NetFlow v5 or v7 ({@code ft-v05…}). */
@AutoService(Format.class)
public final class FlowToolsFormat implements Format {
  static final String NAME = "flow-tools";
  private static final List<TableSchema> TABLES = List.of(FiveTables.FLOWS);

  /** Made by the service loader. */
  public FlowToolsFormat() {}

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        NAME, "Files of flow-tools, with records of NetFlow v5 or v7.", TABLES, List.of());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    if (!FlowToolsHeader.isMagic(head.bytes())) {
      return new Recognition.No("no mark of flow-tools");
    }
    FlowToolsHeader header = FlowToolsHeader.of(head.bytes());
    if (!header.defect().isEmpty()) {
      return new Recognition.Broken("a flow-tools file, but " + header.defect());
    }
    return new Recognition.Yes(
        TABLES,
        "flow-tools, NetFlow v%d, %s, %s endian"
            .formatted(
                header.exportVersion(),
                header.isCompressed() ? "compressed" : "not compressed",
                header.isBig() ? "big" : "little"));
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    return files.stream().map(Split::whole).toList();
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    byte[] first;
    try (InputStream in = split.file().open(0)) {
      first = in.readNBytes(FlowToolsHeader.MOST_BYTES);
    }
    boolean isOne = FlowToolsHeader.isMagic(first) && FlowToolsHeader.of(first).defect().isEmpty();
    if (!isOne) {
      throw WeirException.failed(
          "Cannot read %s: no flow-tools file. Was it replaced?", split.file().path());
    }
    return new FlowToolsReader(split.file(), FlowToolsHeader.of(first), scan, rejects);
  }
}
