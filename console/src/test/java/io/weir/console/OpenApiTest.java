// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.json.Json;
import io.weir.cli.json.JsonReader;
import io.weir.console.Served.Reply;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Rho;
import io.weir.privacy.ledger.Analyst;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description says what the service does. */
class OpenApiTest {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

  private final Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Served served;

  @SuppressWarnings("NullAway.Init")
  private Schema schema;

  OpenApiTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void serve() throws Exception {
    served = Served.in(directory);
    schema = new Schema(served.get("nobody's", "/api/openapi.json").json());
  }

  @AfterEach
  void end() {
    served.close();
  }

  @Test
  void whatIsDescribedIsThereAndNothingElseIs() throws Exception {
    Map<String, Json> paths = schema.fields("paths").all();
    assertThat(paths.keySet()).isEqualTo(OpenApi.paths());
    for (Map.Entry<String, Json> path : paths.entrySet()) {
      Set<String> described = ((Json.Fields) path.getValue()).all().keySet();
      for (String method : METHODS) {
        Reply reply =
            Served.send(
                served.request("ada", path.getKey()).method(method, BodyPublishers.ofString("{}")));
        boolean isThere = reply.status() != 405 && !reply.detail().startsWith("Cannot show that");
        assertThat(isThere)
            .as("%s %s: %s", method, path.getKey(), reply)
            .isEqualTo(described.contains(method.toLowerCase(Locale.ROOT)));
      }
    }
  }

  @Test
  void repliesAreAsDescribed() throws Exception {
    String questions =
        PrivateServiceTest.VOLUME
            + ",{\"question\":\"histogram\",\"from\":\"2026-03-01\",\"edges\":[1,2],\"rho\":0.01}"
            + ",{\"question\":\"top\",\"from\":\"2026-03-01\",\"epsilon\":0.1,\"by\":\"server\","
            + "\"keys\":[\"192.0.2.1\"],\"every\":\"12h\"}"
            + ",{\"question\":\"feature\",\"from\":\"2026-03-01\",\"epsilon\":\"0.1\",\"low\":0,"
            + "\"high\":9.5,\"column\":\"duration\",\"statistic\":\"percentile\"}";
    String request = "{\"dataset\":\"office\",\"questions\":[" + questions + "]}";
    served.ledger().add(concentrated());
    schema.check(
        "requestBody",
        "/api/questions",
        "post",
        JsonReader.read(request.getBytes(StandardCharsets.UTF_8), "it", ""));
    assertAsDescribed(
        served.post(served.ledger().add(concentrated()), request), "/api/questions", "post");
    assertAsDescribed(
        served.post("ada", request.replace("{\"dataset\"", "{\"dryRun\":true,\"dataset\"")),
        "/api/questions",
        "post");
    for (String path :
        List.of(
            "/api/me",
            "/api/datasets",
            "/api/questions",
            "/api/budget?dataset=office",
            "/api/budget?dataset=offi",
            "/api/audit",
            "/api/refusals")) {
      for (String who : List.of("ada", "olga", "nobody's")) {
        assertAsDescribed(served.get(who, path), path.replaceFirst("\\?.*", ""), "get");
      }
    }
    for (String refused :
        List.of(
            "{",
            request.replace("volume", "users"),
            "{\"dataset\":\"x\",\"questions\":[" + PrivateServiceTest.VOLUME + "]}")) {
      assertAsDescribed(served.post("bob", refused), "/api/questions", "post");
    }
  }

  private static Analyst concentrated() {
    return new Analyst(
        "rosa",
        Instant.now().plusSeconds(3600),
        new Cap.Concentrated(Rho.parse("1"), Delta.ZERO),
        new TreeSet<>(),
        new TreeSet<>());
  }

  private void assertAsDescribed(Reply reply, String path, String method) {
    schema.check(String.valueOf(reply.status()), path, method, reply.json());
  }

  @Test
  void aReplyThatIsNotAsDescribedIsFoundOut() {
    Json.Fields cap = Json.Fields.NONE.with("text", "epsilon 1");
    assertThat(schema.faults("Cap", cap)).isEmpty();
    assertThat(schema.faults("Cap", cap.with("more", 1))).isNotEmpty();
    assertThat(schema.faults("Cap", cap.with("rho", "1"))).isNotEmpty();
    assertThat(schema.faults("Cap", Json.Fields.NONE)).isNotEmpty();
    assertThat(schema.faults("Kind", Json.Fields.NONE.with("name", "x").with("summary", "")))
        .isNotEmpty();
  }

