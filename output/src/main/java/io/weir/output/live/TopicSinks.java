// SPDX-License-Identifier: Apache-2.0
package io.weir.output.live;

import com.google.auto.service.AutoService;
import io.weir.model.WeirException;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.LiveSinkProvider;
import io.weir.model.engine.TopicAddress;
import java.util.Map;

/** Opens topics of Kafka as sinks: {@code kafka://HOST:PORT/TOPIC}. */
@AutoService(LiveSinkProvider.class)
public final class TopicSinks implements LiveSinkProvider {
  @Override
  public boolean opens(String address) {
    return TopicAddress.isMeant(address);
  }

  @Override
  public LiveSink open(String address, String output, Map<String, String> settings) {
    TopicAddress topic =
        TopicAddress.parse(address)
            .orElseThrow(
                () ->
                    WeirException.usage(
                        "Cannot write to %s: it is no address of a topic. Write %s.",
                        address, TopicAddress.FORM));
    return new TopicSink(topic.servers(), topic.topic(), settings);
  }
}
