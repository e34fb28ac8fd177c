// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.formats.flowcsv.Profile.ColumnMapping;
import io.weir.formats.flowcsv.Profile.Header;
import io.weir.formats.flowcsv.Profile.Icmp;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a mapping file: settings, then under {@code [columns]} what each column becomes. Blank
 * lines and those that begin with # are passed over.
 */
final class ProfileText {
  private static final List<String> SETTINGS =
      List.of(
          "name",
          "about",
          "delimiter",
          "header",
          "recognise",
          "file-name",
          "table",
          "bytes",
          "icmp",
          "null",
          "zone",
          "others");

  private static final Map<String, Character> DELIMITERS =
      Map.of(",", ',', "comma", ',', "tab", '\t', ";", ';', "semicolon", ';', "|", '|', "bar", '|');

  /** What a column may become besides the columns of Weir's tables. */
  private static final Map<String, Kind> OWN =
      Map.of(
          "label",
          Kind.TEXT,
          "text",
          Kind.TEXT,
          "integer",
          Kind.INTEGER,
          "number",
          Kind.REAL,
          "skip",
          Kind.SKIPPED);

  /** What flows call what others call so. */
  private static final Map<String, String> OTHER_WORDS =
      Map.ofEntries(
          Map.entry("src_ip", "c_ip"),
          Map.entry("dst_ip", "s_ip"),
          Map.entry("src_port", "c_port"),
          Map.entry("dst_port", "s_port"),
          Map.entry("packets", "c_pkt or total_pkt"),
          Map.entry("bytes", "c_bytes or total_bytes"),
          Map.entry("time", "ts"),
          Map.entry("timestamp", "ts"),
          Map.entry("start", "ts"),
          Map.entry("end", "ts_end"),
          Map.entry("protocol", "proto"));

  private final String source;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<String> columnLines = new ArrayList<>();
  private final List<Integer> columnNumbers = new ArrayList<>();

  private ProfileText(String source) {
    this.source = source;
  }

  /**
   * Reads a mapping.
   *
   * @param source what it is called in messages
   * @param name its name, unless the text has one
   * @throws WeirException of kind USAGE when a line is wrong
   */
  static Profile read(String source, String name, String text) {
    ProfileText reader = new ProfileText(source);
    reader.divide(text);
    return reader.profile(name);
  }

  private WeirException wrong(int line, String what) {
    return WeirException.usage("Cannot read %s: line %d %s", source, line, what);
  }

  private WeirException wrong(String what) {
    return WeirException.usage("Cannot read %s: %s", source, what);
  }

