import type { DefaultTheme } from 'vitepress';

/** The hand-written pages, in the order in which they are best read. A new page gets a line here. */
export const guide: DefaultTheme.SidebarItem[] = [
  {
    text: 'Start',
    items: [
      { text: 'Start here', link: '/' },
      { text: 'How the data travels', link: '/how-the-data-travels' },
    ],
  },
  {
    text: 'Concepts',
    items: [
      { text: 'Time and zones', link: '/concepts/time-and-zones' },
      { text: 'Calendars and bands', link: '/concepts/calendars-and-bands' },
      { text: 'Quantity', link: '/concepts/quantity' },
      { text: 'Rate cards', link: '/concepts/rate-cards' },
      { text: 'Money and rounding', link: '/concepts/money-and-rounding' },
      { text: 'Contracts', link: '/concepts/contracts' },
      { text: 'Prepaid', link: '/concepts/prepaid' },
      { text: 'Invoices', link: '/concepts/invoices' },
      { text: 'Invoice documents', link: '/concepts/invoice-documents' },
      { text: 'Payments and credit', link: '/concepts/payments' },
      { text: 'Bill runs', link: '/concepts/bill-runs' },
      { text: 'What leaves the house', link: '/concepts/outbox' },
      { text: 'Coverage', link: '/concepts/coverage' },
      { text: 'Explanations', link: '/concepts/explanations' },
      { text: 'What-if', link: '/concepts/what-if' },
      { text: 'Reports', link: '/concepts/reports' },
    ],
  },
  {
    text: 'Guides',
    items: [
      { text: 'Importing CSV', link: '/importing-csv' },
      { text: 'Custom price kinds', link: '/custom-price-kinds' },
      { text: 'Extending contracts', link: '/extending' },
      { text: 'Testing your rules', link: '/testing-your-rules' },
      { text: 'Writing adapters', link: '/writing-adapters' },
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'Errors', link: '/errors' },
      { text: 'Performance', link: '/performance' },
      { text: 'Architecture', link: '/architecture' },
      {
        text: 'Decisions',
        link: '/decisions/',
        collapsed: true,
        items: [
          { text: 'Time', link: '/decisions/time' },
          { text: 'Entries and faults', link: '/decisions/entries-and-faults' },
          { text: 'Quantity', link: '/decisions/quantity' },
          { text: 'Rates', link: '/decisions/rates' },
          { text: 'Cost book', link: '/decisions/cost-book' },
          { text: 'Contracts', link: '/decisions/contracts' },
          { text: 'Prepaid accounts', link: '/decisions/prepaid' },
          {
            text: 'Contracts, prepaid accounts and timers in the engine',
            link: '/decisions/engine-contracts',
          },
          { text: 'Bills of a period', link: '/decisions/bills' },
          { text: 'Bill runs', link: '/decisions/bill-runs' },
          { text: 'Invoices', link: '/decisions/invoices' },
          { text: 'Invoice documents', link: '/decisions/invoice-documents' },
          { text: 'Issuing, payments and credit', link: '/decisions/payments' },
          { text: 'Outbox, ledgers, delivery', link: '/decisions/outbox' },
          { text: 'Reports', link: '/decisions/reports' },
          { text: 'Money, discounts, taxes', link: '/decisions/money' },
          { text: 'Traces', link: '/decisions/traces' },
          { text: 'What-if and explanations', link: '/decisions/what-if' },
          { text: 'Schemas and parsers', link: '/decisions/schemas-and-parsers' },
          { text: 'Adapters', link: '/decisions/adapters' },
          { text: 'Packages and libraries', link: '/decisions/packages-and-libraries' },
          { text: 'Toolchain', link: '/decisions/toolchain' },
        ],
      },
    ],
  },
];
