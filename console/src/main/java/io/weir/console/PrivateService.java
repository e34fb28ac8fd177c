// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.weir.console.json.Json;
import io.weir.console.json.JsonReader;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Charge;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.Registration;
import io.weir.privacy.ledger.Role;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.ExpectedNoise;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Private questions by HTTP. Nothing that it tells or logs depends on the protected records but the
 * answers, with their noise; and these come at multiples of a step.
 */
final class PrivateService implements AutoCloseable {
  private static final String PROBLEM = "application/problem+json";
  private static final String JSON = "application/json";
  private static final String ANALYST = "weir-analyst";
  private static final String ARRIVED = "weir-arrived";
  private static final String REFUSED = "weir-refused";
  private static final int MOST_CHARGES = 1000;
  private static final long MOST_NUMBERS = 100_000;

  private final ServiceSettings settings;
  private final Ledger ledger;
  private final Answering answering;
  private final Gate gate;
  private final ReleaseTimes times;
  private final Consumer<String> log;
  private final Listener listener;
  private final Javalin server;

  /** Answers questions that somebody may ask, at a price. */
  interface Answering {
    /**
     * Checks what can be told before anything is paid.
     *
     * @throws WeirException of kind USAGE when it cannot be asked
     */
    void require(Dataset dataset, List<Asked> questions);

    /**
     * Answers, in the order of the questions.
     *
     * @throws WeirException of kind BUDGET or USAGE when it cannot be asked
     */
    List<Answer> ask(String dataset, String analyst, List<Asked> questions);
  }

  private PrivateService(
      ServiceSettings settings,
      Ledger ledger,
      Answering answering,
      Consumer<String> log,
      ClassLoader loader) {
    this.settings = settings;
    this.ledger = ledger;
    this.answering = answering;
    this.log = log;
    this.gate =
        new Gate(
            ledger,
            new Allowance(settings.requests(), System::nanoTime),
            new Allowance(settings.failures(), System::nanoTime));
    this.times = new ReleaseTimes(settings.step(), settings.atOnce(), settings.waiting(), loader);
    this.listener = new Listener(settings);
    this.server = Javalin.create(this::configure);
  }

  /**
   * Starts.
   *
   * @param log gets a line for each request: who, what, and the status
   * @param loader finds the rooms' and plug-ins' services
   * @throws WeirException of kind FAILED when it cannot listen there
   */
  static PrivateService start(
      ServiceSettings settings,
      Ledger ledger,
      Answering answering,
      Consumer<String> log,
      ClassLoader loader) {
    PrivateService service = new PrivateService(settings, ledger, answering, log, loader);
    service.listener.start(service.server);
    return service;
  }

  /** Where it listens. */
  int port() {
    return listener.port();
  }

  private void configure(JavalinConfig config) {
    listener.configure(config);
    config.routes.before(this::secure);
    for (Operation operation : Operation.values()) {
      HandlerType method = HandlerType.findOrCreate(operation.method());
      config.routes.addHttpHandler(method, operation.path(), handler(operation));
    }
    for (PageFile file : PageFile.values()) {
      config.routes.get(file.path(), file::show);
    }
    config.routes.exception(Refusal.class, (e, context) -> refuse(context, e));
    config.routes.exception(WeirException.class, (e, context) -> refuse(context, Refusal.of(e)));
    config.routes.exception(Exception.class, (e, context) -> refuse(context, bug(e)));
    config.routes.error(
        Refusal.UNKNOWN,
        context ->
            fill(
                context,
                Refusal.UNKNOWN,
                "Cannot show that: there is nothing of that name. See /api/openapi.json."));
    config.routes.error(
        Refusal.METHOD,
        context -> fill(context, Refusal.METHOD, "Cannot do that there. See /api/openapi.json."));
    config.requestLogger.http((context, milliseconds) -> log(context));
  }

  private Handler handler(Operation operation) {
    return switch (operation) {
      case ME -> context -> reply(context, Written.analyst(admit(context)));
      case DATASETS -> this::datasets;
      case FORM -> context -> reply(context, Written.form(admit(context)));
      case ASK -> this::ask;
      case BUDGET -> this::budget;
      case AUDIT -> this::audit;
      case DESCRIPTION -> context -> reply(context, OpenApi.description());
    };
  }

