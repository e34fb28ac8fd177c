// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small Zeek logs. */
final class ZeekLogs {
  static final String CONN =
      """
      #separator \\x09
      #set_separator\t,
      #empty_field\t(empty)
      #unset_field\t-
      #path\tconn
      #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\torig_bytes\tresp_bytes
      #types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tcount
      1772323200.000001\tC1\t192.0.2.1\t40000\t198.51.100.2\t443\ttcp\t100\t2000
      1772409600.5\tC2\t192.0.2.1\t40001\t198.51.100.3\t53\tudp\t-\t-
      1772409601.0\tC3\t192.0.2.7\t40002\t198.51.100.2\t443\ttcp\t10\t20
      """;

  private ZeekLogs() {}

  /** A conn.log of three flows on two days. */
  static Path conn(Path directory) {
    return write(directory.resolve("conn.log"), CONN);
  }

  /** The same with a line that is no record. */
  static Path damagedConn(Path directory) {
    return write(directory.resolve("conn.log"), CONN + "1772409602.0\tC4\n");
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
