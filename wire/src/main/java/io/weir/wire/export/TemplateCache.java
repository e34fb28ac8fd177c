// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one exporter, by observation domain and number. Bounded: beyond the bound the
 * template that was used longest ago is forgotten, so that a storm of templates costs no memory.
 * Not thread-safe.
 */
final class TemplateCache {
  private final Map<Long, Template> templates;
  private long evicted;

  TemplateCache(int bound) {
    templates =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Template> eldest) {
            if (size() > bound) {
              evicted++;
              return true;
            }
            return false;
          }
        };
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

  void clear(long domain) {
    templates.keySet().removeIf(key -> key >>> 16 == domain);
  }

  long evicted() {
    return evicted;
  }

  private static long key(long domain, int id) {
    return (domain << 16) | id;
  }
}
