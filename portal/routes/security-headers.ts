import type { FastifyInstance } from 'fastify';

/** Nothing but the desk's own files; no inline script or style, no frames, no plugins. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
} as const;

/** Puts the security headers on every answer, errors and unknown paths included. */
export const addSecurityHeaders = (app: FastifyInstance, isHttps: boolean): void => {
  const transport = isHttps
    ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    : {};
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers({ ...HEADERS, ...transport });
    done();
  });
};
