// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was used longest ago when it grows beyond a bound. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int bound;

  BoundedMap(int bound) {
    super(16, 0.75f, true);
    this.bound = bound;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > bound;
  }
}
