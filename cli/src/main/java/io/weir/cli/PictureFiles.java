// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.Column;
import io.weir.model.TableSchema;
import io.weir.model.analysis.AnalysisSpec;
import io.weir.model.analysis.Picture;
import io.weir.model.engine.Result;
import io.weir.output.WholeFile;
import io.weir.output.report.Drawing;
import io.weir.output.report.Frame;
import io.weir.output.report.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pictures of an analysis, drawn of the rows that pass on their way to the answer and to files.
 */
final class PictureFiles {
  private final Path directory;
  private final AnalysisSpec<?> spec;
  private final List<Picture> pictures;
  private final Map<String, Frame.Watcher> watched = new LinkedHashMap<>();

  PictureFiles(Path directory, AnalysisSpec<?> spec, List<Picture> pictures) {
    this.directory = directory;
    this.spec = spec;
    this.pictures = List.copyOf(pictures);
  }

  /** The rows of an output, noted for its pictures. */
  Result watch(String output, Result rows) {
    Set<String> wanted = new HashSet<>();
    Optional<String> mark = Optional.empty();
    for (Picture picture : pictures) {
      if (picture.output().equals(output)) {
        rows.columns().stream().map(Column::name).forEach(wanted::add);
        if (picture instanceof Picture.Lines lines) {
          mark = lines.mark();
        }
      }
    }
    Frame.Watcher watcher = Frame.watch(rows, wanted, mark.orElse(""));
    watched.put(output, watcher);
    return watcher;
  }

  /**
   * Writes each picture as PNG, and a page of all with their tables.
   *
   * @param settings what was set
   */
  void write(Map<String, String> settings, Session session) throws IOException {
    if (pictures.isEmpty()) {
      return;
    }
    Page page = new Page(spec.name());
    page.note(spec.summary());
    if (!settings.isEmpty()) {
      page.facts(settings);
    }
    for (TableSchema output : spec.outputs()) {
      Frame.Watcher watcher = watched.get(output.name());
      if (watcher != null && !watcher.frame().isEmpty()) {
        Frame rows = watcher.frame().with(output.columns());
        page.panel(output.meaning(), drawn(output.name(), rows), rows);
      }
    }
    try (WholeFile file = WholeFile.at(directory.resolve(spec.name() + ".html"))) {
      page.write(file.stream());
      file.publish();
    }
    Drawing.defect().ifPresent(defect -> session.tell("no pictures were drawn: " + defect));
  }

  private List<Drawing> drawn(String output, Frame rows) throws IOException {
    List<Drawing> drawings = new ArrayList<>();
    if (Drawing.defect().isPresent()) {
      return drawings;
    }
    for (Picture picture : pictures) {
      Optional<Drawing> drawing =
          picture.output().equals(output) ? Drawing.of(picture, rows) : Optional.empty();
      if (drawing.isPresent()) {
        drawings.add(drawing.get());
        Path png = directory.resolve(picture.name() + ".png");
        try (WholeFile file = WholeFile.at(png)) {
          file.stream().write(drawing.get().titledPng());
          file.publish();
        }
      }
    }
    return drawings;
  }
}
