import * as openid from 'openid-client';
import { parseFin } from '../../../contract/domain/fin.ts';
import { parsePersonName } from '../../../contract/domain/person-name.ts';
import type {
  DeviceSignIn,
  IdentityProvider,
  SignInOutcome,
  SignInStart,
} from '../identity-provider.ts';
import { type Clock, type Log, type Network, NetworkError } from '../ports.ts';
import type { IdentityConfig } from './identity-config.ts';
import { discoverProvider, newDPoP } from './openid-client.ts';

export interface OpenidProviderOptions {
  readonly config: IdentityConfig;
  readonly network: Network;
  readonly clock: Clock;
  readonly log: Log;
}

/** A code on a screen in a public hall is for the next two minutes (RFC 8628, 5.4; consent phishing). */
const LONGEST_LIFE = 120_000;

/** The device grant (RFC 8628) at any OpenID provider. */
export const createOpenidProvider = (options: OpenidProviderOptions): IdentityProvider => {
  let known: Promise<openid.Configuration> | undefined;
  const discover = (): Promise<openid.Configuration> => {
    known ??= discoverProvider(options.config, options.network).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    begin: async (where) => {
      try {
        return { kind: 'started', signIn: await begin(options, await discover(), where) };
      } catch (error) {
        return startFailure(error, options.log);
      }
    },
  };
};

const startFailure = (error: unknown, log: Log): SignInStart => {
  if (causes(error).some((cause) => cause instanceof NetworkError)) return { kind: 'unreachable' };
  log.warn('sign_in.not_started', { reason: reasonOf(error) });
  return { kind: 'refused' };
};

const begin = async (
  options: OpenidProviderOptions,
  client: openid.Configuration,
  where: string,
): Promise<DeviceSignIn> => {
  const { scope, pollEvery } = options.config;
  const device = await openid.initiateDeviceAuthorization(client, {
    scope,
    binding_message: where,
  });
  const lifetime = Math.min(device.expires_in * 1000, LONGEST_LIFE);
  const end = new AbortController();
  // The library's own error does not say who ended the wait.
  let ended: 'expired' | 'aborted' | undefined;
  const stop = (why: 'expired' | 'aborted') => (): void => {
    ended ??= why;
    end.abort();
  };
  const cancelExpiry = options.clock.schedule(lifetime, stop('expired'));
  const polled = { ...device, interval: device.interval ?? pollEvery };
  const outcome = complete(options, client, polled, end.signal)
    .catch((error: unknown) => failureOf(error, options.log))
    .then((result): SignInOutcome => (ended === undefined ? result : { kind: ended }))
    .finally(cancelExpiry);
  return {
    userCode: device.user_code,
    address: device.verification_uri,
    fullAddress: device.verification_uri_complete ?? device.verification_uri,
    lifetime,
    outcome,
    abort: stop('aborted'),
  };
};

const complete = async (
  options: OpenidProviderOptions,
  client: openid.Configuration,
  device: openid.DeviceAuthorizationResponse,
  signal: AbortSignal,
): Promise<SignInOutcome> => {
  const DPoP = await newDPoP(client);
  const bound = DPoP === undefined ? {} : { DPoP };
  const tokens = await openid.pollDeviceAuthorizationGrant(client, device, undefined, {
    ...bound,
    signal,
  });
  try {
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined) return { kind: 'refused' };
    // Refuses an answer about anybody else than the subject of the signed token.
    const about =
      client.serverMetadata().userinfo_endpoint === undefined
        ? {}
        : await openid.fetchUserInfo(client, tokens.access_token, claims.sub, bound);
    return personOf(options, { ...about, ...claims }, tokens.id_token);
  } finally {
    await forget(options, client, tokens.access_token);
  }
};

const personOf = (
  { config, log }: OpenidProviderOptions,
  claims: Readonly<Record<string, unknown>>,
  idToken: string,
): SignInOutcome => {
  const fin = parseFin(textOf(claims[config.finClaim]));
  const name = parsePersonName(textOf(claims[config.nameClaim]));
  if (!fin.ok || !name.ok) {
    log.warn('sign_in.person_unusable', { fin: fin.ok, name: name.ok });
    return { kind: 'refused' };
  }
  const person = { issuer: config.issuer, fin: fin.value, name: name.value, idToken };
  return { kind: 'signed_in', person };
};

const textOf = (claim: unknown): string => (typeof claim === 'string' ? claim : '');

/** The access token has told what it could; the provider is asked to forget it as well. */
const forget = async (
  { log }: OpenidProviderOptions,
  client: openid.Configuration,
  token: string,
): Promise<void> => {
  if (client.serverMetadata().revocation_endpoint === undefined) return;
  try {
    await openid.tokenRevocation(client, token);
  } catch (error) {
    // It ends by itself within minutes.
    log.info('sign_in.token_not_revoked', { reason: reasonOf(error) });
  }
};

const failureOf = (error: unknown, log: Log): SignInOutcome => {
  if (error instanceof openid.ResponseBodyError) {
    if (error.error === 'access_denied') return { kind: 'denied' };
    if (error.error === 'expired_token') return { kind: 'expired' };
  }
  if (causes(error).some((cause) => cause instanceof NetworkError)) return { kind: 'unreachable' };
  log.warn('sign_in.refused', { reason: reasonOf(error) });
  return { kind: 'refused' };
};

const causes = (error: unknown): readonly unknown[] =>
  error instanceof Error ? [error, ...causes(error.cause)] : [];

/** A code of the library's or of OAuth; never a message, which may quote what was sent. */
const reasonOf = (error: unknown): string => {
  if (error instanceof openid.ResponseBodyError) return error.error;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.name : typeof error;
};
