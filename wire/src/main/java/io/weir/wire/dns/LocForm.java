// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import io.weir.wire.ByteText;

/** The presentation form of LOC (RFC 1876 §3). */
final class LocForm {
  private static final long MIDDLE = 1L << 31;

  /** Altitudes count centimetres from this far below the reference spheroid. */
  private static final long ALTITUDE_BASE = 10_000_000;

  private LocForm() {}

  static void write(Rdata r) {
    int version = r.u8();
    int size = r.u8();
    int horizontal = r.u8();
    int vertical = r.u8();
    long latitude = r.u32() - MIDDLE;
    long longitude = r.u32() - MIDDLE;
    long altitude = r.u32() - ALTITUDE_BASE;
    if (version != 0
        || !precise(size)
        || !precise(horizontal)
        || !precise(vertical)
        || Math.abs(latitude) > 90 * 3_600_000L
        || Math.abs(longitude) > 180 * 3_600_000L) {
      r.markBad();
      return;
    }
    angle(r, Math.abs(latitude), latitude < 0 ? 'S' : 'N');
    angle(r, Math.abs(longitude), longitude < 0 ? 'W' : 'E');
    ByteText out = r.field();
    if (altitude < 0) {
      out.append('-');
    }
    out.appendDecimal(Math.abs(altitude) / 100).append('.');
    out.appendPadded(Math.abs(altitude) % 100, 2).append('m');
    metres(r, size);
    metres(r, horizontal);
    metres(r, vertical);
  }

  private static boolean precise(int value) {
    return value >> 4 <= 9 && (value & 0xf) <= 9;
  }

  private static void angle(Rdata r, long thousandths, char hemisphere) {
    r.decimal(thousandths / 3_600_000);
    r.decimal(thousandths / 60_000 % 60);
    r.decimal(thousandths / 1000 % 60);
    r.out().append('.').appendPadded(thousandths % 1000, 3);
    r.field().append(hemisphere);
  }

  /** Mantissa and power of ten, in centimetres; written in metres. */
  private static void metres(Rdata r, int value) {
    long centimetres = value >> 4;
    for (int power = value & 0xf; power > 0; power--) {
      centimetres *= 10;
    }
    r.decimal(centimetres / 100);
    if (centimetres % 100 != 0) {
      r.out().append('.').appendPadded(centimetres % 100, 2);
    }
    r.out().append('m');
  }
}
