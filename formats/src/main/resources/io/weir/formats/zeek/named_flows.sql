SELECT
  ${flows.items},
  coalesce(h.name, t.tls_sni, q.sni) AS name,
  CASE
    WHEN h.name IS NOT NULL THEN 'http_host'
    WHEN t.tls_sni IS NOT NULL THEN 'tls_sni'
    WHEN q.sni IS NOT NULL THEN 'quic_sni'
  END AS name_source
${flows.from}
LEFT JOIN (
  SELECT uid, ${host} AS name
  FROM (
    SELECT uid,
      substring(
        min(lpad(CAST(coalesce(trans_depth, 0) AS STRING), 10, '0')
          || lpad(CAST(unix_micros(ts) AS STRING), 20, '0') || nullif(host, '')), 31) AS host
    FROM zeek_http GROUP BY uid)) h ON c.uid = h.uid
