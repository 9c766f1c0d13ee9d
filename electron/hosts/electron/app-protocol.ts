import { pageHeaders } from '../page-headers.ts';
import type { RendererFile, RendererFiles } from '../renderer-files.ts';

export const SCHEME = 'app';
const HOST = 'kiosk';
/** The only page of the kiosk. */
export const PAGE_URL = `${SCHEME}://${HOST}/`;

/** How Chromium treats our scheme: like https, with standard addresses; must be said before `ready`. */
export const SCHEME_PRIVILEGES = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: false },
} as const;

/**
 * Whether an address lies in our own page: protocol and host, never origin, which is the string
 * "null" for every scheme that Node does not know.
 */
export const isKioskAddress = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '';
};

const HEADERS = pageHeaders("'none'");

/**
 * Answers requests of our scheme from the exact list. The whole address as it came is compared:
 * nothing is decoded, joined or cut off.
 */
export const createAppProtocol = (
  files: RendererFiles,
): ((request: Pick<Request, 'url' | 'method'>) => Response) => {
  const byAddress = new Map<string, RendererFile>(
    [...files].map(([path, file]) => [`${SCHEME}://${HOST}${path}`, file]),
  );
  return ({ url, method }) => {
    const file = byAddress.get(url);
    if (method !== 'GET' || file === undefined)
      return new Response('Not found.', { status: 404, headers: HEADERS });
    return new Response(new Uint8Array(file.body), {
      headers: { ...HEADERS, 'Content-Type': file.type },
    });
  };
};
