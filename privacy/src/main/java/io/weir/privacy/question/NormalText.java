// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A question as the ledger keeps it: every setting that shapes the answer, in one order, whatever
 * was left to defaults. Equal texts have answers of the same distribution.
 */
final class NormalText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:*/,-]+");

  private final StringBuilder text = new StringBuilder();

  private NormalText() {}

  /**
   * The text.
   *
   * @param touched the groups that count
   */
  static String of(Question question, Price price, int touched) {
    NormalText normal = new NormalText();
    normal.text.append(question.kind());
    normal.frame(question.frame());
    if (question instanceof Question.Volume volume) {
      normal.volume(volume);
    } else if (question instanceof Question.VolumeHistogram histogram) {
      normal.set("of", word(histogram.measure()));
      normal.set("edges", joined(histogram.edges()));
    } else if (question instanceof Question.Feature feature) {
      normal.feature(feature);
    } else if (question instanceof Question.Sql sql) {
      normal.sql(sql);
    }
    normal.set("touched", String.valueOf(touched));
    normal.set(
        price instanceof Price.Pure ? "epsilon" : "rho",
        price instanceof Price.Pure pure
            ? pure.epsilon().toString()
            : ((Price.Concentrated) price).rho().toString());
    return normal.text.toString();
  }

  private void frame(Frame frame) {
    set("table", frame.table());
    set("from", frame.days().first().toString());
    set("to", frame.days().last().toString());
    frame.every().ifPresent(every -> set("every", every.toString()));
    for (Condition condition : frame.where()) {
      set("where", condition.text());
    }
  }

  private void volume(Question.Volume volume) {
    set("of", word(volume.measure()));
    set(
        "cap",
        volume.bound() instanceof Question.Declared declared
            ? String.valueOf(declared.cap())
            : "auto:" + ((Question.Bought) volume.bound()).permille());
    if (volume.tellsCut()) {
      set("cut", "yes");
    }
    groups(volume.groups());
    volume.limit().ifPresent(limit -> set("limit", String.valueOf(limit)));
  }

  private void groups(Optional<Groups> divided) {
    divided.ifPresent(
        groups -> {
          set("by", groups.by().text());
          groups.keys().forEach(key -> set("key", key));
          if (groups.areSelected()) {
            set("delta", groups.delta().toString());
          }
        });
  }

  private void sql(Question.Sql sql) {
    set("aggregate", sql.aggregate().word());
    if (sql.aggregate() instanceof Aggregate.RowCount count) {
      set("cap", String.valueOf(count.cap()));
    } else if (sql.aggregate() instanceof Aggregate.Total total) {
      set("value", total.value().text());
      set("cap", shown(total.cap()));
    } else if (sql.aggregate() instanceof Aggregate.MeanOf mean) {
      lattice(mean.lattice());
    } else if (sql.aggregate() instanceof Aggregate.QuantileOf quantile) {
      lattice(quantile.lattice());
      set("percentile", shown(BigDecimal.valueOf(quantile.permille(), 1)));
    }
    groups(sql.groups());
  }

  private void lattice(Lattice lattice) {
    set("column", lattice.column());
    set("low", shown(lattice.low()));
    set("high", shown(lattice.high()));
  }

  private void feature(Question.Feature feature) {
    lattice(feature.lattice());
    if (feature.statistic() instanceof Question.Percentile percentile) {
      set("percentile", shown(BigDecimal.valueOf(percentile.permille(), 1)));
    } else if (feature.statistic() instanceof Question.Histogram histogram) {
      set("bins", String.valueOf(histogram.bins()));
    } else {
      set("statistic", word((Question.Moment) feature.statistic()));
    }
  }

  private static String shown(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static String joined(List<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A setting; what is no plain word stands in quotes, so that no value looks like another setting.
   */
  private void set(String name, String value) {
    text.append(' ').append(name).append('=');
    if (PLAIN.matcher(value).matches()) {
      text.append(value);
    } else {
      text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
  }
}
