// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import com.google.auto.service.AutoService;
import io.weir.cli.json.Json;
import io.weir.job.FileReport;
import io.weir.job.Inputs;
import io.weir.model.WeirException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what files are. */
@AutoService(Subcommand.class)
public final class DetectCommand implements Subcommand {
  @Override
  public String name() {
    return "detect";
  }

  @Override
  public String summary() {
    return "Say what each file is, which tables it fills, and why.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration.furtherArguments("INPUT", "files, directories or patterns; - for standard input");
    InputOptions.declareReading(declaration);
    declaration.flag("--why", "Say of each file what the other formats made of it.");
    declaration.flag("--json", "Print an object a file, for programs.");
    InputOptions.declareFormats(declaration);
    declaration.examples(
        "weir detect logs/", "weir detect unknown.bin --why", "weir detect logs/ --json");
  }

  @Override
  public int run(Given given, Session session) {
    List<String> arguments = given.arguments(0);
    if (arguments.isEmpty()) {
      throw WeirException.usage(
          "Cannot run weir detect: INPUT is missing. Name files or directories.");
    }
    StringBuilder text = new StringBuilder();
    for (FileReport file : Inputs.detect(arguments, InputOptions.of(given, session))) {
      if (given.isSet("--json")) {
        appendObject(text, file);
        continue;
      }
      append(text, file);
      if (given.isSet("--why")) {
        file.others()
            .forEach(v -> text.append("  not ").append(v.format() + ": " + v.why()).append('\n'));
      }
    }
    session.print(text.toString());
    return 0;
  }

  private static void append(StringBuilder text, FileReport file) {
    text.append(file.input().isEmpty() ? "" : file.input() + "=");
    text.append(file.path()).append(": ");
    text.append(file.outcome().isRead() ? file.format() : file.outcome().toString());
    if (!file.compression().isEmpty() && !file.compression().equals("plain")) {
      text.append(", ").append(file.compression());
    }
    file.names().forEach(table -> text.append(", ").append(table));
    text.append(": ").append(file.why()).append('\n');
  }

  /** As one line, an object of JSON. */
  private static void appendObject(StringBuilder text, FileReport file) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("input", file.input());
    members.put("path", file.path());
    members.put("outcome", file.outcome().toString());
    members.put("format", file.format());
    members.put("compression", file.compression());
    members.put("why", file.why());
    text.append('{');
    members.forEach(
        (name, value) ->
            text.append(Json.quoted(name)).append(": ").append(Json.quoted(value)).append(", "));
    if (file.length() >= 0) {
      text.append("\"bytes\": ").append(file.length()).append(", ");
    }
    text.append("\"tables\": [")
        .append(file.names().stream().map(Json::quoted).collect(Collectors.joining(", ")))
        .append("], \"others\": {")
        .append(
            file.others().stream()
                .map(other -> Json.quoted(other.format()) + ": " + Json.quoted(other.why()))
                .collect(Collectors.joining(", ")))
        .append("}}\n");
  }
}
