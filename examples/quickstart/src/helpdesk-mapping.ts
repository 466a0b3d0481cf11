import { type CsvMapping, defineCsvMapping } from '@billwright/import-csv';

/** Which columns of data/helpdesk.csv mean what. The desk's clocks are those of Berlin. */
export const helpdeskMapping: CsvMapping = defineCsvMapping({
  id: 'Entry',
  customerId: 'Company',
  agentId: 'Agent',
  teamId: 'Team',
  serviceTypeId: 'Work type',
  workItem: { kind: 'ticket', id: 'Ticket', title: 'Subject' },
  time: {
    kind: 'timed',
    start: { columns: 'Started', format: 'DD.MM.YYYY HH:mm' },
    end: { columns: 'Ended', format: 'DD.MM.YYYY HH:mm' },
    zone: 'Europe/Berlin',
    breaks: { column: 'Break (min)', format: 'minutes', holds: 'break' },
  },
  billable: { column: 'Billable', yes: ['yes'], no: ['no'] },
  note: 'Note',
});
