/** The longest text that an error repeats of what was handed in. */
const longest = 500;

// The same that no id may hold: an error about such a text must still fit into every log and database.
const unstorable = /\0|\p{Surrogate}/gu;

/** Plain data with every text in it cut to a length that can be logged, stored and sent. */
export function bounded(value: unknown): unknown {
  if (typeof value === 'string') return boundedText(value);
  if (Array.isArray(value)) return value.map(bounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, bounded(inner)]));
}

function boundedText(text: string): string {
  const cut = text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
  return cut.replaceAll(unstorable, '\ufffd');
}
