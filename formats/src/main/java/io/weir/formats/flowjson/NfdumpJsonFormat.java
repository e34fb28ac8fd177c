// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import com.google.auto.service.AutoService;
import io.weir.model.Format;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.MessageFormat;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** nfdump's NDJSON, an object a line, and its JSON, an array of objects over many lines. */
@AutoService({Format.class, MessageFormat.class})
public final class NfdumpJsonFormat extends FlowJsonFormat {
  private static final int LOOK = 1 << 14;

  /** Made by the service loader. */
  public NfdumpJsonFormat() {
    super(Dialect.NFDUMP);
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    byte[] bytes = head.bytes();
    int start = JsonArray.firstObject(bytes, bytes.length);
    if (start < 0) {
      return super.recognise(head, options);
    }
    int end = JsonArray.objectEnd(bytes, start, bytes.length);
    return end < 0
        ? new Recognition.No("its first object does not end")
        : recogniseObject(bytes, start, end);
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    List<Split> splits = super.plan(files, scan, parallelism);
    return splits.stream().anyMatch(split -> split.end() != Long.MAX_VALUE)
            && files.stream().anyMatch(NfdumpJsonFormat::isArray)
        ? files.stream().map(Split::whole).toList()
        : splits;
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return split.start() == 0 && isArray(split.file())
        ? new JsonArray(split.file(), new FlowObject(Dialect.NFDUMP, scan), rejects)
        : super.open(split, scan, rejects);
  }

  @Override
  public boolean isOfLines() {
    return false;
  }

  private static boolean isArray(InputFile file) {
    try (InputStream in = file.open(0)) {
      byte[] first = in.readNBytes(LOOK);
      return JsonArray.firstObject(first, first.length) >= 0;
    } catch (IOException e) {
      return false; // Whoever reads it meets the failure.
    }
  }
}
