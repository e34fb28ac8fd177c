// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.weir.cli.json.Json;
import io.weir.model.WeirException;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.Asked;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
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
  private static final Duration TRAIL = Duration.ofSeconds(1);

  private final ServiceSettings settings;
  private final Asking asking;
  private final Accounts accounts;
  private final RefusalTrail trail;
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
    VisibleDatasets datasets = new VisibleDatasets(ledger);
    this.trail = new RefusalTrail(ledger, TRAIL, log);
    this.asking = new Asking(ledger, datasets, answering);
    this.accounts = new Accounts(ledger, datasets, trail);
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
      case DATASETS -> context -> reply(context, accounts.datasets(admit(context)));
      case FORM -> context -> reply(context, Written.form(admit(context)));
      case ASK -> this::ask;
      case BUDGET ->
          context -> reply(context, accounts.budget(admit(context), new QueryParameters(context)));
      case AUDIT ->
          context -> reply(context, accounts.audit(admit(context), new QueryParameters(context)));
      case REFUSALS ->
          context ->
              reply(context, accounts.refusals(admit(context), new QueryParameters(context)));
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
    Analyst analyst = gate.known(context.header("Authorization"), address(context));
    context.attribute(ANALYST, analyst.name());
    gate.admit(analyst);
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

  private void ask(Context context) throws IOException {
    Analyst analyst = admit(context);
    Asking.Accepted accepted = asking.accept(analyst, body(context));
    if (accepted.isDryRun()) {
      reply(context, asking.expected(accepted));
      return;
    }
    context.future(
        () ->
            times
                .submit(() -> asking.answers(accepted))
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

  private void refuse(Context context, Refusal refusal) {
    context.attribute(REFUSED, refusal.status());
    refusal
        .reason()
        .ifPresent(
            reason ->
                trail.add(
                    new RefusalTrail.Refused(
                        reason,
                        said(context.attribute(ANALYST), ""),
                        plain(Gate.network(address(context))),
                        refusal.dataset(),
                        refusal.kind())));
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
  private void fill(Context context, int status, String message) {
    if (context.attribute(REFUSED) == null) {
      refuse(context, Refusal.of(status, message));
    }
  }

  private void log(Context context) {
    log.accept(
        "%s %s %s %s %s %d"
            .formatted(
                said(context.attribute(ARRIVED), "-"),
                plain(address(context)),
                said(context.attribute(ANALYST), "-"),
                context.method(),
                known(context.path()),
                context.statusCode()));
  }

  /** An address has nothing else in it, whatever a proxy was told. */
  private static String plain(String address) {
    String some = address.length() <= 64 ? address : address.substring(0, 64);
    return some.replaceAll("[^0-9A-Fa-f:.]", "?");
  }

  private static String said(@Nullable Object value, String otherwise) {
    return value == null ? otherwise : value.toString();
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
    trail.close();
  }
}
