import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Outcome } from './message-handler.ts';

// What every runtime has had since Node.js 20, told to the compiler without a library of types.
declare class AbortController {
  readonly signal: CancelSignal;
  abort(reason: unknown): void;
}
declare function setTimeout(ring: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;

type Unknown = Extract<Outcome, { readonly status: 'unknown' }>;

/** Calls something outside, and gives it up after so many seconds: then, and when it throws, nobody knows. */
export function callOutside<Answer>(
  clock: Clock,
  seconds: number,
  call: (signal: CancelSignal) => Promise<Answer>,
): Promise<Answer | Unknown> {
  const { signal, giveUp } = cancelling();
  return new Promise((resolve) => {
    const callOff = timerOf(clock)(seconds, () => {
      const reason = `nobody answered within ${seconds} seconds`;
      resolve({ status: 'unknown', reason });
      giveUp(new Error(reason));
    });
    const answered = (outcome: Answer | Unknown): void => {
      callOff();
      resolve(outcome);
    };
    call(signal).then(answered, (error: unknown) => answered({ status: 'unknown', reason: faultOf(error) }));
  });
}

/** What went wrong, as it is kept: one text of bounded length. */
export function faultOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.slice(0, 1000) || 'it failed without a word';
}

const machineTimer: NonNullable<Clock['after']> = (seconds, ring) => {
  const timer = setTimeout(ring, seconds * 1000);
  return () => clearTimeout(timer);
};

const timerOf = ({ after }: Clock): NonNullable<Clock['after']> => after ?? machineTimer;

function cancelling(): { readonly signal: CancelSignal; readonly giveUp: (reason: unknown) => void } {
  const controller = new AbortController();
  return { signal: controller.signal, giveUp: (reason) => controller.abort(reason) };
}
