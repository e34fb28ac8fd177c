// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.console.Served.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateServiceTest {
  static final String VOLUME =
      "{\"question\":\"volume\",\"from\":\"2026-03-01\",\"cap\":\"50k\",\"epsilon\":0.2}";
  static final String USERS = "{\"question\":\"users\",\"from\":\"2026-03-01\",\"epsilon\":0.3}";

  private final Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Served served;

  PrivateServiceTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void serve() {
    served = Served.in(directory);
  }

  @AfterEach
  void end() {
    served.close();
  }

  @Test
  void aQuestionIsAnsweredChargedAndShownAgainForNothing() throws Exception {
    Reply first = served.ask("ada", VOLUME);
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(first.header("content-type")).contains("application/json");
    assertThat(first.text())
        .matches(
            "(?s).*\"isStored\":false,\"rows\":\\[\\{\"of\":\"bytes\",\"value\":-?\\d+,\"error95\":748933}].*")
        .contains("\"left\":{\"dataset\":{\"rho\":1.98,", "\"analyst\":{\"epsilon\":0.8,");
    Reply again = served.ask("ada", VOLUME);
    assertThat(again.text())
        .isEqualTo(first.text().replace("\"isStored\":false", "\"isStored\":true"));
    assertThat(served.ledger().charges("office")).hasSize(1);
  }

  @Test
  void aBatchIsAnsweredInItsOrderAndChargedWholeOrNot() throws Exception {
    Reply both = served.ask("ada", USERS + "," + VOLUME);
    assertThat(both.status()).isEqualTo(200);
    assertThat(both.text()).matches("(?s).*\"kind\":\"users\".*\"kind\":\"volume\".*");
    String dear = USERS.replace("0.3", "0.4");
    Reply refused = served.ask("ada", dear + "," + dear.replace("0.4", "0.2"));
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.detail())
        .isEqualTo(
            "Cannot answer about office: the allotment of ada on office on 2026-03-01 does not suffice"
                + " (epsilon 0.2 asked, epsilon 0.1 left of epsilon 1). Ask about other days, or with"
                + " less.");
    assertThat(served.ledger().charges("office")).hasSize(2);
  }

  @Test
  void aDryRunTellsCostAndErrorForNothing() throws Exception {
    Reply dry =
        served.post(
            "ada", "{\"dataset\":\"office\",\"dryRun\":true,\"questions\":[" + VOLUME + "]}");
    assertThat(dry.text())
        .contains(
            "\"cost\":{\"rho\":0.02,\"epsilon\":0.2,\"delta\":0,\"text\":\"epsilon 0.2\"}",
            "{\"of\":\"sum\",\"noise\":\"laplace\",\"scale\":250000,\"error95\":748933}",
            "\"left\":{\"dataset\":{\"rho\":2,\"delta\":0.0000005,");
    assertThat(served.ledger().charges("office")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/me",
        "/api/datasets",
        "/api/questions",
        "/api/budget",
        "/api/audit",
        "/api/refusals"
      })
  void nothingIsShownWithoutAToken(String path) throws Exception {
    for (HttpRequest.Builder request :
        List.of(
            HttpRequest.newBuilder(served.uri(path)),
            served.request("nobody's", path),
            HttpRequest.newBuilder(served.uri(path)).header("Authorization", "Basic YTpi"),
            HttpRequest.newBuilder(served.uri(path + "?token=" + served.token("ada"))))) {
      Reply reply = Served.send(request);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.header("www-authenticate")).contains("Bearer realm=\"weir\"");
      assertThat(reply.header("content-type")).contains("application/problem+json");
      assertThat(reply.detail()).startsWith("Cannot ask: ");
    }
  }

  @Test
  void aRevokedTokenEndsAtOnce() throws Exception {
    assertThat(served.get("bob", "/api/me").status()).isEqualTo(200);
    served.ledger().revoke("bob");
    assertThat(served.get("bob", "/api/me").status()).isEqualTo(401);
  }

  @Test
  void whoMayNotSeeADatasetDoesNotLearnOfIt() throws Exception {
    assertThat(served.get("ada", "/api/datasets").text()).contains("\"office\"", "\"secret\"");
    assertThat(served.get("bob", "/api/datasets").text())
        .contains("\"office\"")
        .doesNotContain("secret", "/srv/logs");
    Reply hidden = served.post("bob", "{\"dataset\":\"secret\",\"questions\":[" + VOLUME + "]}");
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.detail())
        .isEqualTo(
            "Cannot use the dataset secret: no dataset of this name is registered. Datasets:"
                + " office.");
    Reply missing = served.post("bob", "{\"dataset\":\"sacred\",\"questions\":[" + VOLUME + "]}");
    assertThat(missing.detail()).isEqualTo(hidden.detail().replace("secret", "sacred"));
    assertThat(served.get("bob", "/api/budget?dataset=secret").status()).isEqualTo(404);
  }

  @Test
  void whatIsNotAmongTheKindsIsForbidden() throws Exception {
    Reply refused = served.ask("bob", USERS);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.detail())
        .isEqualTo(
            "Cannot ask users about office as bob: it is not among what this analyst may ask"
                + " (datasets: office; kinds: volume). Ask something else, or have the right"
                + " extended.");
    assertThat(served.ask("bob", VOLUME).status()).isEqualTo(200);
    assertThat(served.ask("olga", VOLUME).status()).isEqualTo(403);
    assertThat(served.get("bob", "/api/questions").text())
        .contains("{\"name\":\"volume\",\"summary\":")
        .doesNotContain("{\"name\":\"users\",\"summary\":");
  }

  @Test
  void operatorsSeeWhatWasAskedAndOthersDoNot() throws Exception {
    served.ask("ada", VOLUME);
    served.ask("bob", VOLUME);
    Reply audit = served.get("olga", "/api/audit");
    assertThat(audit.text())
        .contains("\"id\":1,", "\"analyst\":\"ada\",\"dataset\":\"office\"", "\"id\":2,")
        .doesNotContain("value");
    assertThat(served.get("olga", "/api/audit?after=1").text())
        .contains("\"id\":2,")
        .doesNotContain("\"id\":1,");
    assertThat(served.get("olga", "/api/audit?analyst=ada&limit=5").text())
        .contains("\"id\":1,")
        .doesNotContain("\"id\":2,");
    assertThat(served.get("ada", "/api/audit").status()).isEqualTo(403);
    assertThat(served.get("olga", "/api/audit?limit=1001").status()).isEqualTo(400);
    assertThat(served.get("olga", "/api/audit?after=x").status()).isEqualTo(400);
    assertThat(served.get("olga", "/api/audit?since=1").detail())
        .isEqualTo(
            "Cannot ask with that: there is no such parameter. Parameters: dataset, analyst, after,"
                + " limit.");
  }

  @Test
  void operatorsSeeWhatWasRefusedAndOthersDoNot() throws Exception {
    served.ask("bob", USERS);
    served.ask("ada", VOLUME.replace("0.2", "7"));
    served.get("guessed", "/api/me");
    served.get("guessed too", "/api/me");
    Reply refusals = served.get("olga", "/api/refusals");
    assertThat(refusals.text())
        .contains(
            "\"reason\":\"budget\",\"times\":1,\"analyst\":\"ada\",\"dataset\":\"office\"",
            "\"reason\":\"right\",\"times\":1,\"analyst\":\"bob\",\"address\":\"127.0.0.1\","
                + "\"dataset\":\"office\",\"kind\":\"users\"",
            "\"reason\":\"token\",\"times\":2,\"address\":\"127.0.0.1\"}")
        .doesNotContain("guessed", "value");
    assertThat(served.get("olga", "/api/refusals?analyst=bob").text())
        .contains("bob")
        .doesNotContain("ada");
    assertThat(served.get("olga", "/api/refusals?after=99").text()).contains("\"refusals\":[]");
    assertThat(served.get("ada", "/api/refusals").status()).isEqualTo(403);
  }

  @Test
  void budgetsAreOnesOwnAndTheDatasets() throws Exception {
    served.ask("ada", VOLUME);
    served.ask("bob", VOLUME);
    Reply own = served.get("ada", "/api/budget?dataset=office");
    assertThat(own.text())
        .contains(
            "\"spent\":[{\"from\":\"2026-03-01\",\"to\":\"2026-03-01\",\"spent\":{\"rho\":0.04,",
            "\"analyst\":{\"name\":\"ada\",\"allotment\":{\"epsilon\":1,",
            "\"left\":{\"epsilon\":0.8,");
    assertThat(served.get("ada", "/api/budget?dataset=office&analyst=bob").status()).isEqualTo(403);
    assertThat(served.get("olga", "/api/budget?dataset=office&analyst=bob").text())
        .contains("\"name\":\"bob\"");
    assertThat(served.get("olga", "/api/budget?dataset=office").text()).doesNotContain("analyst");
    assertThat(served.get("ada", "/api/budget").status()).isEqualTo(404);
  }

  @Test
  void whatIsNotThereIsAProblemToo() throws Exception {
    for (String path : List.of("/api", "/api/", "/api/questions/1", "/page")) {
      Reply reply = served.get("ada", path);
      assertThat(reply.status()).as(path).isIn(400, 404);
      assertThat(reply.text()).doesNotContain("Exception", "at io.", "Jetty");
    }
    Reply method = Served.send(served.request("ada", "/api/questions").DELETE());
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("content-type")).contains("application/problem+json");
  }

  @Test
  void everyReplyTellsBrowsersToBeStrict() throws Exception {
    for (String path : List.of("/", "/page.js", "/api/openapi.json", "/api/me", "/nothing")) {
      Reply reply = Served.send(HttpRequest.newBuilder(served.uri(path)));
      assertThat(reply.header("content-security-policy").orElse(""))
          .startsWith("default-src 'none';")
          .doesNotContain("unsafe", "*");
      assertThat(reply.header("x-content-type-options")).contains("nosniff");
      assertThat(reply.header("cache-control")).contains("no-store");
      assertThat(reply.header("server")).isEmpty();
    }
  }

  @Test
  void theLogTellsWhoAskedAndNothingThatTheySaid() throws Exception {
    served.ask("ada", VOLUME);
    served.get("ada", "/api/zebra-crossing?a=b");
    served.ask("ada", USERS.replace("2026-03-01", "2026-03-09"));
    served.post("nobody's", "{}");
    // A line is written behind its reply.
    org.awaitility.Awaitility.await().until(() -> served.log().size() == 4);
    assertThat(served.log())
        .map(
            line ->
                line.replaceFirst("^20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ 127.0.0.1 ", ""))
        .containsExactlyInAnyOrder(
            "ada POST /api/questions 200",
            "- GET elsewhere 404",
            "ada POST /api/questions 200",
            "- POST /api/questions 401");
  }

  @Test
  void whatIsNoJsonOrTooLargeIsRefused() throws Exception {
    Reply text =
        Served.send(served.request("ada", "/api/questions").POST(BodyPublishers.ofString("{}")));
    assertThat(text.status()).isEqualTo(415);
    Reply large = served.post("ada", " ".repeat(ServiceSettings.LARGEST + 1));
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.detail())
        .isEqualTo("Cannot read the request: it is larger than 65536 bytes. Ask fewer at once.");
    Reply streamed =
        Served.send(
            served
                .request("ada", "/api/questions")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(
                    BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArray(new byte[ServiceSettings.LARGEST + 1]))));
    assertThat(streamed.status()).isEqualTo(413);
  }
}
