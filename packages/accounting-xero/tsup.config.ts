import { defineConfig } from 'tsup';
import { preset } from '../../scripts/tsup-preset.ts';

export default defineConfig(preset({ index: 'src/index.ts', testing: 'src/testing.ts' }));
