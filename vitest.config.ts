import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], timeout = 20_000) => ({
  extends: true as const,
  test: { name, include, environment: 'node', testTimeout: timeout, hookTimeout: timeout },
});

export default defineConfig({
  plugins: [vue()],
  test: {
    pool: 'forks',
    projects: [
      project('unit', ['tests/unit/**/*.test.ts']),
      project('contract', ['tests/contract/**/*.test.ts']),
      project('hosts', ['tests/hosts/**/*.test.ts'], 60_000),
      project('attacks', ['tests/attacks/**/*.test.ts'], 60_000),
      project('crash', ['tests/crash/**/*.test.ts'], 600_000),
      project('chaos', ['tests/chaos/**/*.test.ts'], 600_000),
    ],
  },
});
