// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where one step of a plan leaves what it has learned for a fold behind it: steps run in order, and
 * a fold goes to other processes only when it runs. One plan's alone. Thread-safe.
 *
 * @param <T> what is learned; immutable
 */
final class Learned<T extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  private volatile @Nullable T value;

  void set(T learned) {
    value = learned;
  }

  T get() {
    return Objects.requireNonNull(value, "the step before has not run");
  }
}
