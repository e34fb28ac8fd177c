SELECT
  r.c_ip AS c_ip,
  r.c_port AS c_port,
  r.s_ip AS s_ip,
  coalesce(r.s_port, CASE WHEN r.s_ip IS NOT NULL THEN 53 END) AS s_port,
  lower(r.name) AS query,
  CASE WHEN r.name <> lower(r.name) THEN r.name END AS query_raw,
  r.class AS req_class,
  r.type AS req_type,
  unix_micros(r.ts) / 1e6 AS req_time,
  unix_micros(r.ts) / 1e6 AS resp_time,
  r.rcode AS resp_code,
  CASE WHEN r.tcp THEN 'tcp' WHEN NOT r.tcp THEN 'udp' END AS proto,
  r.rcode = 'REFUSED' AS rejected,
  r.ecs AS ecs,
  r.ancount AS ancount,
  r.nscount AS nscount,
  r.arcount AS arcount,
  1 = 0 AS unanswered,
  r.ts AS ts,
  r.ts AS ts_end,
  CAST(r.ts AS DATE) AS day,
  'bind' AS source,
  r.host AS sensor,
  r.src_file AS src_file,
  r.src_line AS src_line
FROM (
  SELECT ts, host, c_ip, c_port, name, class, type, tcp, s_ip, s_port, ecs, rcode, ancount, nscount, arcount, src_file, src_line
  FROM (
    SELECT ts, host, c_ip, c_port, name, class, type, tcp, s_ip, s_port, ecs, rcode, ancount, nscount, arcount, src_file, src_line, is_response, max(CASE WHEN is_response = 0 THEN ts END) OVER (
        PARTITION BY c_ip, c_port, name, type, class, client
        ORDER BY ts NULLS FIRST, is_response ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS asked
    FROM (
      SELECT ts, host, c_ip, c_port, name, class, type, tcp, s_ip, s_port, ecs, rcode, ancount, nscount, arcount, src_file, src_line,
        coalesce(client_id, '') AS client, 1 AS is_response
      FROM bind_responses
      UNION ALL
      SELECT ts, host, c_ip, c_port, name, class, type, tcp, s_ip, s_port, ecs, CAST(NULL AS STRING) AS rcode, CASE WHEN 1 = 0 THEN c_port END AS ancount, CASE WHEN 1 = 0 THEN c_port END AS nscount, CASE WHEN 1 = 0 THEN c_port END AS arcount, src_file, src_line,
        coalesce(client_id, '') AS client, 0 AS is_response
      FROM bind_queries))
  WHERE is_response = 1 AND asked IS NULL) r
