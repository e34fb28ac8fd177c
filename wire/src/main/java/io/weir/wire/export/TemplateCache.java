// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import org.jspecify.annotations.Nullable;

/**
 * The templates of one exporter, by observation domain and number. Bounded, so that a storm of
 * templates costs no memory. Not thread-safe.
 */
final class TemplateCache {
  private final BoundedMap<Long, Template> templates;

  TemplateCache(int bound) {
    templates = new BoundedMap<>(bound);
  }

  @Nullable Template find(long domain, int id) {
    return templates.get(key(domain, id));
  }

  /** Stores a template; one that says the same as before stays the same object. */
  void put(long domain, Template template) {
    Template known = templates.get(key(domain, template.id()));
    if (known == null || !known.isSame(template)) {
      templates.put(key(domain, template.id()), template);
    }
  }

  /** Templates forgotten because there were too many. */
  long evicted() {
    return templates.evicted();
  }

  private static long key(long domain, int id) {
    return (domain << 16) | id;
  }
}
