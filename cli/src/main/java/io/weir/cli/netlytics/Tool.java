// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.netlytics;

import io.weir.cli.Given;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A script of NetLytics, and the options of it that are not those of all. */
enum Tool {
  RUN_QUERY("--query --output_file_local --output_file_HDFS"),
  RUN_JOB(
      "--algo --params --output_path --temp_dir_local --temp_dir_HDFS --persistent_dir_local"
          + " --persistent_dir_HDFS"),
  RUN_CLUSTERING(Tool.FEATURES),
  RUN_ANOMALY_DETECTION(Tool.FEATURES);

  private static final String FEATURES =
      "--algo --params --output_path --query --numerical_features --categorical_features"
          + " --normalize";
  private static final String NORMALIZE = "--normalize";

  private final String own;

  Tool(String own) {
    this.own = own;
  }

  private List<String> own() {
    return List.of(own.split(" ", -1));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Tool::word).toList();
  }

  /**
   * The script of a name, with {@code .py} or without.
   *
   * @throws WeirException of kind USAGE naming the nearest
   */
  static Tool named(String name) {
    String word = name.endsWith(".py") ? name.substring(0, name.length() - 3) : name;
    return Arrays.stream(values())
        .filter(tool -> tool.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot run weir netlytics %s: there is no such script. %s",
                    name, Nearest.remedy(word, "Scripts", words())));
  }

  /** Refuses what only other scripts have. */
  void requireOwnOptions(Given given) {
    Stream.of(values())
        .flatMap(tool -> tool.own().stream())
        .filter(option -> !own().contains(option))
        .filter(option -> isGiven(given, option))
        .findFirst()
        .ifPresent(
            option -> {
              throw WeirException.usage(
                  "Cannot run weir netlytics %s: it has no %s. Its options: %s.",
                  word(), option, String.join(", ", own()));
            });
  }

  private static boolean isGiven(Given given, String option) {
    return option.equals(NORMALIZE) ? given.isSet(option) : given.text(option).isPresent();
  }

  /** The value of an option that must be given; an empty one is not. */
  String required(Given given, String option, String example) {
    return given
        .text(option)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> missing(option, example));
  }

  /** The refusal of a line without an option that must be given. */
  WeirException missing(String option, String example) {
    return WeirException.usage(
        "Cannot run weir netlytics %s: %s is missing. Give it, such as %s %s.",
        word(), option, option, example);
  }
}
