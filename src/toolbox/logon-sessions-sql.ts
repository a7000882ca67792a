/** The events of a logon: Windows Security, Defender. */
const starts = "('4624', 'LogonSuccess')";
const failures = "('4625', 'LogonFailed')";
const ends = "('4634', '4647')";

/** What Windows calls the types of logons. */
const types = [
  ...['System', '', 'Interactive', 'Network', 'Batch', 'Service', '', 'Unlock', 'NetworkCleartext'],
  ...['NewCredentials', 'RemoteInteractive', 'CachedInteractive', 'CachedRemoteInteractive'],
  'CachedUnlock',
];

/** What sshd writes before its sentence where the tag of syslog is part of the message. */
const tag = '^(?:[^ ]*sshd[^ ]* )?';
/** A user may have any name: the address is what stands last. */
const tried = `${tag}(?:message repeated (\\d+) times: \\[ )?(Accepted|Failed) (\\S+) for (?:invalid user |illegal user )?(.*) from (\\S+) port (\\d+)`;
const left = `${tag}Disconnected from (?:.* )?(\\S+) port (\\d+)`;
const closed = 'pam_unix(sshd:session): session closed for user ';

/** Logons and logoffs of Windows as events: what it is, and what start and end of a session have in common. */
function windowsSql(): string {
  return `SELECT k_row, t, host, CASE WHEN event IN ${starts} THEN 'start' WHEN event IN ${failures} THEN 'fail' ELSE 'end' END AS kind,
      CASE WHEN target = '' THEN account WHEN domain IN ('', '-') THEN target ELSE domain || '\\' || target END AS account,
      lower(CASE WHEN target <> '' THEN target ELSE regexp_replace(account, '^.*\\\\|@.*$', '', 'g') END) AS person,
      logon, type, nullif(source, '-') AS source, nullif(workstation, '-') AS workstation, 1 AS times, event AS told_by,
      CASE WHEN logon = '' THEN [] ELSE ['id ' || lower(logon)] END AS keys
    FROM raw WHERE event IN ${starts} OR event IN ${failures} OR event IN ${ends}`;
}

/** The same of messages of sshd. */
function sshSql(): string {
  const port = "'port ' || m.address || ' ' || m.port";
  const process =
    "CASE WHEN pid IN ('', '0', 'null') THEN 'user ' || m.person ELSE 'pid ' || pid END";
  return `SELECT k_row, t, host, kind, m.person AS account, lower(m.person) AS person, '' AS logon, m.method AS type,
      m.address AS source, '' AS workstation, coalesce(TRY_CAST(m.times AS BIGINT), 1) AS times, told_by,
      CASE WHEN told_by = 'disconnected' THEN [${port}] WHEN kind = 'end' THEN [${process}] ELSE [${process}, ${port}] END AS keys
    FROM (
      SELECT k_row, t, host, pid, CASE m.word WHEN 'Accepted' THEN 'start' ELSE 'fail' END AS kind, lower(m.word) AS told_by, m
      FROM (SELECT *, regexp_extract(message, '${tried}', ['times', 'word', 'method', 'person', 'address', 'port']) AS m
        FROM raw WHERE contains(message, ' for ') AND contains(message, ' from ') AND contains(message, ' port '))
      WHERE m.word <> '' AND m.method <> 'none'
      UNION ALL
      SELECT k_row, t, host, pid, 'end', 'disconnected', {times: '1', word: '', method: '', person: '', address: m.address, port: m.port}
      FROM (SELECT *, regexp_extract(message, '${left}', ['address', 'port']) AS m FROM raw WHERE contains(message, 'Disconnected from '))
      WHERE m.address <> ''
      UNION ALL
      SELECT k_row, t, host, pid, 'end', 'session closed', {times: '1', word: '', method: '', person: split_part(split_part(message, '${closed}', 2), ' ', 1), address: '', port: ''}
      FROM raw WHERE contains(message, '${closed}'))`;
}

/** For the row of each start, the first end that has one of its keys before the next start with it. */
const closingSql = `keyed AS (SELECT k_row, t, host_key, kind, told_by, unnest(keys) AS key FROM events WHERE kind <> 'fail'),
  placed AS (
    SELECT *, count(*) FILTER (kind = 'start') OVER (PARTITION BY host_key, key ORDER BY t, kind = 'end', k_row ROWS UNBOUNDED PRECEDING) AS n
    FROM keyed),
  pairs AS (
    SELECT min(k_row) FILTER (kind = 'start') AS k_row, min(t) FILTER (kind = 'end') AS t, arg_min(told_by, (t, k_row)) FILTER (kind = 'end') AS told_by
    FROM placed WHERE n > 0 GROUP BY host_key, key, n),
  closing AS (SELECT k_row, min(t) AS t, arg_min(told_by, t) AS told_by FROM pairs WHERE t IS NOT NULL GROUP BY k_row)`;

/** For the row of each start, the failed attempts of the same name on the same host since the start before it. */
function failedSql(minutes: number): string {
  const failed = "CASE WHEN kind = 'fail' THEN times ELSE 0 END";
  const each = 'PARTITION BY host_key, person ORDER BY t';
  return `tried AS (
    SELECT k_row, t, host_key, person, kind,
      sum(${failed}) OVER (${each}, kind = 'start', k_row ROWS UNBOUNDED PRECEDING) AS all_failed,
      sum(${failed}) OVER (${each} RANGE BETWEEN to_microseconds(${Math.round(minutes * 60e6)}) PRECEDING AND CURRENT ROW) AS recent
    FROM events WHERE kind <> 'end'),
  failed AS (
    SELECT k_row, least(recent, all_failed - coalesce(lag(all_failed) OVER (${each}, k_row), 0))::BIGINT AS failed
    FROM tried WHERE kind = 'start')`;
}

/** The SQL of `logon_sessions`. */
export function logonSessionsSql(
  from: string,
  { failed_minutes }: { failed_minutes: number },
): string {
  const names = 'event account target domain host logon type source workstation message pid';
  const texts = names.split(' ').map((name, i) => `trim(coalesce(i${i + 1}, '')) AS ${name}`);
  const named = types.flatMap((name, i) => (name === '' ? [] : [`WHEN '${i}' THEN '${name}'`]));
  return `WITH raw AS (SELECT k_row, i0 AS t, ${texts.join(', ')} FROM ${from} WHERE i0 IS NOT NULL),
  events AS (SELECT *, lower(host) AS host_key FROM (${windowsSql()} UNION ALL ${sshSql()})),
  ${closingSql},
  ${failedSql(failed_minutes)}
  SELECT e.account AS o0, e.host AS o1, e.logon AS o2, TRY_CAST(e.type AS BIGINT) AS o3, CASE e.type ${named.join(' ')} ELSE e.type END AS o4,
    coalesce(e.source, '') AS o5, coalesce(e.workstation, '') AS o6, e.t AS o7, c.t AS o8,
    (epoch_us(c.t) - epoch_us(e.t)) * 10 AS o9, coalesce(c.told_by, '') AS o10, f.failed AS o11, e.k_row
  FROM events AS e LEFT JOIN closing AS c USING (k_row) LEFT JOIN failed AS f USING (k_row) WHERE e.kind = 'start'`;
}
