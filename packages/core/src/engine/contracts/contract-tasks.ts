import { renewalTasks } from '../../contract/renewal.ts';
import type { Contract } from '../../contract/contract.ts';
import { transitionContract } from '../../contract/lifecycle.ts';
import { dayNumber } from '../../time/civil-date.ts';
import { eachApart } from '../each-apart.ts';
import { civilDateAt } from '../invoices/civil-date-at.ts';
import { readAll } from '../page.ts';
import { contractRecords } from '../records/master-data.ts';
import { tellOnce, toldOf } from '../records/notices.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import { lockContract, renewOne } from './change-contract.ts';
import { keepContract } from './keep-contract.ts';

/**
 * Does what contracts near their end ask for (R67): tells of the end in time, each notice once, makes the successors of
 * those that renew themselves, and lets expire what has ended. One that fails stops no other.
 */
export async function runContractTasks(scope: TenantScope): Promise<{ readonly contracts: number }> {
  const due: string[] = [];
  const now = scope.context.clock.now();
  for (const state of ['active', 'suspended'] as const)
    for await (const contract of readAll(scope, { from: contractRecords, index: ['state', state] }))
      if (renewalTasks(contract, civilDateAt(now, contract.zone)).length > 0) due.push(contract.id);
  const contracts = await eachApart(due, async (id) => {
    const successors = await scope.write({ method: 'contracts.tasks', given: id }, {}, (unit) =>
      doTasks(scope, unit, id),
    );
    // A successor can be due at once, when nobody looked for a long time: it joins the list.
    due.push(...successors);
    return true;
  });
  return { contracts };
}

/** @returns the successor that was made */
async function doTasks({ context }: TenantScope, unit: Unit, id: string): Promise<readonly string[]> {
  let contract = await lockContract(unit, id);
  const today = civilDateAt(unit.at, contract.zone);
  const successors: string[] = [];
  for (const task of renewalTasks(contract, today, await toldDays(unit, contract))) {
    if (task.type === 'notice') {
      const subject = { kind: 'contract', id };
      for (const days of task.told) await tellOnce(unit, subject, noticeName(task.end, days));
      const daysLeft = dayNumber(task.end) - dayNumber(today);
      unit.emit('contract.expiring', { contract, daysLeft });
    } else if (task.type === 'renew') {
      const made = await renewOne(unit, context.plugins, contract, context.ids.next('contract'));
      successors.push(made.successor.id);
      contract = made.renewed;
    } else {
      const before = contract;
      contract = transitionContract(before, { type: 'expire', on: today });
      await keepContract(unit, contract, { before, action: 'expire' });
    }
  }
  return successors;
}

/** The notices of a contract's end that were told; another end is told anew. */
async function toldDays(unit: Unit, { id, end, renewal }: Contract): Promise<readonly number[]> {
  const told = await toldOf(unit, { kind: 'contract', id });
  return renewal.noticeDays.filter((days) => end !== null && told.has(noticeName(end, days)));
}

const noticeName = (end: string, days: number): string => `expiring:${end}:${days}`;
