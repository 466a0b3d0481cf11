import type { PostalAddress } from '@billwright/core';

/** An address as QuickBooks takes it. */
export function addressOf({
  lines,
  city,
  region,
  postalCode,
  country,
}: PostalAddress): Record<string, string> {
  const parts: readonly (readonly [string, string | null | undefined])[] = [
    ['Line1', lines[0]],
    ['Line2', lines[1]],
    ['Line3', lines[2]],
    ['Line4', lines[3]],
    ['City', city],
    ['CountrySubDivisionCode', region],
    ['PostalCode', postalCode],
    ['Country', country],
  ];
  return Object.fromEntries(
    parts.filter((part): part is readonly [string, string] => typeof part[1] === 'string'),
  );
}
