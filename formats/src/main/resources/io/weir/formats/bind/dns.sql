SELECT
  q.c_ip AS c_ip,
  q.c_port AS c_port,
  q.s_ip AS s_ip,
  coalesce(q.s_port, CASE WHEN q.s_ip IS NOT NULL THEN 53 END) AS s_port,
  lower(q.name) AS query,
  CASE WHEN q.name <> lower(q.name) THEN q.name END AS query_raw,
  q.class AS req_class,
  q.type AS req_type,
  unix_micros(q.ts) / 1e6 AS req_time,
  unix_micros(coalesce(r.answered, q.ts)) / 1e6 AS resp_time,
  r.rcode AS resp_code,
  CASE WHEN q.rd THEN 8 ELSE 0 END + CASE WHEN q.cd THEN 1 ELSE 0 END AS flags_req,
  CASE WHEN q.tcp THEN 'tcp' WHEN NOT q.tcp THEN 'udp' END AS proto,
  (unix_micros(r.answered) - unix_micros(q.ts)) / 1e6 AS rtt,
  q.rd AS rd,
  q.cd AS cd,
  r.rcode = 'REFUSED' AS rejected,
  q.edns_version AS edns_version,
  CASE WHEN q.edns_version IS NOT NULL THEN q.edns_do END AS edns_do,
  q.ecs AS ecs,
  r.ancount AS ancount,
  r.nscount AS nscount,
  r.arcount AS arcount,
  CASE WHEN r.answered IS NOT NULL THEN 1 = 0 END AS unanswered,
  q.ts AS ts,
  coalesce(r.answered, q.ts) AS ts_end,
  CAST(q.ts AS DATE) AS day,
  'bind' AS source,
  q.host AS sensor,
  q.src_file AS src_file,
  q.src_line AS src_line
FROM bind_queries q
LEFT JOIN (
  SELECT c_ip, c_port, name, type, class, client, asked, ts AS answered, rcode, ancount, nscount, arcount
  FROM (
    SELECT c_ip, c_port, name, type, class, client, asked, ts, rcode, ancount, nscount, arcount,
      row_number() OVER (
        PARTITION BY c_ip, c_port, name, type, class, client, asked ORDER BY ts, rcode, ancount, nscount, arcount) AS place
    FROM (
      SELECT c_ip, c_port, name, type, class, client, ts, is_response, rcode, ancount, nscount, arcount,
        max(CASE WHEN is_response = 0 THEN ts END) OVER (
          PARTITION BY c_ip, c_port, name, type, class, client
          ORDER BY ts NULLS FIRST, is_response ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS asked
      FROM (
        SELECT c_ip, c_port, name, type, class, coalesce(client_id, '') AS client, ts, 1 AS is_response,
          rcode, ancount, nscount, arcount
        FROM bind_responses
        UNION ALL
        SELECT c_ip, c_port, name, type, class, coalesce(client_id, '') AS client, ts, 0 AS is_response,
          CAST(NULL AS STRING) AS rcode, CASE WHEN 1 = 0 THEN c_port END AS ancount,
          CASE WHEN 1 = 0 THEN c_port END AS nscount, CASE WHEN 1 = 0 THEN c_port END AS arcount
        FROM bind_queries))
    WHERE is_response = 1 AND asked IS NOT NULL)
  WHERE place = 1) r
  ON q.c_ip = r.c_ip AND q.c_port = r.c_port AND q.name = r.name AND q.type = r.type
  AND q.class = r.class AND coalesce(q.client_id, '') = r.client AND q.ts = r.asked
