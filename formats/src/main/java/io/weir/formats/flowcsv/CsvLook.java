// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.formats.flowcsv.Profile.ColumnMapping;
import io.weir.formats.flowcsv.Profile.Header;
import io.weir.formats.lines.LineFiles;
import io.weir.model.CellWriter;
import io.weir.model.Head;
import io.weir.model.Nearest;
import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Looks at the beginning of a file: by which profile it is read, or why by none. */
final class CsvLook {
  private static final int SAMPLED_LINES = 20;

  /** So many lines at the beginning are enough to know a shape by. */
  private static final int SURE_LINES = 2;

  /** Flows without more columns than that say nothing. */
  static final int FEWEST_FIELDS = 4;

  private static final int LONGEST_LIST = 12;
  private static final int LONGEST_LINE = 120;

  /** What may be between fields, in words. */
  static final Map<Character, String> DELIMITERS =
      new TreeMap<>(Map.of(',', "comma", '\t', "tab", ';', "semicolon", '|', "bar"));

  /** Room behind a line for reading eight bytes at once. */
  private static final int PADDING = 16;

  /**
   * What was found.
   *
   * @param file empty when no profile fits
   * @param isMeant whether the file should fit: it is CSV, and its profile was named
   * @param why why a profile fits or none does
   */
  record Found(Optional<CsvFile> file, boolean isMeant, String why) {
    private static Found of(CsvFile file) {
      return new Found(Optional.of(file), true, file.why());
    }

    private static Found none(boolean isMeant, String why) {
      return new Found(Optional.empty(), isMeant, why);
    }
  }

  private static final Found UNKNOWN =
      Found.none(false, "no header or shape of a known CSV of flows");

  private final Head head;
  private final Options options;
  private final List<String> lines;
  private final Map<Character, List<String>> firstLines = new HashMap<>();

  private CsvLook(Head head, Options options) {
    this.head = head;
    this.options = options;
    List<String> all = LineFiles.lines(head);
    lines = all.subList(0, Math.min(all.size(), SAMPLED_LINES));
  }

  /** The fields of the first line. */
  private List<String> first(char delimiter) {
    return firstLines.computeIfAbsent(delimiter, d -> CsvFields.ofLatin(lines.get(0), d));
  }

  static Found at(Head head, Options options) {
    CsvLook look = new CsvLook(head, options);
    if (look.lines.isEmpty()) {
      return Found.none(false, "no lines");
    }
    Optional<Profile> named = FlowCsvOptions.named(options);
    return named.isPresent() ? look.forced(named.get()) : look.any();
  }

  private Found any() {
    if (lines.get(0).indexOf(0) >= 0) {
      return Found.none(false, "no text");
    }
    if (!isDivided()) {
      return UNKNOWN;
    }
    CsvFile best = null;
    for (Profile profile : Profiles.all()) {
      boolean isNamed =
          profile.fileName().isEmpty()
              || profile.fileName().get().matcher(head.file().name()).find();
      Optional<CsvFile> file = isNamed ? withHeader(profile) : Optional.empty();
      if (file.isPresent() && (best == null || isSurer(profile, best.profile()))) {
        best = file.get();
      }
    }
    if (best != null) {
      return Found.of(best);
    }
    return Profiles.all().stream()
        .filter(profile -> profile.header() != Header.FIRST_LINE)
        .flatMap(profile -> withoutHeader(profile, true).stream())
        .findFirst()
        .map(Found::of)
        .orElse(UNKNOWN);
  }

  /** Whether the first line may be of flows or their header: told without reading profiles. */
  private boolean isDivided() {
    String line = lines.get(0);
    return !line.startsWith("{")
        && DELIMITERS.keySet().stream().anyMatch(d -> first(d).size() >= FEWEST_FIELDS);
  }

  private static boolean isSurer(Profile profile, Profile than) {
    int more = Boolean.compare(profile.fileName().isPresent(), than.fileName().isPresent());
    return more > 0 || (more == 0 && profile.recognised().size() > than.recognised().size());
  }

  private Found forced(Profile profile) {
    Optional<CsvFile> file = withHeader(profile);
    if (file.isEmpty() && profile.header() != Header.FIRST_LINE) {
      file = withoutHeader(profile, false);
    }
    if (file.isPresent()) {
      return Found.of(file.get());
    }
    char delimiter = delimiter(profile);
    List<String> first = first(delimiter);
    boolean isEven =
        lines.size() < 2 || CsvFields.ofLatin(lines.get(1), delimiter).size() == first.size();
    boolean isCsv = lines.get(0).indexOf(0) < 0 && first.size() > 1 && isEven;
    Optional<Character> other = isCsv ? Optional.empty() : otherDelimiter(profile);
    if (other.isPresent()) {
      return Found.none(true, dividedOtherwise(profile, other.get()));
    }
    if (!isCsv) {
      return Found.none(false, "no CSV, as the profile " + profile.name() + " wants");
    }
    return Found.none(
        true,
        profile.header() == Header.NONE
            ? "lines of %d fields do not fit the profile %s, which has %d"
                .formatted(first.size(), profile.name(), profile.columns().size())
            : missing(profile, first));
  }

  /** What divides the first lines evenly where the profile's delimiters do not. */
  private Optional<Character> otherDelimiter(Profile profile) {
    if (lines.get(0).indexOf(0) >= 0) {
      return Optional.empty();
    }
    String second = lines.get(Math.min(1, lines.size() - 1));
    return DELIMITERS.keySet().stream()
        .filter(delimiter -> !profile.delimiters().contains(delimiter))
        .filter(delimiter -> first(delimiter).size() >= FEWEST_FIELDS)
        .filter(d -> CsvFields.ofLatin(second, d).size() == first(d).size())
        .findFirst();
  }

