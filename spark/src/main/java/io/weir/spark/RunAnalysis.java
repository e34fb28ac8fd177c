// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.job.InputSettings;
import io.weir.job.Weir;
import io.weir.model.WeirException;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Engine.ExportFormat;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Progress;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The program that {@code spark-submit} sends to a cluster to run an analysis there: the words are
 * those of {@code weir run}, and each output becomes a directory of Parquet below an address.
 *
 * <pre>
 * spark-submit --class io.weir.spark.RunAnalysis weir-spark-VERSION-cluster.jar
 *   what hdfs://namenode/zeek --set cores=www.example.com -o hdfs://namenode/answers</pre>
 */
public final class RunAnalysis {
  private static final String USAGE =
      "Write ANALYSIS INPUT… [--set KEY=VALUE]… -o ADDRESS, such as hdfs://namenode/answers.";

  private final List<String> words = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private String address = "";

  private RunAnalysis(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      String word = arguments[i];
      if (word.equals("--set")) {
        set(value(arguments, ++i));
      } else if (word.equals("-o") || word.equals("--output")) {
        address = value(arguments, ++i).replaceFirst("/+$", "");
      } else if (word.startsWith("-")) {
        throw WeirException.usage("Cannot use %s: there is no such option. %s", word, USAGE);
      } else {
        words.add(word);
      }
    }
    if (words.size() < 2 || address.isEmpty()) {
      throw WeirException.usage("Cannot run an analysis: something is missing. %s", USAGE);
    }
    if (!address.contains("://")) {
      throw WeirException.usage(
          "Cannot write to %s: it is no address that all workers know. %s", address, USAGE);
    }
  }

  private static String value(String[] arguments, int at) {
    if (at == arguments.length) {
      throw WeirException.usage(
          "Cannot use %s: its value is missing. %s", arguments[at - 1], USAGE);
    }
    return arguments[at];
  }

  private void set(String setting) {
    int equals = setting.indexOf('=');
    if (equals <= 0) {
      throw WeirException.usage(
          "Cannot read --set %s: it must be KEY=VALUE, such as limit=10.", setting);
    }
    if (settings.put(setting.substring(0, equals), setting.substring(equals + 1)) != null) {
      throw WeirException.usage(
          "Cannot set %s: it is given twice. Give it once.", setting.substring(0, equals));
    }
  }

  /** See the class. */
  public static void main(String[] arguments) {
    int code = run(arguments, System.out, System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs the program; its exit code. */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    try {
      new RunAnalysis(arguments).run(out, err);
      return 0;
    } catch (WeirException e) {
      err.println(e.getMessage());
      return e.kind().exitCode();
    }
  }

  private void run(PrintStream out, PrintStream err) {
    List<String> inputs = words.subList(1, words.size());
    try (Weir weir =
            Weir.open(inputs, InputSettings.defaults(), "spark", EngineSettings.defaults());
        Engine.PlanRun run = weir.run(words.get(0), settings)) {
      for (String output : run.outputs()) {
        String place = address + "/" + output;
        long rows = run.exportTo(output, place, ExportFormat.PARQUET, () -> {});
        out.println(rows + " rows in " + place);
      }
      run.counts().forEach((what, n) -> err.println(what + ": " + n));
      Progress progress = weir.progress();
      String reasons = progress.rejected().isEmpty() ? "" : " " + progress.rejected();
      err.println("read " + progress.read() + ", rejected " + progress.rejectedTotal() + reasons);
    }
  }
}
