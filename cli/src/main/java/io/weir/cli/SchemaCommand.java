// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import com.google.auto.service.AutoService;
import io.weir.job.Formats;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.ComposedTable;
import io.weir.model.Format;
import io.weir.model.Nearest;
import io.weir.model.Options;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows tables and their columns. */
@AutoService(Subcommand.class)
public final class SchemaCommand implements Subcommand {
  @Override
  public String name() {
    return "schema";
  }

  @Override
  public String summary() {
    return "Show the tables and their columns: type, unit and meaning.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration
        .optionalArgument("TABLE", "a table; default: all")
        .furtherArguments("INPUT", "show the tables that these files have")
        .flag("--json", "Show JSON.")
        .option("--sql", "FORMAT", "Show the SQL that composes TABLE of this format's own tables.");
    InputOptions.declare(declaration);
    declaration.examples(
        "weir schema",
        "weir schema named_flows",
        "weir schema logs/",
        "weir schema zeek_conn logs/ --json",
        "weir schema --sql zeek named_flows");
  }

  @Override
  public int run(Given given, Session session) throws IOException {
    Optional<String> table = given.argument(0);
    List<String> inputs = new ArrayList<>(given.arguments(1));
    if (given.text("--sql").isPresent()) {
      session.print(sql(given, table, session));
      return 0;
    }
    boolean isTable = table.filter(name -> FiveTables.named(name).isPresent()).isPresent();
    if (!isTable && inputs.isEmpty() && table.filter(SchemaCommand::isInput).isPresent()) {
      inputs.add(table.get());
      table = Optional.empty();
    }
    if (inputs.isEmpty()) {
      show(FiveTables.ALL, table, given, session);
      return 0;
    }
    try (OpenedInputs opened = Inputs.open(inputs, InputOptions.of(given, session))) {
      opened.warnings().forEach(session::tell);
      List<TableSchema> tables = InputTables.of(opened.catalog());
      if (table.isPresent() || given.isSet("--json")) {
        tables = InputTables.described(tables, opened.catalog(), table, session.loader());
      }
      show(tables, table, given, session);
    }
    return 0;
  }

  /** What is not spelled as a table's name is an input. */
  private static boolean isInput(String text) {
    return !text.matches("[A-Za-z_][A-Za-z0-9_]*")
        || java.nio.file.Files.exists(java.nio.file.Path.of(text));
  }

  private static void show(
      List<TableSchema> tables, Optional<String> name, Given given, Session session) {
    List<TableSchema> shown = name.isEmpty() ? tables : List.of(named(name.get(), tables));
    int screen = session.surroundings().columns();
    if (given.isSet("--json")) {
      session.print(SchemaText.json(shown));
    } else if (name.isPresent()) {
      session.print(SchemaText.columns(shown.get(0), screen));
    } else {
      session.print(SchemaText.overview(shown, screen));
    }
  }

  private static TableSchema named(String name, List<TableSchema> tables) {
    List<String> names = tables.stream().map(TableSchema::name).toList();
    return tables.stream()
        .filter(table -> table.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot show table %s: there is none of that name. %s",
                    name, Nearest.remedy(name, "Tables", names)));
  }

  private static String sql(Given given, Optional<String> table, Session session) {
    String formatName = given.text("--sql").orElseThrow();
    Format format = Formats.named(formatName, Formats.find(session.loader()));
    Options options = InputOptions.of(given, session).options();
    List<ComposedTable> composed = format.composed(options);
    List<String> names = composed.stream().map(c -> c.schema().name()).toList();
    String name = table.orElse("");
    return composed.stream()
        .filter(c -> c.schema().name().equalsIgnoreCase(name))
        .findFirst()
        .map(c -> c.sql().strip() + "\n")
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot show SQL of %s: %s composes no table of that name. %s",
                    name.isEmpty() ? "nothing" : name,
                    format.spec().name(),
                    Nearest.remedy(name, "Tables", names)));
  }
}