  /** What browsers are told of every reply. */
  private void secure(Context context) {
    context.attribute(ARRIVED, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    context.header("Cache-Control", "no-store");
    context.header("Content-Security-Policy", PageFile.POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    if (settings.keys().isPresent()) {
      context.header("Strict-Transport-Security", "max-age=31536000");
    }
  }

  private Analyst admit(Context context) {
    Analyst analyst = gate.admit(context.header("Authorization"), address(context));
    context.attribute(ANALYST, analyst.name());
    return analyst;
  }

  /** Where a request comes from. Of several told, the last is what the nearest proxy saw. */
  private String address(Context context) {
    List<String> told = Collections.list(context.req().getHeaders("X-Forwarded-For"));
    if (!settings.isBehindProxy() || told.isEmpty()) {
      return context.ip();
    }
    String last = told.get(told.size() - 1);
    return last.substring(last.lastIndexOf(',') + 1).strip();
  }

  private void datasets(Context context) {
    Analyst analyst = admit(context);
    List<Json> all = new ArrayList<>();
    ledger.datasets().stream()
        .filter(registration -> analyst.maySee(registration.dataset().name()))
        .forEach(registration -> all.add(Written.dataset(registration)));
    reply(context, Json.Fields.NONE.with("datasets", Written.all(all)));
  }

  /** A dataset; those that somebody may not see are not there. */
  private Registration dataset(Analyst analyst, String name) {
    if (analyst.maySee(name)) {
      for (Registration registration : ledger.datasets()) {
        if (registration.dataset().name().equals(name)) {
          return registration;
        }
      }
    }
    List<String> names =
        ledger.datasets().stream()
            .map(registration -> registration.dataset().name())
            .filter(analyst::maySee)
            .toList();
    String shown = name.length() <= 64 ? name : name.substring(0, 64) + "…";
    throw Refusal.of(
        Refusal.UNKNOWN,
        "Cannot use the dataset %s: no dataset of this name is registered. %s"
            .formatted(shown, Nearest.remedy(shown, "Datasets", names)));
  }

  private void ask(Context context) throws IOException {
    Analyst analyst = admit(context);
    QuestionRequest request = QuestionRequest.of(JsonReader.read(body(context)));
    Registration registration = dataset(analyst, request.dataset());
    requireRight(analyst, request);
    requireAskable(request, registration.dataset());
    answering.require(registration.dataset(), request.questions());
    if (request.isDryRun()) {
      reply(context, expected(analyst, registration, request));
      return;
    }
    context.future(
        () ->
            times
                .submit(() -> answers(analyst, registration, request))
                .handle(
                    (answers, failure) -> {
                      if (failure == null) {
                        reply(context, answers);
                      } else {
                        refuse(context, refusal(failure));
                      }
                      return answers;
                    }));
  }

  /** Checks what the declaration tells; and that the answer has a size to be sent at once. */
  private static void requireAskable(QuestionRequest request, Dataset dataset) {
    long numbers = 0;
    for (int i = 0; i < request.questions().size(); i++) {
      try {
        numbers += request.questions().get(i).numbers(dataset);
      } catch (WeirException e) {
        throw QuestionRequest.numbered(e, i, request.questions().size());
      }
    }
    if (numbers > MOST_NUMBERS) {
      throw Refusal.of(
          Refusal.WRONG,
          "Cannot answer with %d numbers at once: that is too many. Ask for %d at most in a request."
              .formatted(numbers, MOST_NUMBERS));
    }
  }

  private static void requireRight(Analyst analyst, QuestionRequest request) {
    for (Asked asked : request.questions()) {
      try {
        analyst.requireRight(request.dataset(), asked.question().kind());
      } catch (WeirException e) {
        throw Refusal.of(Refusal.FORBIDDEN, e.getMessage());
      }
    }
  }

  private byte[] body(Context context) throws IOException {
    String type = Optional.ofNullable(context.contentType()).orElse("");
    if (!type.split(";", -1)[0].strip().equalsIgnoreCase(JSON)) {
      throw Refusal.of(
          Refusal.NO_JSON,
          "Cannot read the request: it is no JSON. Send Content-Type: " + JSON + ".");
    }
    byte[] body =
        context.contentLength() > settings.largest()
            ? new byte[settings.largest() + 1]
            : context.bodyInputStream().readNBytes(settings.largest() + 1);
    if (body.length > settings.largest()) {
      throw Refusal.of(
          Refusal.TOO_LARGE,
          "Cannot read the request: it is larger than %d bytes. Ask fewer at once."
              .formatted(settings.largest()));
    }
    return body;
  }

  private Json expected(Analyst analyst, Registration registration, QuestionRequest request) {
    List<Json> expected = new ArrayList<>();
    for (Asked asked : request.questions()) {
      List<Json> noises = new ArrayList<>();
      ExpectedNoise.of(asked, registration.dataset())
          .forEach(noise -> noises.add(Written.noise(noise)));
      expected.add(
          left(
              Json.Fields.NONE
                  .with("kind", asked.question().kind())
                  .with("cost", Written.cost(asked.cost(registration.dataset())))
                  .with("noise", Written.all(noises)),
              registration.dataset(),
              analyst,
              asked));
    }
    return head(registration).with("expected", Written.all(expected));
  }

  private Json answers(Analyst analyst, Registration registration, QuestionRequest request) {
    List<Answer> answers = answering.ask(request.dataset(), analyst.name(), request.questions());
    List<Json> all = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Asked asked = request.questions().get(i);
      Json.Fields fields = Json.Fields.NONE.with("kind", asked.question().kind());
      for (var field : Written.answer(answers.get(i)).all().entrySet()) {
        fields = fields.with(field.getKey(), field.getValue());
      }
      all.add(left(fields, registration.dataset(), analyst, asked));
    }
    return head(registration).with("answers", Written.all(all));
  }

  private static Json.Fields head(Registration registration) {
    return Json.Fields.NONE
        .with("dataset", registration.dataset().name())
        .with("version", registration.version());
  }

  /** With what is left on the day asked about that has the least. */
  private Json.Fields left(Json.Fields fields, Dataset dataset, Analyst analyst, Asked asked) {
    var days = asked.question().frame().days();
    Json.Fields left =
        Json.Fields.NONE
            .with("dataset", Written.cap(ledger.balance(dataset.name(), days).left()))
            .with(
                "analyst",
                Written.cap(ledger.balance(dataset.name(), analyst.name(), days).left()));
    return fields.with("left", left);
  }

  private void budget(Context context) {
    Analyst analyst = admit(context);
    Dataset dataset = dataset(analyst, parameter(context, "dataset").orElse("")).dataset();
    Json.Fields budget =
        Json.Fields.NONE
            .with("dataset", dataset.name())
            .with("cap", Written.cap(dataset.cap()))
            .with(
                "spent",
                Written.spendings(ledger.spendings(dataset.name()), dataset.cap(), dataset));
    Optional<String> other = parameter(context, "analyst");
    if (analyst.role() == Role.ANALYST && !other.orElse(analyst.name()).equals(analyst.name())) {
      throw forbidden("Cannot show what others spent: that is for operators. Leave analyst out.");
    }
    Optional<Analyst> of =
        analyst.role() == Role.ANALYST ? Optional.of(analyst) : other.map(ledger::analyst);
    if (of.isPresent()) {
      String name = of.get().name();
      Json own =
          Json.Fields.NONE
              .with("name", name)
              .with("allotment", Written.cap(of.get().allotment()))
              .with(
                  "spent",
                  Written.spendings(
                      ledger.spendings(dataset.name(), name), of.get().allotment(), dataset));
      budget = budget.with("analyst", own);
    }
    reply(context, budget);
  }

  private void audit(Context context) {
    Analyst analyst = admit(context);
    if (analyst.role() != Role.OPERATOR) {
      throw forbidden(
          "Cannot show who asked what: that is for operators. Use an operator's token.");
    }
    Optional<String> name = parameter(context, "dataset");
    List<String> datasets =
        name.isPresent()
            ? List.of(dataset(analyst, name.get()).dataset().name())
            : ledger.datasets().stream()
                .map(registration -> registration.dataset().name())
                .filter(analyst::maySee)
                .toList();
    Optional<String> who = parameter(context, "analyst");
    long after = number(context, "after", 0, Long.MAX_VALUE);
    long limit = number(context, "limit", 100, MOST_CHARGES);
    List<Charge> charges =
        datasets.stream()
            .flatMap(dataset -> ledger.charges(dataset).stream())
            .filter(charge -> charge.id() > after)
            .filter(charge -> who.isEmpty() || who.get().equals(charge.request().analyst()))
            .sorted(Comparator.comparing(Charge::id))
            .limit(limit)
            .toList();
    reply(
        context,
        Json.Fields.NONE.with(
            "charges", Written.all(charges.stream().map(Written::charge).toList())));
  }

  private static Refusal forbidden(String message) {
    return Refusal.of(Refusal.FORBIDDEN, message);
  }

  private static Optional<String> parameter(Context context, String name) {
    for (String known : context.queryParamMap().keySet()) {
      if (!OpenApi.parameters(context.path()).contains(known)) {
        throw Refusal.of(
            Refusal.WRONG,
            "Cannot ask with that: there is no such parameter. Parameters: %s."
                .formatted(String.join(", ", OpenApi.parameters(context.path()))));
      }
    }
    return Optional.ofNullable(context.queryParam(name));
  }

  private static long number(Context context, String name, long usual, long most) {
    Optional<String> text = parameter(context, name);
    try {
      long number = text.map(Long::parseLong).orElse(usual);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw Refusal.of(Refusal.WRONG, wrongNumber(name, most));
    }
    throw Refusal.of(Refusal.WRONG, wrongNumber(name, most));
  }

  private static String wrongNumber(String name, long most) {
    return "Cannot set %s: it must be a whole number from 0 to %d.".formatted(name, most);
  }

  private static void reply(Context context, Json json) {
    context.contentType(JSON).result(json.text() + "\n");
  }

  private static Refusal refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof Refusal refusal) {
      return refusal;
    }
    return cause instanceof WeirException e ? Refusal.of(e) : bug(cause);
  }

  /** What nobody foresaw is told without its message, which may be about records. */
  private static Refusal bug(Throwable e) {
    return Refusal.of(
        Refusal.BUG,
        "Cannot go on: %s. This is a bug in Weir.".formatted(e.getClass().getSimpleName()));
  }

  private static void refuse(Context context, Refusal refusal) {
    context.attribute(REFUSED, refusal.status());
    context.status(refusal.status());
    if (refusal.status() == Refusal.NOBODY) {
      context.header("WWW-Authenticate", "Bearer realm=\"weir\"");
    }
    refusal
        .retry()
        .ifPresent(
            wait ->
                context.header(
                    "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
    context.contentType(PROBLEM).result(refusal.json().text() + "\n");
  }

  /** Words a refusal that is not worded yet. */
  private static void fill(Context context, int status, String message) {
    if (context.attribute(REFUSED) == null) {
      refuse(context, Refusal.of(status, message));
    }
  }

  private void log(Context context) {
    log.accept(
        "%s %s %s %s %s %d"
            .formatted(
                said(context.attribute(ARRIVED)),
                address(context).replaceAll("[^0-9A-Fa-f:.]", "?"),
                said(context.attribute(ANALYST)),
                context.method(),
                known(context.path()),
                context.statusCode()));
  }

  private static String said(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }

  /** A path of ours; what else somebody wrote has no place in a log. */
  private static String known(String path) {
    boolean isOurs =
        OpenApi.paths().contains(path)
            || List.of(PageFile.values()).stream().anyMatch(file -> file.path().equals(path));
    return isOurs ? path : "elsewhere";
  }

  @Override
  public void close() {
    times.close();
    server.stop();
  }
}
