// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What there is to say of a private question: kinds and settings. Help, forms and descriptions of
 * interfaces are made of it.
 */
public final class QuestionForm {
  /** What can be asked, with what it answers. */
  public static final Map<String, String> KINDS = kinds();

  private static final Set<String> ALL = KINDS.keySet();
  private static final Set<String> VOLUMES = Set.of("volume", "top");
  private static final Set<String> TABLES =
      Set.of("volume", "histogram", "feature", "users", "top");
  private static final Set<String> FEATURES = Set.of("feature", "sql");
  private static final Set<String> SUMS = Set.of("volume", "top", "sql");

  /** What can be said of a question, in the order of a form. */
  public static final List<Setting> SETTINGS =
      List.of(
          text("epsilon", "E", "Pay so much pure epsilon: Laplace noise.")
              .in("Price", ALL)
              .as(Form.NUMBER),
          text("rho", "R", "Pay so much rho of zero-concentrated privacy: Gaussian noise.")
              .in("Price", ALL)
              .as(Form.NUMBER),
          text("delta", "D", "What selecting unknown keys may fail by.")
              .in("Price", SUMS)
              .as(Form.NUMBER)
              .usually(QuestionWords.USUAL_DELTA),
          text("from", "DAY", "The first day.").in("Rows", ALL).as(Form.DAY).needed(ALL),
          text("to", "DAY", "The last day.").in("Rows", ALL).as(Form.DAY).usually("the first"),
          text("every", "TIME", "An answer for each length of time, such as 1h or 1d.")
              .in("Rows", ALL),
          text("server", "ADDRESS", "Only flows to this server.").in("Rows", ALL),
          text("asn", "NUMBER", "Only flows to servers of this autonomous system.")
              .in("Rows", ALL)
              .as(Form.WHOLE),
          text("domain", "NAME", "Only flows to this name.").in("Rows", ALL),
          text("domain-pattern", "TEXT", "Only names with this text, * in front or behind.")
              .in("Rows", ALL),
          text("way", "WAY", "Only flows that users began (outgoing) or others (incoming).")
              .in("Rows", ALL)
              .of("outgoing", "incoming"),
          text("table", "TABLE", "The table.")
              .in("Rows", TABLES)
              .usually("flows, or named_flows where names are asked for"),
          text("sql", "SELECT", "The statement of a question in SQL.")
              .in("Rows", Set.of("sql"))
              .needed(Set.of("sql")),
          text("of", "WHAT", "all, upload, download (bytes), flows or users.")
              .in("Volume and top", Set.of("volume", "top", "histogram"))
              .of("all", "upload", "download", "flows", "users")
              .usually("all; of top: users"),
          text(
                  "cap",
                  "N",
                  "The most that a unit counts, such as 2g; what is above is cut. auto: what 99 % do"
                      + " not exceed (auto:95: 95 %), chosen for a tenth of the price.")
              .in("Volume and top", SUMS),
          text("cut", "WHAT", "yes: also how many values the cap cut, for a share of the price.")
              .in("Volume and top", Set.of("volume"))
              .of("yes", "no")
              .usually("no"),
          text("by", "WHAT", "Divide by server, as, domain (registered) or name.")
              .in("Volume and top", VOLUMES)
              .of("server", "as", "domain", "name"),
          text("keys", "KEYS", "The groups to answer for, with commas; else those of many units.")
              .in("Volume and top", SUMS)
              .as(Form.LIST),
          text("touched", "N", "Groups in which a unit counts, at most.")
              .in("Volume and top", ALL)
              .as(Form.WHOLE)
              .usually(String.valueOf(Question.USUAL_TOUCHED)),
          text("limit", "N", "Of top: how many.")
              .in("Volume and top", Set.of("top"))
              .as(Form.WHOLE)
              .usually("10"),
          text("edges", "NUMBERS", "Where bins of volume end, with commas.")
              .in("Histogram and feature", Set.of("histogram"))
              .as(Form.LIST)
              .needed(Set.of("histogram")),
          ofFeature("column", "COLUMN", "The numeric column; each unit counts with its mean.")
              .needed(Set.of("feature")),
          ofFeature("low", "NUMBER", "The least that a value counts as.")
              .in("Histogram and feature", FEATURES)
              .as(Form.NUMBER)
              .needed(Set.of("feature")),
          ofFeature("high", "NUMBER", "The most that a value counts as.")
              .in("Histogram and feature", FEATURES)
              .as(Form.NUMBER)
              .needed(Set.of("feature")),
          ofFeature("statistic", "WHAT", "mean, deviation, percentile or histogram.")
              .of("mean", "deviation", "percentile", "histogram")
              .usually("mean"),
          ofFeature("percent", "P", "Which percentile.").as(Form.NUMBER).usually("50"),
          ofFeature("bins", "N", "Bins of a feature's histogram.").as(Form.WHOLE).usually("10"));

