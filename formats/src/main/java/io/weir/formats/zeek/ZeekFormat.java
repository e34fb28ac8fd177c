// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

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
import io.weir.model.WeirException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Zeek's logs. */
@AutoService(Format.class)
public final class ZeekFormat implements Format {
  private static final int HEAD_BYTES = 1 << 16;
  private static final long SMALLEST_SPLIT = 1 << 22;
  private static final int SPLITS_PER_THREAD = 16;

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "zeek", "Logs of Zeek, tab-separated.", List.of(), ZeekTables.composed(), List.of());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    Optional<TsvHeader> header = TsvHeader.read(head.bytes(), head.bytes().length);
    if (header.isEmpty()) {
      return new Recognition.No("no #fields line at the beginning");
    }
    String name = tableName(header.get().path());
    return new Recognition.Yes(
        List.of(header.get().table(name)),
        "#fields line with " + header.get().fields().size() + " fields");
  }

  private static String tableName(String path) {
    return "zeek_" + path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    List<Split> splits = new ArrayList<>();
    boolean needsLines =
        scan.tables().get(0).wanted().stream().anyMatch(c -> c.name().equals(Provenance.LINE));
    for (InputFile file : files) {
      long length = file.length();
      long size = Math.max(SMALLEST_SPLIT, length / ((long) SPLITS_PER_THREAD * parallelism));
      if (needsLines || !file.isSplittable() || length <= size) {
        splits.add(Split.whole(file));
        continue;
      }
      for (long start = 0; start < length; start += size) {
        splits.add(new Split(List.of(file), start, Math.min(length, start + size)));
      }
    }
    return splits;
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    byte[] head = new byte[HEAD_BYTES];
    int length;
    try (InputStream in = split.file().open(0)) {
      length = in.readNBytes(head, 0, head.length);
    }
    TsvHeader header =
        TsvHeader.read(head, length)
            .orElseThrow(
                () ->
                    WeirException.failed(
                        "Cannot read %s: its #fields line is gone. Was the file replaced?",
                        split.file().path()));
    return new TsvReader(split, header, scan.tables().get(0), scan.range(), rejects);
  }
}
