// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The expected answers of an analysis over the five tables of {@link Fixtures}, as the resource
 * {@code analyses/NAME.txt} has them. A line that begins with {@code $} holds the settings; the
 * rows follow, then what folds counted, if anything, in a line that begins with {@code counts}.
 */
record GoldenAnswers(List<Section> sections) {
  private static final Pattern BLANK = Pattern.compile(" +");

  /**
   * One expected answer.
   *
   * @param settings as {@code --set} takes them
   * @param text a row a line
   */
  record Section(Map<String, String> settings, String text) {
    @Override
    public String toString() {
      return settings.toString();
    }
  }

  static GoldenAnswers of(String analysis) {
    List<Section> sections = new ArrayList<>();
    Map<String, String> settings = Map.of();
    StringBuilder text = new StringBuilder();
    boolean isFirst = true;
    for (String line : Fixtures.text("analyses/" + analysis + ".txt").lines().toList()) {
      if (!line.startsWith("$")) {
        text.append(line).append('\n');
        continue;
      }
      if (!isFirst) {
        sections.add(new Section(settings, text.toString().strip()));
      }
      isFirst = false;
      settings = settings(line.substring(1).strip());
      text.setLength(0);
    }
    sections.add(new Section(settings, text.toString().strip()));
    return new GoldenAnswers(sections);
  }

  private static Map<String, String> settings(String line) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (!line.isEmpty()) {
      for (String setting : BLANK.split(line, -1)) {
        int equals = setting.indexOf('=');
        settings.put(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    return settings;
  }

  /** True when two answers, whose settings differ in this parameter alone, differ. */
  boolean showEffectOf(String parameter) {
    for (Section a : sections) {
      for (Section b : sections) {
        boolean isOnlyThis =
            without(a, parameter).equals(without(b, parameter))
                && !a.settings().equals(b.settings());
        if (isOnlyThis && !a.text().equals(b.text())) {
          return true;
        }
      }
    }
    return false;
  }

  private static Map<String, String> without(Section section, String parameter) {
    Map<String, String> rest = new LinkedHashMap<>(section.settings());
    rest.remove(parameter);
    return rest;
  }
}
