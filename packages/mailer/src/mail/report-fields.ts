/** Fields by their name in small letters. Of several with one name, the first. */
export type ReportFields = ReadonlyMap<string, string>;

/** The most that a report has: one for each recipient of a mail, and more. */
const mostGroups = 200;

/** The groups of fields in a text, each set off by an empty line; fields may go on over lines. */
export function readReportFields(text: string): readonly ReportFields[] {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .filter((group) => group.trim() !== '')
    .slice(0, mostGroups)
    .map(readGroup);
}

function readGroup(group: string): ReportFields {
  const fields = new Map<string, string>();
  for (const line of group.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (name !== '' && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}
