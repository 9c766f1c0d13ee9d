import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROUTES } from '../../contract/sync-protocol.ts';
import { BALLOT_ROUTE } from '../../contract/voting/ballot.ts';
import { deskApi } from '../../portal/desk-api.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

interface Operation {
  readonly operationId?: string;
  readonly responses?: Record<string, unknown>;
  readonly requestBody?: unknown;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}

let portal: TestPortal;
let document: Document;

beforeAll(async () => {
  portal = await startTestPortal();
  const answer = await fetch(`${portal.url}/openapi.json`);
  expect(answer.headers.get('content-type')).toContain('application/json');
  document = (await answer.json()) as Document;
}, 60_000);
afterAll(() => portal.dispose());

const schemasIn = (node: unknown): object[] => {
  if (typeof node !== 'object' || node === null) return [];
  const own =
    'schema' in node && typeof node.schema === 'object' && node.schema ? [node.schema] : [];
  return [...own, ...Object.values(node).flatMap(schemasIn)];
};

it('lists every route of the kiosks, of the ballot box and of the desk, and no other', () => {
  const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const kiosk = Object.values(ROUTES).map((path) => `POST ${path}`);
  const desk = Object.values(deskApi).map(
    ({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
  );
  const files = ['GET /desk/api/cases/{caseId}/documents/{fileId}'];
  expect(listed.sort()).toEqual([...kiosk, `POST ${BALLOT_ROUTE}`, ...desk, ...files].sort());
  expect(document.openapi).toBe('3.1.0');
});

it('describes every request and answer by a valid JSON Schema 2020-12', () => {
  const ajv = new Ajv2020({ strict: false });
  const schemas = schemasIn(document.paths);
  expect(schemas.length).toBeGreaterThan(30);
  for (const schema of schemas) expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
});

it('names each operation and its failures', () => {
  for (const operation of Object.values(document.paths).flatMap(Object.values<Operation>)) {
    expect(operation.operationId).toBeTruthy();
    const statuses = Object.keys(operation.responses ?? {});
    expect(statuses.some((status) => status.startsWith('2'))).toBe(true);
    expect(statuses.some((status) => status.startsWith('4'))).toBe(true);
  }
});

it('says what is inside a signed message', () => {
  const body = JSON.stringify(document.paths[ROUTES.batches]?.['post']?.requestBody);
  for (const word of ['application/jose', 'contentSchema', 'sealed', 'prev'])
    expect(body).toContain(word);
});
