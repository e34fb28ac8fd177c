// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.console.Served.Reply;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no honest client sends is refused, is told in one sentence, and costs nothing. */
class HostileRequestsTest {
  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Served served;

  @BeforeAll
  static void serve(@TempDir Path directory) {
    served = Served.in(directory);
  }

  @AfterAll
  static void end() {
    served.close();
  }

  private static void assertRefused(Reply reply) {
    assertThat(reply.status()).as(reply.text()).isIn(400, 404);
    assertThat(reply.header("content-type")).contains("application/problem+json");
    assertThat(reply.detail())
        .matches("(?s)(Question \\d+: )?Cannot .+[.?]")
        .doesNotContain("Exception", "io.weir", "java.");
    assertThat(reply.detail().length()).isLessThan(600);
    assertThat(served.ledger().charges("office")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "\"office\"",
        "{}",
        "{\"dataset\":\"office\"}",
        "{\"dataset\":null,\"questions\":[Q]}",
        "{\"dataset\":1,\"questions\":[Q]}",
        "{\"dataset\":[\"office\"],\"questions\":[Q]}",
        "{\"dataset\":\"\",\"questions\":[Q]}",
        "{\"dataset\":\"../office\",\"questions\":[Q]}",
        "{\"dataset\":\"office' OR '1'='1\",\"questions\":[Q]}",
        "{\"dataset\":\"office\\u0000\",\"questions\":[Q]}",
        "{\"dataset\":\"office\",\"questions\":Q}",
        "{\"dataset\":\"office\",\"questions\":[]}",
        "{\"dataset\":\"office\",\"questions\":[[Q]]}",
        "{\"dataset\":\"office\",\"questions\":[null]}",
        "{\"dataset\":\"office\",\"questions\":[Q,1]}",
        "{\"dataset\":\"office\",\"questions\":[{}]}",
        "{\"dataset\":\"office\",\"questions\":[Q],\"dryRun\":\"false\"}",
        "{\"dataset\":\"office\",\"questions\":[Q],\"dryrun\":true}",
        "{\"dataset\":\"office\",\"questions\":[Q],\"questions\":[Q]}",
        "{\"dataset\":\"office\",\"questions\":[Q],\"analyst\":\"olga\"}",
        "{\"dataset\":\"office\",\"questions\":[Q],\"__proto__\":{}}",
        "{\"dataset\":\"office\",\"questions\":[Q]} {}"
      })
  void requestsOfAnotherFormAreRefused(String body) throws Exception {
    assertRefused(served.post("ada", body.replace("Q", PrivateServiceTest.VOLUME)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"question\":\"volumes\"",
        "\"question\":\"\"",
        "\"question\":[\"volume\"],\"x\":1",
        "\"cap\":true",
        "\"cap\":null",
        "\"cap\":{}",
        "\"cap\":\"\"",
        "\"cap\":-1",
        "\"cap\":1e999999999",
        "\"cap\":\"1e-999999999\"",
        "\"cap\":99999999999999999999999999999999999999999999999999",
        "\"cap\":0.5",
        "\"epsilon\":\"NaN\"",
        "\"epsilon\":-1",
        "\"epsilon\":1e300",
        "\"epsilon\":0",
        "\"rho\":1",
        "\"from\":\"2026-02-30\"",
        "\"from\":\"+999999999-01-01\"",
        "\"from\":20260301",
        "\"to\":\"9999-12-31\"",
        "\"every\":\"0s\"",
        "\"every\":\"-1h\"",
        "\"every\":\"1\"",
        "\"table\":\"flows; DROP TABLE weir_analyst\"",
        "\"table\":\"read_csv('/etc/passwd')\"",
        "\"server\":\"192.0.2.1' OR '1'='1\"",
        "\"server\":\"192.0.2.1\\\" --\"",
        "\"server\":\"localhost\"",
        "\"domain-pattern\":\"%'; --\"",
        "\"domain-pattern\":\"*\"",
        "\"domain-pattern\":\"(a+)+$\"",
        "\"domain\":\"a\\u0000b\"",
        "\"domain\":\"a\\nb\"",
        "\"asn\":\"1 OR 1=1\"",
        "\"asn\":4294967296",
        "\"way\":\"sideways\"",
        "\"by\":\"c_ip\"",
        "\"by\":\"server\",\"keys\":[]",
        "\"by\":\"server\",\"keys\":[\"a,b\"]",
        "\"by\":\"server\",\"keys\":[[\"a\"]]",
        "\"by\":\"server\",\"delta\":0.5",
        "\"touched\":0",
        "\"touched\":2147483648",
        "\"column\":\"c_bytes\"",
        "\"limit\":3",
        "\"edges\":[1,2]",
        "\"memory\":\"1k\"",
        "\"engine\":\"spark\"",
        "\"token\":\"x\"",
        "\"\":1"
      })
  void questionsThatMeanNothingAreRefused(String setting) throws Exception {
    String name = setting.substring(0, setting.indexOf(':'));
    StringBuilder question = new StringBuilder();
    for (String usual :
        new String[] {
          "\"question\":\"volume\"", "\"from\":\"2026-03-01\"", "\"cap\":\"50k\"", "\"epsilon\":0.2"
        }) {
      question.append(usual.startsWith(name + ":") ? "" : usual + ",");
    }
    assertRefused(served.ask("ada", "{" + question + setting + "}"));
  }

  @Test
  void deepAndLongRequestsAreRefused() throws Exception {
    assertRefused(served.post("ada", "[".repeat(50_000)));
    assertRefused(served.post("ada", "{\"a\":".repeat(10_000)));
    assertRefused(served.ask("ada", "{\"" + "a".repeat(50_000) + "\":1}"));
    assertRefused(served.ask("ada", "{\"question\":\"" + "a".repeat(50_000) + "\"}"));
    String many = (PrivateServiceTest.VOLUME + ",").repeat(QuestionRequest.MOST);
    assertRefused(served.ask("ada", many + PrivateServiceTest.VOLUME));
    assertRefused(
        served.post("ada", "{\"dataset\":\"" + "o".repeat(50_000) + "\",\"questions\":[{}]}"));
  }

  @Test
  void answersThatAreTooLongAreRefused() throws Exception {
    String long1 =
        "{\"question\":\"users\",\"from\":\"2026-03-01\",\"every\":\"2s\",\"epsilon\":0.1}";
    assertRefused(served.ask("ada", long1 + "," + long1 + "," + long1));
    assertRefused(served.ask("ada", long1.replace("\"every\"", "\"to\":\"2034-03-01\",\"every\"")));
  }

  @Test
  void textsAreNeverSql() throws Exception {
    for (String domain :
        new String[] {
          "' OR 1=1 --",
          "\\\"; DROP TABLE flows; --",
          "x') UNION SELECT * FROM read_text('/etc/passwd') --",
          "`${jndi:ldap://x}`",
          "</script><script>alert(1)</script>"
        }) {
      Reply dry =
          served.post(
              "ada",
              "{\"dataset\":\"office\",\"dryRun\":true,\"questions\":[{\"question\":\"users\","
                  + "\"from\":\"2026-03-01\",\"epsilon\":0.1,\"domain\":\""
                  + domain
                  + "\"}]}");
      assertThat(dry.status()).as(dry.text()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\nX: \u0001\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api//me HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /api/me;a=b HTTP/1.1\r\nHost: a\r\n\r\n",
        "NONSENSE\r\n\r\n",
        "POST /api/questions HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /api/questions HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"
      })
  void brokenHttpShowsNothingOfTheInside(String text) throws Exception {
    String reply = raw(text);
    assertThat(reply).matches("(?s)HTTP/1.1 4\\d\\d .*");
    assertThat(reply).doesNotContain("Exception", "org.eclipse", "io.javalin", "Jetty", "Javalin");
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws Exception {
    assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
  }

  private static String raw(String text) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.uri("/").getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
