import * as core from '@billwright/core';
import { bundleSize } from '../built/bundle-size.ts';
import type { Row } from '../row.ts';

/** What a user who only bills needs. */
const wanted = ['compileRater', 'billPeriod'];

export const coreSize: Row = {
  name: 'core/size',
  divides: 'KiB, after gzip, of a minified bundle of what rates and bills, without the given libraries',
  better: 'less',
  bar: 30,
  goal: 20,
  async measure() {
    const names = wanted.filter((name) => Object.hasOwn(core, name));
    const ratio = (await bundleSize(names)) / 1024;
    const ofRating = (await bundleSize(['compileRater'])) / 1024;
    const notes = [`KiB of ${names.join(' and ')}`, `compileRater alone takes ${ofRating.toFixed(1)}`];
    return { status: 'measured', ratio, min: ratio, max: ratio, notes, sides: [] };
  },
};
