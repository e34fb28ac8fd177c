// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import io.weir.model.Nearest;
import io.weir.model.Options;
import io.weir.model.WeirException;
import io.weir.model.engine.EngineProvider;
import io.weir.model.engine.EngineSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What executes the question, and with how much of the machine.
 *
 * @param engine the engine's name
 */
public record EngineOptions(String engine, EngineSettings settings) {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([kmgt])i?b?", Pattern.CASE_INSENSITIVE);

  private static final BigDecimal LEAST_MEMORY = BigDecimal.valueOf(16L << 20);

  /** The launcher builds it when it is asked for. */
  static final String SPARK = "spark";

  /** Options that engines know by the same names. */
  private static final List<String> LOOK_UPS = List.of("asn-db", "as-names", "country-db");

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
    Options options = Options.NONE;
    for (String name : LOOK_UPS) {
      Optional<String> file = given.text("--" + name);
      if (file.isPresent()) {
        options = options.with(name, file.get());
      }
    }
    EngineSettings settings =
        new EngineSettings(
            given.count("--threads").orElse(Runtime.getRuntime().availableProcessors()),
            given.text("--memory").map(EngineOptions::bytes).orElse(0L),
            options);
    return new EngineOptions(given.text("--engine").orElse("embedded"), settings);
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
          "Cannot use the engine spark: it is not part of this build. Build it with mvn -pl spark"
              + " -am package, or leave --engine away.");
    }
    names.add(SPARK);
    throw WeirException.usage(
        "Cannot use the engine %s: there is none of that name. %s",
        engine, Nearest.remedy(engine, "Engines", names));
  }
}
