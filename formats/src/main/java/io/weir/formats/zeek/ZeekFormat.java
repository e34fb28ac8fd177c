// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import com.google.auto.service.AutoService;
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

/** Zeek's logs: tab-separated with their header, and JSON. */
@AutoService(Format.class)
public final class ZeekFormat implements Format {
  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "zeek", "Logs of Zeek, tab-separated or JSON.", List.of(), ZeekOptions.ALL);
  }

  @Override
  public List<ComposedTable> composed(Options options) {
    return ZeekTables.composed(options);
  }

  @Override
  public void check(Options options) {
    ZeekOptions.isInParts(options);
    ZeekOptions.dnsNames(options);
    options.value(ZeekOptions.FIELDS).ifPresent(fields -> ZeekOptions.header(fields, options));
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    ZeekLook look = ZeekLook.of(head, options);
    if (look.log().isEmpty()) {
      return look.refusal();
    }
    ZeekLog log = look.log().get();
    try {
      return new Recognition.Yes(log.tables(), log.why());
    } catch (IOException e) {
      return new Recognition.Broken("it cannot be read: " + e.getMessage());
    }
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) throws IOException {
    return ZeekSplits.plan(files, scan, parallelism);
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    ZeekLog log = log(split.file(), scan.options());
    return log.open(split, scan, rejects);
  }

  @Override
  public boolean isOfLines() {
    return true;
  }

  /** The log in a file that was recognised. */
  static ZeekLog log(InputFile file, Options options) throws IOException {
    ZeekLook look = ZeekLook.of(Beginning.of(file, ZeekLog.LOOK + 1), options);
    return look.log()
        .orElseThrow(
            () ->
                WeirException.failed(
                    "Cannot read %s: %s. Was the file replaced?",
                    file.path(), look.refusal().why()));
  }
}
