// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.weir.model.WeirException;
import io.weir.model.analysis.Plan;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The directory in which a run remembers how far it is. Beside what Spark keeps there lies {@code
 * weir.json}, which tells whose it is; only one process uses it at a time.
 */
final class Checkpoint implements Closeable {
  private static final String FILE = "weir.json";
  private static final String LOCK = "weir.lock";

  /** Grows when a checkpoint can no longer be read as before. */
  private static final int LAYOUT = 2;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path directory;
  private final String run;
  private final boolean isTemporary;
  private final FileChannel lock;

  private Checkpoint(Path directory, String run, boolean isTemporary, FileChannel lock) {
    this.directory = directory;
    this.run = run;
    this.isTemporary = isTemporary;
    this.lock = lock;
  }

  /**
   * Whose a checkpoint is.
   *
   * @param parameters as given
   * @param input what is read
   * @param steps what is computed, as {@link #digest} tells it
   */
  record Owner(String analysis, Map<String, String> parameters, List<String> input, String steps) {
    Owner {
      parameters = new TreeMap<>(parameters);
      input = List.copyOf(input);
    }

    private String text() {
      StringBuilder text = new StringBuilder(analysis);
      parameters.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
      return text.append(" of ").append(String.join(" ", input)).toString();
    }
  }

  /** The contents of {@code weir.json}. */
  record Note(
      int layout,
      String run,
      String analysis,
      Map<String, String> parameters,
      List<String> input,
      String steps,
      boolean ended) {
    private Owner owner() {
      return new Owner(analysis, parameters, input, steps);
    }
  }

  /**
   * Opens the checkpoint of a run, or makes it.
   *
   * @param given empty for one that is deleted when it is closed
   */
  static Checkpoint open(Optional<Path> given, Owner owner) {
    try {
      Path directory = given.isPresent() ? given.get() : Files.createTempDirectory("weir-live-");
      Files.createDirectories(directory);
      FileChannel lock = lock(directory);
      try {
        return new Checkpoint(directory, claim(directory, owner), given.isEmpty(), lock);
      } catch (RuntimeException | IOException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot use the checkpoint %s: it cannot be written (%s). Name another with --checkpoint."
              .formatted(given.map(Path::toString).orElse(""), e),
          e);
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(directory);
    }
    channel.close();
    throw inUse(directory);
  }

  private static WeirException inUse(Path directory) {
    return WeirException.usage(
        "Cannot use the checkpoint %s: another run is using it. Stop that one, or name another"
            + " --checkpoint.",
        directory);
  }

  /** The name of the run that goes on, or begins. */
  private static String claim(Path directory, Owner owner) throws IOException {
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      return requireOwn(directory, owner);
    }
    try (Stream<Path> files = Files.list(directory)) {
      if (files.anyMatch(other -> !other.endsWith(LOCK))) {
        throw WeirException.usage(
            "Cannot use the checkpoint %s: it holds other files, and no %s. Name a new directory.",
            directory, FILE);
      }
    }
    String run = UUID.randomUUID().toString();
    write(
        directory,
        new Note(
            LAYOUT,
            run,
            owner.analysis(),
            owner.parameters(),
            owner.input(),
            owner.steps(),
            false));
    return run;
  }

  private static String requireOwn(Path directory, Owner owner) throws IOException {
    Note note = read(directory);
    if (note.layout() != LAYOUT) {
      throw WeirException.usage(
          "Cannot go on from the checkpoint %s: another version of Weir made it (layout %d, this is"
              + " %d). Name a new directory.",
          directory, note.layout(), LAYOUT);
    }
    String theirs = note.owner().text();
    if (!theirs.equals(owner.text())) {
      throw WeirException.usage(
          "Cannot go on from the checkpoint %s: it is of another run (%s; this is %s). Name another"
              + " --checkpoint, or ask what it was made for.",
          directory, theirs, owner.text());
    }
    if (!note.steps().equals(owner.steps())) {
      throw WeirException.usage(
          "Cannot go on from the checkpoint %s: another version of Weir made it, whose %s is"
              + " computed otherwise. Name a new directory.",
          directory, owner.analysis());
    }
    if (note.ended()) {
      throw WeirException.usage(
          "Cannot go on from the checkpoint %s: that run has read to the end of its input and closed"
              + " its windows. Name a new directory.",
          directory);
    }
    return note.run();
  }

  private static Note read(Path directory) throws IOException {
    try (InputStream in = Files.newInputStream(directory.resolve(FILE))) {
      return JSON.readValue(in, Note.class);
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw WeirException.of(
          WeirException.Kind.USAGE,
          "Cannot go on from the checkpoint %s: its %s cannot be read. Name a new directory."
              .formatted(directory, FILE),
          e);
    }
  }

  private static void write(Path directory, Note note) throws IOException {
    Path part = directory.resolve("." + FILE + ".part");
    Files.write(part, JSON.writeValueAsBytes(note));
    Files.move(part, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What a plan computes, as a short text that changes when its steps do. */
  static String digest(Plan plan) {
    StringBuilder text = new StringBuilder();
    for (Plan.Step step : plan.steps()) {
      text.append(step.name()).append('\n');
      if (step instanceof Plan.FoldStep fold) {
        text.append(fold.input()).append(fold.fold().key()).append(fold.fold().time());
        text.append(fold.fold().tieBreak()).append(fold.fold().columns());
        text.append(fold.fold().output()).append(fold.fold().fold().getClass().getName());
        text.append(FoldProcessor.LAYOUT);
      } else {
        text.append(step);
      }
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where Spark keeps what is its own. */
  String location() {
    return "file://" + directory.toAbsolutePath().normalize().resolve("spark");
  }

  /** The name of the run. */
  String run() {
    return run;
  }

  /** The run has closed all its windows: it can't go on. */
  void end() throws IOException {
    Note note = read(directory);
    write(
        directory,
        new Note(
            note.layout(),
            note.run(),
            note.analysis(),
            note.parameters(),
            note.input(),
            note.steps(),
            true));
  }

  @Override
  public void close() throws IOException {
    lock.close();
    if (isTemporary) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
