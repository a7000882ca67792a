/** Words that a KQL text cannot use bare as the name of a table. */
const reserved: ReadonlySet<string> = new Set(
  'and or not in has contains between by on with where union join print range let set table database cluster true false bool date datetime dynamic guid int long real string time timespan decimal double uuid typeof to step asc desc first last kind external_table materialized_view declare restrict access alias pattern'.split(
    ' ',
  ),
);

const endings =
  /\.(csv|tsv|tab|psv|json|jsonl|ndjson|parquet|pq|pkl|pickle|evtx|log|txt|gz|gzip|zst|zip|tar|tgz|xz|xml)$/i;

/**
 * The table that a file of this name fills: its stem as an identifier of KQL. Marks of rotation and dates
 * stay (`auth.log.1` gives `auth_log_1`).
 */
export function tableName(baseName: string): string {
  let stem = baseName;
  while (endings.test(stem) && stem.replace(endings, '') !== '') stem = stem.replace(endings, '');
  const name = stem
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 120);
  if (name === '') return 'Table';
  return /^\d/.test(name) || reserved.has(name.toLowerCase()) ? `T_${name}` : name;
}

const identifier = /^[A-Za-z_][A-Za-z0-9_]{0,119}$/;

/** Whether a text may stand as the name of a table, as in the `Type` column of Log Analytics. */
export function isTableName(text: string): boolean {
  return identifier.test(text) && !reserved.has(text.toLowerCase());
}

/**
 * Names that all differ and none of which is empty, for columns as a file spells them: `a, a, ''` gives
 * `a, a1, Column3`. Letter case is kept and counts.
 */
export function columnNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const given = new Set<string>();
  return names.map((name, at) => {
    let chosen = name === '' ? `Column${at + 1}` : name;
    for (let n = 1; given.has(chosen) || (chosen !== name && taken.has(chosen)); n++)
      chosen = `${name || `Column${at + 1}_`}${n}`;
    given.add(chosen);
    return chosen;
  });
}
