import type { Connection } from '../connection.ts';
import { beltVersion, putOnBelt, takeOffBelt } from './belt.ts';

/** Puts the belt on, changes it for that of this version, or takes it off. */
export async function fitBelt(
  connection: Connection,
  schema: string,
  isWanted: boolean,
): Promise<readonly string[]> {
  await connection.query(
    `CREATE TABLE IF NOT EXISTS ${schema}.extras (name text PRIMARY KEY, version integer NOT NULL)`,
  );
  const { rows } = await connection.query(
    `SELECT version::text AS version FROM ${schema}.extras WHERE name = 'belt'`,
    [],
  );
  const found = rows[0] === undefined ? null : Number(rows[0]['version']);
  if (found === (isWanted ? beltVersion : null)) return [];
  if (found !== null) {
    for (const statement of takeOffBelt({ schema })) await connection.query(statement);
    await connection.query(`DELETE FROM ${schema}.extras WHERE name = 'belt'`);
  }
  if (!isWanted) return ['belt off'];
  for (const statement of putOnBelt({ schema })) await connection.query(statement);
  await connection.query(`INSERT INTO ${schema}.extras (name, version) VALUES ('belt', $1)`, [beltVersion]);
  return ['belt'];
}
