// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import io.weir.model.analysis.Fold;
import java.io.Serializable;
import java.util.function.Supplier;

/** Makes the state of folds over bounded inputs, where none is stored. */
record NoCheckpoints<S>(Maker<S> maker) implements Fold.StateCodec<S> {
  private static final long serialVersionUID = 1L;

  /** Makes a state. */
  interface Maker<S> extends Supplier<S>, Serializable {}

  @Override
  public S create() {
    return maker.get();
  }

  @Override
  public byte[] encode(S state) {
    throw new UnsupportedOperationException("bounded inputs only");
  }

  @Override
  public S decode(byte[] bytes) {
    throw new UnsupportedOperationException("bounded inputs only");
  }
}
