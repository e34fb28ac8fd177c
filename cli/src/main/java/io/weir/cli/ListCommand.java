// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import com.google.auto.service.AutoService;
import io.weir.enrich.LookupFiles;
import io.weir.enrich.SqlFunction;
import io.weir.enrich.SqlFunctions;
import io.weir.job.Analyses;
import io.weir.job.Formats;
import io.weir.job.Parameters;
import io.weir.model.ComposedTable;
import io.weir.model.Format;
import io.weir.model.FormatSpec;
import io.weir.model.Nearest;
import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.RelationFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;

/** Lists what can be read, asked and used. */
@AutoService(Subcommand.class)
public final class ListCommand implements Subcommand {
  static final List<String> KINDS = List.of("formats", "analyses", "engines", "functions");

  @Override
  public String name() {
    return "list";
  }

  @Override
  public String summary() {
    return "List the formats that can be read, the analyses, engines and SQL functions.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration
        .optionalArgument(
            "KIND",
            String.join(", ", KINDS) + ", or the name of a format or an analysis; default: all")
        .examples("weir list", "weir list analyses", "weir list top-talkers");
  }

  @Override
  public int run(Given given, Session session) {
    int screen = session.surroundings().columns();
    if (given.argument(0).isPresent()) {
      session.print(list(given.argument(0).get(), session.loader()).text(screen));
      return 0;
    }
    StringBuilder all = new StringBuilder();
    for (String kind : KINDS) {
      all.append(all.isEmpty() ? "" : "\n").append(kind).append('\n');
      String text = list(kind, session.loader()).text(screen == 0 ? 0 : screen - 2);
      text.lines().forEach(line -> all.append("  ").append(line).append('\n'));
    }
    session.print(all.toString());
    return 0;
  }

  private static TextColumns list(String kind, ClassLoader loader) {
    return switch (kind) {
      case "formats" -> formats(loader);
      case "analyses" -> analyses(loader);
      case "engines" -> engines(loader);
      case "functions" -> functions();
      default -> named(kind, loader);
    };
  }

  private static TextColumns named(String name, ClassLoader loader) {
    TextColumns text = new TextColumns();
    List<String> known = new ArrayList<>(KINDS);
    for (Format format : Formats.find(loader)) {
      known.add(format.spec().name());
      if (format.spec().name().equals(name)) {
        add(format, text);
      }
    }
    for (Analysis<?> analysis : Analyses.find(loader)) {
      known.add(analysis.spec().name());
      if (analysis.spec().name().equals(name)) {
        add(analysis.spec(), text);
      }
    }
    if (text.isEmpty()) {
      throw WeirException.usage(
          "Cannot list %s: there is no kind, format or analysis of that name. %s",
          name,
          Nearest.to(name, known)
              .map(near -> "Did you mean " + near + "?")
              .orElse("Kinds: " + String.join(", ", KINDS) + "."));
    }
    return text;
  }

  private static TextColumns formats(ClassLoader loader) {
    TextColumns text = new TextColumns();
    for (Format format : Formats.find(loader)) {
      add(format, text);
    }
    for (RelationFile.Kind kind : RelationFile.Kind.values()) {
      text.row(
          kind.name().toLowerCase(Locale.ROOT),
          "Any table in a file, by its header; it has the file's name.");
    }
    return text;
  }

  private static void add(Format format, TextColumns text) {
    FormatSpec spec = format.spec();
    List<ComposedTable> composed = format.composed(Options.NONE);
    Set<String> tables = new LinkedHashSet<>();
    spec.tables().forEach(table -> tables.add(table.name()));
    composed.forEach(table -> tables.add(table.schema().name()));
    text.row(spec.name(), spec.summary());
    if (!tables.isEmpty()) {
      text.row("", "fills " + String.join(", ", tables));
    }
    Set<String> sources = new LinkedHashSet<>();
    composed.stream()
        .flatMap(table -> table.sources().stream())
        .filter(source -> !tables.contains(source.name()))
        .forEach(source -> sources.add(source.name()));
    if (!sources.isEmpty()) {
      text.row("", "from " + String.join(", ", sources));
    }
    spec.options().forEach(option -> text.row("", "--" + line(option)));
  }

  private static TextColumns analyses(ClassLoader loader) {
    TextColumns text = new TextColumns();
    Analyses.find(loader).forEach(analysis -> add(analysis.spec(), text));
    return text;
  }

  private static void add(AnalysisSpec<?> spec, TextColumns text) {
    text.row(spec.name(), spec.summary());
    String reads =
        spec.reads().isEmpty()
            ? "the table that is named"
            : String.join(", or where there is none ", spec.reads());
    String live =
        switch (spec.live()) {
          case ALWAYS -> "; also with --live";
          case WITH_WINDOWS -> "; also with --live, in windows: --set every=…";
          case BOUNDED_ONLY -> "; needs all of its input: not with --live";
        };
    text.row("", "reads " + reads + live);
    Parameters.options(spec.parameters()).forEach(option -> text.row("", "--set " + line(option)));
    for (TableSchema output : spec.outputs()) {
      String columns = String.join(", ", output.columnNames());
      text.row("", "gives " + output.name() + (columns.isEmpty() ? "" : ": " + columns));
    }
  }

  private static String line(Option option) {
    String value = option.defaultValue().isEmpty() ? "…" : option.defaultValue();
    return option.name() + "=" + value + "  " + option.help();
  }

  private static TextColumns engines(ClassLoader loader) {
    TextColumns text = new TextColumns();
    boolean hasSpark = false;
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class, loader)) {
      text.row(provider.name());
      hasSpark |= provider.name().equals(EngineOptions.SPARK);
    }
    if (!hasSpark) {
      text.row(EngineOptions.SPARK, "with --engine spark, which builds it at first use");
    }
    return text;
  }

  private static TextColumns functions() {
    TextColumns text = new TextColumns();
    for (SqlFunction function : SqlFunctions.all(LookupFiles.of(Options.NONE))) {
      text.row(function.signature(), function.returns().toString(), function.meaning());
    }
    return text;
  }
}
