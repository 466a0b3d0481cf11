import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { readCurl } from './support/curl.ts';

const example = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The calls of the page, each with the answer below it. */
const shown = [...readme.matchAll(/```sh\n(curl [\s\S]*?)```\n\n```json\n([\s\S]*?)```/g)].map(
  ([, call = '', answer = '']) => ({ call, answer }),
);

/** One value, or one for each line. */
function readAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  }
}

/** Starts the program, and waits until it says where it listens. */
async function start() {
  const child = spawn(process.execPath, ['--conditions=@billwright/source', 'src/main.ts'], {
    cwd: example,
    env: { ...process.env, PORT: '0', TOKEN: 'demo' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(createInterface(child.stdout), 'line');
  const [, url = ''] = /^listens on (\S+)$/.exec(String(said)) ?? [];
  return { child, url };
}

test('what the README shows is what the service answers, and it stops when it is asked to', async () => {
  expect(shown.length).toBeGreaterThan(9);
  const { child, url } = await start();
  const answers: unknown[] = [];
  for (const { call } of shown) {
    const { url: address, request } = readCurl(call);
    const response = await fetch(address.replace('http://localhost:8080', url), request);
    answers.push(readAnswer(await response.text()));
  }
  expect(answers).toEqual(shown.map(({ answer }) => readAnswer(answer)));
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}, 30_000);
