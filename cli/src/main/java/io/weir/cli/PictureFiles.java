// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pictures of an analysis, drawn of the rows that pass on their way to the answer and to files.
 */
final class PictureFiles {
  private final Path directory;
  private final AnalysisSpec<?> spec;
  private final List<Picture> pictures;
  private final Map<String, Frame.Watcher> tables = new HashMap<>();
  private final Map<Picture, Frame.Watcher> drawn = new LinkedHashMap<>();

  PictureFiles(Path directory, AnalysisSpec<?> spec, List<Picture> pictures) {
    this.directory = directory;
    this.spec = spec;
    this.pictures = List.copyOf(pictures);
  }

  /** The rows of an output, noted for its table and its pictures. */
  Result watch(String output, Result rows) {
    Frame.Watcher table = Frame.watch(rows);
    tables.put(output, table);
    Result watched = table;
    for (Picture picture : pictures) {
      if (picture.output().equals(output)) {
        Frame.Watcher watcher = Frame.watch(watched, picture);
        drawn.put(picture, watcher);
        watched = watcher;
      }
    }
    return watched;
  }

  /**
   * Writes each picture as PNG, and a page of all with the outputs' tables.
   *
   * @param settings what was set
   */
  void write(Map<String, String> settings, Session session) throws IOException {
    Page page = new Page(spec.name());
    page.note(spec.summary());
    if (!settings.isEmpty()) {
      page.facts(settings);
    }
    for (TableSchema output : spec.outputs()) {
      Frame.Watcher watcher = tables.get(output.name());
      if (watcher != null && !watcher.frame().isEmpty()) {
        Frame rows = watcher.frame().with(output.columns());
        page.panel(output.meaning(), drawings(output), rows);
      }
    }
    try (WholeFile file = WholeFile.at(directory.resolve(spec.name() + ".html"))) {
      page.write(file.stream());
      file.publish();
    }
    Drawing.defect().ifPresent(defect -> session.tell("no pictures were drawn: " + defect));
  }

  private List<Drawing> drawings(TableSchema output) throws IOException {
    List<Drawing> drawings = new ArrayList<>();
    if (Drawing.defect().isPresent()) {
      return drawings;
    }
    for (Map.Entry<Picture, Frame.Watcher> entry : drawn.entrySet()) {
      Picture picture = entry.getKey();
      Optional<Drawing> drawing =
          picture.output().equals(output.name())
              ? Drawing.of(picture, entry.getValue().frame().with(output.columns()))
              : Optional.empty();
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
