// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import com.google.auto.service.AutoService;
import io.weir.formats.lines.LineFiles;
import io.weir.formats.lines.LineReader;
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
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** nfcapd files, which nfdump's collectors write, and the CSV that nfdump prints of them. */
@AutoService(Format.class)
public final class NfdumpFormat implements Format {
  static final String NAME = "nfdump";
  private static final List<TableSchema> TABLES = List.of(FiveTables.FLOWS);

  /** Made by the service loader. */
  public NfdumpFormat() {}

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        NAME, "nfdump's nfcapd files, of layouts 1 and 2, and its CSV.", TABLES, List.of());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    if (!NfcapdHeader.isMagic(head.bytes())) {
      return header(head).isEmpty()
          ? new Recognition.No("no nfcapd file, and no header of nfdump's CSV")
          : new Recognition.Yes(TABLES, "nfdump's CSV");
    }
    NfcapdHeader header = NfcapdHeader.of(head.bytes());
    return header.defect().isEmpty()
        ? new Recognition.Yes(TABLES, header.what())
        : new Recognition.Broken("an nfcapd file, but " + header.defect());
  }

  /** The header of CSV; empty when the file is none. */
  private static String header(Head head) {
    List<String> lines = LineFiles.lines(head);
    return lines.isEmpty() || !CsvHeader.isHeader(lines.get(0)) ? "" : lines.get(0);
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) throws IOException {
    List<InputFile> binary = new ArrayList<>();
    List<InputFile> lines = new ArrayList<>();
    for (InputFile file : files) {
      (NfcapdHeader.isMagic(first(file)) ? binary : lines).add(file);
    }
    List<Split> splits = new ArrayList<>(NfcapdSplits.of(binary, scan, parallelism));
    splits.addAll(LineFiles.plan(lines, scan, parallelism));
    return splits;
  }

  private static byte[] first(InputFile file) throws IOException {
    try (InputStream in = file.open(0)) {
      return in.readNBytes(NfcapdHeader.MOST_BYTES);
    }
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    byte[] first = first(split.file());
    NfcapdHeader header = NfcapdHeader.isMagic(first) ? NfcapdHeader.of(first) : null;
    if (header == null) {
      String csv = header(LineFiles.head(split.file()));
      if (!csv.isEmpty()) {
        CsvLines lines = new CsvLines(CsvHeader.of(csv), scan, split.file().path());
        return new LineReader(split, lines, rejects);
      }
    }
    if (header == null || !header.defect().isEmpty()) {
      String reason = header == null ? "no file of nfdump's" : "unreadable header";
      rejects.reject(split.file(), 0, reason, first, 0, first.length);
      return new Nothing();
    }
    return new NfcapdReader(split, header, scan, rejects);
  }

  /** A file that is not what it was when it was recognised. */
  private static final class Nothing implements TableReader {
    @Override
    public boolean fill(CellWriter[] out) {
      return false;
    }

    @Override
    public long recordsRead() {
      return 0;
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
