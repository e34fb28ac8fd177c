// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

/**
 * The header of a datagram; one object that the decoder fills again for each. See RFC 3954 §5.1,
 * RFC 7011 §3.1 and Cisco's NetFlow v5 datagram.
 */
public final class ExportHeader {
  int version;

  /** By how much the next sequence number is higher; 0 when the header could not be read. */
  int units;

  static final long UNKNOWN = -1;

  /** IPFIX: when the exporter began, milliseconds since 1970 UTC, as its options told. */
  long beganMillis = UNKNOWN;

  /** Data records that were read. */
  int records;

  long sysUptimeMillis;
  long unixMicros;
  long sequence;
  long domain;
  int samplingInterval;

  ExportHeader() {}

  /** 5, 9, or 10 for IPFIX. */
  public int version() {
    return version;
  }

  /** Time since the exporter started, milliseconds modulo 2^32; 0 in IPFIX. */
  public long sysUptimeMillis() {
    return sysUptimeMillis;
  }

  /** Time of export, microseconds since 1970 UTC. */
  public long unixMicros() {
    return unixMicros;
  }

  /** v5: flows exported before; v9: datagrams; IPFIX: data records of the domain. */
  public long sequence() {
    return sequence;
  }

  /** Observation domain: IPFIX's, v9's source id, v5's engine type and id. */
  public long domain() {
    return domain;
  }

  /** v5: one of so many packets was looked at; 0 when not told. */
  public int samplingInterval() {
    return samplingInterval;
  }

  /**
   * Turns a time that counts from the exporter's start into microseconds since 1970 UTC. The
   * counter wraps after 49.7 days; a time that would lie more than a day after the export is taken
   * from before the wrap.
   */
  public long micros(long uptimeMillis) {
    long before = sysUptimeMillis - (uptimeMillis & 0xffff_ffffL);
    if (before < -86_400_000L) {
      before += 1L << 32;
    }
    return unixMicros - before * 1000;
  }
}
