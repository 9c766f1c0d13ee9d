import { createNodeNetwork } from '../../../electron/node-ports/network.ts';
import type { NetworkAnswer, NetworkRequest } from '../../../electron/core/ports.ts';
import {
  newSigningKey,
  startSignInProvider,
  type SignInProvider,
} from '../../../scripts/lib/sign-in/provider.mjs';

/** A real OpenID provider, and what a kiosk's configuration says about it. */
export interface StandIn extends SignInProvider {
  /** The `identity` part of kiosk.json. */
  readonly identity: Readonly<Record<string, unknown>>;
  /** Carries a kiosk's requests to it over the real network. */
  send(request: NetworkRequest): Promise<NetworkAnswer>;
}

export const CLIENT_ID = 'asan-kiosk';

export const startStandIn = async (
  options: { readonly dpop?: boolean; readonly lifetime?: number } = {},
): Promise<StandIn> => {
  const key = await newSigningKey('kiosk-1');
  const started = await startSignInProvider({
    client: {
      id: CLIENT_ID,
      name: 'ASAN köşkləri',
      publicKey: key.public,
      dpop: options.dpop ?? true,
    },
    ...(options.lifetime !== undefined && { lifetime: options.lifetime }),
  });
  const network = createNodeNetwork();
  return {
    ...started,
    identity: {
      issuer: started.issuer,
      clientId: CLIENT_ID,
      clientAuth: { method: 'private_key_jwt', key: key.private },
      pollEvery: 1,
    },
    send: (request) => network.send(request),
  };
};
