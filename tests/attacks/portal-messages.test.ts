import { createPublicKey, randomBytes, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { CompactEncrypt, CompactSign, FlattenedSign } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS, MESSAGE_TYPES, ROUTES, type BatchItem } from '../../contract/sync-protocol.ts';
import { describeOnEachEngine } from '../support/portal/engines.ts';
import {
  createDeviceKey,
  enrolKiosk,
  post,
  problemOf,
  sign,
  type Answer,
  type KioskDouble,
} from '../support/portal/kiosk-double.ts';
import {
  createContent,
  createItem,
  sealContent,
  sealText,
} from '../support/portal/sample-application.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const outcome = (answer: Answer): [number, string] => [answer.status, problemOf(answer)];

describeOnEachEngine('forged and hostile messages', (engine) => {
  let portal: TestPortal;
  let kiosk: KioskDouble;

  const cases = async (): Promise<number> => {
    const { db } = portal.portal.context;
    return (await db.selectFrom('cases').select('id').execute()).length;
  };
  const alarms = async (kioskId: string) => {
    const { db } = portal.portal.context;
    const rows = await db
      .selectFrom('alarms')
      .select('kind')
      .where('kiosk_id', '=', kioskId)
      .execute();
    return rows.map(({ kind }) => kind);
  };
  const newKiosk = async (): Promise<KioskDouble> =>
    enrolKiosk(portal, await portal.newEnrolmentCode());

  beforeAll(async () => {
    portal = await startTestPortal({ databaseUrl: await engine.newDatabase() });
    kiosk = await enrolKiosk(portal, portal.enrolmentCode);
  }, 60_000);
  afterAll(() => portal.dispose());

  describe('as a signed batch', () => {
    const batchOf = async () => ({
      v: 1,
      kiosk: kiosk.id,
      seq: 1,
      prev: kiosk.prev,
      sentAt: 1,
      items: [await createItem(createContent(), kiosk.facts.sealingKey)],
    });
    const refused = async (jws: string): Promise<void> => {
      expect(outcome(await post(portal.url + ROUTES.batches, jws))).toEqual([400, 'bad-message']);
      expect(await cases()).toBe(0);
    };

    it('refuses alg none, with and without a signature', async () => {
      const header = encode({ alg: 'none', typ: MESSAGE_TYPES.batch });
      const payload = encode(await batchOf());
      await refused(`${header}.${payload}.`);
      await refused(`${header}.${payload}.${'A'.repeat(86)}`);
    });

    it('refuses HS256 with the device’s public key as the secret', async () => {
      const { kty, crv, x, y } = kiosk.device.publicJwk;
      const jwk = { kty, crv, x, y };
      const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({
        type: 'spki',
        format: 'pem',
      });
      const jws = await sign(await batchOf(), MESSAGE_TYPES.batch, Buffer.from(pem), {
        alg: 'HS256',
      });
      await refused(jws);
    });

    it('refuses an edited payload', async () => {
      const jws = await sign(await batchOf(), MESSAGE_TYPES.batch, kiosk.device.privateKey);
      const [header, , signature] = jws.split('.');
      await refused([header, encode(await batchOf()), signature].join('.'));
    });

    it('refuses the signature of another device, also with its key in the header', async () => {
      const stranger = await createDeviceKey();
      const message = await batchOf();
      await refused(await sign(message, MESSAGE_TYPES.batch, stranger.privateKey));
      const jwk = stranger.publicJwk;
      await refused(await sign(message, MESSAGE_TYPES.batch, stranger.privateKey, { jwk }));
    });

    it('refuses a message of another kind that the device did sign', async () => {
      const message = await batchOf();
      await refused(await sign(message, MESSAGE_TYPES.pull, kiosk.device.privateKey));
      await refused(await sign(message, 'JWT', kiosk.device.privateKey));
    });

    it('refuses an unencoded payload (b64: false)', async () => {
      const payload = new TextEncoder().encode(JSON.stringify(await batchOf()));
      const jws = await new FlattenedSign(payload)
        .setProtectedHeader({ alg: 'ES256', typ: MESSAGE_TYPES.batch, b64: false, crit: ['b64'] })
        .sign(kiosk.device.privateKey);
      await refused(`${jws.protected}.${encode(await batchOf())}.${jws.signature}`);
    });

    it.each([
      ['nothing', ''],
      ['a word', 'hello'],
      ['dots', '..'],
      ['JSON', '{"v":1}'],
      ['a bomb of dots', '.'.repeat(100_000)],
    ])('refuses %s', async (_what, body) => {
      const answer = await post(portal.url + ROUTES.batches, body);
      expect(outcome(answer)).toEqual([400, 'bad-message']);
    });

    it('refuses a signed message of the wrong shape', async () => {
      const { items, ...rest } = await batchOf();
      const shapes = [
        rest,
        { ...rest, items: [] },
        { ...rest, items, extra: 1 },
        { ...rest, items, seq: 0 },
        { ...rest, items, v: 2 },
        { ...rest, items: Array.from({ length: LIMITS.batchItems + 1 }, () => items[0]) },
        { ...rest, items: [{ ...items[0], id: "'; drop table cases; --" }] },
      ];
      for (const shape of shapes)
        await refused(await sign(shape, MESSAGE_TYPES.batch, kiosk.device.privateKey));
    });

    it('answers unknown-kiosk to a device that it does not know', async () => {
      const message = { ...(await batchOf()), kiosk: randomUUID() };
      const jws = await sign(message, MESSAGE_TYPES.batch, kiosk.device.privateKey);
      expect(outcome(await post(portal.url + ROUTES.batches, jws))).toEqual([401, 'unknown-kiosk']);
    });

    it('refuses another media type', async () => {
      const headers = { 'content-type': 'application/json' };
      const answer = await post(portal.url + ROUTES.batches, '{}', headers);
      expect(outcome(answer)).toEqual([400, 'bad-message']);
    });
  });

  describe('by size', () => {
    it('refuses a body beyond the limit', async () => {
      const body = 'A'.repeat(LIMITS.requestBytes + 1);
      expect(outcome(await post(portal.url + ROUTES.batches, body))).toEqual([413, 'too-large']);
    });

    it('refuses a small body that unpacks into a large one', async () => {
      const bomb = gzipSync(Buffer.alloc(50_000_000, 65));
      expect(bomb.length).toBeLessThan(100_000);
      const answer = await post(portal.url + ROUTES.batches, bomb, { 'content-encoding': 'gzip' });
      expect(outcome(answer)).toEqual([413, 'too-large']);
    });

    it('refuses damaged gzip and unknown encodings', async () => {
      const damaged = gzipSync('A'.repeat(1000)).subarray(0, 20);
      for (const [body, encoding] of [
        [damaged, 'gzip'],
        ['x', 'br'],
      ] as const) {
        const answer = await post(portal.url + ROUTES.batches, body, {
          'content-encoding': encoding,
        });
        expect(outcome(answer)).toEqual([400, 'bad-message']);
      }
    });

    it('asks a kiosk to split a batch whose payload is too large', async () => {
      const filler = {
        id: randomUUID(),
        kind: 'application',
        savedAt: 1,
        sealed: 'A'.repeat(290_000),
      };
      const items = Array.from({ length: 4 }, () => ({ ...filler, id: randomUUID() }));
      const jws = await kiosk.signBatch(items as BatchItem[]);
      expect(outcome(await kiosk.postBatch(jws))).toEqual([413, 'too-large']);
    });

    it('refuses a submission of 2 MB by itself and takes its neighbour', async () => {
      const sender = await newKiosk();
      const good = await createItem(createContent(), sender.facts.sealingKey);
      const huge = { ...good, id: randomUUID(), sealed: 'A'.repeat(LIMITS.submissionBytes + 1) };
      const { results } = await sender.sendItems([huge, good]);
      expect(results).toMatchObject([{ code: 'bad_content' }, { status: 'accepted' }]);
    });
  });

  describe('as a sealed submission', () => {
    const sendSealed = async (id: string, sealed: string): Promise<unknown> => {
      const sender = await newKiosk();
      const { results } = await sender.sendItems([{ id, kind: 'application', savedAt: 1, sealed }]);
      return results[0];
    };
    const unreadable = (id: string) => ({ id, status: 'refused', code: 'unreadable' });

    it('refuses direct encryption with a key made up by the sender', async () => {
      const { id } = createContent();
      const sealed = await new CompactEncrypt(new TextEncoder().encode('{}'))
        .setProtectedHeader({
          alg: 'dir',
          enc: 'A256GCM',
          typ: MESSAGE_TYPES.submission,
          kid: kiosk.facts.sealingKey.kid,
          id,
          kind: 'application',
        })
        .encrypt(randomBytes(32));
      expect(await sendSealed(id, sealed)).toEqual(unreadable(id));
    });

    it('refuses PBES2 with a huge count at once', async () => {
      const { id } = createContent();
      const header = {
        alg: 'PBES2-HS512+A256KW',
        enc: 'A256GCM',
        p2c: 2_000_000_000,
        p2s: encode('salt1234'),
        typ: MESSAGE_TYPES.submission,
        kid: kiosk.facts.sealingKey.kid,
        id,
        kind: 'application',
      };
      const sealed = [encode(header), 'A'.repeat(54), 'A'.repeat(16), 'AAAA', 'A'.repeat(22)].join(
        '.',
      );
      expect(await sendSealed(id, sealed)).toEqual(unreadable(id));
    });

    it('refuses a key that is not ours, and ours under a wrong name', async () => {
      const { publicJwk } = await createDeviceKey();
      const content = createContent();
      const foreign = await sealContent(content, publicJwk);
      expect(await sendSealed(content.id, foreign)).toEqual(unreadable(content.id));
      const other = createContent();
      const misnamed = await sealContent(other, publicJwk, { kid: kiosk.facts.sealingKey.kid });
      expect(await sendSealed(other.id, misnamed)).toEqual(unreadable(other.id));
    });

    it('refuses an ephemeral key off the curve', async () => {
      const content = createContent();
      const sealed = await sealContent(content, kiosk.facts.sealingKey);
      const [header = '', ...rest] = sealed.split('.');
      const parsed = JSON.parse(Buffer.from(header, 'base64url').toString()) as {
        epk: Record<string, string>;
      };
      for (const y of [encode(Buffer.alloc(32, 1).toString('latin1')), 'A'.repeat(43)]) {
        const edited = encode({ ...parsed, epk: { ...parsed.epk, y } });
        expect(await sendSealed(content.id, [edited, ...rest].join('.'))).toEqual(
          unreadable(content.id),
        );
      }
    });

    it('refuses every edited part of the seal', async () => {
      const content = createContent();
      const parts = (await sealContent(content, kiosk.facts.sealingKey)).split('.');
      for (const index of [2, 3, 4]) {
        const part = parts[index] ?? '';
        const edited = part.startsWith('A') ? `B${part.slice(1)}` : `A${part.slice(1)}`;
        const sealed = parts.with(index, edited).join('.');
        expect(await sendSealed(content.id, sealed)).toEqual(unreadable(content.id));
      }
    });

    it('refuses a seal whose header speaks of another submission, kind or type', async () => {
      const content = createContent();
      const { sealingKey } = kiosk.facts;
      for (const header of [{ id: randomUUID() }, { kind: 'ballot' }, { typ: 'asan-case+jwe' }]) {
        const sealed = await sealContent(content, sealingKey, header);
        expect(await sendSealed(content.id, sealed)).toEqual(unreadable(content.id));
      }
    });

    it('refuses a content that speaks of another submission than its seal', async () => {
      const id = randomUUID();
      const sealed = await sealText(JSON.stringify(createContent()), id, kiosk.facts.sealingKey);
      expect(await sendSealed(id, sealed)).toEqual({ id, status: 'refused', code: 'bad_content' });
    });

    it('refuses fields that do not belong into a submission', async () => {
      const content = { ...createContent(), isAdmin: true };
      const sealed = await sealContent(content, kiosk.facts.sealingKey);
      expect(await sendSealed(content.id, sealed)).toMatchObject({ code: 'bad_content' });
    });

    it('refuses a receipt that already belongs to another case', async () => {
      const sender = await newKiosk();
      const mine = createContent();
      await sender.send([mine]);
      const { results } = await sender.send([createContent({ caseAccess: mine.caseAccess })]);
      expect(results).toMatchObject([{ status: 'refused', code: 'bad_content' }]);
      const envelope = await sender.lookUp(mine.caseAccess.lookupId);
      expect(envelope?.rev).toBe(1);
    });

    it('refuses compressed seals before they are unpacked', async () => {
      const content = createContent();
      const sealed = await sealContent(content, kiosk.facts.sealingKey);
      const [header = '', ...rest] = sealed.split('.');
      const parsed = JSON.parse(Buffer.from(header, 'base64url').toString()) as object;
      const edited = [encode({ ...parsed, zip: 'DEF' }), ...rest].join('.');
      expect(await sendSealed(content.id, edited)).toEqual(unreadable(content.id));
    });
  });

  describe('from a kiosk whose story differs', () => {
    it('recognises an old disk image: its next batch has a number that was used', async () => {
      const now = await newKiosk();
      await now.send([createContent()]);
      const [seq, prev] = [now.seq, now.prev];
      await now.send([createContent()]);

      [now.seq, now.prev] = [seq, prev]; // the disk of yesterday
      const jws = await now.signBatch([await createItem(createContent(), now.facts.sealingKey)]);
      expect(outcome(await now.postBatch(jws))).toEqual([409, 'sequence-conflict']);
      expect(await alarms(now.id)).toEqual(['sequence_conflict']);
    });

    it('recognises a clone: two devices with one key cannot both go on', async () => {
      const original = await newKiosk();
      const clone = Object.assign(
        Object.create(Object.getPrototypeOf(original) as object),
        original,
      ) as KioskDouble;
      await original.send([createContent()]);
      const jws = await clone.signBatch([
        await createItem(createContent(), clone.facts.sealingKey),
      ]);
      expect(outcome(await clone.postBatch(jws))).toEqual([409, 'sequence-conflict']);
      await expect(original.send([createContent()])).resolves.toMatchObject({ seq: 2 });
    });

    it('refuses the right number after the wrong predecessor', async () => {
      const sender = await newKiosk();
      await sender.send([createContent()]);
      sender.prev = randomBytes(32).toString('base64url');
      const jws = await sender.signBatch([
        await createItem(createContent(), sender.facts.sealingKey),
      ]);
      expect(outcome(await sender.postBatch(jws))).toEqual([409, 'sequence-conflict']);
    });

    it('stores nothing of a conflicting batch and raises one alarm, however often it comes', async () => {
      const sender = await newKiosk();
      await sender.send([createContent()]);
      sender.seq = 0;
      const before = await cases();
      const jws = await sender.signBatch([
        await createItem(createContent(), sender.facts.sealingKey),
      ]);
      for (let times = 0; times < 3; times += 1) await sender.postBatch(jws);
      expect(await cases()).toBe(before);
      expect(await alarms(sender.id)).toEqual(['sequence_conflict']);
    });

    it('turns a revoked kiosk away everywhere and tells the desk', async () => {
      const sender = await newKiosk();
      const jws = await sender.signBatch([
        await createItem(createContent(), sender.facts.sealingKey),
      ]);
      const { db } = portal.portal.context;
      await db.updateTable('kiosks').set({ revoked_at: 1 }).where('id', '=', sender.id).execute();

      const lookupId = randomBytes(16).toString('base64url');
      const answers = [
        await sender.postBatch(jws),
        await sender.postPull(),
        await sender.postLookup(lookupId),
      ];
      for (const answer of answers) expect(outcome(answer)).toEqual([403, 'kiosk-revoked']);
      expect(await alarms(sender.id)).toEqual(['revoked_kiosk']);
    });

    it('raises no alarm for a kiosk in whose name somebody else speaks', async () => {
      const victim = await newKiosk();
      const stranger = await createDeviceKey();
      const pull = { v: 1, kiosk: victim.id, nonce: 'A'.repeat(22), sentAt: 1 };
      const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(pull)))
        .setProtectedHeader({ alg: 'ES256', typ: MESSAGE_TYPES.pull })
        .sign(stranger.privateKey);
      expect(outcome(await post(portal.url + ROUTES.pull, jws))).toEqual([400, 'bad-message']);
      expect(await alarms(victim.id)).toEqual([]);
    });
  });
});
