import fc from 'fast-check';

const two = (minimum: number, maximum: number): fc.Arbitrary<string> =>
  fc.integer({ min: minimum, max: maximum }).map((value) => String(value).padStart(2, '0'));

/** Mostly what is right, now and then what is nearly right. */
const mostly = (right: fc.Arbitrary<string>, ...wrong: string[]): fc.Arbitrary<string> =>
  fc.oneof({ arbitrary: right, weight: 20 }, { arbitrary: fc.constantFrom(...wrong), weight: 1 });

const year = fc.oneof(
  { arbitrary: fc.integer({ min: 1968, max: 2202 }).map(String), weight: 20 },
  {
    arbitrary: fc.constantFrom('2000', '2100', '2024', '1970', '2199', '0000', '9999', '+2026', '26'),
    weight: 4,
  },
);
const month = mostly(two(1, 12), '00', '13', '1', '2 ', '٠١');
const day = fc.oneof({ arbitrary: two(1, 28), weight: 3 }, { arbitrary: two(28, 31), weight: 2 }, two(0, 33));
const hour = mostly(two(0, 23), '24', '25', '9', '-1');
const minute = mostly(two(0, 59), '60', '99', '5', '+5');
const second = mostly(two(0, 59), '60', '61', '');
const fraction = fc.oneof(
  { arbitrary: fc.constant(''), weight: 5 },
  { arbitrary: fc.stringMatching(/^\.\d{1,12}$/), weight: 5 },
  fc.constantFrom('.', ',5', '.5.', '. 5', '.1e3', '.-1', '.½'),
);
const time = fc
  .tuple(
    hour,
    minute,
    fc.option(
      fc.tuple(second, fraction).map((parts) => `:${parts.join('')}`),
      { nil: '' },
    ),
  )
  .map(([hours, minutes, rest]) => `${hours}:${minutes}${rest}`);
const offset = fc.oneof(
  { arbitrary: fc.constant('Z'), weight: 8 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('+', '-'), two(0, 23), two(0, 59))
      .map(([sign, h, m]) => `${sign}${h}:${m}`),
    weight: 8,
  },
  { arbitrary: fc.constant(''), weight: 8 },
  fc.constantFrom(
    'z',
    '+0100',
    '+01',
    '+24:00',
    '-00:00',
    '+01:60',
    '−01:00',
    'ZZ',
    '+1:00',
    ' Z',
    'Z\n',
    '[UTC]',
  ),
);

const whole = fc
  .tuple(
    year,
    fc.constantFrom('-', '-', '-', '-', '-', '/', ''),
    month,
    day,
    mostly(fc.constant('T'), 't', ' ', ''),
    time,
    offset,
  )
  .map(([y, dash, mm, dd, separator, clock, zone]) => `${y}${dash}${mm}-${dd}${separator}${clock}${zone}`);

const slip = fc.record({
  at: fc.nat({ max: 30 }),
  removed: fc.integer({ min: 0, max: 2 }),
  typed: fc.constantFrom('', '0', '9', ':', '-', '+', '.', 'T', 'Z', ' ', '/', ';', '@', '\0', '１'),
});

/** Texts that are timestamps, or would be but for one slip of the pen. */
export function anyNearTimestamp(): fc.Arbitrary<string> {
  return fc.oneof(
    { arbitrary: whole, weight: 4 },
    {
      arbitrary: fc
        .tuple(whole, slip)
        .map(([text, { at, removed, typed }]) => text.slice(0, at) + typed + text.slice(at + removed)),
      weight: 1,
    },
  );
}
