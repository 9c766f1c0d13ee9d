// An OpenID provider with the device grant (RFC 8628), standing in for the country's sign-in:
// a real `oidc-provider` with invented people. For demonstration and tests only, on loopback.
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { codePage, confirmPage, donePage, failedPage, peoplePage, wordsFor } from './pages.mjs';

export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** Invented; the FINs are those of the demonstration's cases. */
export const DEMO_PEOPLE = [
  { sub: 'sevinc', name: 'Nümunə Sevinc Məmmədova', fin: '4HF92MQ' },
  { sub: 'orxan', name: 'Nümunə Orxan Hacıyev', fin: '2ZC8V1D' },
  { sub: 'lale', name: 'Nümunə Lalə İsmayılova', fin: '6KD5W2S' },
];

/** A key pair as JWKs, for signing by ES256. */
export const newSigningKey = async (kid) => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const { d, ...open } = await exportJWK(privateKey);
  const about = { kid, alg: 'ES256', use: 'sig' };
  return { private: { ...open, d, ...about }, public: { ...open, ...about } };
};

const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server.address().port));
  });

const settingsOf = ({ people, client, key, lifetime }) => ({
  clients: [
    {
      client_id: client.id,
      client_name: client.name,
      grant_types: [DEVICE_GRANT],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      id_token_signed_response_alg: 'ES256',
      dpop_bound_access_tokens: client.dpop ?? true,
      jwks: { keys: [client.publicKey] },
    },
  ],
  jwks: { keys: [key.private] },
  cookies: { keys: [randomBytes(32).toString('base64url')] },
  // The portal lists a person's cases by the signed token alone: the FIN must be in it.
  conformIdTokenClaims: false,
  claims: { openid: ['sub'], profile: ['name'], fin: ['fin'] },
  scopes: ['openid'],
  extraParams: ['binding_message'],
  ttl: {
    DeviceCode: lifetime,
    AccessToken: 300,
    IdToken: 900,
    Interaction: 300,
    Session: 300,
    Grant: 900,
  },
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  findAccount: (_ctx, sub) => {
    const person = people.find((one) => one.sub === sub);
    return person && { accountId: sub, claims: () => ({ ...person }) };
  },
  // The page that names the kiosk is the consent; nothing beyond it is asked.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({
      accountId: oidc.session.accountId,
      clientId: oidc.client.clientId,
    });
    grant.addOIDCScope('openid profile fin');
    await grant.save();
    return grant;
  },
  features: {
    devInteractions: { enabled: false },
    dPoP: { enabled: true },
    revocation: { enabled: true },
    deviceFlow: {
      enabled: true,
      userCodeInputSource: (ctx, form, _out, error) => {
        ctx.body = codePage(wordsFor(ctx.get('accept-language')), form, error !== undefined);
      },
      userCodeConfirmSource: (ctx, form, client, _device, userCode) => {
        const where = ctx.oidc.entities.DeviceCode.params.binding_message ?? client.clientName;
        ctx.body = confirmPage(wordsFor(ctx.get('accept-language')), form, { where, userCode });
      },
      successSource: (ctx) => {
        ctx.body = donePage(wordsFor(ctx.get('accept-language')));
      },
    },
  },
  renderError: (ctx) => {
    ctx.type = 'html';
    ctx.body = failedPage(wordsFor(ctx.get('accept-language')));
  },
});

const readForm = async (request) => {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 10_000) throw new Error('too long a form');
  }
  return new URLSearchParams(text);
};

/** Who the person on the phone is: chosen from the demonstration's people. */
const interact = async (provider, people, request, response) => {
  const words = wordsFor(request.headers['accept-language']);
  if (request.method !== 'POST') {
    await provider.interactionDetails(request, response);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(peoplePage(words, people, request.url));
  }
  const person = (await readForm(request)).get('person');
  const known = people.some(({ sub }) => sub === person);
  const result = known
    ? { login: { accountId: person } }
    : { error: 'access_denied', error_description: 'the person refused' };
  return provider.interactionFinished(request, response, result, {
    mergeWithLastSubmission: false,
  });
};

/**
 * Starts it. `client`: {id, name, publicKey, dpop?}; `lifetime`: seconds of a code.
 * Answers {issuer, provider, close}.
 */
export const startSignInProvider = async ({
  client,
  people = DEMO_PEOPLE,
  port = 0,
  lifetime = 120,
  key,
}) => {
  let handle = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  const issuer = `http://127.0.0.1:${await listen(server, port)}`;
  const signing = key ?? (await newSigningKey('stand-in'));
  const provider = new Provider(issuer, settingsOf({ people, client, lifetime, key: signing }));
  const serve = provider.callback();
  handle = (request, response) => {
    if (!request.url.startsWith('/interaction/')) return serve(request, response);
    return interact(provider, people, request, response).catch(() => {
      response.statusCode = 400;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(failedPage(wordsFor(request.headers['accept-language'])));
    });
  };
  return {
    issuer,
    provider,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
