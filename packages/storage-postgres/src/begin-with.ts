import { Buffer } from 'node:buffer';

/**
 * The message that begins a transaction with settings that hold until it ends. It is one message, and values can't be
 * handed over with several statements, so they are written as digits: nothing that a value holds can be read as SQL.
 *
 * @param settings by the name that PostgreSQL knows
 */
export function beginWith(settings: Readonly<Record<string, string>>): string {
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config(${written(name)}, ${written(value)}, true)`,
  );
  // Who gets a lock sees what its holders before committed, even after other reads: a snapshot would be too old.
  const begin = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE';
  return calls.length === 0 ? begin : `${begin}; SELECT ${calls.join(', ')}`;
}

const written = (text: string): string =>
  `convert_from(decode('${Buffer.from(text).toString('hex')}', 'hex'), 'UTF8')`;
