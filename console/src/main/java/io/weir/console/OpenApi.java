// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.cli.json.Json;
import io.weir.privacy.ledger.RefusalReason;
import io.weir.privacy.ledger.Role;
import io.weir.privacy.question.QuestionForm;
import io.weir.privacy.question.QuestionForm.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The description of the interface as OpenAPI 3.1 has it, made of what the service is made of. */
final class OpenApi {
  private static final Map<Operation, List<String>> PARAMETERS =
      Map.of(
          Operation.BUDGET,
          List.of("dataset", "analyst"),
          Operation.AUDIT,
          List.of("dataset", "analyst", "after", "limit"),
          Operation.REFUSALS,
          List.of("analyst", "after", "limit"));

  private static final Map<String, String> MEANINGS =
      Map.of(
          "dataset", "The name of a dataset.",
          "analyst", "The name of an analyst; others' are for operators.",
          "after", "Only what has a greater number.",
          "limit", "So many at most, up to 1000. Default: 100.");

  private static final Map<Integer, String> PROBLEMS = problems();

  private OpenApi() {}

  private static Map<Integer, String> problems() {
    Map<Integer, String> problems = new LinkedHashMap<>();
    problems.put(Refusal.WRONG, "It cannot be asked so.");
    problems.put(Refusal.NOBODY, "There is no token, or it is nobody's.");
    problems.put(Refusal.BUDGET, "The budget or the allotment does not suffice.");
    problems.put(Refusal.FORBIDDEN, "It is not among what the token allows.");
    problems.put(Refusal.UNKNOWN, "There is no such dataset.");
    problems.put(Refusal.TOO_LARGE, "The request is too large.");
    problems.put(Refusal.NO_JSON, "The request is no JSON.");
    problems.put(Refusal.TOO_MANY, "That was too often; Retry-After tells when to try again.");
    problems.put(Refusal.UNAVAILABLE, "Too many wait, or the ledger or data cannot be used.");
    return problems;
  }

  /** All paths. */
  static Set<String> paths() {
    return Arrays.stream(Operation.values()).map(Operation::path).collect(Collectors.toSet());
  }

  /** The parameters that can be given behind a path. */
  static List<String> parameters(String path) {
    return PARAMETERS.entrySet().stream()
        .filter(entry -> entry.getKey().path().equals(path))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(List.of());
  }

  static Json.Fields description() {
    Json.Fields bearer =
        Json.Fields.NONE
            .with("type", "http")
            .with("scheme", "bearer")
            .with("description", "The token that weir private analyst add printed.");
    return Json.Fields.NONE
        .with("openapi", "3.1.0")
        .with(
            "info",
            Json.Fields.NONE
                .with("title", "Weir: private questions")
                .with("version", "1")
                .with(
                    "description",
                    "Answers have noise and a price. What comes of asking is sent at a multiple of a"
                        + " step of time after it was asked."))
        .with("security", elements(Json.Fields.NONE.with("token", elements())))
        .with("paths", described())
        .with(
            "components",
            Json.Fields.NONE
                .with("securitySchemes", Json.Fields.NONE.with("token", bearer))
                .with("schemas", schemas()));
  }

  private static Json.Fields described() {
    Json.Fields paths = Json.Fields.NONE;
    for (Operation operation : Operation.values()) {
      Json.Fields methods =
          paths.all().get(operation.path()) instanceof Json.Fields there ? there : Json.Fields.NONE;
      paths =
          paths.with(
              operation.path(),
              methods.with(operation.method().toLowerCase(Locale.ROOT), described(operation)));
    }
    return paths;
  }

  private static Json.Fields described(Operation operation) {
    Json.Fields fields =
        Json.Fields.NONE
            .with("operationId", operation.name().toLowerCase(Locale.ROOT))
            .with("summary", operation.summary());
    if (operation.isOpen()) {
      fields = fields.with("security", elements());
    }
    List<Json> parameters = new ArrayList<>();
    for (String name : parameters(operation.path())) {
      boolean isNeeded = operation == Operation.BUDGET && name.equals("dataset");
      boolean isNumber = name.equals("after") || name.equals("limit");
      parameters.add(
          Json.Fields.NONE
              .with("name", name)
              .with("in", "query")
              .with("required", isNeeded)
              .with("description", MEANINGS.getOrDefault(name, ""))
              .with("schema", type(isNumber ? "integer" : "string")));
    }
    if (!parameters.isEmpty()) {
      fields = fields.with("parameters", new Json.Elements(parameters));
    }
    if (operation == Operation.ASK) {
      fields =
          fields.with(
              "requestBody",
              Json.Fields.NONE
                  .with("required", true)
                  .with("content", content("application/json", reference("Request"))));
    }
    return fields.with("responses", responses(operation));
  }

