// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

import io.weir.model.Rejects;

/** Makes engines. Found by {@link java.util.ServiceLoader}; making one may be slow. */
public interface EngineProvider {
  /** The word for {@code --engine}. */
  String name();

  /**
   * Opens an engine over a catalog.
   *
   * @param rejects told of each reject besides the engine's own account
   */
  Engine open(Catalog catalog, EngineSettings settings, Rejects rejects);
}