  private void divide(String text) {
    boolean isColumns = false;
    String[] lines = text.split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.equalsIgnoreCase("[columns]")) {
        isColumns = true;
      } else if (isColumns) {
        columnLines.add(line);
        columnNumbers.add(i + 1);
      } else {
        setting(i + 1, line);
      }
    }
    if (columnLines.isEmpty()) {
      throw wrong(
          "it has no columns. Write [columns], then a line such as Src IP = c_ip for each.");
    }
  }

  private void setting(int number, String line) {
    int equals = line.indexOf('=');
    String key = equals < 0 ? line : line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    if (equals < 0 || !SETTINGS.contains(key)) {
      throw wrong(
          number,
          "has no setting (%s). %s".formatted(key, Nearest.remedy(key, "Settings", SETTINGS)));
    }
    settings.put(key, line.substring(equals + 1).strip());
  }

  private Profile profile(String name) {
    boolean isPackets = isPackets();
    Header header = header();
    List<ColumnMapping> columns = new ArrayList<>();
    for (int i = 0; i < columnLines.size(); i++) {
      columns.add(column(columnNumbers.get(i), columnLines.get(i), isPackets));
    }
    List<String> recognised = list("recognise");
    if (recognised.isEmpty()) {
      recognised = columns.stream().map(column -> column.names().get(0)).toList();
    }
    return new Profile(
        settings.getOrDefault("name", name),
        settings.getOrDefault("about", ""),
        delimiters(),
        header,
        recognised,
        fileName(),
        isPackets,
        bytesKind(),
        icmp(),
        settings.containsKey("null") ? list("null") : List.of("-", "NULL", "NaN"),
        zone(),
        others(),
        columns);
  }

  private List<String> list(String key) {
    return Arrays.stream(settings.getOrDefault(key, "").split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private WeirException badSetting(String key, List<String> known) {
    String value = settings.getOrDefault(key, "");
    return wrong(
        "%s = %s is not known. %s".formatted(key, value, Nearest.remedy(value, "Values", known)));
  }

  private boolean isPackets() {
    String table = settings.getOrDefault("table", "flows");
    if (!table.equals("flows") && !table.equals("packets")) {
      throw badSetting("table", List.of("flows", "packets"));
    }
    return table.equals("packets");
  }

  private Header header() {
    return switch (settings.getOrDefault("header", "first line")) {
      case "first line" -> Header.FIRST_LINE;
      case "none" -> Header.NONE;
      case "maybe" -> Header.MAYBE;
      default -> throw badSetting("header", List.of("first line", "none", "maybe"));
    };
  }

  private List<Character> delimiters() {
    String given = settings.get("delimiter");
    if (given == null) {
      return List.of(',', '\t', ';', '|');
    }
    Character known = DELIMITERS.get(given);
    if (known == null) {
      throw badSetting("delimiter", List.of("comma", "tab", "semicolon", "bar"));
    }
    return List.of(known);
  }

  private Optional<Pattern> fileName() {
    String given = settings.get("file-name");
    try {
      return Optional.ofNullable(given).map(Pattern::compile);
    } catch (PatternSyntaxException e) {
      throw wrong("file-name = %s is no regular expression. Repair it.".formatted(given));
    }
  }

  private String bytesKind() {
    String kind = settings.getOrDefault("bytes", "ip");
    List<String> known = List.of("ip", "payload", "frame");
    if (!known.contains(kind)) {
      throw badSetting("bytes", known);
    }
    return kind;
  }

  private Icmp icmp() {
    return switch (settings.getOrDefault("icmp", "ports")) {
      case "none" -> Icmp.NONE;
      case "ports" -> Icmp.PORTS;
      case "destination" -> Icmp.DESTINATION;
      case "argus" -> Icmp.ARGUS;
      default -> throw badSetting("icmp", List.of("none", "ports", "destination", "argus"));
    };
  }

  private String zone() {
    String zone = settings.getOrDefault("zone", "");
    try {
      return zone.isEmpty() ? "" : ZoneId.of(zone).getId();
    } catch (DateTimeException e) {
      throw wrong("zone = %s is no time zone. Write one such as Europe/Rome.".formatted(zone));
    }
  }

  private Kind others() {
    String word = settings.getOrDefault("others", "text");
    Kind kind = OWN.get(word);
    if (kind == null) {
      throw badSetting("others", List.of("text", "integer", "number", "skip"));
    }
    return kind;
  }

  private ColumnMapping column(int number, String line, boolean isPackets) {
    int equals = line.lastIndexOf(" = ");
    if (equals < 0) {
      throw wrong(number, "is no column (%s). Write NAME = MEANING.".formatted(line));
    }
    List<String> names =
        Arrays.stream(line.substring(0, equals).split("\\|", -1)).map(String::strip).toList();
    String[] words = line.substring(equals + 3).strip().split(" +", 2);
    String word = words[0];
    String form = words.length > 1 ? words[1] : "";
    Kind own = OWN.get(word);
    if (own != null) {
      check(number, names, own, form);
      return new ColumnMapping(names, own, "", form);
    }
    Map<String, Target> targets = Target.of(isPackets);
    Target target = targets.get(word);
    if (target == null) {
      List<String> known = new ArrayList<>(targets.keySet());
      known.addAll(new TreeSet<>(OWN.keySet()));
      String meant = isPackets ? null : OTHER_WORDS.get(word);
      throw wrong(
          number,
          "makes '%s' of column '%s', which %s do not have. %s"
              .formatted(
                  word,
                  names.get(0),
                  isPackets ? "packets" : "flows",
                  meant == null
                      ? Nearest.remedy(word, "Columns", known)
                      : "Did you mean " + meant + "?"));
    }
    check(number, names, target.kind(), form);
    return new ColumnMapping(names, target.kind(), word, form);
  }

  private void check(int number, List<String> names, Kind kind, String form) {
    Forms.check(kind, form)
        .ifPresent(
            remedy -> {
              throw wrong(number, "reads '%s' as '%s'. %s".formatted(names.get(0), form, remedy));
            });
  }
}
