// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names of services by port and transport protocol, from IANA's registry (its date and licence are
 * in {@code service-names.tsv}). Read at the first use. Thread-safe.
 */
final class ServiceNames {
  private static final int PORTS = 1 << 16;

  /** By IP protocol number, then by port. */
  private final @Nullable String[][] names = new String[256][];

  private ServiceNames() {}

  private static final class Loaded {
    static final ServiceNames TABLE = load();
  }

  /**
   * The registered name; null if there is none, or no such port.
   *
   * @param protocol IP protocol number
   */
  static @Nullable String name(long port, int protocol) {
    @Nullable String[] byPort =
        protocol < 0 || protocol > 255 ? null : Loaded.TABLE.names[protocol];
    return byPort == null || port < 0 || port >= PORTS ? null : byPort[(int) port];
  }

  private static ServiceNames load() {
    ServiceNames table = new ServiceNames();
    try (InputStream in = ServiceNames.class.getResourceAsStream("service-names.tsv");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, "service-names.tsv"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          table.add(line.split("\t", 3));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("service-names.tsv", e);
    }
    return table;
  }

  private void add(String[] row) {
    for (String protocol : row[1].split(",", -1)) {
      int number = IpProtocol.number(protocol);
      if (names[number] == null) {
        names[number] = new String[PORTS];
      }
      names[number][Integer.parseInt(row[0])] = row[2];
    }
  }
}
