// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import com.google.auto.service.AutoService;
import io.weir.job.Analyses;
import io.weir.job.Parameters;
import io.weir.model.Option;
import io.weir.model.WeirException;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Engine.Acceptance;
import io.weir.model.engine.Engine.ExportFormat;
import io.weir.model.engine.Engine.PlanRun;
import io.weir.model.engine.Result;
import io.weir.output.MadeDirectory;
import io.weir.output.OutputForm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers a question that has a name. */
@AutoService(Subcommand.class)
public final class RunCommand implements Subcommand {
  @Override
  public String name() {
    return "run";
  }

  @Override
  public String summary() {
    return "Run an analysis: a question that has a name.";
  }

  @Override
  public void declare(Declaration declaration) {
    declaration
        .argument("ANALYSIS", "the question; weir list analyses shows them")
        .furtherArguments(
            "INPUT", "files, directories or patterns; - for standard input; NAME=PATH to name one")
        .section("Question")
        .repeatableOption(
            "--set", "KEY=VALUE", "Set a parameter; weir run ANALYSIS --help shows them.")
        .option("--seed", "N", "The seed for anything random; default: 0.");
    AnswerOptions.declare(declaration);
    declaration.option(
        "--report",
        "DIR",
        "Write the analysis's further outputs to this directory, its pictures as PNG, and a page of"
            + " HTML with these and their tables; with --engine spark the outputs alone to hdfs://…"
            + " or s3a://….");
    InputOptions.declare(declaration);
    RecordOptions.declare(declaration);
    EngineOptions.declare(declaration);
    LiveOptions.declare(declaration);
    declaration.examples(
        "weir run top-talkers logs/ --set every=1h --set limit=3",
        "weir run port-scan --help",
        "weir run domain-traffic capture.pcap -f markdown",
        "weir run top-talkers /opt/zeek/logs --live --set every=1m");
  }

  @Override
  public String details(List<String> words, ClassLoader loader) {
    StringBuilder text = new StringBuilder();
    for (Analysis<?> analysis : Analyses.find(loader)) {
      AnalysisSpec<?> spec = analysis.spec();
      if (!words.isEmpty() && spec.name().equalsIgnoreCase(words.get(0))) {
        text.append('\n').append(spec.name()).append(": ").append(spec.summary()).append('\n');
        TextColumns columns = new TextColumns();
        for (Option option : Parameters.options(spec.parameters())) {
          String value = option.defaultValue().isEmpty() ? "…" : option.defaultValue();
          columns.row("  --set " + option.name() + "=" + value, option.help());
        }
        text.append(columns.text(0));
      }
    }
    return text.toString();
  }

  @Override
  public Optional<String> remedy(String option, List<String> words, ClassLoader loader) {
    String key = option.replaceFirst("^-+", "");
    return Analyses.find(loader).stream()
        .map(Analysis::spec)
        .filter(spec -> !words.isEmpty() && spec.name().equalsIgnoreCase(words.get(0)))
        .flatMap(spec -> Parameters.options(spec.parameters()).stream())
        .filter(parameter -> parameter.name().equals(key))
        .map(parameter -> "Set the analysis's parameter with --set " + key + "=….")
        .findFirst();
  }

  @Override
  public int run(Given given, Session session) throws IOException {
    Analysis<?> analysis = Analyses.named(given.argument(0).orElse(""), session.loader());
    if (given.isSet("--live")) {
      LiveWork.run(analysis, settings(given), seed(given), given, session);
    } else {
      run(analysis, given, session);
    }
    return 0;
  }

  /** An input NAME=PATH that is meant as a parameter would be looked for as a file. */
  private static void refuseParameters(List<String> inputs, AnalysisSpec<?> spec) {
    for (String input : inputs) {
      int equals = input.indexOf('=');
      String value = input.substring(equals + 1);
      boolean isWord = value.matches("[^/*?\\[]*") && !new File(value).exists();
      if (equals > 0
          && isWord
          && Parameters.options(spec.parameters()).stream()
              .anyMatch(option -> option.name().equals(input.substring(0, equals)))) {
        throw WeirException.usage(
            "Cannot read input '%s': there is no such file. Set the analysis's parameter with --set"
                + " %s.",
            input, input);
      }
    }
  }

