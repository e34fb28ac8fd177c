// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

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

/** Squid's access logs; the common and combined formats also as web servers write them. */
@AutoService(Format.class)
public final class SquidFormat implements Format {
  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "squid",
        "Access logs of Squid, in its own formats or any of logformat.",
        List.of(),
        SquidOptions.ALL);
  }

  @Override
  public List<ComposedTable> composed(Options options) {
    return SquidTables.COMPOSED;
  }

  @Override
  public void check(Options options) {
    SquidOptions.formats(options);
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    return SquidLog.of(head, options)
        .<Recognition>map(log -> new Recognition.Yes(List.of(log.table()), log.why()))
        .orElseGet(() -> new Recognition.No("no lines of Squid's access log"));
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    return LineFiles.plan(files, scan, parallelism);
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    SquidLog log =
        SquidLog.of(LineFiles.head(split.file()), scan.options())
            .orElseThrow(
                () ->
                    WeirException.failed(
                        "Cannot read %s: no lines of Squid's access log. Was the file replaced?",
                        split.file().path()));
    String path = split.file().path();
    SquidLines lines = new SquidLines(log.format(), scan, path);
    boolean isNative = log.format().text().equals(LogFormat.SQUID);
    return new LineReader(split, isNative ? new NativeLines(lines, scan, path) : lines, rejects);
  }

  @Override
  public boolean isOfLines() {
    return true;
  }
}
