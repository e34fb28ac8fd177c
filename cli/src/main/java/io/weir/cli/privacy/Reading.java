// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.cli.InputOptions;
import io.weir.cli.Session;
import io.weir.input.ListedFile;
import io.weir.input.ListedInput;
import io.weir.input.Listing;
import io.weir.job.FileReport;
import io.weir.job.Formats;
import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.model.Format;
import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.WeirException;
import io.weir.privacy.ledger.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a dataset's files are read: declared once, kept in the ledger, the same for each answer. */
final class Reading {
  private static final String FORMAT = "input-format";
  private static final Pattern NAMED = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*=)(.+)");

  private Reading() {}

  static void declare(Declaration declaration) {
    InputOptions.declareReading(declaration);
  }

  /** The options of the formats, which help shows last. */
  static void declareFormats(Declaration declaration) {
    InputOptions.declareFormats(declaration, Formats.find(declaration.loader()));
  }

  /** What the line says of it, by the options' names. */
  static Map<String, String> of(Given given, Session session) {
    Map<String, String> reading = new TreeMap<>();
    given.text("--" + FORMAT).ifPresent(name -> reading.put(FORMAT, name));
    for (Format format : Formats.find(session.loader())) {
      for (Option option : format.spec().options()) {
        Optional<String> value = given.text("--" + option.name());
        value.ifPresent(text -> reading.put(option.name(), text));
      }
    }
    return reading;
  }

  /** The settings with which a dataset's files are read. */
  static InputSettings settings(Dataset dataset, Session session) {
    ZoneId zone = dataset.users().zone();
    Map<String, String> options = new TreeMap<>(dataset.reading());
    String format = Optional.ofNullable(options.remove(FORMAT)).orElse("");
    return InputSettings.of(Formats.find(session.loader()))
        .withInputFormat(format)
        .withOptions(new Options(options))
        .withZone(zone);
  }

  /**
   * Whether there are files that say themselves what types their columns have. Refuses those whose
   * types are guessed from their rows: one row could change them, or make all of the file
   * unreadable.
   */
  static boolean isTypedByItself(Dataset dataset, Session session) {
    boolean isTyped = false;
    for (FileReport file : Inputs.detect(dataset.inputs(), settings(dataset, session))) {
      if (file.outcome() == FileReport.Outcome.TABLE && !file.format().equals("parquet")) {
        throw WeirException.usage(
            "Cannot register %s: the types of %s's columns (%s) are guessed from its rows, so that one"
                + " row could change all answers. Convert it first: weir convert %s --to parquet -o DIR.",
            dataset.name(), file.path(), file.format(), file.path());
      }
      isTyped |= file.outcome() == FileReport.Outcome.TABLE;
    }
    return isTyped;
  }

  /** Inputs as they are found from any directory. */
  static List<String> absolute(List<String> inputs) {
    return inputs.stream().map(Reading::absolute).toList();
  }

  private static String absolute(String input) {
    if (input.equals("-") || input.contains("://")) {
      return input;
    }
    Matcher named = NAMED.matcher(input);
    boolean isNamed = named.matches() && !Files.exists(Path.of(input));
    String path = isNamed ? named.group(2) : input;
    return (isNamed ? named.group(1) : "") + Path.of(path).toAbsolutePath().normalize();
  }

  /**
   * The files behind inputs.
   *
   * @throws WeirException of kind USAGE for other systems and standard input
   */
  static List<Path> files(List<String> inputs, Session session) {
    List<Path> files = new ArrayList<>();
    for (ListedInput input : Listing.of(inputs, session.surroundings().in())) {
      for (ListedFile file : input.files()) {
        if (file.path().equals("-") || file.path().contains("://")) {
          throw WeirException.usage(
              "Cannot register %s: it is no file of this machine. Copy it here, or mount it.",
              file.path());
        }
        files.add(Path.of(file.path()));
      }
    }
    return files;
  }
}
