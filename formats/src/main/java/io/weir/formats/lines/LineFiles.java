// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.input.DamagedFileException;
import io.weir.input.LineBlocks;
import io.weir.input.Splits;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.Scan;
import io.weir.model.Split;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of lines: their beginnings and their splits. */
public final class LineFiles {
  /** The column that tells a line's number, which only a file's beginning tells. */
  public static final String LINE = "src_line";

  /** So much of a file's content decides what it is, for everybody who looks into it. */
  public static final int LOOK = 1 << 14;

  private LineFiles() {}

  /** Splits at any line; whole files when line numbers are wanted. */
  public static List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    boolean isWhole =
        scan.tables().stream()
            .flatMap(table -> table.wanted().stream())
            .anyMatch(column -> column.name().equals(LINE));
    return isWhole ? files.stream().map(Split::whole).toList() : Splits.ofLines(files, parallelism);
  }

  /** Tells whether all parts of a file are such as its beginning says. */
  public interface Uniformity {
    boolean holds(InputFile file, List<Split> parts) throws IOException;
  }

  /** The same, but a file whose parts differ from its beginning is read whole. */
  public static List<Split> plan(
      List<InputFile> files, Scan scan, int parallelism, Uniformity uniformity) throws IOException {
    Map<InputFile, List<Split>> byFile = new LinkedHashMap<>();
    for (Split split : plan(files, scan, parallelism)) {
      byFile.computeIfAbsent(split.file(), file -> new ArrayList<>()).add(split);
    }
    List<Split> splits = new ArrayList<>();
    for (Map.Entry<InputFile, List<Split>> parts : byFile.entrySet()) {
      if (parts.getValue().size() == 1 || uniformity.holds(parts.getKey(), parts.getValue())) {
        splits.addAll(parts.getValue());
      } else {
        splits.add(Split.whole(parts.getKey()));
      }
    }
    return splits;
  }

  /** The beginning of a file, or what of it is before its damage. */
  public static Head head(InputFile file) throws IOException {
    byte[] bytes = new byte[LOOK + 1];
    int filled = 0;
    boolean isComplete = false;
    try (InputStream in = file.open(0)) {
      while (filled < bytes.length && !isComplete) {
        int count = in.read(bytes, filled, bytes.length - filled);
        isComplete = count < 0;
        filled += Math.max(0, count);
      }
    } catch (DamagedFileException e) {
      // A reader will meet the damage and count it; what is before it is looked at.
      isComplete = false;
    }
    return new Head(file, Arrays.copyOf(bytes, filled), isComplete);
  }

  /** The whole lines at the beginning that are not empty, each byte as one character. */
  public static List<String> lines(Head head) {
    int length = Math.min(head.bytes().length, LOOK);
    int from = LineBlocks.markLength(head.bytes(), length);
    boolean isWhole = head.complete() && length == head.bytes().length;
    String text = new String(head.bytes(), from, length - from, ISO_8859_1);
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    if (!isWhole && lines.size() > 1) {
      lines.remove(lines.size() - 1);
    }
    lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    lines.removeIf(String::isEmpty);
    return lines;
  }
}
