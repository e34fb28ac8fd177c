// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.Nearest;
import io.weir.model.Options;
import io.weir.model.WeirException;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.EngineSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What executes the question, and with how much of the machine.
 *
 * @param engine the engine's name
 */
public record EngineOptions(String engine, EngineSettings settings) {
  /** Where nobody says anything. */
  public static final EngineOptions USUAL =
      new EngineOptions("embedded", EngineSettings.defaults());

  private static final Pattern SIZE =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([kmgt])i?b?", Pattern.CASE_INSENSITIVE);

  private static final BigDecimal LEAST_MEMORY = BigDecimal.valueOf(16L << 20);

  /** The launcher builds it when it is asked for. */
  static final String SPARK = "spark";

  /** Options that engines know by the same names. */
  private static final List<String> LOOK_UPS = List.of("asn-db", "as-names", "country-db");

  private static final List<String> NAMES =
      List.of("engine", "threads", "memory", "asn-db", "as-names", "country-db");

  /** Declares the options. */
  public static void declare(Declaration declaration) {
    declaration
        .section("Engine")
        .option("--engine", "ENGINE", "embedded (in the process, the default) or spark.")
        .option("--threads", "N", "Threads that work at once; default: one for each processor.")
        .option("--memory", "SIZE", "The most memory for the engine's state, such as 500m or 2g.")
        .option("--asn-db", "FILE", "Prefixes and AS numbers for asn(): a pyasn or MaxMind file.")
        .option("--as-names", "FILE", "Names of AS numbers for as_name().")
        .option("--country-db", "FILE", "Countries for country(): a MaxMind file.");
  }

  /** What the line gives. */
  public static EngineOptions of(Given given) {
    given.count("--threads");
    return USUAL.with(words(given));
  }

  /** The words that the line gives, by the options' names without hyphens. */
  public static Map<String, String> words(Given given) {
    Map<String, String> words = new TreeMap<>();
    for (String name : NAMES) {
      given.text("--" + name).ifPresent(text -> words.put(name, text));
    }
    return words;
  }

  /** The same, but for what such words say. */
  public EngineOptions with(Map<String, String> words) {
    Options options = settings.options();
    for (String name : LOOK_UPS) {
      String file = words.get(name);
      if (file != null) {
        options = options.with(name, file);
      }
    }
    String threads = words.get("threads");
    String memory = words.get("memory");
    EngineSettings said =
        new EngineSettings(
            threads == null ? settings.threads() : Integer.parseInt(threads),
            memory == null ? settings.memoryBytes() : bytes(memory),
            options);
    return new EngineOptions(words.getOrDefault("engine", engine), said);
  }

  /** The same, with what does not fit into memory in files there, such as sorted runs. */
  public EngineOptions withTemporaryFiles(Path directory) {
    Options options = settings.options().with(EngineSettings.TEMPORARY_FILES, directory.toString());
    return new EngineOptions(
        engine, new EngineSettings(settings.threads(), settings.memoryBytes(), options));
  }

  /** The same with the file of a look-up, such as {@code asn-db}. */
  public EngineOptions withLookUp(String name, String file) {
    Options options = settings.options().with(name, file);
    return new EngineOptions(
        engine, new EngineSettings(settings.threads(), settings.memoryBytes(), options));
  }

  /** Bytes as people write them: {@code 2g} is 2 GiB. */
  static long bytes(String text) {
    Matcher size = SIZE.matcher(text.strip());
    if (!size.matches()) {
      throw WeirException.usage(
          "Cannot set --memory: it must be a number with a unit, k, m, g or t, such as 2g (%s).",
          text);
    }
    int power = " kmgt".indexOf(size.group(2).toLowerCase(Locale.ROOT));
    BigDecimal bytes =
        new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
    if (bytes.compareTo(LEAST_MEMORY) < 0) {
      throw WeirException.usage(
          "Cannot set --memory: an engine cannot work with so little (%s). Give it 16m or more.",
          text);
    }
    return bytes.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }

  /** The provider of the engine that was asked for. */
  public EngineProvider provider(ClassLoader loader) {
    List<String> names = new ArrayList<>();
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class, loader)) {
      if (provider.name().equals(engine)) {
        return provider;
      }
      names.add(provider.name());
    }
    if (engine.equals(SPARK)) {
      throw WeirException.usage(
          "Cannot use the engine spark: it is not part of this build. Set WEIR_ENGINE=spark for"
              + " ./weir, which then builds it, or leave --engine away.");
    }
    names.add(SPARK);
    throw WeirException.usage(
        "Cannot use the engine %s: there is none of that name. %s",
        engine, Nearest.remedy(engine, "Engines", names));
  }
}
