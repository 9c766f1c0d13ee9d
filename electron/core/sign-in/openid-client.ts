import { createPrivateKey, webcrypto } from 'node:crypto';
import * as openid from 'openid-client';
import type { Network } from '../ports.ts';
import type { IdentityConfig } from './identity-config.ts';
import { createNetworkFetch } from './network-fetch.ts';

const importKey = async (jwk: JsonWebKey): Promise<CryptoKey> => {
  const der = createPrivateKey({ key: { ...jwk }, format: 'jwk' }).export({
    type: 'pkcs8',
    format: 'der',
  });
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  return webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
};

const clientAuthOf = async ({ clientAuth }: IdentityConfig): Promise<openid.ClientAuth> => {
  switch (clientAuth.method) {
    case 'private_key_jwt': {
      const { kid } = clientAuth.key;
      const key = await importKey(clientAuth.key);
      return openid.PrivateKeyJwt(kid === undefined ? { key } : { key, kid });
    }
    case 'client_secret_basic':
      return openid.ClientSecretBasic(clientAuth.secret);
    case 'client_secret_post':
      return openid.ClientSecretPost(clientAuth.secret);
    case 'none':
      return openid.None();
  }
};

/** Reads what the provider says of itself and answers a client for it. Rejects when it cannot be reached. */
export const discoverProvider = async (
  config: IdentityConfig,
  network: Network,
): Promise<openid.Configuration> => {
  const issuer = new URL(config.issuer);
  return openid.discovery(issuer, config.clientId, undefined, await clientAuthOf(config), {
    [openid.customFetch]: createNetworkFetch(network),
    // The configuration's schema lets plain HTTP pass for loopback alone.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so by its makers only to stand out
    ...(issuer.protocol === 'http:' && { execute: [openid.allowInsecureRequests] }),
  });
};

/** A key of this sign-in alone that the access token is bound to (RFC 9449), where the provider offers it. */
export const newDPoP = async (
  client: openid.Configuration,
): Promise<openid.DPoPHandle | undefined> =>
  client.serverMetadata().dpop_signing_alg_values_supported?.includes('ES256') === true
    ? openid.getDPoPHandle(client, await openid.randomDPoPKeyPair('ES256'))
    : undefined;
