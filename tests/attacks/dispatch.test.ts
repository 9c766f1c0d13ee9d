import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../contract/errors.ts';
import { kioskApi, type MethodName } from '../../contract/kiosk-api.ts';
import { createTestCore, type TestCore } from '../support/core/create-test-core.ts';
import { GOOD_ANSWERS, TREE_SERVICE } from '../support/core/test-packs.ts';

let kiosk: TestCore;
beforeAll(async () => {
  kiosk = await createTestCore();
  await kiosk.enrolled();
});
afterAll(() => kiosk.core.stop());

const hostileValue = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
  fc.string({ unit: 'binary' }),
);
const FIELDS = [
  'applicationId',
  'answers',
  'serviceId',
  'serviceVersion',
  'confirmed',
  'language',
  'reference',
  'code',
  '__proto__',
  'constructor',
];
const hostileInput = fc.oneof(
  hostileValue,
  fc.dictionary(fc.constantFrom(...FIELDS), hostileValue),
);

describe('calls of somebody who has taken over the screen', () => {
  it('get a code of the closed list whatever they hold, and never find a bug', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(kioskApi) as MethodName[])),
        hostileInput,
        async (method, input) => {
          const session = kiosk.core.openSession();
          await kiosk.core.call(session, 'session.begin', { language: 'az' });
          const result = await kiosk.core.call(session, method, input);
          kiosk.core.closeSession(session);
          if (result.ok) return;
          expect(ERROR_CODES).toContain(result.error.code);
          expect(result.error.code).not.toBe('internal');
        },
      ),
      { numRuns: 1_500 },
    );
    expect(kiosk.log.filter(({ event }) => event === 'call.failed')).toEqual([]);
  });

  it('cannot reach the prototype through names of answers', async () => {
    const { ask, call } = kiosk.screen();
    await ask('session.begin', { language: 'az' });
    const { applicationId } = await ask('applications.start', { serviceId: TREE_SERVICE.id });
    for (const field of ['__proto__', 'constructor', 'prototype', 'toString', 'a b', 'ə', '']) {
      const answers = JSON.parse(`{${JSON.stringify(field)}:"polluted"}`) as Record<string, string>;
      const result = await call('applications.saveDraft', { applicationId, answers });
      if (!result.ok) expect(result.error.code).toBe('bad_input');
      const draft = await ask('applications.draft', { applicationId });
      expect(Object.getPrototypeOf(draft.answers)).toBe(Object.prototype);
      expect(Object.keys(draft.answers).filter((key) => key !== 'toString')).toEqual([]);
    }

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(
      await call('applications.submit', {
        applicationId,
        serviceVersion: TREE_SERVICE.version,
        answers: { ...GOOD_ANSWERS, constructor: 'x' },
        confirmed: true,
      }),
    ).not.toMatchObject({ error: { code: 'internal' } });
  });

  it('cannot fill the queue from one session', async () => {
    const { ask, call } = kiosk.screen();
    await ask('session.begin', { language: 'az' });
    let begun = 0;
    for (let count = 0; count < 100; count += 1)
      if ((await call('applications.start', { serviceId: TREE_SERVICE.id })).ok) begun += 1;

    expect(begun).toBe(20);
  });

  it('cannot keep more of a draft than a form needs', async () => {
    const { ask, call } = kiosk.screen();
    await ask('session.begin', { language: 'az' });
    const { applicationId } = await ask('applications.start', { serviceId: TREE_SERVICE.id });
    const many = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, count) => [`field${count}`, 'ə'.repeat(20)]),
    );

    expect(await call('applications.saveDraft', { applicationId, answers: many })).toMatchObject({
      error: { code: 'too_large' },
    });
  });
});
