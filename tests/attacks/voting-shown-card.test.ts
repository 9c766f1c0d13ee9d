import { expect, test } from 'vitest';
import type { SurveyManifest } from '../../contract/voting/manifest.ts';
import { ok } from '../../contract/result.ts';
import {
  createVoteMethods,
  type VoteOptions,
} from '../../electron/core/features/votes/vote-methods.ts';
import type { Identity } from '../../electron/core/identity.ts';
import type { VoteToCast } from '../../electron/core/voting/cast-vote.ts';
import { surveyContent } from '../support/voting/sample-survey.ts';

const SHOWN = '5ABCDE1';
const OTHER = '7ABCDE2';
const seen: Identity = { level: 'staff-seen', how: 'staff', at: 1, fin: SHOWN };

type Voter = { fin?: string; documentNo: string };

/** What the voter of a survey that asks for `level` is taken for, when `voter` comes from the screen. */
const castAs = async (
  level: 'declared' | 'staff-seen',
  identity: Identity,
  voter: Voter | undefined,
) => {
  const casts: VoteToCast[] = [];
  const manifest = { content: surveyContent({ level }) } as unknown as SurveyManifest;
  const methods = createVoteMethods({
    shop: {} as VoteOptions['shop'],
    voting: {
      book: { get: () => manifest } as unknown as VoteOptions['voting']['book'],
      find: () => ({ state: 'unlisted' }),
      cast: (vote) => {
        casts.push(vote);
        return Promise.resolve(
          ok({ surveyId: 's', tracker: '', qr: '', class: 'declared', graceUntil: 0 }),
        );
      },
    },
  });
  const context = { citizen: { identity } } as Parameters<(typeof methods)['votes.cast']>[1];
  const input = { surveyId: 's', rev: 1, answers: {}, ...(voter && { voter }) };
  const answer = await methods['votes.cast'](input, context);
  return { answer, voters: casts.map(({ voter: taken }) => taken.fin) };
};

test('one shown card does not let other people vote where a survey asks for a card', async () => {
  const { answer, voters } = await castAs('staff-seen', seen, {
    fin: OTHER,
    documentNo: 'AA1234567',
  });
  expect(answer).toMatchObject({
    ok: false,
    error: { code: 'bad_input', fields: [{ field: 'voter.fin', rule: 'fin_not_yours' }] },
  });
  expect(voters).toEqual([]);
});

test('nor does a sign-in by the phone', async () => {
  const signedIn: Identity = { level: 'verified', how: 'sign-in', at: 1, fin: SHOWN, idToken: 'x' };
  const voter = { fin: OTHER, documentNo: 'AA1234567' };
  expect((await castAs('staff-seen', signedIn, voter)).voters).toEqual([]);
});

test('the person of the shown card votes, whether the screen names the FIN or leaves it to the core', async () => {
  const documentNo = 'AA1234567';
  expect((await castAs('staff-seen', seen, { fin: SHOWN, documentNo })).voters).toEqual([SHOWN]);
  expect((await castAs('staff-seen', seen, { documentNo })).voters).toEqual([SHOWN]);
});

test('a FIN that nobody has established must be typed', async () => {
  const declared: Identity = { level: 'declared', how: 'typed', at: 1, fin: SHOWN };
  expect((await castAs('declared', declared, { documentNo: 'AA1234567' })).answer).toMatchObject({
    error: { code: 'bad_input', fields: [{ field: 'voter.fin', rule: 'fin_length' }] },
  });
});

test('where typed details are enough, whoever stands there types them', async () => {
  const voter = { fin: OTHER, documentNo: 'AA1234567' };
  expect((await castAs('declared', seen, voter)).voters).toEqual([OTHER]);
});
