import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RendererFiles } from '../renderer-files.ts';
import { sendText } from './replies.ts';

/** Answers from the list that was made at the start: the address as it came is the key, nothing is decoded or joined. */
export const sendFile = (
  files: RendererFiles,
  request: Pick<IncomingMessage, 'url' | 'method'>,
  response: ServerResponse,
): void => {
  const file = files.get(request.url ?? '');
  if (file === undefined) {
    sendText(response, 404, 'Not found.');
    return;
  }
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : file.body);
};
