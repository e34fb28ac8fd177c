// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import io.weir.model.Format;
import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.model.engine.RelationFile.Kind;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Finds formats on the class path and in plug-ins. */
public final class Formats {
  private Formats() {}

  /** The formats that a class loader finds, ordered by name. */
  public static List<Format> find(ClassLoader loader) {
    List<Format> formats = new ArrayList<>();
    try {
      ServiceLoader.load(Format.class, loader).forEach(formats::add);
    } catch (ServiceConfigurationError e) {
      throw WeirException.of(
          WeirException.Kind.FAILED, "Cannot load formats: " + e.getMessage() + ".", e);
    }
    formats.sort(Comparator.comparing(format -> format.spec().name()));
    return List.copyOf(formats);
  }

  /** A class loader that sees plug-ins besides what the parent sees; the parent when none. */
  public static ClassLoader withPlugins(List<Path> jars, ClassLoader parent) {
    if (jars.isEmpty()) {
      return parent;
    }
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      Path jar = jars.get(i);
      if (!Files.isReadable(jar)) {
        throw WeirException.usage("Cannot load plug-in '%s': there is no such file.", jar);
      }
      try (JarFile file = new JarFile(jar.toFile())) {
        urls[i] = Path.of(file.getName()).toUri().toURL();
      } catch (IOException e) {
        throw WeirException.of(
            WeirException.Kind.USAGE,
            "Cannot load plug-in '"
                + jar
                + "': it is not a jar. Give the file that mvn package made.",
            e);
      }
    }
    return new URLClassLoader(urls, parent);
  }

  /**
   * The format of this name.
   *
   * @throws WeirException of kind USAGE when there is none
   */
  public static Format named(String name, List<Format> formats) {
    List<String> names =
        Stream.concat(
                formats.stream().map(format -> format.spec().name()),
                Arrays.stream(Kind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)))
            .toList();
    return formats.stream()
        .filter(format -> format.spec().name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot read format '%s': it is not known. %s",
                    name, Nearest.remedy(name, "Formats", names)));
  }
}
