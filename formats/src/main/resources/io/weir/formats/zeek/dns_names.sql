LEFT JOIN (
  SELECT uid, max(name) AS name
  FROM (
    SELECT uid,
      CASE WHEN lpad(CAST(seen AS STRING), 20, '0') <= substring(latest, 21, 20)
        THEN regexp_replace(nullif(lower(substring(latest, 41)), ''), '[.]$', '') END AS name
    FROM (
      SELECT uid, seen, max(answer) OVER (PARTITION BY client, address ORDER BY seen) AS latest
      FROM (
        SELECT uid, id_orig_h AS client, id_resp_h AS address, unix_micros(ts) AS seen,
          CAST(NULL AS STRING) AS answer
        FROM zeek_conn
        UNION ALL
        SELECT CAST(NULL AS STRING) AS uid, client, element_at(answers, i) AS address, seen,
          lpad(CAST(seen AS STRING), 20, '0') || lpad(CAST(seen + CAST(floor(1e6 * least(1e9, greatest(
            ${seconds}, coalesce(CASE WHEN i <= size(TTLs) THEN element_at(TTLs, i) END, 0e0))))
            AS BIGINT) AS STRING), 20, '0') || query AS answer
        FROM (
          SELECT id_orig_h AS client, query, answers, TTLs,
            unix_micros(ts) + CAST(round(1e6 * least(1e9, greatest(0e0, coalesce(rtt, 0e0)))) AS BIGINT) AS seen,
            explode(sequence(1, size(answers))) AS i
          FROM zeek_dns WHERE size(answers) > 0)))
    WHERE uid IS NOT NULL)
  GROUP BY uid) n ON c.uid = n.uid
