// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import io.weir.formats.lines.LineDecoder;
import io.weir.model.CellWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills several tables with the same lines; the first decides what is rejected. */
record AllDecoders(List<LineDecoder> decoders) implements LineDecoder {
  AllDecoders {
    decoders = List.copyOf(decoders);
  }

  @Override
  public @Nullable String decode(byte[] bytes, int from, int end, long line, CellWriter[] out) {
    String defect = decoders.get(0).decode(bytes, from, end, line, out);
    for (int i = 1; i < decoders.size(); i++) {
      decoders.get(i).decode(bytes, from, end, line, out);
    }
    return defect;
  }

  @Override
  public void finish() {
    decoders.forEach(LineDecoder::finish);
  }

  @Override
  public boolean drain(CellWriter[] out) {
    boolean isEmpty = true;
    for (LineDecoder decoder : decoders) {
      isEmpty &= decoder.drain(out);
    }
    return isEmpty;
  }
}
