/** Reads dates written in one format; null for a text that is written in any other way, or names no day or time. */
export type ReadDate = (text: string) => string | null;

/** A format that can be read, or the reason why it can't. */
export type DateFormat =
  | { readonly status: 'ready'; readonly read: ReadDate }
  | { readonly status: 'refused'; readonly fault: string };

const tokens: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  hh: '(?<hour12>\\d{2})',
  h: '(?<hour12>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  SSS: '(?<fraction>\\d{1,9})',
  A: '(?<half>[AaPp][Mm])',
  Z: '(?<offset>Z|[+-]\\d{2}:\\d{2})',
  T: 'T',
  '[': '(?:',
  ']': ')?',
};

const tokenPattern = /YYYY|MM?|DD?|HH?|hh?|mm|ss|SSS|[ATZ[\]]|\s+|./gsu;

/** What a text has for each part of its format. */
type Parts = Readonly<Record<string, string | undefined>>;

/**
 * Makes a reader of one format: `M/D/YYYY H:mm`, `YYYY-MM-DD[T]HH:mm`. What it reads comes back as ISO 8601, a date
 * for `date` and a date with time for `moment`. Doubled letters want two digits, single ones accept one or two; a
 * part in brackets may be missing; a blank stands for any white space, as before AM and PM it is often no plain one.
 */
export function compileDateFormat(format: string, kind: 'date' | 'moment'): DateFormat {
  const parts = format.match(tokenPattern) ?? [];
  const sources = parts.map(sourceOf);
  const fault = faultOf(parts, sources, kind);
  if (fault !== null) return { status: 'refused', fault };
  const pattern = new RegExp(`^${sources.join('')}$`, 'u');
  return {
    status: 'ready',
    read(text) {
      const found = pattern.exec(text)?.groups;
      if (found === undefined) return null;
      const date = dateOf(found);
      if (date === null || kind === 'date') return date;
      const time = timeOf(found);
      return time === null ? null : `${date}T${time}`;
    },
  };
}

/** The regular expression of one part of a format, or null for a letter that means nothing. */
function sourceOf(part: string): string | null {
  const source = Object.hasOwn(tokens, part) ? tokens[part] : undefined;
  if (source !== undefined) return source;
  if (/^\s+$/u.test(part)) return '\\s+';
  return /\p{Letter}/u.test(part) ? null : part.replaceAll(/[\\^$.*+?()|{}/]/gu, '\\$&');
}

function faultOf(
  parts: readonly string[],
  sources: readonly (string | null)[],
  kind: 'date' | 'moment',
): string | null {
  const unknown = sources.indexOf(null);
  if (unknown >= 0) return `"${parts[unknown]}" means nothing in a format; see the list of its letters`;
  const brackets = parts.filter((part) => part === '[' || part === ']').join('');
  if (brackets !== '[]'.repeat(brackets.length / 2)) return 'its brackets do not fit together';
  const names = sources.flatMap((source) => /\(\?<(\w+)>/u.exec(source ?? '')?.[1] ?? []);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `it has the ${twice} twice`;
  const has = (...wanted: string[]): boolean => wanted.every((name) => names.includes(name));
  if (!has('year', 'month', 'day')) return 'it needs year, month and day: YYYY, MM or M, DD or D';
  if (kind === 'date')
    return names.length === 3 ? null : 'it is for a date and has more than year, month and day';
  if (has('hour12') !== has('half')) return 'hh and h go together with A';
  if (has('hour') === has('hour12') || !has('minute'))
    return 'it needs hour and minute: HH or H, or hh or h, and mm';
  return null;
}

function dateOf({ year = '', month = '', day = '' }: Parts): string | null {
  const monthNumber = Number(month);
  const dayNumber = Number(day);
  // Outside these years no entry can lie.
  if (year < '1970' || year > '2199' || monthNumber < 1 || monthNumber > 12) return null;
  const lastDay = new Date(Date.UTC(Number(year), monthNumber, 0)).getUTCDate();
  if (dayNumber < 1 || dayNumber > lastDay) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function timeOf({
  hour,
  hour12,
  half = '',
  minute = '',
  second = '00',
  fraction,
  offset = '',
}: Parts): string | null {
  const hourNumber = hour12 === undefined ? Number(hour) : hourOf12(Number(hour12), half);
  if (hourNumber === null || hourNumber > 23 || minute > '59' || second > '59') return null;
  const time = `${String(hourNumber).padStart(2, '0')}:${minute}:${second}`;
  return `${time}${fraction === undefined ? '' : `.${fraction}`}${offset}`;
}

function hourOf12(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
}
