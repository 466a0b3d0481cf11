import type { FakeFault } from '../../../src/testing/fake-fault.ts';
import type { Random } from '../outbox/random.ts';

/** How long a request can take effect after it was given up. */
export const longestRequestSeconds = 600;

/** Whether calls go wrong. */
export interface Trouble {
  isOn: boolean;
}

/** What goes wrong with calls outside: each seed has a mix of its own, some one fault again and again, some all of them. */
export function drawnFaults(random: Random, trouble: Readonly<Trouble>): () => FakeFault | null {
  const likely = random.next() * 0.8;
  const mix = Array.from({ length: 5 }, () => random.next() ** 2);
  return () => {
    if (!trouble.isOn || !random.chance(likely)) return null;
    const kinds: readonly FakeFault[] = [
      { kind: 'unreached' },
      { kind: 'lost' },
      { kind: 'late', seconds: random.below(longestRequestSeconds) },
      { kind: 'silent', seconds: random.chance(0.3) ? null : random.below(longestRequestSeconds) },
      { kind: 'limited' },
    ];
    const weights = kinds.map((_, index) => (mix[index] ?? 0) * random.next());
    return kinds[weights.indexOf(Math.max(...weights))] ?? null;
  };
}
