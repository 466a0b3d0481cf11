/** A text as a value in a condition of `where`. */
const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** A condition that a field is one of some texts. */
export const isAnyOf = (field: string, texts: readonly string[]): string =>
  texts.map((text) => `${field}==${quoted(text)}`).join(' OR ');

/** An address can't be of any length. */
const longestInAddress = 2000;

/** Texts in groups, each of which an address can hold when a text takes as much room as its condition. */
export function inAddresses<Value>(
  values: readonly Value[],
  conditionOf: (value: Value) => string,
): readonly (readonly Value[])[] {
  const groups: Value[][] = [];
  let room = 0;
  for (const value of values) {
    // " OR " between two of them.
    const length = encodeURIComponent(conditionOf(value)).length + 8;
    if (room < length) {
      groups.push([]);
      room = longestInAddress;
    }
    groups.at(-1)?.push(value);
    room -= length;
  }
  return groups;
}
