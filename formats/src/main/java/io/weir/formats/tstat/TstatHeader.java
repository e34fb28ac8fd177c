// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the columns in a log's first line.
 *
 * @param text the line as it is written
 * @param names the names, with numbers where two are the same or one is a column that Weir adds
 * @param why how it was recognised
 */
record TstatHeader(String text, List<String> names, String why) {
  private static final Pattern NUMBERED = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*):([0-9]{1,4})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern MASK = Pattern.compile("#(?:([0-9]{1,3})#)?(.*)");
  private static final int FEWEST = 3;

  TstatHeader {
    names = List.copyOf(names);
  }

  /**
   * The header in a line, if it is one: numbered names as Tstat writes them, or bare ones as what
   * works on its logs leaves them.
   *
   * @param isNamed whether the file is called as a log of Tstat's, so that any names will do
   */
  static Optional<TstatHeader> of(String line, boolean isNamed) {
    Matcher mask = MASK.matcher(line);
    boolean isMarked = mask.matches();
    String list = isMarked ? mask.group(2) : line;
    List<String> names = new ArrayList<>();
    int numbered = 0;
    for (String word : list.strip().split("[ \t]", -1)) {
      Matcher matcher = NUMBERED.matcher(word);
      if (matcher.matches()) {
        numbered++;
        names.add(matcher.group(1));
      } else if (NAME.matcher(word).matches()) {
        names.add(word);
      } else {
        return Optional.empty();
      }
    }
    if (names.size() < FEWEST) {
      return Optional.empty();
    }
    if (isMarked && numbered == names.size()) {
      String set = mask.group(1) == null ? "" : ", the sets of mask " + mask.group(1);
      return Optional.of(
          new TstatHeader(
              line,
              unique(names),
              "a header with %d numbered columns".formatted(names.size()) + set));
    }
    boolean isLog = isNamed || (names.contains("c_ip") && names.contains("s_ip") && isKnown(names));
    return isLog && numbered == 0
        ? Optional.of(new TstatHeader(line, unique(names), "a first line with names of columns"))
        : Optional.empty();
  }

  private static boolean isKnown(List<String> names) {
    return names.stream().filter(name -> KnownColumns.find(name).isPresent()).count() * 10
        >= names.size() * 6L;
  }

  private static List<String> unique(List<String> names) {
    Set<String> taken = new HashSet<>();
    KnownColumns.ADDED.forEach(column -> taken.add(column.key()));
    List<String> result = new ArrayList<>();
    for (String name : names) {
      String unique = name;
      for (int n = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) {
        unique = name + "_" + n;
      }
      result.add(unique);
    }
    return result;
  }
}
