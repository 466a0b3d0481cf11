// Marks that turn the direction of the text around them could show another amount than the one that is there.
const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Variation_Selector}\p{Emoji_Modifier}]/gu;

const loneSurrogates = /\p{Surrogate}/gu;

/** A text without control characters, marks of direction and what only emoji need. Line breaks stay. */
export const cleanText = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(loneSurrogates, '\ufffd')
    .replaceAll(unseen, '')
    .normalize('NFC');
