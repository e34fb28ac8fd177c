// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import java.util.Map;
import java.util.TreeMap;

/** Builds a page in Prometheus' text format, version 0.0.4. */
final class Metrics {
  private static final String PREFIX = "weir_collector_";

  private final StringBuilder page = new StringBuilder();

  void counter(String name, String help, long value) {
    String full = PREFIX + name + "_total";
    head(full, help, "counter");
    page.append(full).append(' ').append(value).append('\n');
  }

  /** A counter with a value for each of the values of a label. */
  void counter(String name, String help, String label, Map<String, Long> values) {
    String full = PREFIX + name + "_total";
    head(full, help, "counter");
    new TreeMap<>(values)
        .forEach(
            (key, value) ->
                page.append(full)
                    .append('{')
                    .append(label)
                    .append("=\"")
                    .append(escaped(key))
                    .append("\"} ")
                    .append(value)
                    .append('\n'));
  }

  void gauge(String name, String help, long value) {
    head(PREFIX + name, help, "gauge");
    page.append(PREFIX).append(name).append(' ').append(value).append('\n');
  }

  private void head(String name, String help, String type) {
    page.append("# HELP ").append(name).append(' ').append(help).append('\n');
    page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  String text() {
    return page.toString();
  }
}
