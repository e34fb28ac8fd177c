// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.cli.Main;
import io.weir.cli.Surroundings;
import io.weir.console.Served.Reply;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
  private static final Pattern STARTED = Pattern.compile("questions are answered at (\\S+),");
  private static final String CONN =
      """
      #separator \\x09
      #set_separator\t,
      #empty_field\t(empty)
      #unset_field\t-
      #path\tconn
      #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\torig_bytes\tresp_bytes\tlocal_orig\tlocal_resp
      #types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tcount\tbool\tbool
      1772323200.000001\tC1\t192.0.2.1\t40000\t198.51.100.2\t443\ttcp\t100000000\t2000\tT\tF
      """;

  private final Path directory;

  ServeCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Path ledger() {
    return directory.resolve("ledger.db");
  }

  /** Runs a command line; tells what it printed, or what was wrong. */
  private String run(String line, Object... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = run(out, err, line, more);
    return code == 0 ? out.toString(UTF_8) : err.toString(UTF_8);
  }

  private int run(
      ByteArrayOutputStream out, ByteArrayOutputStream err, String line, Object... more) {
    String[] words =
        Stream.concat(Arrays.stream(line.split(" ", -1)), Arrays.stream(more).map(Object::toString))
            .toArray(String[]::new);
    Map<String, String> environment =
        Map.of("WEIR_LEDGER", ledger().toString(), "WEIR_TLS_PASSWORD", "changeit");
    return Main.run(
        words,
        new Surroundings(
            InputStream.nullInputStream(),
            out,
            new PrintStream(err, true, UTF_8),
            environment,
            List.of(),
            0));
  }

  private String register() throws Exception {
    Path log = Files.writeString(directory.resolve("conn.log"), CONN);
    assertThat(run("private register office --zone UTC --epsilon 900 --pure", log))
        .contains("office is registered");
    return run("private analyst add ada --epsilon 900 --pure").strip();
  }

  /** Registers a dataset with look-ups of its own beside that without. */
  private Path registerWithSystems() throws Exception {
    Path systems = Files.writeString(directory.resolve("systems.dat"), "198.51.100.0/24\t64500\n");
    Path log = Files.writeString(directory.resolve("other.log"), CONN.replace("C1", "C2"));
    assertThat(
            run("private register annex --zone UTC --epsilon 900 --pure --asn-db " + systems, log))
        .contains("annex is registered");
    return systems;
  }

  /** Lets a service run while something is done with it. */
  private void serving(String options, ServiceUse use) throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Callable<Integer> serve =
        () ->
            run(
                new ByteArrayOutputStream(),
                err,
                "private serve --listen 127.0.0.1:0 --step 10ms --for 60s" + options);
    Future<Integer> service = thread.submit(serve);
    try {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> service.isDone() || STARTED.matcher(err.toString(UTF_8)).find());
      Matcher started = STARTED.matcher(err.toString(UTF_8));
      assertThat(started.find()).as(err.toString(UTF_8)).isTrue();
      use.of(started.group(1));
    } finally {
      thread.shutdownNow();
      service.get();
    }
  }

  private interface ServiceUse {
    void of(String address) throws Exception;
  }

  private static HttpRequest.Builder volume(String address, String token) {
    return HttpRequest.newBuilder(URI.create(address + "api/questions"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                "{\"dataset\":\"office\",\"questions\":[{\"question\":\"volume\",\"from\":"
                    + "\"2026-03-01\",\"cap\":\"1g\",\"epsilon\":800}]}"));
  }

  @Test
  void questionsAreAnsweredFromTheRegisteredFiles() throws Exception {
    String token = register();
    serving(
        "",
        address -> {
          Reply reply = Served.send(volume(address, token));
          assertThat(reply.status()).as(reply.text()).isEqualTo(200);
          // 100,002,000 bytes; at such a price the noise has a scale of 1,250,000.
          Matcher value = Pattern.compile("\"value\":(\\d+)").matcher(reply.text());
          assertThat(value.find()).as(reply.text()).isTrue();
          assertThat(Long.parseLong(value.group(1))).isBetween(50_000_000L, 150_000_000L);
        });
    assertThat(run("private budget office --charges")).contains("ada", "epsilon 800");
  }

  @Test
  void filesThatHaveChangedAreNotAskedAbout() throws Exception {
    String token = register();
    Files.writeString(directory.resolve("conn.log"), CONN + "\n");
    serving(
        "",
        address -> {
          Reply reply = Served.send(volume(address, token));
          assertThat(reply.status()).isEqualTo(503);
          assertThat(reply.detail())
              .isEqualTo(
                  "Cannot ask about office: its files, or those of look-ups, are not there as they"
                      + " were registered. Tell the operator.");
          Files.delete(directory.resolve("conn.log"));
          Reply missing = Served.send(volume(address, token));
          assertThat(missing.text()).isEqualTo(reply.text());
        });
    assertThat(run("private budget office --charges").lines()).hasSize(1);
  }

  private static Reply askBySystem(String address, String token, String dataset, int epsilon)
      throws Exception {
    String body =
        "{\"dataset\":\"%s\",\"questions\":[{\"question\":\"volume\",\"from\":\"2026-03-01\","
            + "\"cap\":\"1g\",\"epsilon\":%d,\"asn\":64500}]}";
    return Served.send(
        HttpRequest.newBuilder(URI.create(address + "api/questions"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.formatted(dataset, epsilon))));
  }

  @Test
  void lookUpsAreThoseOfEachDataset() throws Exception {
    String token = register();
    Path systems = registerWithSystems();
    serving(
        "",
        address -> {
          Reply without = askBySystem(address, token, "office", 400);
          assertThat(without.status()).isEqualTo(400);
          assertThat(without.detail()).startsWith("Cannot tell autonomous systems");
          Reply with = askBySystem(address, token, "annex", 800);
          Matcher value = Pattern.compile("\"value\":(\\d+)").matcher(with.text());
          assertThat(value.find()).as(with.text()).isTrue();
          assertThat(Long.parseLong(value.group(1))).isBetween(50_000_000L, 150_000_000L);
        });
    Files.delete(systems);
    serving(
        "",
        address -> {
          Reply gone = askBySystem(address, token, "annex", 50);
          assertThat(gone.status()).isEqualTo(503);
          assertThat(gone.text()).doesNotContain("systems.dat");
        });
    assertThat(run("private budget annex --charges"))
        .contains("epsilon 800")
        .doesNotContain("epsilon 50");
  }

  @Test
  void tlsIsSpokenWithKeysOfEitherForm() throws Exception {
    String token = register();
    KeyStore store = keys();
    SSLContext trust = trusting(store);
    for (String option :
        List.of(
            " --tls-keystore " + directory.resolve("keys.p12"),
            " --tls-certificate "
                + directory.resolve("weir.pem")
                + " --tls-key "
                + directory.resolve("weir.key"))) {
      serving(
          option,
          address -> {
            assertThat(address).startsWith("https://");
            HttpClient client =
                HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(trust)
                    .build();
            HttpRequest.Builder me =
                HttpRequest.newBuilder(URI.create(address + "api/me"))
                    .header("Authorization", "Bearer " + token);
            Reply reply = Served.send(client, me);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("strict-transport-security")).contains("max-age=31536000");
          });
    }
  }

  /** Makes keys with the JDK's own tool, in PKCS #12 and in PEM. */
  private KeyStore keys() throws Exception {
    Path file = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "weir",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    byte[] key = store.getKey("weir", "changeit".toCharArray()).getEncoded();
    pem("weir.key", "PRIVATE KEY", key);
    pem("weir.pem", "CERTIFICATE", store.getCertificate("weir").getEncoded());
    return store;
  }

  private void pem(String name, String what, byte[] bytes) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        directory.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
  }

  private static SSLContext trusting(KeyStore store) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("weir", store.getCertificate("weir"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @Test
  void wrongKeysAreTold() throws Exception {
    keys();
    Path store = directory.resolve("keys.p12");
    assertThatThrownBy(() -> TlsKeys.ofStore(store, "other"))
        .hasMessageStartingWith("Cannot use the keys in " + store + ": the password is another.");
    Path certificate = directory.resolve("weir.pem");
    assertThatThrownBy(() -> TlsKeys.ofPem(certificate, certificate))
        .hasMessageStartingWith(
            "Cannot use the private key in " + certificate + ": there is none in it.");
    Path key = directory.resolve("weir.key");
    assertThatThrownBy(() -> TlsKeys.ofPem(key, key))
        .hasMessageStartingWith("Cannot use the certificate in " + key + ": ");
    assertThatThrownBy(() -> TlsKeys.ofPem(certificate, directory.resolve("none.key")))
        .hasMessageContaining("there is no such file");
  }

  @Test
  void anAddressThatIsTakenIsTold() throws Exception {
    register();
    serving(
        "",
        address -> {
          String place = address.replaceAll("http://|/", "");
          assertThat(run("private serve --listen " + place))
              .isEqualTo(
                  "Cannot listen at "
                      + place
                      + ": the address is in use, or not to be had. Name another address or port"
                      + " with --listen.\n");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--listen 0.0.0.0:8443|Cannot listen at 0.0.0.0 without TLS: tokens and answers could be read"
            + " on the way. Give --tls-certificate and --tls-key, listen at 127.0.0.1, or tell of a"
            + " proxy with --behind-proxy.",
        "--listen 8080|Cannot listen at 8080: it must be HOST:PORT, as 127.0.0.1:8080.",
        "--listen 127.0.0.1:65536|Cannot listen at 127.0.0.1:65536: it must be HOST:PORT, as"
            + " 127.0.0.1:8080.",
        "--step 2|Cannot set --step: it must be a number with a unit: us, ms, s, m, h or d, such as"
            + " 90s or 5m (2).",
        "--step 0s|Cannot set --step: it must be from 10ms to 1h (0s).",
        "--requests 0|Cannot set --requests: it must be a whole number of at least 1 (0).",
        "--tls-key a.pem|Cannot tell the keys of TLS: give --tls-certificate and --tls-key, or"
            + " --tls-keystore alone.",
        "--engine sparc|Cannot use the engine sparc: there is none of that name. Did you mean spark?"
      })
  void whatIsWrongIsTold(String options, String message) throws Exception {
    register();
    assertThat(run("private serve " + options)).isEqualTo(message + "\n");
  }
}
