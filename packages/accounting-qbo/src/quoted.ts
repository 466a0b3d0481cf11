/** A text as a value in a query. Quotes are escaped by a backslash, and backslashes first; doubling a quote is wrong. */
export const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** A text as a name in QuickBooks, which has no colons, tabs and line breaks in names. */
export const asName = (text: string, maximum: number): string =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}:]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .slice(0, maximum)
    .replace(/\p{Surrogate}$/u, '')
    .trim();

/** The beginning of a text, of at most so many characters; none is cut in half. */
export const beginningOf = (text: string, most: number): string =>
  text.slice(0, most).replaceAll(/\p{Surrogate}/gu, '');
