// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers for a while which questions had truncated answers, to know them when asked by TCP. */
final class TruncatedAnswers {
  private static final long WHILE = 10_000_000_000L;
  private static final int MAX = 1 << 16;

  private record Question(
      long clientHigh, long clientLow, long serverHigh, long serverLow, int type, String name) {}

  private final Map<Question, Long> times =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Long> eldest) {
          return size() > MAX;
        }
      };

  void add(DnsRow row, long nanos) {
    Question question = question(row);
    times.remove(question);
    times.put(question, nanos);
  }

  boolean wasAnswered(DnsRow row, long nanos) {
    Long time = times.isEmpty() ? null : times.get(question(row));
    return time != null && nanos - time <= WHILE;
  }

  private static Question question(DnsRow row) {
    int at = row.text.at(DnsRow.QUERY);
    int length = row.text.length(DnsRow.QUERY);
    String name = new String(row.text.bytes(), at, length, StandardCharsets.US_ASCII);
    return new Question(
        row.client.high, row.client.low, row.server.high, row.server.low, row.type, name);
  }
}
