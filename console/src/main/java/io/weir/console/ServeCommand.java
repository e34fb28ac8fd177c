// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import com.google.auto.service.AutoService;
import io.weir.cli.Declaration;
import io.weir.cli.EngineOptions;
import io.weir.cli.Given;
import io.weir.cli.Session;
import io.weir.cli.Signals;
import io.weir.cli.Subcommand;
import io.weir.cli.privacy.LedgerOption;
import io.weir.cli.privacy.RegisteredDesk;
import io.weir.job.Durations;
import io.weir.model.WeirException;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.SqlLedger;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.Asked;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers private questions by HTTP. */
@AutoService(Subcommand.class)
public final class ServeCommand implements Subcommand {
  private static final String LISTEN = "127.0.0.1:8080";
  private static final Pattern ADDRESS =
      Pattern.compile("([^\\s:/]+|\\[[0-9a-fA-F:.%]+\\]):([0-9]{1,5})");
  private static final Duration FOREVER = Duration.ofDays(36_500);
  private static final Duration LONGEST_STEP = Duration.ofHours(1);
  private static final Duration SHORTEST_STEP = Duration.ofMillis(10);

  @Override
  public String name() {
    return "private serve";
  }

  @Override
  public String summary() {
    return "Answer private questions by HTTP, with a page to ask them.";
  }

  @Override
  public void declare(Declaration declaration) {
    LedgerOption.declare(declaration);
    declaration
        .section("Service")
        .option("--listen", "HOST:PORT", "Where it listens. Default: " + LISTEN + ".")
        .option(
            "--step",
            "TIME",
            "Answers are released at multiples of it after they were asked for. Default: 2s.")
        .option("--requests", "N", "Requests of an analyst in a minute. Default: 120.")
        .option("--failures", "N", "Wrong tokens from an address in a minute. Default: 10.")
        .option("--largest", "BYTES", "The largest request. Default: 65536.")
        .option("--at-once", "N", "Requests that are answered at a time. Default: 1.")
        .option("--waiting", "N", "Requests that may wait for that. Default: 16.")
        .option("--for", "TIME", "End after so long; default: when interrupted.")
        .section("TLS")
        .option("--tls-certificate", "FILE", "The certificates in PEM, the service's own first.")
        .option("--tls-key", "FILE", "Its private key in PEM (PKCS #8).")
        .option("--tls-keystore", "FILE", "Both in PKCS #12, in place of the two.")
        .option("--tls-password", "TEXT", "That of the keystore. Usually set in WEIR_TLS_PASSWORD.")
        .flag(
            "--behind-proxy", "A proxy in front ends TLS, and tells in X-Forwarded-For who asks.");
    EngineOptions.declare(declaration);
    declaration.examples(
        "weir private serve --ledger ledger.db",
        "weir private serve --listen 0.0.0.0:8443 --tls-certificate weir.pem --tls-key weir.key"
            + " --step 5s");
  }

  @Override
  public int run(Given given, Session session) {
    EngineOptions engines = EngineOptions.of(given);
    ServiceSettings settings = settings(given);
    Duration time = duration(given, "--for").filter(d -> d.compareTo(FOREVER) < 0).orElse(FOREVER);
    try (Ledger ledger = SqlLedger.open(LedgerOption.address(given));
        PrivateService service =
            PrivateService.start(
                settings,
                ledger,
                answering(new RegisteredDesk(ledger, session, engines), session),
                session::tell,
                session.loader())) {
      session.tell(
          "questions are answered at %s://%s:%d/, at multiples of %s"
              .formatted(
                  settings.keys().isPresent() ? "https" : "http",
                  settings.address().getHostString(),
                  service.port(),
                  said(settings.step())));
      CountDownLatch end = new CountDownLatch(1);
      Signals.on("INT", end::countDown);
      Signals.on("TERM", end::countDown);
      await(end, time);
    }
    return 0;
  }

