/** What the Swiss standard allows: Basic Latin, Latin-1, Latin Extended-A, and five more characters. */
const allowed = /[\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u20ac]/u;

/** What has a plain form that is no part of the character itself. */
const plainForms: Readonly<Record<string, string>> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2026': '...',
  '\u2212': '-',
};

/**
 * A text in the characters that a Swiss QR code may have, on one line, cut to a length. Marks that no bank knows are left
 * off their letters; what has no letter below becomes a question mark.
 */
export function swissText(text: string, length: number): string {
  const line = text
    .normalize('NFC')
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim();
  return Array.from(line, swissCharacter).join('').slice(0, length).trim();
}

function swissCharacter(character: string): string {
  if (allowed.test(character)) return character;
  const plain = plainForms[character] ?? character.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return Array.from(plain, (each) => (allowed.test(each) ? each : '?')).join('');
}

/** Whether anything of a text was left that somebody can read. */
export const isReadable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
