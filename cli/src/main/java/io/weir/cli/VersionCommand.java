// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import com.google.auto.service.AutoService;

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
  public int run(Given given, Session session) {
    String version = Main.class.getPackage().getImplementationVersion();
    session.print(
        "weir %s (JDK %s, %s %s)%n"
            .formatted(
                version == null ? "from classes" : version,
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch")));
    return 0;
  }
}
