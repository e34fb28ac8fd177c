// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowcsv;

import io.weir.model.Nearest;
import io.weir.model.Option;
import io.weir.model.Options;
import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options of CSV files of flows. */
final class FlowCsvOptions {
  static final Option PROFILE =
      new Option(
          "flowcsv-profile",
          "",
          "profile that CSV files are read by: " + String.join(", ", Profiles.names()));

  static final Option MAPPING =
      new Option(
          "flowcsv-mapping",
          "",
          "file that says what the columns of CSV files mean, in place of a profile");

  static final List<Option> ALL = List.of(PROFILE, MAPPING);

  private FlowCsvOptions() {}

  /** The profile that the options name; empty when files tell theirs. */
  static Optional<Profile> named(Options options) {
    String name = options.value(PROFILE).orElse("");
    String mapping = options.value(MAPPING).orElse("");
    if (!name.isEmpty() && !mapping.isEmpty()) {
      throw WeirException.usage(
          "Cannot read by --%s %s and by --%s %s: a file has one. Give either.",
          PROFILE.name(), name, MAPPING.name(), mapping);
    }
    if (!mapping.isEmpty()) {
      return Optional.of(ofFile(mapping));
    }
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Profile> profile = Profiles.named(name);
    if (profile.isEmpty()) {
      throw WeirException.usage(
          "Cannot read by --%s %s: there is no such profile. %s",
          PROFILE.name(), name, Nearest.remedy(name, "Profiles", Profiles.names()));
    }
    return profile;
  }

  private static Profile ofFile(String path) {
    try {
      Path file = Path.of(path);
      String text = Files.readString(file, StandardCharsets.UTF_8);
      String name = String.valueOf(file.getFileName()).replaceFirst("[.][^.]*$", "");
      return ProfileText.read("--" + MAPPING.name() + " " + path, name, text);
    } catch (IOException | InvalidPathException e) {
      throw WeirException.usage(
          "Cannot read --%s %s: %s. Name a file that can be read.",
          MAPPING.name(), path, WeirException.reason(e));
    }
  }
}
