// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

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
import io.weir.model.WeirException;
import java.io.IOException;
import java.util.List;

/**
 * CSV files of flows or packets: public data sets by profiles that Weir has, any other by a mapping
 * file. What no profile fits stays a plain CSV table.
 */
@AutoService(Format.class)
public final class FlowCsvFormat implements Format {
  static final String NAME = "flowcsv";

  /** Made by the service loader. */
  public FlowCsvFormat() {}

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        NAME,
        "CSV of flows or packets, by the profile of a public data set or a mapping file.",
        List.of(),
        FlowCsvOptions.ALL);
  }

  @Override
  public void check(Options options) {
    FlowCsvOptions.named(options);
  }

  @Override
  public List<ComposedTable> composed(Options options) {
    return FlowCsvOptions.named(options).map(FlowCsvTables::of).orElseGet(() -> FlowCsvTables.ALL);
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    CsvLook.Found found = CsvLook.at(head, options);
    if (found.file().isPresent()) {
      return new Recognition.Yes(List.of(found.file().get().table()), found.why());
    }
    return found.isMeant() ? new Recognition.Broken(found.why()) : new Recognition.No(found.why());
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    return LineFiles.plan(files, scan, parallelism);
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    CsvFile file =
        CsvLook.at(LineFiles.head(split.file()), scan.options())
            .file()
            .orElseThrow(
                () ->
                    WeirException.failed(
                        "Cannot read %s: no CSV of flows. Was the file replaced?",
                        split.file().path()));
    return new LineReader(split, new FlowCsvLines(file, scan, split.file().path()), rejects);
  }

  @Override
  public boolean isOfLines() {
    return true;
  }
}