  private static Json.Fields responses(Operation operation) {
    Json.Fields responses =
        Json.Fields.NONE.with(
            "200",
            Json.Fields.NONE
                .with("description", "It is so.")
                .with("content", content("application/json", reply(operation))));
    for (Map.Entry<Integer, String> problem : PROBLEMS.entrySet()) {
      if (canBe(operation, problem.getKey())) {
        responses =
            responses.with(
                String.valueOf(problem.getKey()),
                Json.Fields.NONE
                    .with("description", problem.getValue())
                    .with("content", content("application/problem+json", reference("Problem"))));
      }
    }
    return responses;
  }

  /** Whether an operation can end with a status. */
  private static boolean canBe(Operation operation, int status) {
    return switch (status) {
      case Refusal.NOBODY, Refusal.TOO_MANY, Refusal.UNAVAILABLE -> !operation.isOpen();
      case Refusal.WRONG, Refusal.FORBIDDEN ->
          operation == Operation.ASK
              || operation == Operation.BUDGET
              || operation == Operation.AUDIT
              || operation == Operation.REFUSALS;
      case Refusal.UNKNOWN ->
          operation == Operation.ASK
              || operation == Operation.BUDGET
              || operation == Operation.AUDIT;
      default -> operation == Operation.ASK;
    };
  }

  private static Json.Fields reply(Operation operation) {
    return switch (operation) {
      case ME -> reference("Analyst");
      case DATASETS -> object("datasets", array(reference("Dataset")));
      case FORM -> reference("Form");
      case ASK ->
          Json.Fields.NONE.with("oneOf", elements(reference("Answers"), reference("Expected")));
      case BUDGET -> reference("Budget");
      case AUDIT -> object("charges", array(reference("Charge")));
      case REFUSALS -> object("refusals", array(reference("Refusal")));
      case DESCRIPTION -> type("object");
    };
  }

  private static Json.Fields schemas() {
    return Json.Fields.NONE
        .with(
            "Problem",
            object(
                "type", type("string"),
                "title", type("string"),
                "status", type("integer"),
                "detail", meant(type("string"), "What could not be done, why, and what to do.")))
        .with(
            "Cap",
            optional(
                object("text", type("string")),
                "epsilon",
                type("number"),
                "rho",
                type("number"),
                "delta",
                type("number")))
        .with(
            "Cost",
            optional(
                object("rho", type("number"), "delta", type("number"), "text", type("string")),
                "epsilon",
                type("number")))
        .with(
            "Analyst",
            object(
                "name", type("string"),
                "role", choice(Arrays.stream(Role.values()).map(Role::word).toList()),
                "expires", type("string"),
                "allotment", reference("Cap"),
                "datasets", meant(array(type("string")), "None: all."),
                "kinds", meant(array(type("string")), "None: all.")))
        .with("Dataset", dataset())
        .with(
            "Form",
            object("kinds", array(reference("Kind")), "settings", array(reference("Setting"))))
        .with("Kind", object("name", kind(), "summary", type("string")))
        .with("Setting", setting())
        .with("Request", request())
        .with("Question", question())
        .with("Answers", of("answers", "Answer"))
        .with("Expected", of("expected", "ExpectedAnswer"))
        .with(
            "Answer",
            object(
                "kind", kind(),
                "cost", reference("Cost"),
                "isStored", meant(type("boolean"), "Whether it was paid for before."),
                "rows", array(reference("Row")),
                "notes", array(type("string")),
                "left", reference("Left")))
        .with(
            "Row",
            optional(
                object("of", type("string"), "value", meant(type("number"), "With noise.")),
                "time",
                type("string"),
                "key",
                type("string"),
                "from",
                type("number"),
                "to",
                type("number"),
                "error95",
                meant(type("number"), "The noise is at most so large with a chance of 95 %.")))
        .with(
            "ExpectedAnswer",
            object(
                "kind", kind(),
                "cost", reference("Cost"),
                "noise", array(reference("Noise")),
                "left", reference("Left")))
        .with(
            "Noise",
            object(
                "of",
                type("string"),
                "noise",
                choice(List.of("laplace", "gaussian", "choice")),
                "scale",
                type("number"),
                "error95",
                type("number")))
        .with(
            "Left",
            meant(
                object("dataset", reference("Cap"), "analyst", reference("Cap")),
                "Of the day asked about that has the least."))
        .with(
            "Budget",
            optional(
                object(
                    "dataset", type("string"),
                    "cap", reference("Cap"),
                    "spent", array(reference("Spending"))),
                "analyst",
                object(
                    "name", type("string"),
                    "allotment", reference("Cap"),
                    "spent", array(reference("Spending")))))
        .with(
            "Spending",
            optional(
                object(
                    "spent", reference("Cost"), "left", reference("Cap"), "means", type("string")),
                "from",
                type("string"),
                "to",
                type("string")))
        .with(
            "Charge",
            object(
                "id", type("integer"),
                "at", type("string"),
                "analyst", type("string"),
                "dataset", type("string"),
                "version", type("integer"),
                "kind", kind(),
                "question", type("string"),
                "from", type("string"),
                "to", type("string"),
                "cost", reference("Cost")))
        .with("Refusal", refusal());
  }

