/** Asks for the offset of a zone, in seconds east of UTC, at an epoch second. Slow: about a microsecond. */
export type OffsetProbe = (epochSeconds: number) => number;

// Runtimes also take offsets (+01:00) and abbreviations (AST is Alaska to them). Neither is the law of a place.
const nameForm = /^(?:UTC|GMT|[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z0-9_+-]*)+)$/;
const maximumNameLength = 64;
const offsetForm = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** The probe of an IANA zone, or null when the name is not one that this runtime knows. */
export function offsetProbe(zone: string): OffsetProbe | null {
  const format = offsetFormat(zone);
  return format && ((epochSeconds) => readOffset(format.format(epochSeconds * 1000)));
}

function offsetFormat(zone: string): Intl.DateTimeFormat | null {
  if (zone.length > maximumNameLength || !nameForm.test(zone)) return null;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const { timeZone } = format.resolvedOptions();
    // Runtimes ignore case, keys do not: one zone has one spelling.
    const misspelt = timeZone !== zone && timeZone.toLowerCase() === zone.toLowerCase();
    return misspelt ? null : format;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Reads `GMT`, `GMT+05:30` or `GMT-00:44:30` at the end of a formatted date: seconds east of UTC. */
function readOffset(text: string): number {
  const [, sign, hours, minutes, seconds] = offsetForm.exec(text) ?? [];
  const east = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return sign === '-' ? -east : east;
}
