// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import io.weir.model.InputFile;
import java.io.IOException;
import java.io.InputStream;

/** The name of the source that a collector was given: in the header, or in layout 2 at the end. */
final class NfcapdIdent {
  private static final int IDENT_RECORD = 0x8001;

  /** Names and statistics are short. */
  private static final int MOST_APPENDIX = 1 << 16;

  private NfcapdIdent() {}

  /** The name; empty when there is none, or the end of the file is not there. */
  static String of(InputFile file, NfcapdHeader header) throws IOException {
    if (header.appendix() == 0) {
      return header.ident();
    }
    byte[] bytes;
    try (InputStream in = file.open(header.appendix())) {
      bytes = in.readNBytes(MOST_APPENDIX);
    } catch (io.weir.input.DamagedFileException e) {
      return ""; // Whoever reads the blocks meets the damage and tells of it.
    }
    HostNumbers numbers = header.numbers();
    int at = NfcapdBlocks.HEADER;
    while (bytes.length - at >= 4) {
      int size = numbers.u16(bytes, at + 2);
      if (size < 4 || size > bytes.length - at) {
        break;
      }
      if (numbers.u16(bytes, at) == IDENT_RECORD) {
        return NfcapdHeader.ident(bytes, at + 4, size - 4);
      }
      at += size;
    }
    return "";
  }
}
