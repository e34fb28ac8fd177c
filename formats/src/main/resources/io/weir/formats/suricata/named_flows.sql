SELECT
  ${flows.items},
  coalesce(n.http_host, n.tls_sni, n.quic_sni) AS name,
  CASE
    WHEN n.http_host IS NOT NULL THEN 'http_host'
    WHEN n.tls_sni IS NOT NULL THEN 'tls_sni'
    WHEN n.quic_sni IS NOT NULL THEN 'quic_sni'
  END AS name_source
${flows.from}
