// SPDX-License-Identifier: Apache-2.0
package io.weir.output.live;

import com.google.auto.service.AutoService;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.LiveSinkProvider;
import java.util.Map;

/** Opens tables of databases as sinks. */
@AutoService(LiveSinkProvider.class)
public final class DatabaseSinks implements LiveSinkProvider {
  @Override
  public boolean opens(String address) {
    return DatabaseAddress.isAddress(address);
  }

  @Override
  public LiveSink open(String address, String output, Map<String, String> settings) {
    return new DatabaseSink(DatabaseAddress.of(address, output), output);
  }
}
