import fc from 'fast-check';
import { test } from 'vitest';
import { clockifyMapping, togglMapping } from '../src/index.ts';
import { fixture, importAll } from './support.ts';

const consulting = { constant: 'consulting' };
const files = [
  {
    bytes: fixture('toggl-detailed.csv'),
    mapping: togglMapping({ serviceTypeId: consulting, zone: 'Europe/Berlin' }),
  },
  { bytes: fixture('clockify-detailed.csv'), mapping: clockifyMapping({ serviceTypeId: consulting }) },
].map(({ bytes, mapping }) => {
  // With a byte order mark, \r\n, and letters of two, three and four bytes.
  const text = `\uFEFF${new TextDecoder().decode(bytes)}`
    .replaceAll('\n', '\r\n')
    .replaceAll('Acme', 'Ácme 漢 😀');
  return { text, bytes: new TextEncoder().encode(text), mapping };
});

/** Cuts a file at the places given; empty pieces included. */
function cut<Piece extends string | Uint8Array>(whole: Piece, places: readonly number[]): Piece[] {
  const cuts = [
    0,
    ...places.map((place) => place % (whole.length + 1)).toSorted((a, b) => a - b),
    whole.length,
  ];
  return cuts.slice(1).map((to, at) => whole.slice(cuts[at], to) as Piece);
}

test('a file gives the same rows however it is cut, also within a character, a quote or a line end', async () => {
  const whole = await Promise.all(files.map(({ text, mapping }) => importAll(text, mapping)));
  const property = fc.asyncProperty(
    fc.nat(files.length - 1),
    fc.boolean(),
    fc.array(fc.nat(2000), { maxLength: 40 }),
    async (at, asText, places) => {
      const file = files[at];
      if (file === undefined) return false;
      const pieces = asText ? cut(file.text, places) : cut(file.bytes, places);
      return JSON.stringify(await importAll(pieces, file.mapping)) === JSON.stringify(whole[at]);
    },
  );
  await fc.assert(property);
});

test('a file gives the same rows letter by letter and byte by byte', async ({ expect }) => {
  for (const { text, bytes, mapping } of files) {
    const whole = await importAll(text, mapping);
    expect(whole.length).toBeGreaterThan(2);
    expect(await importAll(text.split(''), mapping)).toEqual(whole);
    expect(
      await importAll(
        Array.from(bytes, (byte) => Uint8Array.of(byte)),
        mapping,
      ),
    ).toEqual(whole);
  }
});
