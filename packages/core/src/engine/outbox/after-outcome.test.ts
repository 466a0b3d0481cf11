import { expect, test } from 'vitest';
import { afterOutcome, mostAttempts } from './after-outcome.ts';
import { backOffSeconds } from './back-off.ts';
import { Circuits } from './circuit.ts';
import type { Message } from './message.ts';

const at = '2026-04-01T08:00:00.000Z';

const sent: Message = {
  id: 'export:books:inv_1:1',
  kind: 'export',
  subject: { kind: 'invoice', id: 'inv_1' },
  payload: null,
  due: at,
  state: 'uncertain',
  attempts: 1,
  sends: 1,
  resends: 0,
  fault: null,
};

const once = { isRepeatable: false, lingersSeconds: 600 };

test('a message is tried again after 1, 5, 15 and 60 minutes, then every hour', () => {
  expect([1, 2, 3, 4, 5, 20].map((attempts) => backOffSeconds(attempts) / 60)).toEqual([
    1, 5, 15, 60, 60, 60,
  ]);
});

test('of which nobody knows waits as long as its request can take effect', () => {
  const unknown = { status: 'unknown', reason: 'lost' } as const;
  expect(afterOutcome(sent, unknown, once, at)).toMatchObject({
    state: 'uncertain',
    due: '2026-04-01T08:10:00.000Z',
    fault: 'lost',
  });
  expect(afterOutcome({ ...sent, attempts: 4 }, unknown, once, at).due).toBe('2026-04-01T09:00:00.000Z');
});

test('of which nobody knows is tried again at its time when twice is as good as once', () => {
  const again = afterOutcome(
    sent,
    { status: 'unknown', reason: 'lost' },
    { isRepeatable: true, lingersSeconds: 0 },
    at,
  );
  expect(again).toMatchObject({ state: 'pending', due: '2026-04-01T08:01:00.000Z' });
});

test('waits as long as it was asked to, when that is in the future', () => {
  const later = (after: string) =>
    afterOutcome(sent, { status: 'later', reason: 'limit', after }, once, at).due;
  expect(later('2026-04-01T12:00:00.000Z')).toBe('2026-04-01T12:00:00.000Z');
  expect(later('2026-04-01T07:00:00.000Z')).toBe('2026-04-01T08:01:00.000Z');
});

test('that surely never arrived is sent again at once; one that was refused, or tried too often, is dead', () => {
  expect(afterOutcome(sent, { status: 'absent' }, once, at)).toMatchObject({ state: 'pending', due: at });
  expect(afterOutcome(sent, { status: 'refused', reason: 'no' }, once, at)).toMatchObject({
    state: 'dead',
    fault: 'no',
  });
  const last = { ...sent, attempts: mostAttempts };
  expect(afterOutcome(last, { status: 'later', reason: 'limit' }, once, at).state).toBe('dead');
});

test('a channel is down after three failures in a row, longer each time, until it answers', () => {
  const circuits = new Circuits();
  const fail = (): string | null => {
    circuits.isDown('books', at, null);
    return circuits.downUntil('books', at);
  };
  expect([fail(), fail(), fail(), fail()]).toEqual([
    null,
    null,
    '2026-04-01T08:01:00.000Z',
    '2026-04-01T08:05:00.000Z',
  ]);
  expect(circuits.downUntil('books', '2026-04-01T08:05:00.000Z')).toBeNull();
  expect(circuits.downUntil('mailer', at)).toBeNull();
  circuits.isUp('books');
  expect(fail()).toBeNull();
  circuits.isDown('books', at, '2026-04-01T10:00:00.000Z');
  expect(circuits.downUntil('books', at)).toBe('2026-04-01T10:00:00.000Z');
});
