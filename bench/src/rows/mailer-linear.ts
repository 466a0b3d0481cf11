import { invoicePdf } from '@billwright/mailer';
import type { Row } from '../row.ts';
import { spreadOf } from '../timing/spread.ts';
import { invoiceOf } from './mailer-invoice.ts';
import { type CallTime, leastOf, timeCall } from './mailer-time.ts';

const [few, many, rounds] = [500, 2000, 7];

export const mailerLinear: Row = {
  name: 'mailer/linear',
  divides: 'time per line of invoicePdf() on 2,000 lines ÷ on 500',
  better: 'less',
  bar: 1.3,
  goal: 1.1,
  async measure() {
    const [fewer, more] = [invoiceOf(few), invoiceOf(many)];
    const times: { more: CallTime; fewer: CallTime }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const fewerTime = await timeCall(async () => {
        for (let call = 0; call < many / few; call += 1) await invoicePdf(fewer);
      }, many);
      const moreTime = await timeCall(() => invoicePdf(more), many);
      if (round > 0) times.push({ more: moreTime, fewer: fewerTime });
    }
    return {
      status: 'measured',
      ...spreadOf(times.map((each) => each.more.cpu / each.fewer.cpu)),
      notes: [],
      sides: [
        leastOf(
          `a line of ${many}`,
          times.map((each) => each.more),
        ),
        leastOf(
          `a line of ${few}`,
          times.map((each) => each.fewer),
        ),
      ],
    };
  },
};
