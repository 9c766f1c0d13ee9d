import type { ServerResponse } from 'node:http';
import type { Result } from '../../../contract/result.ts';

export const sendResult = (
  response: ServerResponse,
  status: number,
  result: Result<unknown>,
): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(result));
};

/** Sentences for whoever runs the machine; citizens never see them. */
export const sendText = (
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers })
    .end(`${text}\n`);
};

export const redirect = (
  response: ServerResponse,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(303, { Location: '/', ...headers }).end();
};
