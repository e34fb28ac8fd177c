// SPDX-License-Identifier: Apache-2.0
package io.weir.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * JSON objects as one program writes them, which has the same members nearly always, and as others
 * write them: with members that are missing, in another order, twice, of another type, nested, with
 * escapes or blanks, and objects that are broken.
 */
public final class RandomJson {
  private static final List<String> VALUES =
      List.of(
          "null",
          "0",
          "-1",
          "1.5e3",
          "true",
          "\"\"",
          "\"a\\\"b\"",
          "\"\\\\\"",
          "[]",
          "{}",
          "[1,2]",
          "{\"a\":{\"b\":[\"}\"]}}",
          "\"\u00e4\"",
          " 7",
          "\"10.0.0.1\"",
          "x]",
          "");

  private static final List<String> BYTES =
      List.of("\"", "\\", "{", "}", "[", "]", ",", ":", " ", "0", "a", "\u00e4", "\t", "");

  private final Random random;
  private final List<String> members;

  /**
   * Objects of members, in which <code>${n}</code> stands for a number.
   *
   * @param members as they are written, such as {@code "bytes":${n}}
   */
  public RandomJson(Random random, List<String> members) {
    this.random = random;
    this.members = List.copyOf(members);
  }

  /** The next object. */
  public String next() {
    List<String> chosen = new ArrayList<>(members);
    if (random.nextInt(3) == 0) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        change(chosen);
      }
    }
    String object =
        chosen.stream()
            .map(member -> member.replace("${n}", Integer.toString(number())))
            .collect(Collectors.joining(random.nextInt(20) == 0 ? " ,\t" : ",", "{", "}"));
    return random.nextInt(8) == 0 ? broken(object) : object;
  }

  private int number() {
    return random.nextInt(4) == 0 ? random.nextInt(1 << 20) : random.nextInt(3);
  }

  private void change(List<String> chosen) {
    int at = random.nextInt(chosen.size());
    String member = chosen.get(at);
    switch (random.nextInt(6)) {
      case 0 -> {
        if (chosen.size() > 1) {
          chosen.remove(at);
        }
      }
      case 1 -> Collections.swap(chosen, at, random.nextInt(chosen.size()));
      case 2 -> chosen.add(random.nextInt(chosen.size()), member);
      case 3 -> {
        String key = member.substring(0, member.indexOf(':') + 1);
        chosen.set(at, key + VALUES.get(random.nextInt(VALUES.size())));
      }
      case 4 -> chosen.add(at, "\"more" + random.nextInt(5) + "\":\"x" + number() + "\"");
      default -> chosen.set(at, member.replaceFirst(":", " : "));
    }
  }

  private String broken(String object) {
    int at = random.nextInt(object.length());
    String instead = BYTES.get(random.nextInt(BYTES.size()));
    return object.substring(0, at) + instead + object.substring(at + random.nextInt(2));
  }
}
