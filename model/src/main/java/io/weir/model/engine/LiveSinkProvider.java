// SPDX-License-Identifier: Apache-2.0
package io.weir.model.engine;

/** Opens the sinks of live runs that lie behind addresses. Found by ServiceLoader; stateless. */
public interface LiveSinkProvider {
  /** Whether this opens such an address, such as {@code sqlite:FILE#TABLE}. */
  boolean opens(String address);

  /**
   * Opens it.
   *
   * @param output the name of the output that is the answer; others go beside it
   * @param settings of the client that writes, such as Kafka's
   * @throws io.weir.model.WeirException of kind USAGE when it can't be
   */
  LiveSink open(String address, String output, java.util.Map<String, String> settings);
}
