import { scrypt } from 'node:crypto';

/** As slow as opening a case: whoever has the disk and its key must not be able to try all FINs. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 * 128 * 2 ** 15 * 8 };
const TAG_BYTES = 16;

/**
 * What a person is called among those who have voted in a survey at this kiosk. Takes about 0.1 s on
 * purpose. `salt` is the survey's own on this kiosk.
 */
export const voterTag = async (fin: string, surveyId: string, salt: string): Promise<string> => {
  const tag = await new Promise<Buffer>((resolve, reject) => {
    scrypt(fin, `asan-voter/1|${surveyId}|${salt}`, TAG_BYTES, COST, (error, bytes) =>
      error ? reject(error) : resolve(bytes),
    );
  });
  return `${surveyId}.${tag.toString('base64url')}`;
};
