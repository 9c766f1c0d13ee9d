import { afterAll } from 'vitest';

// Test files follow one another in one page: each leaves it as it found it.
afterAll(() => {
  if (typeof document !== 'undefined') document.body.replaceChildren();
});
