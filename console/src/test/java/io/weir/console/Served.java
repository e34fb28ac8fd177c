// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.cli.json.Json;
import io.weir.cli.json.JsonReader;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.budget.Rho;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.DatasetFile;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.Role;
import io.weir.privacy.ledger.SqlLedger;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.noise.ExactNoise;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.Desk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A service with a ledger of its own, over data without rows: two datasets, {@code office} and
 * {@code secret}; ada asks about all, bob only for volumes of office, olga is the operator.
 */
final class Served implements AutoCloseable {
  static final ServiceSettings SETTINGS =
      new ServiceSettings(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          Optional.empty(),
          false,
          Duration.ofMillis(10),
          10_000,
          10_000,
          ServiceSettings.LARGEST,
          4,
          100);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final SqlLedger ledger;
  private final PrivateService service;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, String> tokens;

  Served(Path directory, ServiceSettings settings) {
    ledger = SqlLedger.make(directory.resolve("ledger.db").toString());
    for (String name : List.of("office", "secret")) {
      ledger.register(
          dataset(name),
          List.of(new DatasetFile(Path.of("/srv/logs", name), 1, 1, name.repeat(8))));
    }
    tokens =
        Map.of(
            "ada", ledger.add(analyst("ada", "", "")),
            "bob", ledger.add(analyst("bob", "office", "volume")),
            "olga", ledger.add(operator()));
    service =
        PrivateService.start(
            settings, ledger, desk(ledger), log::add, Served.class.getClassLoader());
  }

  static Served in(Path directory) {
    return new Served(directory, SETTINGS);
  }

  /** The usual settings, but for these. */
  static ServiceSettings settings(int requests, int failures, boolean isBehindProxy) {
    return new ServiceSettings(
        SETTINGS.address(),
        SETTINGS.keys(),
        isBehindProxy,
        SETTINGS.step(),
        requests,
        failures,
        SETTINGS.largest(),
        SETTINGS.atOnce(),
        SETTINGS.waiting());
  }

  private static Dataset dataset(String name) {
    return new Dataset(
        name,
        List.of("/srv/logs"),
        Map.of(),
        Users.BY_DAY,
        Direction.OF_DATA,
        new Cap.Concentrated(Rho.parse("2"), Delta.parse("0.0000005")),
        Delta.parse("0.0000005"),
        name);
  }

  private static Analyst analyst(String name, String datasets, String kinds) {
    return new Analyst(
        name, tomorrow(), new Cap.Pure(Epsilon.parse("1")), words(datasets), words(kinds));
  }

  private static Analyst operator() {
    return new Analyst(
        "olga", Role.OPERATOR, tomorrow(), new Cap.Pure(Epsilon.ZERO), words(""), words(""));
  }

  private static Instant tomorrow() {
    return Instant.now().plus(Duration.ofDays(1));
  }

  private static SortedSet<String> words(String text) {
    return text.isEmpty() ? new TreeSet<>() : new TreeSet<>(Arrays.asList(text.split(",", -1)));
  }

  private static PrivateService.Answering desk(Ledger ledger) {
    Desk desk = new Desk(ledger, ExactNoise.secure());
    return new PrivateService.Answering() {
      @Override
      public void require(Dataset dataset, List<Asked> questions) {}

      @Override
      public List<Answer> ask(String dataset, String analyst, List<Asked> questions) {
        return desk.ask(dataset, analyst, questions, (d, work) -> {});
      }
    };
  }

  /** What came back. */
  record Reply(int status, Map<String, List<String>> headers, String text) {
    Json.Fields json() {
      return (Json.Fields) JsonReader.read(text.getBytes(StandardCharsets.UTF_8), 32, "it", "");
    }

    /** A text or number of it. */
    String field(String name) {
      Json value = json().all().get(name);
      return value instanceof Json.Text words ? words.value() : String.valueOf(value);
    }

    String detail() {
      return field("detail");
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }
  }

  SqlLedger ledger() {
    return ledger;
  }

  List<String> log() {
    return log;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + service.port() + path);
  }

  String token(String who) {
    return tokens.getOrDefault(who, who);
  }

  /** A request of somebody by name, or with another token. */
  HttpRequest.Builder request(String who, String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token(who));
  }

  Reply get(String who, String path) throws IOException, InterruptedException {
    return send(request(who, path));
  }

  Reply post(String who, String body) throws IOException, InterruptedException {
    return send(
        request(who, "/api/questions")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Asks questions about office. */
  Reply ask(String who, String questions) throws IOException, InterruptedException {
    return post(who, "{\"dataset\":\"office\",\"questions\":[" + questions + "]}");
  }

  static Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return send(CLIENT, request);
  }

  static Reply send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.headers().map(), response.body());
  }

  @Override
  public void close() {
    service.close();
    ledger.close();
  }
}
