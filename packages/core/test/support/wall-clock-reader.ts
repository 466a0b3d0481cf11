/** What the clocks of a zone show, as Intl tells it part by part. */
export interface WallClockReading {
  /** `2026-03-02` */
  readonly date: string;
  /** `09:00` */
  readonly time: string;
  readonly second: number;
  /** `mon` to `sun` */
  readonly weekday: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, format);
  return format;
}

/** Reads the wall clock of a zone through Intl: slow, and independent of how the library does it. */
export function readWallClock(zone: string, epochSeconds: number): WallClockReading {
  const parts = new Map<string, string>();
  for (const { type, value } of formatOf(zone).formatToParts(epochSeconds * 1000)) parts.set(type, value);
  const part = (type: string): string => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    second: Number(part('second')),
    weekday: part('weekday').toLowerCase(),
  };
}

/** The offset of a zone in seconds east of UTC: how far its wall clock is ahead. */
export function readOffset(zone: string, epochSeconds: number): number {
  const { date, time, second } = readWallClock(zone, epochSeconds);
  return Date.parse(`${date}T${time}:00Z`) / 1000 + second - epochSeconds;
}
