import type { NumberLocale, Party, PostalAddress } from '@billwright/core';

/** Countries whose postal codes stand behind the city and the region. */
const codeLast = new Set(['US', 'CA', 'AU', 'GB', 'IE', 'NZ', 'IN']);

/** An address as it stands on a letter. The country is named where the letter crosses a border. */
export function addressLines(
  address: PostalAddress | null,
  fromCountry: string | null,
  language: NumberLocale,
): readonly string[] {
  if (address === null) return [];
  const { lines, postalCode, city, region, country } = address;
  const place = codeLast.has(country)
    ? [[city, region].filter(isText).join(', '), postalCode]
    : [postalCode, city];
  const last = place.filter(isText).join(' ');
  const abroad = fromCountry === country ? '' : countryName(country, language);
  return [...lines, last, abroad].filter((line) => line !== '');
}

/** Name, contact and address of whom a letter is for. */
export function recipientLines(
  { name, contact, address }: Party,
  seller: Party,
  language: NumberLocale,
): readonly string[] {
  const person = contact === null || contact === name ? [] : [contact];
  return [name, ...person, ...addressLines(address, seller.address?.country ?? null, language)];
}

/** The sender on one line, as it stands above an address. */
export const senderLine = ({ name, address }: Party, language: NumberLocale): string =>
  [name, ...addressLines(address, address?.country ?? null, language)].join(' · ');

const isText = (part: string | null): part is string => part !== null && part !== '';

/** In capitals, as the post asks for it. */
function countryName(country: string, language: NumberLocale): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
  return (names.of(country) ?? country).toUpperCase();
}
