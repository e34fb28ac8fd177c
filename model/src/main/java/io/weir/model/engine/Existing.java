// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import io.weir.model.WeirException;

/** What happens when a directory of a table and day is there before it is written. */
public enum Existing {
  /** Nothing is written at all. */
  REFUSE,
  /** Its files give way to the new ones. */
  REPLACE,
  /** The new files stand beside its own. */
  ADD;

  /** What a person is told of a directory that is there. */
  public static WeirException refusal(String target, String directory) {
    return WeirException.usage(
        "Cannot write to %s: it has %s already. Add to it with --existing add, or put the new rows"
            + " in the place of the old with --existing replace.",
        target, directory);
  }
}
