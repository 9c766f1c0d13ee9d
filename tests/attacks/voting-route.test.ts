import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ballot } from '../../contract/voting/ballot.ts';
import { ballotOf, startVotingRoles, type VotingRoles } from '../support/voting/voting-roles.ts';

let roles: VotingRoles;
let ballot: Ballot;
beforeAll(async () => {
  roles = await startVotingRoles();
  // The portal's own roles serve the route: the survey is opened with them.
  roles = { ...roles, ...roles.portal.portal.context.voting };
  const { content, times } = await roles.open();
  const manifest = await roles.surveys.open({ content, times });
  ballot = await ballotOf(roles, manifest);
}, 60_000);
afterAll(() => roles.dispose());

const send = async (body: unknown, headers: Record<string, string> = {}): Promise<number> => {
  const answer = await fetch(`${roles.portal.url}/ballots`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  expect(answer.headers.get('set-cookie')).toBeNull();
  return answer.status;
};

test('takes a ballot that says nothing of who sent it', async () => {
  expect(await send(ballot)).toBe(200);
  expect(await send(ballot)).toBe(200);
});

test.each<[string, (sent: Ballot) => unknown]>([
  ['a kiosk', (sent) => ({ ...sent, kioskId: 'k-1' })],
  ['a moment', (sent) => ({ ...sent, castAt: 1 })],
  ['another type', (sent) => ({ ...sent, type: 'vote' })],
  ['an empty signature', (sent) => ({ ...sent, sig: '' })],
  ['a short prefix', (sent) => ({ ...sent, rnd: sent.rnd.slice(1) })],
  ['a seal of another kind', (sent) => ({ ...sent, sealed: 'a.b.c.d.e' })],
  ['a list of ballots', (sent) => [sent]],
  ['nothing', () => ({})],
  ['no JSON', () => '{'],
])('refuses a ballot with %s', async (_name, change) => {
  expect(await send(change(ballot))).toBe(400);
});

test.each([
  ['cookie', 'desk=1'],
  ['authorization', 'Bearer x'],
  ['from', 'kiosk@example.az'],
])(
  'refuses a request with the header %s: somebody could be known again by it',
  async (name, value) => {
    expect(await send(ballot, { [name]: value })).toBe(400);
  },
);

test('refuses 2 MB', async () => {
  expect(await send({ ...ballot, sealed: 'a'.repeat(2_000_000) })).toBe(413);
});
