/** Recorded: times are those of the company, in the zone of its choice: the instant with its offset. */
export function companyTime(now: string, exactly: 'seconds' | 'milliseconds'): string {
  const local = new Date(Date.parse(now) - 7 * 3_600_000).toISOString();
  return `${local.slice(0, exactly === 'seconds' ? 19 : 23)}-07:00`;
}
