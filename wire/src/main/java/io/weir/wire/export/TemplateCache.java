// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates of one exporter, by observation domain and number. Bounded in their number and that
 * of their fields, so that a storm of templates costs no memory: what was used longest ago is
 * forgotten. Not thread-safe.
 */
final class TemplateCache {
  private final Map<Long, Template> templates = new LinkedHashMap<>(16, 0.75f, true);
  private final int mostTemplates;
  private final int mostFields;
  private int fields;
  private long evicted;

  TemplateCache(int mostTemplates, int mostFields) {
    this.mostTemplates = mostTemplates;
    this.mostFields = mostFields;
  }

  @Nullable Template find(long domain, int id) {
    return templates.get(key(domain, id));
  }

  /** Stores a template; one that says the same as before stays the same object. */
  void put(long domain, Template template) {
    Template known = templates.get(key(domain, template.id()));
    if (known != null && known.isSame(template)) {
      return;
    }
    templates.put(key(domain, template.id()), template);
    fields += template.fields() - (known == null ? 0 : known.fields());
    Iterator<Template> eldest = templates.values().iterator();
    while (templates.size() > mostTemplates || (fields > mostFields && templates.size() > 1)) {
      fields -= eldest.next().fields();
      eldest.remove();
      evicted++;
    }
  }

  /** Forgets a template that the exporter withdrew. */
  void remove(long domain, int id) {
    Template known = templates.remove(key(domain, id));
    fields -= known == null ? 0 : known.fields();
  }

  /** Forgets all templates of a domain: those of options, or the others. */
  void removeAll(long domain, boolean ofOptions) {
    Iterator<Map.Entry<Long, Template>> each = templates.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Long, Template> entry = each.next();
      if (entry.getKey() >>> 16 == domain && entry.getValue().isOptions() == ofOptions) {
        fields -= entry.getValue().fields();
        each.remove();
      }
    }
  }

  /** Templates forgotten because there were too many. */
  long evicted() {
    return evicted;
  }

  private static long key(long domain, int id) {
    return (domain << 16) | id;
  }
}
