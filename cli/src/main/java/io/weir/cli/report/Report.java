// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import io.weir.cli.EngineOptions;
import io.weir.cli.Session;
import io.weir.cli.Work;
import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Engine.ExportFormat;
import io.weir.model.tables.FiveTables;
import io.weir.output.TemporaryDirectory;
import io.weir.output.report.Frame;
import io.weir.output.report.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills a page with the answers of all questions that fit an input.
 *
 * <p>The tables that are asked are laid aside as Parquet first, so that no question reads the input
 * again. Packets and a tool's own tables are counted in a further pass over what holds them.
 */
final class Report {
  /** Packets are many, and only counted. */
  private static final String PACKETS = "packets";

  private final Work work;
  private final Session session;
  private final EngineOptions engines;
  private final Page page;

  Report(Work work, Session session, EngineOptions engines, Page page) {
    this.work = work;
    this.session = session;
    this.engines = engines;
    this.page = page;
  }

  void fill() throws IOException {
    List<String> tables = work.inputs().tables();
    List<String> asked =
        tables.stream()
            .filter(name -> FiveTables.named(name).isPresent() && !name.equals(PACKETS))
            .toList();
    try (TemporaryDirectory aside = TemporaryDirectory.create()) {
      if (!asked.isEmpty()) {
        work.engine().convert(asked, aside.path(), ExportFormat.PARQUET);
      }
      work.finish();
      Overview overview = new Overview(work, page);
      count(tables, overview);
      if (aside.holdsFiles()) {
        ask(aside.path(), overview);
      } else {
        overview.write(Overview.ALL, Map.of());
      }
    }
  }

  /** Counts what is not laid aside, with an engine that keeps no account of records. */
  private void count(List<String> tables, Overview overview) {
    List<String> others = tables.stream().filter(name -> FiveTables.named(name).isEmpty()).toList();
    try (Engine engine = open(work.inputs().catalog())) {
      Answers answers = new Answers(engine, tables, session.loader());
      if (tables.contains(PACKETS)) {
        overview.packets(answers);
      }
      overview.others(others, answers);
    }
  }

  private Engine open(Catalog catalog) {
    return engines
        .provider(session.loader())
        .open(catalog, engines.settings(), (file, offset, reason, record, from, length) -> {});
  }

  private void ask(Path aside, Overview overview) {
    InputSettings settings = InputSettings.of(List.of());
    try (OpenedInputs inputs = Inputs.open(List.of(aside.toString()), settings);
        Engine engine = open(inputs.catalog())) {
      Answers answers = new Answers(engine, inputs.tables(), session.loader());
      List<Panel> panels = overview.panels(answers);
      Map<String, List<Answers.Answer>> sections = new LinkedHashMap<>();
      Panels.SECTIONS.forEach(section -> sections.put(section, new ArrayList<>()));
      List<String> missing = new ArrayList<>();
      Map<String, String> unexamined = new LinkedHashMap<>();
      for (Panel panel : panels) {
        Answers.Answer answer = answers.of(panel);
        if (answer.reason().isPresent()) {
          unexamined.put(panel.heading(), answer.reason().get());
        } else if (answer.rows().isEmpty()) {
          missing.add(panel.heading());
        } else {
          sections.computeIfAbsent(panel.section(), key -> new ArrayList<>()).add(answer);
        }
      }
      overview.write(missing, unexamined);
      sections.forEach(this::write);
    }
  }

  private void write(String section, List<Answers.Answer> answers) {
    if (!answers.isEmpty()) {
      page.section(section);
      for (Answers.Answer answer : answers) {
        Frame rows = answer.rows();
        page.panel(answer.panel().heading(), answer.drawing(), rows);
      }
    }
  }
}
