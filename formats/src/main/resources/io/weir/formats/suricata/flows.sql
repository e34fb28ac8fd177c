SELECT
  unix_micros(f.ts) / 1e6 AS time_start,
  unix_micros(f.ts_end) / 1e6 AS time_end,
  (unix_micros(f.ts_end) - unix_micros(f.ts)) / 1e6 AS duration,
  CASE WHEN f.ip_proto = 58 THEN 'icmp' ELSE lower(f.proto) END AS proto,
  f.ip_proto AS ip_proto,
  CASE WHEN contains(f.src_ip, ':') THEN 6 WHEN f.src_ip IS NOT NULL THEN 4 END AS ip_version,
  f.src_ip AS c_ip,
  coalesce(f.src_port, f.icmp_type) AS c_port,
  f.dest_ip AS s_ip,
  coalesce(f.dest_port, f.icmp_code) AS s_port,
  f.pkts_toserver AS c_pkt,
  f.pkts_toclient AS s_pkt,
  f.bytes_toserver AS c_bytes,
  f.bytes_toclient AS s_bytes,
  nullif(f.app_proto, 'failed') AS service,
  f.tcp_flags AS tcp_flags,
  f.tcp_flags_ts AS tcp_flags_c,
  f.tcp_flags_tc AS tcp_flags_s,
  f.vlan AS vlan,
  f.inner_vlan AS inner_vlan,
  n.tls_version AS tls_version,
  n.tls_sni AS tls_sni,
  n.quic_version AS quic_version,
  'frame' AS bytes_kind,
  f.ts AS ts,
  f.ts_end AS ts_end,
  CAST(f.ts AS DATE) AS day,
  'suricata' AS source,
  f.host AS sensor,
  f.src_file AS src_file,
  f.src_line AS src_line,
  CAST(f.flow_id AS STRING) AS uid,
  f.community_id AS community_id
FROM eve_flow f
LEFT JOIN (
  SELECT flow_id,
    substring(min(CASE WHEN name_source = 'http_host' THEN
      lpad(CAST(unix_micros(ts) AS STRING), 20, '0') || nullif(lower(name), '') END), 21) AS http_host,
    substring(min(CASE WHEN name_source = 'tls_sni' THEN
      lpad(CAST(unix_micros(ts) AS STRING), 20, '0') || nullif(lower(name), '') END), 21) AS tls_sni,
    substring(min(CASE WHEN name_source = 'quic_sni' THEN
      lpad(CAST(unix_micros(ts) AS STRING), 20, '0') || nullif(lower(name), '') END), 21) AS quic_sni,
    max(tls_version) AS tls_version, max(quic_version) AS quic_version
  FROM eve_names GROUP BY flow_id) n ON f.flow_id = n.flow_id
