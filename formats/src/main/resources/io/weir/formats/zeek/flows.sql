SELECT
  unix_micros(c.ts) / 1e6 AS time_start,
  unix_micros(c.ts) / 1e6 + coalesce(c.duration, 0) AS time_end,
  c.duration AS duration,
  c.proto AS proto,
  coalesce(
    c.ip_proto,
    CASE c.proto
      WHEN 'tcp' THEN 6
      WHEN 'udp' THEN 17
      WHEN 'icmp' THEN CASE WHEN contains(c.id_orig_h, ':') THEN 58 ELSE 1 END
    END) AS ip_proto,
  CASE WHEN contains(c.id_orig_h, ':') THEN 6 ELSE 4 END AS ip_version,
  c.id_orig_h AS c_ip,
  c.id_orig_p AS c_port,
  c.id_resp_h AS s_ip,
  c.id_resp_p AS s_port,
  c.orig_pkts AS c_pkt,
  c.resp_pkts AS s_pkt,
  c.orig_bytes AS c_bytes,
  c.resp_bytes AS s_bytes,
  c.orig_ip_bytes AS c_ip_bytes,
  c.resp_ip_bytes AS s_ip_bytes,
  c.service AS service,
  c.conn_state AS conn_state,
  c.history AS history,
  c.missed_bytes AS missed_bytes,
  c.vlan AS vlan,
  c.inner_vlan AS inner_vlan,
  t.tls_version AS tls_version,
  t.tls_sni AS tls_sni,
  coalesce(t.alpn, q.alpn) AS alpn,
  q.quic_version AS quic_version,
  c.tunnel_parents AS tunnel_parents,
  c.local_orig AS local_orig,
  c.local_resp AS local_resp,
  CASE
    WHEN c.local_orig AND c.local_resp THEN 'internal'
    WHEN c.local_orig AND NOT c.local_resp THEN 'outgoing'
    WHEN NOT c.local_orig AND c.local_resp THEN 'incoming'
    WHEN NOT c.local_orig AND NOT c.local_resp THEN 'external'
  END AS direction,
  'payload' AS bytes_kind,
  c.ts AS ts,
  CASE WHEN abs(coalesce(c.duration, 0)) < 1e11 THEN
    timestamp_micros(unix_micros(c.ts) + CAST(round(coalesce(c.duration, 0) * 1e6) AS BIGINT))
  END AS ts_end,
  CAST(c.ts AS DATE) AS day,
  'zeek' AS source,
  coalesce(c.`_system_name`, c.`_node_name`) AS sensor,
  c.src_file AS src_file,
  c.src_line AS src_line,
  c.uid AS uid,
  c.community_id AS community_id
FROM zeek_conn c
LEFT JOIN (
  SELECT uid, max(version) AS tls_version, max(next_protocol) AS alpn,
    regexp_replace(lower(substring(min(lpad(CAST(unix_micros(ts) AS STRING), 20, '0') || nullif(server_name, '')), 21)), '[.]$', '') AS tls_sni
  FROM zeek_ssl GROUP BY uid) t ON c.uid = t.uid
LEFT JOIN (
  SELECT uid, max(version) AS quic_version, max(client_protocol) AS alpn,
    regexp_replace(lower(substring(min(lpad(CAST(unix_micros(ts) AS STRING), 20, '0') || nullif(server_name, '')), 21)), '[.]$', '') AS sni
  FROM zeek_quic GROUP BY uid) q ON c.uid = q.uid
