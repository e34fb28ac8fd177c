// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.http.HttpStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Waits for HTTP behind the greetings of SOCKS (RFC 1928, RFC 1929, and version 4 before them): a
 * request is looked for where one of the first chunks begins, of either side, since what accepts a
 * connection may be the one that uses it.
 */
final class SocksHttp implements FlowAnalyzer {
  private static final int MAX_CHUNKS = 12;

  private final Function<Side, HttpFlow> made;
  private @Nullable HttpFlow http;
  private int chunks;

  SocksHttp(Function<Side, HttpFlow> made) {
    this.made = made;
  }

  /** True if the first bytes may be a greeting of SOCKS. */
  static boolean begins(byte[] data, int from, int length) {
    boolean five = length >= 3 && data[from] == 5 && length == 2 + data[from + 1];
    boolean four = length >= 9 && data[from] == 4 && data[from + 1] == 1;
    return five || (four && data[from + length - 1] == 0);
  }

  @Override
  public void bytes(Side side, byte[] data, int from, int length) {
    if (http == null) {
      if (HttpStream.looksLikeRequest(data, from, length)) {
        http = made.apply(side);
      }
      chunks++;
    }
    if (http != null) {
      http.bytes(side, data, from, length);
    }
  }

  @Override
  public void gap(Side side, long length) {
    if (http != null) {
      http.gap(side, length);
    }
  }

  @Override
  public void end(Side side) {
    if (http != null) {
      http.end(side);
    }
  }

  @Override
  public void close() {
    if (http != null) {
      http.close();
    }
  }

  @Override
  public boolean done() {
    return http == null ? chunks > MAX_CHUNKS : http.done();
  }
}
