import type { DefaultTheme } from 'vitepress';

/** The hand-written pages, in the order in which they are best read. A new page gets a line here. */
export const guide: DefaultTheme.SidebarItem[] = [
  { text: 'Start', items: [{ text: 'Overview', link: '/' }] },
];
