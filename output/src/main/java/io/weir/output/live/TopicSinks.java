// SPDX-License-Identifier: Apache-2.0
package io.weir.output.live;

import com.google.auto.service.AutoService;
import io.weir.model.WeirException;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.LiveSinkProvider;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens topics of Kafka as sinks: {@code kafka://HOST:PORT/TOPIC}. */
@AutoService(LiveSinkProvider.class)
public final class TopicSinks implements LiveSinkProvider {
  private static final Pattern ADDRESS =
      Pattern.compile("kafka://([^/]+:[0-9]+)/([A-Za-z0-9._-]+)");

  @Override
  public boolean opens(String address) {
    return address.startsWith("kafka://");
  }

  @Override
  public LiveSink open(String address, String output, Map<String, String> settings) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw WeirException.usage(
          "Cannot write to %s: it is no address of a topic. Write kafka://HOST:PORT/TOPIC.",
          address);
    }
    return new TopicSink(parts.group(1), parts.group(2), settings);
  }
}
