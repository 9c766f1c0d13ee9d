import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SurveyManifest } from '../../contract/voting/manifest.ts';
import { copyDisk } from '../support/chaos/disk.ts';
import { createMemoryFiles } from '../support/store/memory-files.ts';
import { YES_OR_NO } from '../support/voting/sample-survey.ts';
import { newFin } from '../support/voting/voters.ts';
import { startVotingCentre, type VotingCentre } from '../support/voting/voting-centre.ts';
import type { VotingKiosk } from '../support/voting/voting-kiosk.ts';

let centre: VotingCentre;
let survey: SurveyManifest;
beforeAll(async () => {
  centre = await startVotingCentre();
  survey = await centre.open({ questions: [...YES_OR_NO], minBatch: 2 });
}, 60_000);
afterAll(() => centre.dispose());

/** Changes of the disk between the first vote and the last ballot's receipt; the power is cut at each. */
const STEPS = 14;

/** Resolves when the vote is durable, or false when the power went first. */
const castOrDie = (kiosk: VotingKiosk, fin: string, dead: Promise<void>): Promise<boolean> =>
  Promise.race([
    kiosk.vote(survey.surveyId, fin, { bridge: 'yes' }).then(() => true),
    dead.then(() => false),
  ]);

/** One pair of voters at a kiosk whose power fails at its n-th write; then it starts again. */
const lifeWithCut = async (step: number): Promise<void> => {
  let left = Infinity;
  let die = (): void => undefined;
  const dead = new Promise<void>((resolve) => {
    die = resolve;
  });
  const disk = createMemoryFiles({
    fault: (operation) => {
      if (operation !== 'write') return undefined;
      left -= 1;
      if (left !== 0) return undefined;
      kiosk.kill();
      die();
      return undefined;
    },
  });
  // The first start enrols; a disk that is given has no code, so the code comes by hand.
  const kiosk: VotingKiosk = await centre.kiosk({
    disk,
    enrolmentCode: await centre.portal.newEnrolmentCode(),
  });
  await kiosk.knows(survey.surveyId);
  left = step;
  const fins = [newFin(), newFin()];
  for (const fin of fins) await castOrDie(kiosk, fin, dead);
  await Promise.race([dead, kiosk.emptied(20_000)]);
  kiosk.kill();
  left = Infinity;
  const second = await centre.kiosk({ disk: await copyDisk(disk) });
  await second.knows(survey.surveyId);
  // Who was not told "saved" comes back; who was is refused in plain words, and nothing is doubled.
  for (const fin of fins) {
    const again = await second.vote(survey.surveyId, fin, { bridge: 'yes' });
    if (!again.ok) expect(again.error.code).toBe('already_voted');
  }
  await second.emptied(30_000);
  await second.stop();
};

test('a power cut at any write of the exchange neither loses a vote nor makes two of one', async () => {
  for (let step = 1; step <= STEPS; step += 2)
    await Promise.all([lifeWithCut(step), lifeWithCut(step + 1)]);
  const { ballotBox } = centre.portal.portal.context.voting;
  const counted = await ballotBox.count(centre.portal.portal.context.db, survey);
  expect(counted.cast.declared).toBe(2 * STEPS);
  expect(counted.spoilt.declared).toBe(0);
  expect(new Set(counted.trackers).size).toBe(2 * STEPS);
}, 240_000);
