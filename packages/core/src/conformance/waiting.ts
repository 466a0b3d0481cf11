import type { CancelSignal } from '../ports/cancel-signal.ts';

// What every runtime has, told to the compiler without a library of types.
declare function setTimeout(callback: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare const AbortController: new () => { readonly signal: CancelSignal; abort(reason?: unknown): void };

/** Long enough for another call to do what it can do now, in milliseconds. */
export const moment = 50;

/** Who waits for nobody is back by then, even on a machine that has much to do, in milliseconds. */
export const soon = 5000;

/** Longer than soon: so long somebody holds what nobody should wait for, in milliseconds. */
export const long = 7500;

/** Waits. */
export function pause(milliseconds: number = moment): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Waits for a call, but not longer than so many milliseconds: `false` when it is still under way. */
export async function endsWithin(milliseconds: number, call: Promise<unknown>): Promise<boolean> {
  let timer: unknown;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, milliseconds);
  });
  const ended = call.then(
    () => true,
    () => true,
  );
  const isOver = await Promise.race([ended, tooLate]);
  clearTimeout(timer);
  return isOver;
}

/** A promise that somebody else resolves. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

/** A gate that is closed. */
export function gate(): Gate {
  let open: (() => void) | undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open?.() };
}

/** A signal, how to abort it, and the reason with which that is done. */
export function aborting(): {
  readonly signal: CancelSignal;
  readonly reason: Error;
  readonly abort: () => void;
} {
  const controller = new AbortController();
  const reason = new Error('the caller gave up');
  return { signal: controller.signal, reason, abort: () => controller.abort(reason) };
}

/** A signal that was aborted already. */
export function aborted(): { readonly signal: CancelSignal; readonly reason: Error } {
  const { signal, reason, abort } = aborting();
  abort();
  return { signal, reason };
}
