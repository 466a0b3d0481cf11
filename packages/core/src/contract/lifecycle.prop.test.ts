import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBillingError } from '../errors/billing-error.ts';
import { anyContract } from '../testing/contract-arbitraries.ts';
import { anyCivilDate } from '../testing/time-arbitraries.ts';
import { addDays } from '../time/civil-date.ts';
import type { Contract } from './contract.ts';
import { coveredDays, inForceOn } from './contract-period.ts';
import { defineContract } from './define-contract.ts';
import { type ContractAction, contractActions, transitionContract } from './lifecycle.ts';

/** The life of a contract as R67 tells it, without its days. */
const life: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  draft: { activate: 'active' },
  active: { suspend: 'suspended', expire: 'ended', terminate: 'ended' },
  suspended: { resume: 'active', expire: 'ended', terminate: 'ended' },
  ended: {},
};

interface Model {
  state: string;
}

interface Real {
  contract: Contract;
}

class Command implements fc.Command<Model, Real> {
  readonly #type: ContractAction;
  readonly #on: string;

  constructor(type: ContractAction, on: string) {
    this.#type = type;
    this.#on = on;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    const before = real.contract;
    const target = life[model.state]?.[this.#type];
    expect(contractActions(before.state)).toEqual(Object.keys(life[model.state] ?? {}));
    try {
      real.contract = transitionContract(before, { type: this.#type, on: this.#on });
    } catch (error) {
      // Refused by the table, or by a day that does not fit: then nothing has changed.
      expect(isBillingError(error, target === undefined ? 'CONTRACT_STATE' : 'CONTRACT_INVALID')).toBe(true);
      expect(real.contract).toBe(before);
      return;
    }
    expect(real.contract.state).toBe(target);
    model.state = String(target);
    // Each step leaves a contract that could have been written down like that.
    expect(defineContract(real.contract)).toEqual(real.contract);
    if (this.#type === 'suspend' || this.#type === 'terminate') {
      expect(inForceOn(real.contract, this.#on)).toBe(false);
      const earlier = addDays(this.#on, -1);
      expect(inForceOn(real.contract, earlier)).toBe(inForceOn(before, earlier));
    }
    if (this.#type === 'resume') {
      const rest = real.contract.end === null || this.#on < real.contract.end;
      expect(inForceOn(real.contract, this.#on)).toBe(rest);
    }
  }

  toString(): string {
    return `${this.#type} ${this.#on}`;
  }
}

const anyDay = anyCivilDate({ from: '2026-01-01', to: '2027-06-01' });
const anyCommand = (type: ContractAction) => anyDay.map((day) => new Command(type, day));

test('R67: a contract moves by the table alone, and a refused command changes nothing', () => {
  const commands = fc.commands(
    (['activate', 'suspend', 'resume', 'expire', 'terminate'] as const).map(anyCommand),
    { maxCommands: 12 },
  );
  fc.assert(
    fc.property(anyContract({ state: 'draft' }), commands, (contract, run) => {
      fc.modelRun(() => ({ model: { state: 'draft' }, real: { contract } }), run);
    }),
    { numRuns: 300 },
  );
});

test('R67: a suspension takes its days from the contract, and no others', () => {
  const days = fc.uniqueArray(anyDay, { minLength: 2, maxLength: 2 }).map((two) => two.toSorted());
  fc.assert(
    fc.property(anyContract({ state: 'active' }), days, (contract, [from = '', to = '']) => {
      fc.pre(contract.start <= from && (contract.end === null || to <= contract.end));
      const suspended = transitionContract(contract, { type: 'suspend', on: from });
      const resumed = transitionContract(suspended, { type: 'resume', on: to });
      const all = { from: contract.start, to: '2029-01-01' };
      const lost = coveredDays(contract, all) - coveredDays(resumed, all);
      expect(lost).toBe(coveredDays(contract, { from, to }));
    }),
  );
});
