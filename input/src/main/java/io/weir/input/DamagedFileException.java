// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Stored content is cut or broken at the place that was reached.
 *
 * <p>A stream first returns every byte decoded before the damage, then throws this once, then goes
 * on: with what follows the damage where the compression lets it find that, else with the end. A
 * reader counts it as one reject.
 */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  DamagedFileException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** A short phrase without values, such as {@code truncated gzip}, for counting. */
  public String reason() {
    return reason;
  }
}
