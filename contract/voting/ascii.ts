/** Bytes of a text of ASCII characters; this folder knows neither Node nor a browser. */
export const asciiBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code > 0x7f) throw new Error('only ASCII has bytes here');
    return code;
  });
