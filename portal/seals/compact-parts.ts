/** The parts of compact JWS and JWE (RFC 7515, 7516): base64url without padding. */

/** The caller has checked the alphabet; anything else would be passed over in silence. */
export const decodePart = (part: string): Buffer => Buffer.from(part, 'base64url');

export const encodePart = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Undefined when the bytes are not UTF-8 or not JSON. */
export const parseJson = (bytes: Uint8Array): { readonly json: unknown } | undefined => {
  try {
    return { json: JSON.parse(UTF8.decode(bytes)) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
};
