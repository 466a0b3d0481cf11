import { defineConfig } from 'vitepress';
import apiSidebar from '../api/typedoc-sidebar.json' with { type: 'json' };
import { guide } from './sidebar.ts';

export default defineConfig({
  title: 'Billwright',
  description: 'Turns work into invoices',
  outDir: '../.cache/site',
  cacheDir: '../.cache/vitepress',
  themeConfig: {
    search: { provider: 'local' },
    sidebar: [...guide, { text: 'API', collapsed: true, items: apiSidebar }],
  },
});
