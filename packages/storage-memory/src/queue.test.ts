import { expect, test } from 'vitest';
import { gate } from '../test/support/gate.ts';
import { Queue } from './queue.ts';

test('bodies run one after another, in the order in which they came', async () => {
  const queue = new Queue();
  const seen: string[] = [];
  const body = (name: string) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
  };
  await Promise.all(['a', 'b', 'c'].map((name) => queue.run(body(name))));
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('a body that fails tells its own caller, and holds up nobody', async () => {
  const queue = new Queue();
  const failing = queue.run(async () => {
    throw new Error('the body gave up');
  });
  const next = queue.run(async () => 'ran');
  await expect(failing).rejects.toThrow('the body gave up');
  expect(await next).toBe('ran');
});

test('who gives up while waiting is told at once, and let in no more', async () => {
  const queue = new Queue();
  const end = gate();
  const running = queue.run(() => end.opened);
  const controller = new AbortController();
  let isRun = false;
  const waiting = queue.run(async () => {
    isRun = true;
  }, controller.signal);
  const reason = new Error('the caller gave up');
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  end.open();
  await running;
  expect(await queue.run(async () => 'next')).toBe('next');
  expect(isRun).toBe(false);
});

test('an abort after its turn has come is left to the body', async () => {
  const queue = new Queue();
  const end = gate();
  const controller = new AbortController();
  const running = queue.run(() => end.opened, controller.signal);
  await Promise.resolve();
  await Promise.resolve();
  controller.abort(new Error('too late'));
  end.open();
  await expect(running).resolves.toBeUndefined();
});