  private static void await(CountDownLatch end, Duration time) {
    try {
      if (end.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static PrivateService.Answering answering(RegisteredDesk desk, Session session) {
    return new PrivateService.Answering() {
      @Override
      public void require(Dataset dataset, List<Asked> questions) {
        desk.requireLookUps(dataset, questions);
      }

      @Override
      public List<Answer> ask(String dataset, String analyst, List<Asked> questions) {
        try {
          desk.requireReady(dataset);
        } catch (WeirException e) {
          // It names files, which are the operator's.
          session.tell(e.getMessage());
          throw Refusal.of(
              Refusal.UNAVAILABLE,
              ("Cannot ask about %s: its files, or those of look-ups, are not there as they were"
                      + " registered. Tell the operator.")
                  .formatted(dataset));
        }
        return desk.ask(dataset, analyst, questions);
      }
    };
  }

  private static ServiceSettings settings(Given given) {
    InetSocketAddress address = address(given.text("--listen").orElse(LISTEN));
    Optional<TlsKeys> keys = keys(given);
    boolean isBehindProxy = given.isSet("--behind-proxy");
    if (keys.isEmpty() && !isBehindProxy && !address.getAddress().isLoopbackAddress()) {
      throw WeirException.usage(
          "Cannot listen at %s without TLS: tokens and answers could be read on the way. Give"
              + " --tls-certificate and --tls-key, listen at 127.0.0.1, or tell of a proxy with"
              + " --behind-proxy.",
          address.getHostString());
    }
    return new ServiceSettings(
        address,
        keys,
        isBehindProxy,
        step(given),
        given.count("--requests").orElse(ServiceSettings.REQUESTS),
        given.count("--failures").orElse(ServiceSettings.FAILURES),
        given.count("--largest").orElse(ServiceSettings.LARGEST),
        given.count("--at-once").orElse(ServiceSettings.AT_ONCE),
        given.count("--waiting").orElse(ServiceSettings.WAITING));
  }

  private static Duration step(Given given) {
    Duration step = duration(given, "--step").orElse(ServiceSettings.STEP);
    if (step.compareTo(SHORTEST_STEP) < 0 || step.compareTo(LONGEST_STEP) > 0) {
      throw WeirException.usage(
          "Cannot set --step: it must be from 10ms to 1h (%s).", given.text("--step").orElse(""));
    }
    return step;
  }

  private static Optional<TlsKeys> keys(Given given) {
    Optional<Path> store = given.path("--tls-keystore");
    Optional<Path> certificate = given.path("--tls-certificate");
    Optional<Path> key = given.path("--tls-key");
    if (certificate.isPresent() != key.isPresent() || (store.isPresent() && key.isPresent())) {
      throw WeirException.usage(
          "Cannot tell the keys of TLS: give --tls-certificate and --tls-key, or --tls-keystore"
              + " alone.");
    }
    if (store.isPresent()) {
      return Optional.of(TlsKeys.ofStore(store.get(), given.text("--tls-password").orElse("")));
    }
    return certificate.map(file -> TlsKeys.ofPem(file, key.orElseThrow()));
  }

  private static InetSocketAddress address(String text) {
    Matcher address = ADDRESS.matcher(text);
    int port = address.matches() ? Integer.parseInt(address.group(2)) : -1;
    if (port < 0 || port > 65_535) {
      throw WeirException.usage("Cannot listen at %s: it must be HOST:PORT, as %s.", text, LISTEN);
    }
    try {
      String host = address.group(1).replaceAll("[\\[\\]]", "");
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw WeirException.usage(
          "Cannot listen at %s: the host is not known. Give its address.", text);
    }
  }

  private static Optional<Duration> duration(Given given, String option) {
    Optional<String> text = given.text(option);
    Optional<Duration> duration = text.flatMap(Durations::parse);
    if (text.isPresent() && duration.isEmpty()) {
      throw WeirException.usage(
          "Cannot set %s: it must be %s (%s).", option, Durations.FORM, text.get());
    }
    return duration;
  }

  /** As people write it. */
  private static String said(Duration step) {
    return step.toMillis() % 1000 == 0 ? step.toSeconds() + "s" : step.toMillis() + "ms";
  }
}