  private QuestionForm() {}

  /** Whether questions of a kind have a setting; so it is of a kind that there is not. */
  public static boolean isFor(String kind, String setting) {
    return SETTINGS.stream()
        .filter(one -> one.name().equals(setting))
        .allMatch(one -> !KINDS.containsKey(kind) || one.kinds().contains(kind));
  }

  /** How a setting is written. */
  public enum Form {
    TEXT,
    DAY,
    /** A decimal. */
    NUMBER,
    WHOLE,
    CHOICE,
    /** Several, with commas between. */
    LIST
  }

  /**
   * One thing that can be said of a question.
   *
   * @param name as the command and requests write it
   * @param label what stands for the value in help
   * @param help one sentence
   * @param section the heading that it is under
   * @param kinds of question that have it
   * @param needed the kinds that cannot do without
   * @param form how it is written
   * @param choices what can be chosen; empty unless the form is CHOICE
   * @param usual what holds where it is not said; empty: nothing, or as the help says
   */
  public record Setting(
      String name,
      String label,
      String help,
      String section,
      Set<String> kinds,
      Set<String> needed,
      Form form,
      List<String> choices,
      Optional<String> usual) {
    /** The help with the default. */
    public String wholeHelp() {
      return usual.map(text -> help + " Default: " + text + ".").orElse(help);
    }

    private Setting in(String heading, Set<String> of) {
      return new Setting(name, label, help, heading, of, needed, form, choices, usual);
    }

    private Setting needed(Set<String> by) {
      return new Setting(name, label, help, section, kinds, by, form, choices, usual);
    }

    private Setting as(Form written) {
      return new Setting(name, label, help, section, kinds, needed, written, choices, usual);
    }

    private Setting of(String... words) {
      List<String> all = List.of(words);
      return new Setting(name, label, help, section, kinds, needed, Form.CHOICE, all, usual);
    }

    private Setting usually(String text) {
      Optional<String> some = Optional.of(text);
      return new Setting(name, label, help, section, kinds, needed, form, choices, some);
    }
  }

  private static Setting text(String name, String label, String help) {
    return new Setting(
        name, label, help, "", Set.of(), Set.of(), Form.TEXT, List.of(), Optional.empty());
  }

  private static Setting ofFeature(String name, String label, String help) {
    return text(name, label, help).in("Histogram and feature", Set.of("feature"));
  }

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("volume", "Bytes, flows or users, in total or by group.");
    kinds.put("histogram", "How many units have how much of it, between edges.");
    kinds.put("feature", "Mean, deviation, percentile or histogram of a numeric column.");
    kinds.put("users", "How many units have a flow that meets the conditions, and how many none.");
    kinds.put("top", "The groups with the most of it.");
    kinds.put("sql", "What a SELECT of one table asks: COUNT, SUM, AVG or QUANTILE, by a key.");
    return Collections.unmodifiableMap(kinds);
  }
}
