/** Whatever looks like a token or a credential in a header. */
const looksSecret = /\b(bearer|basic)\s+[\w.~+/=-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]+(?:\.[\w-]*){0,2}/gi;

/** A text without secrets: neither those that are known, as they are or encoded for a URL, nor what looks like one. */
export function redacted(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    clean = clean.replaceAll(secret, '[secret]').replaceAll(encodeURIComponent(secret), '[secret]');
  }
  return clean.replaceAll(looksSecret, '[secret]');
}
