import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..');

/** What an output says whatever the machine: figures that depend on it are left out, and progress is told once. */
function usual(output: string): readonly string[] {
  const lines = output
    .trim()
    .split('\n')
    .map((line) =>
      line
        .replace(/^ {2}\d+ done, \d+ under way, \d+ wait$/, '  …')
        .replace(/^worker \d is killed/, 'worker # is killed')
        .replace(/^worker (\d) has billed \d+.*/, 'worker $1 has billed #'),
    );
  return lines.filter((line, index) => line !== '  …' || lines.indexOf(line) === index);
}

const numbersOf = (output: string, pattern: RegExp): readonly number[] =>
  [...output.matchAll(pattern)].map(([, number]) => Number(number));

/** A machine that has something else to do takes its time for six processes. */
const patience = 600_000;

test(
  'R94: four workers, one of them killed, bill each customer once, as the README shows',
  async () => {
    const child = spawn(process.execPath, ['--conditions=@billwright/source', join(folder, 'src/main.ts')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Each process starts in half the time when the sources were compiled before.
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, '../../.cache/workers') },
    });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        output[stream] += text;
      });
    const [code] = await once(child, 'close');
    expect({ code, stderr: output.stderr }).toEqual({ code: 0, stderr: '' });
    const readme = await readFile(join(folder, 'README.md'), 'utf8');
    const [, shown = ''] = /```text\n(.*?)```/s.exec(readme) ?? [];
    expect(usual(output.stdout)).toEqual(usual(shown));
    const billed = numbersOf(output.stdout, /has billed (\d+)/g);
    expect(billed).toHaveLength(4);
    expect(Math.min(...billed)).toBeGreaterThan(0);
    expect(output.stdout.match(/before it was killed/g)).toHaveLength(1);
    const done = numbersOf(output.stdout, /^ {2}(\d+) done/gm);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
    expect(done.at(-1)).toBe(200);
  },
  patience,
);
