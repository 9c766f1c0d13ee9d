import * as v from 'valibot';
import {
  deskApi,
  deskProblemSchema,
  type DeskAction,
  type DeskApi,
  type DeskProblem,
} from '../../../portal/desk-api.ts';
import type { DeskCredentials } from './start-test-portal.ts';

type Part<A extends DeskAction, P extends string> =
  DeskApi[A] extends Record<P, infer S extends v.GenericSchema> ? v.InferInput<S> : undefined;
type ReplyOf<A extends DeskAction> =
  DeskApi[A] extends Record<'reply', infer S extends v.GenericSchema>
    ? v.InferOutput<S>
    : undefined;

export interface DeskInput<A extends DeskAction> {
  readonly params?: Part<A, 'params'>;
  readonly query?: Part<A, 'query'>;
  readonly body?: Part<A, 'body'>;
}

export interface DeskAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

const pathOf = (path: string, params: Readonly<Record<string, string>> = {}): string =>
  path.replaceAll(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''));

/** Speaks to the desk's API as the desk's page does: cookie, Origin, JSON. */
export class DeskClient {
  cookie = '';

  constructor(
    readonly url: string,
    readonly origin: string = url,
  ) {}

  /** Any answer, without looking at it. `headers` replace the client's own. */
  async send<A extends DeskAction>(
    action: A,
    input: DeskInput<A> = {},
    headers: Record<string, string> = {},
  ): Promise<DeskAnswer> {
    const { method, path } = deskApi[action];
    const query = new URLSearchParams(input.query ?? {}).toString();
    const response = await fetch(
      `${this.url}${pathOf(path, input.params as Record<string, string> | undefined)}${query && `?${query}`}`,
      {
        method,
        headers: {
          ...(method === 'GET' ? {} : { origin: this.origin }),
          ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(this.cookie === '' ? {} : { cookie: this.cookie }),
          ...headers,
        },
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      },
    );
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      json: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
  }

  /** The answer in its promised shape; throws for a problem. */
  async call<A extends DeskAction>(action: A, input: DeskInput<A> = {}): Promise<ReplyOf<A>> {
    const answer = await this.send(action, input);
    if (answer.status >= 400) throw new Error(`${action}: ${JSON.stringify(answer.json)}`);
    const route: { readonly path: string; readonly reply?: v.GenericSchema } = deskApi[action];
    return (
      route.reply === undefined ? undefined : v.parse(route.reply, answer.json)
    ) as ReplyOf<A>;
  }

  /** The problem that is answered; throws when all is well. */
  async problem<A extends DeskAction>(
    action: A,
    input: DeskInput<A> = {},
    headers: Record<string, string> = {},
  ): Promise<DeskProblem & { readonly name: string; readonly httpStatus: number }> {
    const answer = await this.send(action, input, headers);
    const problem = v.parse(deskProblemSchema, answer.json);
    return { ...problem, name: problem.type.split(':').at(-1) ?? '', httpStatus: answer.status };
  }
}

/** A client with a session. */
export const signIn = async (
  url: string,
  { name, password }: DeskCredentials,
): Promise<DeskClient> => {
  const client = new DeskClient(url);
  const answer = await client.send('signIn', { body: { name, password } });
  if (answer.status !== 200) throw new Error(`sign-in: ${JSON.stringify(answer.json)}`);
  client.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return client;
};
