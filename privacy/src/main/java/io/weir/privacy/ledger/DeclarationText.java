// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.budget.Rho;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was declared, as the ledger keeps it: a key and a value a line, lists as several lines. */
final class DeclarationText {
  private DeclarationText() {}

  static String of(Dataset dataset) {
    Lines lines = new Lines();
    dataset.inputs().forEach(input -> lines.add("input", input));
    dataset.reading().forEach((option, value) -> lines.add("reading", option + "=" + value));
    dataset.running().forEach((option, value) -> lines.add("running", option + "=" + value));
    Users users = dataset.users();
    lines.add("unit", users.unit().word());
    lines.add("zone", users.zone().getId());
    users.columns().forEach((table, column) -> lines.add("user-column", table + "=" + column));
    lines.add("ipv6-prefix-length", String.valueOf(users.ipv6PrefixLength()));
    users
        .customers()
        .forEach(customer -> lines.add("customer", customer.prefix() + "=" + customer.customer()));
    lines.add("outside", word(users.outside()));
    Direction direction = dataset.direction();
    lines.add("direction", word(direction.source()));
    direction.insiders().forEach(network -> lines.add("insiders", network));
    lines.add("internal", word(direction.internal()));
    lines.add("cap", of(dataset.cap()));
    lines.add("delta", dataset.delta().toString());
    return lines.text();
  }

  static Dataset dataset(String name, String budget, String text) {
    Lines lines = Lines.of(text);
    Map<String, String> reading = pairs(lines.all("reading"));
    List<Users.CustomerPrefix> customers = new ArrayList<>();
    for (String line : lines.all("customer")) {
      int equals = line.indexOf('=');
      customers.add(
          new Users.CustomerPrefix(line.substring(0, equals), line.substring(equals + 1)));
    }
    Users users =
        new Users(
            PrivacyUnit.named(lines.one("unit")),
            ZoneId.of(lines.one("zone")),
            pairs(lines.all("user-column")),
            Integer.parseInt(lines.one("ipv6-prefix-length")),
            customers,
            Users.Outside.valueOf(constant(lines.one("outside"))));
    Direction direction =
        new Direction(
            Direction.Source.valueOf(constant(lines.one("direction"))),
            lines.all("insiders"),
            Direction.Internal.valueOf(constant(lines.one("internal"))));
    return new Dataset(
        name,
        lines.all("input"),
        reading,
        pairs(lines.all("running")),
        users,
        direction,
        cap(lines.one("cap")),
        Delta.parse(lines.one("delta")),
        budget);
  }

  private static Map<String, String> pairs(List<String> lines) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      pairs.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return pairs;
  }

  /** Such as {@code epsilon 1}, or {@code rho 0.5 delta 0}. */
  static String of(Cap cap) {
    if (cap instanceof Cap.Pure pure) {
      return "epsilon " + pure.epsilon();
    }
    Cap.Concentrated concentrated = (Cap.Concentrated) cap;
    return "rho " + concentrated.rho() + " delta " + concentrated.delta();
  }

  static Cap cap(String text) {
    String[] words = text.split(" ", -1);
    return words[0].equals("epsilon")
        ? new Cap.Pure(Epsilon.parse(words[1]))
        : new Cap.Concentrated(Rho.parse(words[1]), Delta.parse(words[3]));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  /** The lines; a value's own line ends and backslashes are escaped. */
  private static final class Lines {
    private final StringBuilder text = new StringBuilder();
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    static Lines of(String text) {
      Lines lines = new Lines();
      for (String line : text.split("\n", -1)) {
        int space = line.indexOf(' ');
        if (space > 0) {
          lines
              .values
              .computeIfAbsent(line.substring(0, space), key -> new ArrayList<>())
              .add(unescaped(line.substring(space + 1)));
        }
      }
      return lines;
    }

    void add(String key, String value) {
      String escaped = value.replace("\\", "\\\\").replace("\n", "\\n");
      text.append(key).append(' ').append(escaped).append('\n');
    }

    List<String> all(String key) {
      return values.getOrDefault(key, List.of());
    }

    String one(String key) {
      return all(key).get(0);
    }

    String text() {
      return text.toString();
    }

    private static String unescaped(String value) {
      StringBuilder plain = new StringBuilder();
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c != '\\') {
          plain.append(c);
        } else {
          i++;
          plain.append(value.charAt(i) == 'n' ? '\n' : value.charAt(i));
        }
      }
      return plain.toString();
    }
  }
}
