// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.MessageFormat;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.spark.source.SourceInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The formats of messages on the class path. */
final class MessageFormats {
  private MessageFormats() {}

  /**
   * The format of this name, or all formats.
   *
   * @param name empty for all
   */
  static List<MessageFormat> named(String name) {
    List<MessageFormat> all = new ArrayList<>();
    ServiceLoader.load(MessageFormat.class, SourceInput.loader()).forEach(all::add);
    all.sort(Comparator.comparing(format -> format.spec().name()));
    if (name.isEmpty()) {
      return all;
    }
    List<String> names = all.stream().map(format -> format.spec().name()).toList();
    if (!names.contains(name)) {
      throw WeirException.usage(
          "Cannot read messages as %s: no messages have that format. %s",
          name, Nearest.remedy(name, "Formats", names));
    }
    return List.of(all.get(names.indexOf(name)));
  }
}
