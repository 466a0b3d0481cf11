import { expect, test } from 'vitest';
import { underEither } from './under-either.ts';

const reason = new Error('enough');

test.each([0, 1])('either signal aborts it, with its reason: %i', async (which) => {
  const both = [new AbortController(), new AbortController()] as const;
  let seen: unknown;
  await underEither([both[0].signal, both[1].signal], async (signal) => {
    expect(signal.aborted).toBe(false);
    both[which]?.abort(reason);
    seen = signal.reason;
  });
  expect(seen).toBe(reason);
});

test.each([0, 1])('what was aborted before is not begun: %i', async (which) => {
  const signals = [AbortSignal.abort(reason), new AbortController().signal] as const;
  const [one, other] = which === 0 ? signals : ([signals[1], signals[0]] as const);
  let hasBegun = false;
  const act = async (): Promise<void> => {
    hasBegun = true;
  };
  await expect(underEither([one, other], act)).rejects.toBe(reason);
  expect(hasBegun).toBe(false);
});

test('it listens no longer than it lasts, however it ends', async () => {
  const both = [new AbortController(), new AbortController()] as const;
  let kept: AbortSignal | undefined;
  const failing = underEither([both[0].signal, both[1].signal], async (signal) => {
    kept = signal;
    throw reason;
  });
  await expect(failing).rejects.toBe(reason);
  both[0].abort();
  expect(kept?.aborted).toBe(false);
});
