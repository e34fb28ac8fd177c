// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.Head;
import io.weir.model.engine.RelationFile.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a file that no format claims is a table that engines read themselves: Parquet,
 * JSON, NDJSON, or CSV with a header.
 */
final class HeaderGuess {
  private static final List<Character> DELIMITERS = List.of(',', '\t', ';', '|');
  private static final int LINES = 20;
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_$#@][\\p{L}\\p{N}_ ./:()%#$@\\[\\]-]{0,63}");

  /** The head of an array with an object in it. */
  private static final Pattern ARRAY = Pattern.compile("\\s*\\[\\s*(\\{[\\s\\S]*)");

  private HeaderGuess() {}

  /**
   * What the file is.
   *
   * @param columns the header's names; empty when they are not known from the head
   */
  record Guess(Kind kind, List<String> columns, String why) {}

  /** What the file seems to be; empty when it is none of these. */
  static Optional<Guess> of(Head head) {
    if (head.startsWith("PAR1")) {
      List<String> columns = ParquetColumns.of(head.file());
      return Optional.of(new Guess(Kind.PARQUET, columns, "begins with PAR1"));
    }
    List<String> lines = lines(head);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    if (lines.stream()
        .allMatch(line -> line.startsWith("{") && line.stripTrailing().endsWith("}"))) {
      return Optional.of(new Guess(Kind.NDJSON, keys(lines.get(0)), "each line is a JSON object"));
    }
    Matcher array = ARRAY.matcher(String.join("\n", lines));
    if (array.lookingAt()) {
      List<String> names = keys(array.group(1));
      return Optional.of(new Guess(Kind.JSON, names, "an array of JSON objects"));
    }
    return csv(head, lines);
  }

  /** Whether a file's name says that it is CSV. */
  static boolean saysCsv(Head head) {
    String name = head.file().name().toLowerCase(Locale.ROOT);
    return name.endsWith(".csv") || name.endsWith(".tsv");
  }

  /** Why a file that should be CSV is not taken for it: its lines are not even. */
  static Optional<String> uneven(Head head) {
    List<String> lines = lines(head);
    for (char delimiter : DELIMITERS) {
      List<String> header = lines.isEmpty() ? List.of() : fields(lines.get(0), delimiter);
      for (int i = 1; i < lines.size() && header.size() > 1 && isHeader(header); i++) {
        int count = fields(lines.get(i), delimiter).size();
        if (count != header.size()) {
          return Optional.of(
              "it has a header of %d names, but line %d has %d fields"
                  .formatted(header.size(), i + 1, count));
        }
      }
    }
    return Optional.empty();
  }

  /** What keeps a file, of which nothing was guessed, from being of each kind. */
  static Map<Kind, String> whyNot(Head head) {
    Map<Kind, String> reasons = new EnumMap<>(Kind.class);
    reasons.put(Kind.CSV, uneven(head).orElse("its first line is no header of names"));
    reasons.put(Kind.JSON, "it is no array of objects");
    reasons.put(Kind.NDJSON, "not each line is a JSON object");
    reasons.put(Kind.PARQUET, "it does not begin with PAR1");
    return reasons;
  }

  /** The names of the members of the object that a text begins with. */
  private static List<String> keys(String object) {
    List<String> keys = new ArrayList<>();
    int depth = 0;
    int start = -1;
    String text = "";
    for (int i = 0; i < object.length(); i++) {
      char c = object.charAt(i);
      if (start >= 0) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          text = object.substring(start, i);
          start = -1;
        }
      } else if (c == '"') {
        start = i + 1;
      } else if (c == ':' && depth == 1) {
        keys.add(text);
      } else {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        if (c == '}' && depth == 0) {
          break;
        }
      }
    }
    return keys;
  }

  private static Optional<Guess> csv(Head head, List<String> lines) {
    boolean saysSo = saysCsv(head);
    if (lines.size() < 2 && !saysSo) {
      return Optional.empty();
    }
    for (char delimiter : DELIMITERS) {
      List<String> header = fields(lines.get(0), delimiter);
      boolean even =
          lines.stream().allMatch(line -> fields(line, delimiter).size() == header.size());
      if (header.size() > 1 && even && isHeader(header)) {
        return Optional.of(guess(header, "divided by " + nameOf(delimiter)));
      }
    }
    List<String> single = fields(lines.get(0), ',');
    if (saysSo && single.size() == 1 && isHeader(single)) {
      return Optional.of(guess(single, "one column"));
    }
    return Optional.empty();
  }

  private static Guess guess(List<String> header, String how) {
    return new Guess(
        Kind.CSV,
        header,
        "a header of %d names, %s: %s".formatted(header.size(), how, String.join(", ", header)));
  }

  private static String nameOf(char delimiter) {
    return switch (delimiter) {
      case ',' -> "commas";
      case '\t' -> "tabs";
      case ';' -> "semicolons";
      default -> "bars";
    };
  }

  private static boolean isHeader(List<String> names) {
    return names.stream().allMatch(name -> NAME.matcher(name).matches())
        && new HashSet<>(names).size() == names.size();
  }

  /** The fields of a line; quoted ones may hold the delimiter, and two quotes for one. */
  private static List<String> fields(String line, char delimiter) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled) {
          field.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == delimiter && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }

  /** The first whole lines of text; none when the bytes are no text. */
  private static List<String> lines(Head head) {
    List<String> lines = new ArrayList<>();
    byte[] bytes = head.bytes();
    boolean mark =
        bytes.length > 2
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    int from = mark ? 3 : 0;
    for (int i = from; i <= bytes.length && lines.size() < LINES; i++) {
      boolean atEnd = i == bytes.length;
      if (!atEnd && bytes[i] == 0) {
        return List.of();
      }
      if (atEnd ? head.complete() || lines.isEmpty() : bytes[i] == '\n') {
        int end = i > from && bytes[i - 1] == '\r' ? i - 1 : i;
        String line = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        if (!line.isBlank()) {
          lines.add(line);
        }
        from = i + 1;
      }
    }
    return lines;
  }
}
