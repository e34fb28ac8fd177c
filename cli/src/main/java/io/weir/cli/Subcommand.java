// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A subcommand of {@code weir}. Found by {@link java.util.ServiceLoader}, so a room or plug-in can
 * bring its own. Stateless; making one must cost nothing, since all are made to learn their names.
 */
public interface Subcommand {
  /** The word after {@code weir}; or two, as in {@code private register}. */
  String name();

  /** One line for the list of subcommands. */
  String summary();

  /** Says which arguments and options it takes. */
  void declare(Declaration declaration);

  /**
   * What help shows below the options: the parameters of an analysis, for example.
   *
   * @param words the words of the command line that are no options
   * @param loader finds the rooms' and plug-ins' services
   */
  default String details(List<String> words, ClassLoader loader) {
    return "";
  }

  /**
   * What to do about an option that there is none of; empty to name the nearest one.
   *
   * @param words the words of the line that are no options
   */
  default Optional<String> remedy(String option, List<String> words, ClassLoader loader) {
    return Optional.empty();
  }

  /**
   * Does the work.
   *
   * @return the exit code
   * @throws io.weir.model.WeirException for what a person should read
   * @throws IOException when what was asked for cannot be written
   */
  int run(Given given, Session session) throws IOException;
}
