SELECT
  unix_micros(ts) / 1e6 AS time_start,
  ${end} / 1e3 AS time_end,
  ${end} / 1e3 - unix_micros(ts) / 1e6 AS duration,
  'udp' AS proto,
  17 AS ip_proto,
  CASE WHEN contains(c_ip, ':') THEN 6 ELSE 4 END AS ip_version,
  c_ip AS c_ip,
  c_port AS c_port,
  s_ip AS s_ip,
  s_port AS s_port,
  c_pkts_all AS c_pkt,
  s_pkts_all AS s_pkt,
  c_bytes_all AS c_bytes,
  s_bytes_all AS s_bytes,
  CASE c_type
    WHEN 3 THEN 'rtp'
    WHEN 4 THEN 'rtcp'
    WHEN 5 THEN 'skype'
    WHEN 6 THEN 'skype'
    WHEN 7 THEN 'skype'
    WHEN 8 THEN 'ed2k'
    WHEN 9 THEN 'kad'
    WHEN 10 THEN 'kad'
    WHEN 11 THEN 'gnutella'
    WHEN 12 THEN 'bittorrent'
    WHEN 13 THEN 'directconnect'
    WHEN 14 THEN 'kazaa'
    WHEN 15 THEN 'pplive'
    WHEN 16 THEN 'sopcast'
    WHEN 17 THEN 'tvants'
    WHEN 18 THEN 'kad'
    WHEN 19 THEN 'dns'
    WHEN 20 THEN 'bittorrent'
    WHEN 21 THEN 'bittorrent'
    WHEN 22 THEN 'vod'
    WHEN 23 THEN 'ppstream'
    WHEN 24 THEN 'teredo'
    WHEN 25 THEN 'sip'
    WHEN 26 THEN 'dtls'
    WHEN 27 THEN 'quic'
    WHEN 29 THEN 'rtp'
    WHEN 30 THEN 'turn'
  END AS service,
  ${sni} AS tls_sni,
  coalesce(quic_s_vers, quic_c_vers) AS quic_version,
  c_isint = 1 AS local_orig,
  s_isint = 1 AS local_resp,
  ${direction} AS direction,
  'payload' AS bytes_kind,
  ts AS ts,
  CASE WHEN abs(${end}) < 1e14 THEN
    timestamp_micros(CAST(round(${end} * 1e3) AS BIGINT))
  END AS ts_end,
  CAST(ts AS DATE) AS day,
  'tstat' AS source,
  src_file AS src_file,
  src_line AS src_line
FROM ${table}
