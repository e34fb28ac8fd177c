// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import io.weir.wire.BigEndian;

/** The presentation form of each record type's data. */
final class RdataForms {
  private RdataForms() {}

  /** Writes the fields of a type; false, with nothing written, for a type without a form. */
  static boolean write(int type, Rdata r) {
    return writeClassic(type, r) || writeSecure(type, r) || writeRare(type, r);
  }

  /** Addresses, names and services: most of what is asked. */
  private static boolean writeClassic(int type, Rdata r) {
    switch (type) {
      case DnsType.A -> r.ipv4();
      case DnsType.AAAA -> r.ipv6();
      case DnsType.NS, DnsType.CNAME, DnsType.PTR, DnsType.DNAME -> r.name();
      case DnsType.SOA -> soa(r);
      case DnsType.MX, DnsType.AFSDB, DnsType.RT, DnsType.KX, DnsType.LP -> preferred(r);
      case DnsType.TXT, DnsType.SPF, DnsType.AVC, DnsType.NINFO -> strings(r);
      case DnsType.RESINFO, DnsType.WALLET, DnsType.ISDN, DnsType.CLA -> strings(r);
      case DnsType.SRV -> srv(r);
      case DnsType.NAPTR -> naptr(r);
      case DnsType.CAA -> caa(r);
      case DnsType.URI -> uri(r);
      case DnsType.SVCB, DnsType.HTTPS -> SvcbForm.write(r);
      case DnsType.HINFO -> strings(r, 2);
      case DnsType.X25 -> strings(r, 1);
      case DnsType.GPOS -> strings(r, 3);
      case DnsType.LOC -> LocForm.write(r);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Keys, signatures and fingerprints. */
  private static boolean writeSecure(int type, Rdata r) {
    switch (type) {
      case DnsType.DS, DnsType.CDS, DnsType.DLV, DnsType.TA -> ds(r);
      case DnsType.DNSKEY, DnsType.CDNSKEY, DnsType.KEY, DnsType.RKEY -> key(r);
      case DnsType.RRSIG, DnsType.SIG -> signature(r);
      case DnsType.NSEC -> nsec(r);
      case DnsType.NSEC3 -> nsec3(r);
      case DnsType.NSEC3PARAM -> nsec3Parameters(r);
      case DnsType.TLSA, DnsType.SMIMEA -> tlsa(r);
      case DnsType.SSHFP -> sshfp(r);
      case DnsType.OPENPGPKEY, DnsType.DHCID -> r.base64(r.left());
      case DnsType.CERT -> cert(r);
      case DnsType.TSIG -> RareForms.tsig(r);
      case DnsType.TKEY -> RareForms.tkey(r);
      case DnsType.ZONEMD -> zonemd(r);
      case DnsType.CSYNC -> csync(r);
      case DnsType.IPSECKEY -> RareForms.ipseckey(r);
      case DnsType.HIP -> RareForms.hip(r);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean writeRare(int type, Rdata r) {
    switch (type) {
      case DnsType.MD, DnsType.MF, DnsType.MB, DnsType.MG, DnsType.MR, DnsType.NSAP_PTR -> r.name();
      case DnsType.RP, DnsType.MINFO, DnsType.TALINK -> names(r, 2);
      case DnsType.PX -> {
        r.decimal16();
        names(r, 2);
      }
      case DnsType.NSAP -> RareForms.nsap(r);
      case DnsType.EID, DnsType.NIMLOC -> r.hex(r.left());
      case DnsType.NXT -> RareForms.nxt(r);
      case DnsType.WKS -> RareForms.wellKnownServices(r);
      case DnsType.A6 -> RareForms.a6(r);
      case DnsType.APL -> RareForms.addressPrefixes(r);
      case DnsType.EUI48 -> RareForms.hexGroups(r, 6, 1, '-');
      case DnsType.EUI64 -> RareForms.hexGroups(r, 8, 1, '-');
      case DnsType.NID, DnsType.L64 -> {
        r.decimal16();
        RareForms.hexGroups(r, 8, 2, ':');
      }
      case DnsType.L32 -> {
        r.decimal16();
        r.ipv4();
      }
      case DnsType.AMTRELAY -> RareForms.amtRelay(r);
      case DnsType.DSYNC -> RareForms.dsync(r);
      case DnsType.ATMA -> RareForms.atmAddress(r);
      case DnsType.DOA -> RareForms.digitalObject(r);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void names(Rdata r, int count) {
    for (int i = 0; i < count; i++) {
      r.name();
    }
  }

  private static void strings(Rdata r, int count) {
    for (int i = 0; i < count; i++) {
      r.string();
    }
  }

  /** One string or more, up to the end. */
  private static void strings(Rdata r) {
    r.string();
    while (r.more()) {
      r.string();
    }
  }

  private static void soa(Rdata r) {
    names(r, 2);
    for (int i = 0; i < 5; i++) {
      r.decimal32();
    }
  }

  private static void preferred(Rdata r) {
    r.decimal16();
    r.name();
  }

  private static void srv(Rdata r) {
    r.decimal16();
    r.decimal16();
    r.decimal16();
    r.name();
  }

  private static void naptr(Rdata r) {
    r.decimal16();
    r.decimal16();
    strings(r, 3);
    r.name();
  }

  private static void caa(Rdata r) {
    r.decimal8();
    int length = r.u8();
    int from = r.take(length);
    if (length == 0 || from == 0) {
      r.markBad();
      return;
    }
    for (int i = from; i < from + length; i++) {
      int c = BigEndian.u8(r.data(), i);
      if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\') {
        r.markBad();
      }
    }
    r.field().append(r.data(), from, length);
    r.quotedRest();
  }

  private static void uri(Rdata r) {
    r.decimal16();
    r.decimal16();
    r.quotedRest();
  }

  private static void ds(Rdata r) {
    r.decimal16();
    r.decimal8();
    r.decimal8();
    r.hexRest();
  }

  private static void key(Rdata r) {
    r.decimal16();
    r.decimal8();
    r.decimal8();
    r.base64Rest();
  }

  private static void signature(Rdata r) {
    r.field().append(DnsType.name(r.u16()));
    r.decimal8();
    r.decimal8();
    r.decimal32();
    r.time();
    r.time();
    r.decimal16();
    r.name();
    r.base64Rest();
  }

  private static void nsec(Rdata r) {
    r.name();
    r.typeBitmap();
  }

  private static void nsec3(Rdata r) {
    nsec3Parameters(r);
    int length = r.u8();
    int from = r.take(length);
    if (from > 0) {
      r.field().appendBase32Hex(r.data(), from, length);
    }
    r.typeBitmap();
  }

  private static void nsec3Parameters(Rdata r) {
    r.decimal8();
    r.decimal8();
    r.decimal16();
    int length = r.u8();
    if (length == 0) {
      r.field().append('-');
    } else {
      r.hex(length);
    }
  }

  private static void tlsa(Rdata r) {
    r.decimal8();
    r.decimal8();
    r.decimal8();
    r.hexRest();
  }

  private static void sshfp(Rdata r) {
    r.decimal8();
    r.decimal8();
    r.hexRest();
  }

  private static void cert(Rdata r) {
    r.decimal16();
    r.decimal16();
    r.decimal8();
    r.base64Rest();
  }

  private static void zonemd(Rdata r) {
    r.decimal32();
    r.decimal8();
    r.decimal8();
    r.hexRest();
  }

  private static void csync(Rdata r) {
    r.decimal32();
    r.decimal16();
    r.typeBitmap();
  }
}
