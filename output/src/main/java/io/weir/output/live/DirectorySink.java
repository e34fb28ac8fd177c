// SPDX-License-Identifier: Apache-2.0
package io.weir.output.live;

import io.weir.model.WeirException;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import io.weir.output.OutputForm;
import io.weir.output.Sinks;
import io.weir.output.TerminalStyle;
import io.weir.output.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file for each batch that closed windows, in one directory: {@code rows-RUN-000000012.csv}. A
 * batch that comes again replaces its file.
 */
public final class DirectorySink implements LiveSink {
  private static final int RUN_LETTERS = 8;

  private final Path directory;
  private final OutputForm form;
  private String run = "";

  private DirectorySink(Path directory, OutputForm form) {
    this.directory = directory;
    this.form = form;
  }

  /** Writes files of this form to a directory, which is made if it is not there. */
  public static LiveSink to(Path directory, OutputForm form) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw WeirException.of(
          WeirException.Kind.USAGE,
          "Cannot write to %s: it is no directory, and cannot be made one. Name a directory: a live"
                  .formatted(directory)
              + " run writes a file for each batch.",
          e);
    }
    return new DirectorySink(directory, form);
  }

  @Override
  public void begin(String name) {
    run = name.substring(0, Math.min(RUN_LETTERS, name.length()));
  }

  @Override
  public void write(long batch, String output, Result rows) throws IOException {
    String name = String.format(Locale.ROOT, "%s-%s-%09d.%s", output, run, batch, form.ending());
    try (WholeFile file = WholeFile.at(directory.resolve(name))) {
      Sinks.of(form, TerminalStyle.FILE).write(rows, file.stream());
      file.publish();
    }
  }

  @Override
  public void close() {}
}
