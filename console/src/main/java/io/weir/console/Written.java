// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.cli.json.Json;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Cost;
import io.weir.privacy.budget.Loss;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Charge;
import io.weir.privacy.ledger.ChargeRequest;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.RefusedRequest;
import io.weir.privacy.ledger.Registration;
import io.weir.privacy.ledger.Spending;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.AnswerRow;
import io.weir.privacy.question.ExpectedNoise;
import io.weir.privacy.question.QuestionForm;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is private's own, as JSON. {@link OpenApi} describes it. */
final class Written {
  private Written() {}

  static Json.Elements all(List<? extends Json> elements) {
    return new Json.Elements(List.copyOf(elements));
  }

  static Json.Fields cap(Cap cap) {
    Json.Fields fields = Json.Fields.NONE;
    if (cap instanceof Cap.Pure pure) {
      fields = fields.with("epsilon", pure.epsilon().value());
    } else if (cap instanceof Cap.Concentrated concentrated) {
      fields =
          fields
              .with("rho", concentrated.rho().value())
              .with("delta", concentrated.delta().value());
    }
    return fields.with("text", cap.toString());
  }

  static Json.Fields cost(Cost cost) {
    Json.Fields fields = Json.Fields.NONE.with("rho", cost.rho().value());
    if (cost.epsilon().isPresent()) {
      fields = fields.with("epsilon", cost.epsilon().get().value());
    }
    return fields.with("delta", cost.delta().value()).with("text", cost.toString());
  }

  static Json.Fields analyst(Analyst analyst) {
    return Json.Fields.NONE
        .with("name", analyst.name())
        .with("role", analyst.role().word())
        .with("expires", analyst.expires().toString())
        .with("allotment", cap(analyst.allotment()))
        .with("datasets", analyst.datasets())
        .with("kinds", analyst.kinds());
  }

  /** What is public of a dataset, but for the places of its files. */
  static Json.Fields dataset(Registration registration) {
    Dataset dataset = registration.dataset();
    Users users = dataset.users();
    Json.Fields columns = Json.Fields.NONE;
    for (Map.Entry<String, String> column : users.columns().entrySet()) {
      columns = columns.with(column.getKey(), column.getValue());
    }
    return Json.Fields.NONE
        .with("name", dataset.name())
        .with("version", registration.version())
        .with("unit", users.unit().word())
        .with("isDaily", users.unit().isDaily())
        .with("zone", users.zone().getId())
        .with("cap", cap(dataset.cap()))
        .with("budget", dataset.budget())
        .with("userColumns", columns)
        .with("direction", dataset.direction().source().name().toLowerCase(Locale.ROOT))
        .with("internal", dataset.direction().internal().name().toLowerCase(Locale.ROOT));
  }

  /** The kinds of question that somebody may ask, and what can be said of them. */
  static Json.Fields form(Analyst analyst) {
    List<Json> kinds = new ArrayList<>();
    QuestionForm.KINDS.forEach(
        (name, summary) -> {
          if (analyst.kinds().isEmpty() || analyst.kinds().contains(name)) {
            kinds.add(Json.Fields.NONE.with("name", name).with("summary", summary));
          }
        });
    List<Json> settings = new ArrayList<>();
    QuestionForm.SETTINGS.forEach(setting -> settings.add(setting(setting)));
    return Json.Fields.NONE.with("kinds", all(kinds)).with("settings", all(settings));
  }

  private static Json.Fields setting(QuestionForm.Setting setting) {
    Json.Fields fields =
        Json.Fields.NONE
            .with("name", setting.name())
            .with("label", setting.label())
            .with("help", setting.help())
            .with("section", setting.section())
            .with("kinds", inOrder(setting.kinds()))
            .with("needed", inOrder(setting.needed()))
            .with("form", setting.form().name().toLowerCase(Locale.ROOT))
            .with("choices", setting.choices());
    return setting.usual().isPresent() ? fields.with("usual", setting.usual().get()) : fields;
  }

  private static Set<String> inOrder(Set<String> words) {
    return new TreeSet<>(words);
  }

  static Json.Fields noise(ExpectedNoise noise) {
    return Json.Fields.NONE
        .with("of", noise.what())
        .with("noise", noise.kind())
        .with("scale", noise.scale())
        .with("error95", noise.error());
  }

  static Json.Fields answer(Answer answer) {
    List<Json> rows = new ArrayList<>();
    answer.rows().forEach(row -> rows.add(row(row)));
    return Json.Fields.NONE
        .with("cost", cost(answer.cost()))
        .with("isStored", answer.isStored())
        .with("rows", all(rows))
        .with("notes", answer.notes());
  }

  private static Json.Fields row(AnswerRow row) {
    Json.Fields fields = Json.Fields.NONE;
    if (row.time().isPresent()) {
      fields = fields.with("time", row.time().get().toString());
    }
    if (row.key().isPresent()) {
      fields = fields.with("key", row.key().get());
    }
    if (row.from().isPresent()) {
      fields = fields.with("from", row.from().get());
    }
    if (row.to().isPresent()) {
      fields = fields.with("to", row.to().get());
    }
    fields = fields.with("of", row.what()).with("value", row.value());
    BigDecimal error = row.error().orElse(null);
    return error == null ? fields : fields.with("error95", error);
  }

  /** What was spent of a cap, and what is left of it, by days. */
  static Json.Elements spendings(List<Spending> spendings, Cap cap, Dataset dataset) {
    List<Json> all = new ArrayList<>();
    for (Spending spending : spendings) {
      Json.Fields fields = Json.Fields.NONE;
      if (spending.days().isPresent()) {
        fields = days(fields, spending.days().get());
      }
      all.add(
          fields
              .with("spent", cost(spending.spent()))
              .with("left", cap(cap.left(spending.spent())))
              .with("means", Loss.of(spending.spent(), dataset.delta()).toString()));
    }
    return all(all);
  }

  private static Json.Fields days(Json.Fields fields, Days days) {
    return fields.with("from", days.first().toString()).with("to", days.last().toString());
  }

  static Json.Fields charge(Charge charge) {
    ChargeRequest request = charge.request();
    Json.Fields fields =
        Json.Fields.NONE
            .with("id", charge.id())
            .with("at", charge.at().toString())
            .with("analyst", request.analyst())
            .with("dataset", request.dataset())
            .with("version", request.version())
            .with("kind", request.kind())
            .with("question", request.question());
    return days(fields, request.days()).with("cost", cost(request.cost()));
  }

  static Json.Fields refusal(RefusedRequest refused) {
    Json.Fields fields =
        Json.Fields.NONE
            .with("id", refused.id())
            .with("at", refused.at().toString())
            .with("reason", refused.reason().word())
            .with("times", refused.times());
    Map<String, String> known = new LinkedHashMap<>();
    known.put("analyst", refused.analyst());
    known.put("address", refused.from());
    known.put("dataset", refused.dataset());
    known.put("kind", refused.kind());
    known.put("question", refused.question());
    for (Map.Entry<String, String> one : known.entrySet()) {
      fields = one.getValue().isEmpty() ? fields : fields.with(one.getKey(), one.getValue());
    }
    return fields;
  }
}
