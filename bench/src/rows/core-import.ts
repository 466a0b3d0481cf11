import { buildCore } from '../built/build-core.ts';
import { timeImport } from '../built/time-import.ts';
import type { Row } from '../row.ts';
import { spreadOf } from '../timing/spread.ts';

const rounds = 15;

export const coreImport: Row = {
  name: 'core/import',
  divides: 'importing core as it is built ÷ importing zod and decimal.js alone, in fresh processes',
  better: 'less',
  bar: 2.5,
  goal: 1.5,
  measure() {
    buildCore();
    const sides = [
      { name: 'core', modules: ['@billwright/core'] },
      {
        name: 'zod and decimal.js',
        modules: [import.meta.resolve('zod'), import.meta.resolve('decimal.js')],
      },
    ].map((side) => ({ ...side, times: [timeImport(side.modules)] }));
    // The first of each read the files into the machine's memory.
    for (const side of sides) side.times.length = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const { modules, times } of sides) times.push(timeImport(modules));
    }
    const [ours = [], theirs = []] = sides.map(({ times }) => times.map(({ cpu }) => cpu));
    return {
      status: 'measured',
      ...spreadOf(ours.map((cpu, round) => cpu / (theirs[round] ?? Number.NaN))),
      notes: [],
      sides: sides.map(({ name, times }) => ({
        name,
        cpuNanoseconds: Math.min(...times.map(({ cpu }) => cpu)),
        wallNanoseconds: Math.min(...times.map(({ wall }) => wall)),
      })),
    };
  },
};