  private static <P extends Record> void run(Analysis<P> analysis, Given given, Session session)
      throws IOException {
    AnalysisSpec<P> spec = analysis.spec();
    P parameters = Parameters.bind(spec.name(), spec.parameters(), settings(given));
    AnswerOptions answer = AnswerOptions.of(given, session.surroundings());
    Optional<String> elsewhere = given.address("--report");
    answer.address().ifPresent(address -> Work.exported(answer.form(), address));
    elsewhere.ifPresent(address -> Work.exported(written(answer.form()), address));
    refuseParameters(given.arguments(1), spec);
    try (Work work =
        Work.open(
            session,
            given.arguments(1),
            InputOptions.of(given, session),
            EngineOptions.of(given),
            RecordOptions.of(given))) {
      requireWriter(work.engine(), answer.address().or(() -> elsewhere));
      Context context = new Context(Clock.systemUTC(), seed(given), work.inputs().tables());
      Plan plan = analysis.analyze(parameters, context);
      try (MadeDirectory made = MadeDirectory.at(given.path("--report"));
          PlanRun run = work.engine().run(plan)) {
        Optional<Path> directory = made.path();
        List<String> outputs = new ArrayList<>(plan.outputs().keySet());
        Optional<PictureFiles> pictures =
            directory.map(place -> new PictureFiles(place, spec, analysis.pictures(parameters)));
        Rows rows = output -> rows(run, output, pictures);
        List<String> further = outputs.subList(1, outputs.size());
        report(directory, run, rows, further, answer.form());
        if (elsewhere.isPresent()) {
          report(elsewhere.get(), run, further, answer.form());
        }
        work.write(answer, new Output(run, rows, outputs.get(0), directory.isPresent()));
        if (pictures.isPresent()) {
          pictures.get().write(settings(given), session);
        }
        run.counts().forEach((what, n) -> session.tell(what + ": " + n));
      } catch (WeirException e) {
        throw work.worded(e, "");
      }
    }
  }

  private static long seed(Given given) {
    Optional<String> text = given.text("--seed");
    try {
      return text.map(Long::parseLong).orElse(0L);
    } catch (NumberFormatException e) {
      throw WeirException.usage(
          "Cannot set --seed: it must be a whole number (%s).", text.orElse(""));
    }
  }

  private static Map<String, String> settings(Given given) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : given.texts("--set")) {
      int equals = setting.indexOf('=');
      if (equals <= 0) {
        throw WeirException.usage(
            "Cannot read --set %s: it must be KEY=VALUE, such as limit=10.", setting);
      }
      String key = setting.substring(0, equals);
      if (settings.put(key, setting.substring(equals + 1)) != null) {
        throw WeirException.usage("Cannot set %s: it is given twice. Give it once.", key);
      }
    }
    return settings;
  }

  /** The form of files beside an answer of a form. */
  private static OutputForm written(OutputForm form) {
    return form == OutputForm.TABLE ? OutputForm.CSV : form;
  }

  /** Refuses an address before anything runs. */
  private static void requireWriter(Engine engine, Optional<String> address) {
    if (address.isPresent() && !engine.writesElsewhere()) {
      throw WeirException.usage(
          "Cannot write to %s: the engine %s writes to this machine only. Use --engine spark.",
          address.get(), engine.name());
    }
  }

  private static void report(
      Optional<Path> directory, PlanRun run, Rows rows, List<String> outputs, OutputForm form)
      throws IOException {
    if (directory.isEmpty()) {
      return;
    }
    OutputForm files = written(form);
    for (String output : outputs) {
      Path file = directory.get().resolve(output + "." + files.ending());
      Work.writeAside(file, files, new Output(run, rows, output, true));
    }
  }

  /** Lets the engine write outputs below an address; pictures are of this machine. */
  private static void report(String address, PlanRun run, List<String> outputs, OutputForm form) {
    OutputForm files = written(form);
    ExportFormat format = Work.exported(files, address);
    String directory = address.replaceFirst("/+$", "") + "/";
    for (String output : outputs) {
      run.exportTo(output, directory + output + "." + files.ending(), format, () -> {});
    }
  }

  private static Result rows(PlanRun run, String output, Optional<PictureFiles> pictures) {
    Result rows = run.output(output);
    return pictures.isPresent() ? pictures.get().watch(output, rows) : rows;
  }

  /** The rows of outputs. */
  private interface Rows {
    Result of(String output);
  }

  /**
   * An output of a plan.
   *
   * @param isDrawn whether pictures are made of its rows
   */
  private record Output(PlanRun run, Rows all, String name, boolean isDrawn)
      implements Work.Answer {
    @Override
    public Result rows() {
      return all.of(name);
    }

    @Override
    public void export(Path target, ExportFormat format) {
      run.export(name, target, format);
      if (isDrawn) {
        try (Result rows = rows()) {
          while (rows.next()) {
            // Pictures look at rows as they pass.
          }
        }
      }
    }

    @Override
    public void export(String address, ExportFormat format, Acceptance acceptance) {
      run.exportTo(name, address, format, acceptance);
    }
  }
}
