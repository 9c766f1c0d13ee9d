import type { FastifyServerOptions } from 'fastify';

/** How long a connection may take, in milliseconds, and how many there may be. */
export interface ConnectionLimits {
  /** From the first byte of a request to its last; the largest batch on a slow line. */
  readonly request: number;
  /** From the first byte of a request to the end of its headers, which are small on any line. */
  readonly headers: number;
  /** Without a byte in either direction. */
  readonly silence: number;
  /** Between two looks at the first two. */
  readonly checkEvery: number;
  /**
   * At the same time; a further one is closed at once. Behind a proxy they are the proxy's; each may hold
   * a body of 2 MB.
   */
  readonly connections: number;
}

export const DEFAULT_CONNECTION_LIMITS: ConnectionLimits = {
  request: 5 * 60_000,
  headers: 15_000,
  silence: 60_000,
  checkEvery: 5_000,
  connections: 1_000,
};

/** The limits in the words of Fastify and Node. */
export const toServerOptions = ({ request, headers, silence, checkEvery }: ConnectionLimits) =>
  ({
    requestTimeout: request,
    connectionTimeout: silence,
    http: { headersTimeout: headers, connectionsCheckingInterval: checkEvery },
  }) satisfies FastifyServerOptions & { http: object };
