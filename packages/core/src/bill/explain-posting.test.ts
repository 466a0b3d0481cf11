import { expect, test } from 'vitest';
import type { NumberLocale } from '../money/format-money.ts';
import { postingKinds } from '../prepaid/posting.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import { hoursAccount } from '../testing/prepaid-fixture.ts';
import { explainPosting } from './explain-posting.ts';

const into = new Set(['top-up', 'transfer-in', 'reversal']);
const postings = postingKinds.map(
  (kind): PrepaidPosting => ({
    key: kind,
    accountId: 'hours',
    lotId: 'A',
    kind,
    quantity: into.has(kind) ? '5400' : '-5400.5',
    at: '2026-05-01T09:00:00.000Z',
    workDate: kind === 'draw' ? '2026-05-01' : null,
    entryId: kind === 'draw' || kind === 'reversal' ? 'te_1' : null,
    part: null,
    reverses: null,
    amount: kind === 'top-up' || kind === 'refund' ? { amount: '1350.00', currency: 'EUR' } : null,
    reason: null,
  }),
);
const all = (locale: NumberLocale): readonly string[] =>
  postings.map((posting) => explainPosting(posting, hoursAccount(), { locale }));

test('what postings did, in English', () => {
  expect(all('en')).toMatchInlineSnapshot(`
    [
      "1 h 30 min bought as lot “A” for EUR 1,350.00.",
      "1 h 30 min moved here as lot “A”.",
      "1 h 30 min drawn from lot “A” for entry “te_1”.",
      "A posting of 1 h 30 min on lot “A” for entry “te_1” taken back.",
      "Corrected by hand: -1 h 30 min on lot “A”.",
      "1 h 30 min of lot “A” given back for EUR 1,350.00.",
      "1 h 30 min of lot “A” moved to another account.",
      "1 h 30 min of lot “A” expired.",
    ]
  `);
});

test('what postings did, in German', () => {
  expect(all('de')).toMatchInlineSnapshot(`
    [
      "1 Std. 30 Min. gekauft als Posten „A“ für 1.350,00 EUR.",
      "1 Std. 30 Min. hierher übertragen als Posten „A“.",
      "1 Std. 30 Min. aus Posten „A“ entnommen für Eintrag „te_1“.",
      "Buchung über 1 Std. 30 Min. auf Posten „A“ für Eintrag „te_1“ zurückgenommen.",
      "Von Hand berichtigt: -1 Std. 30 Min. auf Posten „A“.",
      "1 Std. 30 Min. aus Posten „A“ erstattet für 1.350,00 EUR.",
      "1 Std. 30 Min. aus Posten „A“ auf ein anderes Konto übertragen.",
      "1 Std. 30 Min. aus Posten „A“ verfallen.",
    ]
  `);
});

test('what postings did, in French', () => {
  expect(all('fr')).toMatchInlineSnapshot(`
    [
      "Achat de 1 h 30 min, le lot « A », pour 1 350,00 EUR.",
      "Virement de 1 h 30 min vers le lot « A ».",
      "Prélèvement de 1 h 30 min sur le lot « A » pour la saisie « te_1 ».",
      "Annulation d’une écriture de 1 h 30 min sur le lot « A » pour la saisie « te_1 ».",
      "Correction à la main de -1 h 30 min sur le lot « A ».",
      "Remboursement de 1 h 30 min sur le lot « A », pour 1 350,00 EUR.",
      "Virement de 1 h 30 min depuis le lot « A » vers un autre compte.",
      "Expiration de 1 h 30 min sur le lot « A ».",
    ]
  `);
});

test('R75: what no lot could give is on the overdraft', () => {
  const [draw] = postings.filter(({ kind }) => kind === 'draw');
  expect(draw && explainPosting({ ...draw, lotId: null }, hoursAccount())).toBe(
    '1 h 30 min drawn from the overdraft for entry “te_1”.',
  );
});