  private String dividedOtherwise(Profile profile, char delimiter) {
    String wanted =
        profile.header() == Header.NONE
            ? profile.columns().size() + " fields"
            : "a column '" + profile.recognised().iterator().next() + "'";
    String line = lines.get(0);
    return "the profile %s wants %s and %ss between columns, but the first line has %ss (%s)"
        .formatted(
            profile.name(),
            wanted,
            DELIMITERS.get(profile.delimiters().get(0)),
            DELIMITERS.get(delimiter),
            line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…");
  }

  private static String missing(Profile profile, List<String> header) {
    String column =
        profile.recognised().stream()
            .filter(name -> !isIn(profile, name, header))
            .findFirst()
            .orElseThrow();
    String there =
        Nearest.to(column, header)
            .map(near -> "nearest there: " + near)
            .orElseGet(
                () ->
                    "there are: "
                        + header.stream().limit(LONGEST_LIST).collect(Collectors.joining(", "))
                        + (header.size() > LONGEST_LIST ? " …" : ""));
    return "the profile %s wants a column '%s', which is not in the first line (%s)"
        .formatted(profile.name(), column, there);
  }

  /** The delimiter that divides the first line most often. */
  private char delimiter(Profile profile) {
    char best = profile.delimiters().get(0);
    int most = 0;
    for (char delimiter : profile.delimiters()) {
      int size = first(delimiter).size();
      if (size > most) {
        most = size;
        best = delimiter;
      }
    }
    return best;
  }

  private Optional<CsvFile> withHeader(Profile profile) {
    if (profile.header() == Header.NONE) {
      return Optional.empty();
    }
    for (char delimiter : profile.delimiters()) {
      List<String> names = first(delimiter);
      if (names.size() > 1
          && profile.recognised().stream().allMatch(name -> isIn(profile, name, names))) {
        String why =
            "a header of %d columns that fits the profile %s: %s"
                .formatted(names.size(), profile.name(), String.join(", ", profile.recognised()));
        return Optional.of(CsvFile.of(profile, delimiter, lines.get(0), names, why));
      }
    }
    return Optional.empty();
  }

  /** Whether a header has a column, under any of the names that the profile knows. */
  private static boolean isIn(Profile profile, String name, List<String> header) {
    if (header.stream().anyMatch(name::equalsIgnoreCase)) {
      return true;
    }
    return profile.columns().stream()
        .map(ColumnMapping::names)
        .filter(names -> names.size() > 1 && names.stream().anyMatch(name::equalsIgnoreCase))
        .flatMap(List::stream)
        .anyMatch(alias -> header.stream().anyMatch(alias::equalsIgnoreCase));
  }

  private Optional<CsvFile> withoutHeader(Profile profile, boolean isGuess) {
    List<ColumnMapping> all = profile.columns();
    int last = all.size();
    while (last > 0 && all.get(last - 1).target().isEmpty()) {
      last--;
    }
    int fewest = isGuess ? Math.max(last, all.size() - 1) : last;
    for (char delimiter : profile.delimiters()) {
      int size = first(delimiter).size();
      if (size >= Math.max(fewest, FEWEST_FIELDS) && size <= all.size()) {
        List<String> names =
            all.subList(0, size).stream().map(mapping -> mapping.names().get(0)).toList();
        String why =
            "lines of %d fields without a header, of the %s of the profile %s"
                .formatted(size, isGuess ? "shape" : "columns", profile.name());
        CsvFile file = CsvFile.of(profile, delimiter, "", names, why);
        if (!isGuess || isShaped(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the first lines, or the first and most of all, have times and addresses in place. */
  private boolean isShaped(CsvFile file) {
    Scan scan = new Scan(List.of(TableScan.all(file.table())), TimeRange.ALL, options);
    FlowCsvLines reader = new FlowCsvLines(file, scan, "");
    Shape shape = new Shape(file);
    CellWriter[] out = {shape};
    int fitting = 0;
    int inARow = 0;
    for (int i = 0; i < lines.size(); i++) {
      byte[] line = lines.get(i).getBytes(ISO_8859_1);
      byte[] bytes = Arrays.copyOf(line, line.length + PADDING);
      if (reader.decode(bytes, 0, line.length, 0, out) == null && shape.fits) {
        fitting++;
        inARow += inARow == i ? 1 : 0;
      } else if (i == 0) {
        return false;
      }
    }
    return inARow >= Math.min(SURE_LINES, lines.size()) || fitting * 4 >= lines.size() * 3;
  }

  /** Sees whether a row has a time of the age of networks and both addresses. */
  private static final class Shape implements CellWriter {
    private static final long EARLIEST = 315_532_800_000_000L;
    private final int time;
    private final List<Integer> needed = new ArrayList<>();
    private int seen;
    private boolean isTimely;
    private boolean fits;

    Shape(CsvFile file) {
      time = file.table().indexOf(Target.TIME).orElse(-1);
      for (String name : List.of("c_ip", "s_ip", "src_ip", "dst_ip")) {
        file.table().indexOf(name).ifPresent(needed::add);
      }
    }

    @Override
    public boolean isFull() {
      return false;
    }

    @Override
    public void setLong(int column, long value) {
      if (column == time) {
        isTimely = value >= EARLIEST;
      }
    }

    @Override
    public void setDouble(int column, double value) {}

    @Override
    public void setBoolean(int column, boolean value) {}

    @Override
    public void setBytes(int column, byte[] source, int offset, int length) {
      if (needed.contains(column)) {
        seen++;
      }
    }

    @Override
    public void endRow() {
      fits = isTimely && seen == needed.size() && seen > 0;
      dropRow();
    }

    @Override
    public void dropRow() {
      seen = 0;
      isTimely = false;
    }
  }
}
