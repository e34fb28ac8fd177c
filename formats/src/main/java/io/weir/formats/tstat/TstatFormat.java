// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import com.google.auto.service.AutoService;
import io.weir.formats.lines.LineDecoder;
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
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tstat's logs, of any version and set of columns. Each is a native table; those of TCP and UDP are
 * composed into flows, those of DNS and HTTP are paired into transactions by the reader.
 */
@AutoService(Format.class)
public final class TstatFormat implements Format {
  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "tstat",
        "Logs of Tstat: TCP, UDP, DNS, HTTP and others, by their headers.",
        List.of(FiveTables.DNS, FiveTables.HTTP),
        List.of());
  }

  @Override
  public List<ComposedTable> composed(Options options) {
    return TstatTables.COMPOSED;
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    return TstatLog.of(head)
        .<Recognition>map(log -> new Recognition.Yes(tables(log), log.header().why()))
        .orElseGet(() -> new Recognition.No("no header of Tstat's, such as #c_ip:1 c_port:2"));
  }

  /** The native table, and the one that its reader pairs of its lines. */
  private static List<TableSchema> tables(TstatLog log) {
    return switch (log.name()) {
      case "dns_complete" -> List.of(log.table(), FiveTables.DNS);
      case TstatHttpLines.NAME -> List.of(log.table(), FiveTables.HTTP);
      default -> List.of(log.table());
    };
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) throws IOException {
    boolean isPaired = scan.tables().stream().anyMatch(table -> isPaired(table.table()));
    return isPaired
        ? files.stream().map(Split::whole).toList()
        : TstatSplits.plan(files, scan, parallelism);
  }

  private static boolean isPaired(TableSchema table) {
    return !table.name().startsWith(TstatLog.TABLE_PREFIX);
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    TstatLog log =
        TstatLog.of(LineFiles.head(split.file()))
            .orElseThrow(
                () ->
                    WeirException.failed(
                        "Cannot read %s: no header of Tstat's. Was the file replaced?",
                        split.file().path()));
    String path = split.file().path();
    List<LineDecoder> decoders = new ArrayList<>();
    List<TableScan> wanted = scan.tables();
    for (int i = 0; i < wanted.size(); i++) {
      decoders.add(decoder(log, scan, i, path));
    }
    return new LineReader(split, new AllDecoders(decoders), rejects);
  }

  private static LineDecoder decoder(TstatLog log, Scan scan, int table, String path) {
    boolean isPaired = isPaired(scan.tables().get(table).table());
    if (log.name().equals(TstatHttpLines.NAME)) {
      return isPaired ? new HttpLines(scan, table, path) : new TstatHttpLines(scan, table, path);
    }
    return isPaired ? new DnsLines(log, scan, table, path) : new TstatLines(log, scan, table, path);
  }
}
