import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { JOSE_MEDIA_TYPE, LIMITS } from '../../contract/sync-protocol.ts';
import { isErrorCode } from '../failure.ts';
import { KioskProblem } from '../kiosks/kiosk-problem.ts';

const unzip = promisify(gunzip);

const LEAST_CHUNK = 16 * 1024;

/**
 * Room for all of it at once: with less, each 16 kB would wait for a turn of the thread, which may be
 * opening another batch. Cipher text in base64 shrinks by a quarter.
 */
const chunkFor = (body: Buffer): number =>
  Math.min(LIMITS.requestBytes, Math.max(LEAST_CHUNK, body.length * 2));

const inflate = async (body: Buffer): Promise<Buffer> => {
  try {
    return await unzip(body, {
      maxOutputLength: LIMITS.requestBytes,
      chunkSize: chunkFor(body),
    });
  } catch (error) {
    if (isErrorCode(error, 'ERR_BUFFER_TOO_LARGE')) throw new KioskProblem('too-large');
    throw new KioskProblem('bad-message');
  }
};

const decode = (body: Buffer, encoding: string | undefined): Promise<Buffer> => {
  if (encoding === undefined || encoding === 'identity') return Promise.resolve(body);
  if (encoding === 'gzip') return inflate(body);
  throw new KioskProblem('bad-message');
};

/**
 * Bodies of kiosk routes: one compact JWS, perhaps gzip, never longer than `LIMITS.requestBytes`
 * after decompression, however small it was on the wire.
 */
export const acceptJoseBodies = (app: FastifyInstance): void => {
  app.addContentTypeParser(
    JOSE_MEDIA_TYPE,
    { parseAs: 'buffer', bodyLimit: LIMITS.requestBytes },
    async (request: FastifyRequest, body: Buffer) =>
      (await decode(body, request.headers['content-encoding'])).toString('latin1'),
  );
};
