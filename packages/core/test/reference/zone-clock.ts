import { tzOffset } from '@date-fns/tz';

const secondsPerDay = 86_400;

/** Seconds east of UTC that a zone's clocks have at an epoch second. */
export function offsetSeconds(zone: string, epochSeconds: number): number {
  return Math.round(tzOffset(zone, new Date(epochSeconds * 1000)) * 60);
}

/**
 * The epoch seconds at which a zone's clocks show a time, in order: two when the hour is repeated, none when it is
 * skipped. `localSeconds` are those of the shown time read as UTC.
 */
export function instantsShowing(localSeconds: number, zone: string): readonly number[] {
  const { before, after } = offsetsAround(localSeconds, zone);
  const candidates =
    before === after ? [localSeconds - before] : [localSeconds - before, localSeconds - after];
  return candidates
    .filter((instant) => instant + offsetSeconds(zone, instant) === localSeconds)
    .toSorted((a, b) => a - b);
}

export interface ReadWallClock {
  readonly epochSeconds: number;
  readonly warning: 'wall-clock-ambiguous' | 'wall-clock-skipped' | null;
}

/** R13: of two instants the earlier one; a time that does not exist moves forward by the gap. */
export function readWallClock(localSeconds: number, zone: string): ReadWallClock {
  const [first, second] = instantsShowing(localSeconds, zone);
  if (first === undefined) {
    return {
      epochSeconds: localSeconds - offsetsAround(localSeconds, zone).before,
      warning: 'wall-clock-skipped',
    };
  }
  return { epochSeconds: first, warning: second === undefined ? null : 'wall-clock-ambiguous' };
}

function offsetsAround(
  localSeconds: number,
  zone: string,
): { readonly before: number; readonly after: number } {
  return {
    before: offsetSeconds(zone, localSeconds - secondsPerDay),
    after: offsetSeconds(zone, localSeconds + secondsPerDay),
  };
}
