// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.InputFile;
import io.weir.model.Rejects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which files are one capture that a tool cut into pieces: those in one directory whose names
 * differ in digits only (a number or a time), in the order of their first packets.
 */
public final class Rotation {
  private static final Rejects UNHEARD = (file, offset, reason, record, from, length) -> {};

  private record Piece(InputFile file, long nanos) {}

  private Rotation() {}

  /** Groups files into captures, each in order of time. */
  public static List<List<InputFile>> group(List<InputFile> files) throws IOException {
    Map<String, List<InputFile>> byName = new LinkedHashMap<>();
    for (InputFile file : files) {
      byName.computeIfAbsent(pattern(file), key -> new ArrayList<>()).add(file);
    }
    List<List<InputFile>> captures = new ArrayList<>();
    for (List<InputFile> capture : byName.values()) {
      captures.add(capture.size() == 1 ? capture : sorted(capture));
    }
    return captures;
  }

  /** The path without digits and with runs of separators as one. */
  private static String pattern(InputFile file) {
    String path = file.path();
    String directory = path.substring(0, path.lastIndexOf('/') + 1);
    String name = file.name().replaceAll("[0-9]+", "").replaceAll("[-_.:+ ]+", ".");
    return directory + (name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
  }

  private static List<InputFile> sorted(List<InputFile> files) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (InputFile file : files) {
      pieces.add(new Piece(file, firstPacket(file)));
    }
    pieces.sort(Comparator.comparingLong(Piece::nanos).thenComparing(piece -> piece.file().path()));
    return pieces.stream().map(Piece::file).toList();
  }

  /** The time of the first packet; the beginning of time for a file without one. */
  private static long firstPacket(InputFile file) throws IOException {
    try (CaptureFile capture = CaptureFile.open(file, UNHEARD)) {
      return capture.next() ? capture.nanos : Long.MIN_VALUE;
    }
  }
}