  /** As much of JSON Schema as the description uses. */
  private record Schema(Json.Fields description) {
    Json.Fields fields(String... names) {
      Json.Fields at = description;
      for (String name : names) {
        at = (Json.Fields) Objects.requireNonNull(at.all().get(name), name);
      }
      return at;
    }

    void check(String what, String path, String method, Json value) {
      Json.Fields holder =
          what.equals("requestBody")
              ? fields("paths", path, method, what)
              : fields("paths", path, method, "responses", what);
      Json.Fields content = (Json.Fields) Objects.requireNonNull(holder.all().get("content"));
      Json.Fields media = (Json.Fields) content.all().values().iterator().next();
      List<String> faults = new ArrayList<>();
      find((Json.Fields) Objects.requireNonNull(media.all().get("schema")), value, "", faults);
      assertThat(faults).as("%s %s %s: %s", method, path, what, value.text()).isEmpty();
    }

    List<String> faults(String name, Json value) {
      List<String> faults = new ArrayList<>();
      find(fields("components", "schemas", name), value, "", faults);
      return faults;
    }

    private void find(Json.Fields schema, Json value, String at, List<String> faults) {
      if (schema.all().get("$ref") instanceof Json.Text reference) {
        find(
            fields("components", "schemas", reference.value().replaceFirst(".*/", "")),
            value,
            at,
            faults);
        return;
      }
      if (schema.all().get("oneOf") instanceof Json.Elements choices) {
        long fit =
            choices.all().stream().filter(choice -> fits((Json.Fields) choice, value)).count();
        if (fit != 1) {
          faults.add(at + " is " + fit + " of one");
        }
        return;
      }
      if (!types(schema).contains(type(value))
          && !(types(schema).contains("number") && type(value).equals("integer"))) {
        faults.add(at + " is a " + type(value) + ", not " + types(schema));
        return;
      }
      if (schema.all().get("enum") instanceof Json.Elements words && !words.all().contains(value)) {
        faults.add(at + " is " + value.text());
      }
      if (value instanceof Json.Elements elements
          && schema.all().get("items") instanceof Json.Fields items) {
        elements.all().forEach(element -> find(items, element, at + "[]", faults));
      }
      if (value instanceof Json.Fields object) {
        findInside(schema, object, at, faults);
      }
    }

    private boolean fits(Json.Fields schema, Json value) {
      List<String> faults = new ArrayList<>();
      find(schema, value, "", faults);
      return faults.isEmpty();
    }

    private void findInside(
        Json.Fields schema, Json.Fields object, String at, List<String> faults) {
      Map<String, Json> properties =
          schema.all().get("properties") instanceof Json.Fields known ? known.all() : Map.of();
      if (schema.all().get("required") instanceof Json.Elements required) {
        for (Json name : required.all()) {
          if (!object.all().containsKey(((Json.Text) name).value())) {
            faults.add(at + " has no " + name.text());
          }
        }
      }
      object
          .all()
          .forEach(
              (name, value) -> {
                Json own = properties.get(name);
                Json others = schema.all().get("additionalProperties");
                if (own instanceof Json.Fields of) {
                  find(of, value, at + "." + name, faults);
                } else if (others instanceof Json.Fields of) {
                  find(of, value, at + "." + name, faults);
                } else if (others == Json.Word.FALSE) {
                  faults.add(at + " has " + name);
                }
              });
    }

    private static List<String> types(Json.Fields schema) {
      Json type = schema.all().get("type");
      if (type instanceof Json.Elements several) {
        return several.all().stream().map(one -> ((Json.Text) one).value()).toList();
      }
      return type instanceof Json.Text one ? List.of(one.value()) : List.of();
    }

    private static String type(Json value) {
      if (value instanceof Json.Digits number) {
        return number.written().matches("-?\\d+") ? "integer" : "number";
      }
      if (value instanceof Json.Text) {
        return "string";
      }
      if (value instanceof Json.Elements) {
        return "array";
      }
      return value instanceof Json.Fields ? "object" : value == Json.Word.NULL ? "null" : "boolean";
    }
  }
}
