import type { Party } from '@billwright/core';
import { isReadable, swissText } from './swiss-text.ts';

/** Somebody's address in the parts that the Swiss standard asks for (type "S"). */
export interface SwissAddress {
  readonly name: string;
  readonly street: string;
  readonly house: string;
  readonly postalCode: string;
  readonly town: string;
  readonly country: string;
}

const houseAtEnd = /^(.*\p{L}.*?)\s+(\d+\s?\p{L}?(?:[-/]\d+\s?\p{L}?)?)$/u;

/** The address of a party, or `null` when a part is missing that must be there. `name`: another one than its own. */
export function swissAddress({ name: own, address }: Party, name = own): SwissAddress | null {
  if (address?.postalCode == null || address.city === null || !/^[A-Z]{2}$/.test(address.country))
    return null;
  const streetLine = address.lines.find((line) => houseAtEnd.test(line)) ?? address.lines[0] ?? '';
  const [, street = streetLine, house = ''] = houseAtEnd.exec(streetLine) ?? [];
  const parts = {
    name: swissText(name, 70),
    street: swissText(street, 70),
    house: swissText(house, 16),
    postalCode: swissText(address.postalCode, 16),
    town: swissText(address.city, 35),
    country: address.country,
  };
  return [parts.name, parts.postalCode, parts.town].every(isReadable) ? parts : null;
}

/** The lines of an address as they are printed: without the country in Switzerland. */
export function swissAddressLines(address: SwissAddress): readonly string[] {
  const [name = '', town = ''] = neededLines(address);
  return [name, `${address.street} ${address.house}`.trim(), town].filter((line) => line !== '');
}

/** Those that a receipt must have. */
export const neededLines = ({ name, postalCode, town, country }: SwissAddress): readonly string[] => [
  name,
  `${country === 'CH' ? '' : `${country}-`}${postalCode} ${town}`,
];
