// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the kernel dropped from a UDP socket, as Linux tells in {@code /proc/net/udp}. */
final class KernelDrops {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int LOCAL_ADDRESS = 1;

  private KernelDrops() {}

  /** Datagrams dropped at the sockets of a local port; -1 where the kernel does not tell. */
  static long ofPort(int port) {
    long drops = -1;
    for (Path table : TABLES) {
      long found = Files.isReadable(table) ? ofPort(text(table), port) : -1;
      drops = found < 0 ? drops : Math.max(0, drops) + found;
    }
    return drops;
  }

  private static String text(Path table) {
    try {
      return Files.readString(table, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // The kernel does not tell.
    }
  }

  /** The drops in a table's text; the last column of each socket's line. */
  static long ofPort(String table, int port) {
    String suffix = ":" + String.format(Locale.ROOT, "%04X", port);
    long drops = -1;
    for (String line : table.lines().skip(1).toList()) {
      List<String> words = List.of(BLANKS.split(line.strip(), -1));
      if (words.size() > LOCAL_ADDRESS && words.get(LOCAL_ADDRESS).endsWith(suffix)) {
        drops = Math.max(0, drops) + Long.parseLong(words.get(words.size() - 1));
      }
    }
    return drops;
  }
}