  private static Json.Fields refusal() {
    List<String> reasons = Arrays.stream(RefusalReason.values()).map(RefusalReason::word).toList();
    return optional(
        object(
            "id", type("integer"),
            "at", type("string"),
            "reason", choice(reasons),
            "times", meant(type("integer"), "How often within a minute.")),
        "analyst",
        type("string"),
        "address",
        meant(type("string"), "Where it came from; of IPv6 the network."),
        "dataset",
        type("string"),
        "kind",
        kind(),
        "question",
        type("string"));
  }

  private static Json.Fields dataset() {
    return object(
        "name", type("string"),
        "version", type("integer"),
        "unit", type("string"),
        "isDaily", type("boolean"),
        "zone", type("string"),
        "cap", reference("Cap"),
        "budget", type("string"),
        "userColumns", type("object").with("additionalProperties", type("string")),
        "direction", type("string"),
        "internal", type("string"));
  }

  private static Json.Fields setting() {
    return optional(
        object(
            "name", type("string"),
            "label", type("string"),
            "help", type("string"),
            "section", type("string"),
            "kinds", array(kind()),
            "needed", array(kind()),
            "form",
                choice(
                    Arrays.stream(Form.values())
                        .map(form -> form.name().toLowerCase(Locale.ROOT))
                        .toList()),
            "choices", array(type("string"))),
        "usual",
        type("string"));
  }

  private static Json.Fields request() {
    return optional(
        object(
            "dataset",
            type("string"),
            "questions",
            array(reference("Question"))
                .with("minItems", 1)
                .with("maxItems", QuestionRequest.MOST)),
        "dryRun",
        meant(type("boolean"), "Tell the cost and the error alone, for nothing."));
  }

  private static Json.Fields question() {
    Json.Fields properties = Json.Fields.NONE.with("question", kind());
    for (QuestionForm.Setting setting : QuestionForm.SETTINGS) {
      properties = properties.with(setting.name(), written(setting));
    }
    return type("object")
        .with("properties", properties)
        .with("required", List.of("question", "from"))
        .with("additionalProperties", false);
  }

  private static Json.Fields written(QuestionForm.Setting setting) {
    Json.Fields schema =
        switch (setting.form()) {
          case CHOICE -> choice(setting.choices());
          case DAY -> type("string").with("format", "date");
          case WHOLE, NUMBER -> Json.Fields.NONE.with("type", List.of("number", "string"));
          case LIST ->
              Json.Fields.NONE
                  .with("type", List.of("array", "string"))
                  .with("items", Json.Fields.NONE.with("type", List.of("number", "string")));
          case TEXT -> Json.Fields.NONE.with("type", List.of("string", "number"));
        };
    return meant(schema, setting.wholeHelp());
  }

  private static Json.Fields of(String name, String schema) {
    return object(
        "dataset", type("string"), "version", type("integer"), name, array(reference(schema)));
  }

  private static Json.Fields kind() {
    return choice(List.copyOf(QuestionForm.KINDS.keySet()));
  }

  private static Json.Fields choice(List<String> words) {
    return type("string").with("enum", words);
  }

  private static Json.Fields type(String name) {
    return Json.Fields.NONE.with("type", name);
  }

  private static Json.Fields meant(Json.Fields schema, String description) {
    return schema.with("description", description);
  }

  private static Json.Fields array(Json.Fields items) {
    return type("array").with("items", items);
  }

  private static Json.Fields reference(String schema) {
    return Json.Fields.NONE.with("$ref", "#/components/schemas/" + schema);
  }

  /** An object with these and no others: name and schema, one after the other. */
  private static Json.Fields object(Object... namesAndSchemas) {
    Json.Fields properties = Json.Fields.NONE;
    List<String> required = new ArrayList<>();
    for (int i = 0; i < namesAndSchemas.length; i += 2) {
      required.add((String) namesAndSchemas[i]);
      properties = properties.with((String) namesAndSchemas[i], (Json) namesAndSchemas[i + 1]);
    }
    return type("object")
        .with("properties", properties)
        .with("required", required)
        .with("additionalProperties", false);
  }

  /** The same object with more that may be there. */
  private static Json.Fields optional(Json.Fields object, Object... namesAndSchemas) {
    Json.Fields properties = (Json.Fields) object.all().getOrDefault("properties", object);
    for (int i = 0; i < namesAndSchemas.length; i += 2) {
      properties = properties.with((String) namesAndSchemas[i], (Json) namesAndSchemas[i + 1]);
    }
    return object.with("properties", properties);
  }

  private static Json.Elements elements(Json... elements) {
    return new Json.Elements(List.of(elements));
  }

  private static Json.Fields content(String type, Json schema) {
    return Json.Fields.NONE.with(type, Json.Fields.NONE.with("schema", schema));
  }
}
