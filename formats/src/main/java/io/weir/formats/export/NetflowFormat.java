// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

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
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.util.List;

/** An older name of {@link ExportFormat}, for captures that are read as {@code netflow}. */
@AutoService(Format.class)
public final class NetflowFormat implements Format {
  private static final String NAME = "netflow";
  private static final String ASKED = "input-format";

  private final ExportFormat export = new ExportFormat();

  /** Made by the service loader. */
  public NetflowFormat() {}

  @Override
  public FormatSpec spec() {
    return new FormatSpec(NAME, "Another name of export.", List.of(FiveTables.FLOWS), List.of());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    return options.value(ASKED).filter(NAME::equals).isPresent()
        ? export.recognise(head, options.with(ASKED, ExportFormat.NAME))
        : new Recognition.No("only with --input-format netflow");
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) throws IOException {
    return export.plan(files, scan, parallelism);
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return export.open(split, scan, rejects);
  }
}
