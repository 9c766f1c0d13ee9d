import { describe, expect, it } from 'vitest';
import { createVisitNames } from '../../../../renderer/src/api/visit-names.ts';

const ended = (visit: string) => ({ type: 'session_ended', reason: 'idle', visit }) as const;

describe('the names of visits', () => {
  it('are learnt from whatever answer brings one, and kept when others bring none', () => {
    const names = createVisitNames();
    for (const value of [{ visit: 'one' }, null, 'two', { visit: 3 }]) names.heard(value);
    expect(names.isOfAnother(ended('one'))).toBe(false);
    expect(names.isOfAnother(ended('two'))).toBe(true);
  });

  it('are not asked of a page that is fresh: what ends is its own', () => {
    expect(createVisitNames().isOfAnother(ended('one'))).toBe(false);
  });

  it('outlast somebody who left before the core had named them', () => {
    const names = createVisitNames();
    names.heard({ visit: 'one' });
    names.left();
    names.left();
    expect(names.isOfAnother(ended('one'))).toBe(true);
  });

  it('hold back no other event', () => {
    const names = createVisitNames();
    names.heard({ visit: 'one' });
    expect(names.isOfAnother({ type: 'identity_changed' })).toBe(false);
  });
});
