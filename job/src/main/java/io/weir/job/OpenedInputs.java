// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.engine.Catalog;
import io.weir.model.engine.RelationFile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Inputs that were looked into and can be queried. Closing deletes temporary copies, so an engine
 * is closed before.
 */
public final class OpenedInputs implements AutoCloseable {
  private final Catalog catalog;
  private final List<FileReport> files;
  private final List<String> warnings;
  private final EngineFiles engineFiles;

  OpenedInputs(
      Catalog catalog, List<FileReport> files, List<String> warnings, EngineFiles engineFiles) {
    this.catalog = catalog;
    this.files = List.copyOf(files);
    this.warnings = List.copyOf(warnings);
    this.engineFiles = engineFiles;
  }

  public Catalog catalog() {
    return catalog;
  }

  /** What was found in each file; of each input those outside the time range last. */
  public List<FileReport> files() {
    return files;
  }

  /** Lines for standard error: files that are not read, counted by reason. */
  public List<String> warnings() {
    return warnings;
  }

  /** The names that queries can use, in alphabetical order. */
  public List<String> tables() {
    return tables(catalog);
  }

  static List<String> tables(Catalog catalog) {
    Set<String> names = new TreeSet<>(catalog.views().keySet());
    catalog.natives().forEach(table -> names.add(table.schema().name()));
    catalog.relations().stream().map(RelationFile::name).forEach(names::add);
    names.addAll(catalog.aliases().keySet());
    return List.copyOf(names);
  }

  @Override
  public void close() {
    engineFiles.close();
  }
}
