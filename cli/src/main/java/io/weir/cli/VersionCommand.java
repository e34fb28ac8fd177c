// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import com.google.auto.service.AutoService;
import io.weir.cli.assembly.Assemble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Shows the version of Weir and of what it runs on. */
@AutoService(Subcommand.class)
public final class VersionCommand implements Subcommand {
  @Override
  public String name() {
    return "version";
  }

  @Override
  public String summary() {
    return "Show the version.";
  }

  @Override
  public void declare(Declaration declaration) {}

  @Override
  public int run(Given given, Session session) throws IOException {
    String version = Main.class.getPackage().getImplementationVersion();
    String commit = commit();
    session.print(
        "weir %s%s (JDK %s, %s %s)%n"
            .formatted(
                version == null ? "from classes" : version,
                commit.isEmpty() ? "" : ", commit " + commit,
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch")));
    return 0;
  }

  /** What the launcher's build was made of; empty when not known. */
  private static String commit() throws IOException {
    try (InputStream commit = Main.class.getResourceAsStream("/" + Assemble.COMMIT)) {
      return commit == null
          ? ""
          : new String(commit.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
