import * as v from 'valibot';
import { inject, type App, type InjectionKey } from 'vue';
import { err, ok, type Result } from '../../../contract/result.ts';
import {
  DESK_PROBLEM_TYPE_PREFIX,
  DESK_PROBLEMS,
  deskApi,
  deskProblemSchema,
  type DeskAction,
  type DeskApi,
  type DeskProblem,
  type DeskProblemName,
} from '../../desk-api.ts';

/** Why a request came to nothing: a problem that the portal names, or no readable answer at all. */
export type DeskFailure =
  | { readonly name: DeskProblemName; readonly problem: DeskProblem }
  /** No network, a time-out or something between us and the portal: it may have acted or not. */
  | { readonly name: 'unreachable' };

type Part<A extends DeskAction, K extends 'params' | 'query' | 'body'> =
  DeskApi[A] extends Record<K, infer S extends v.GenericSchema>
    ? Readonly<Record<K, v.InferInput<S>>>
    : unknown;
export type DeskInput<A extends DeskAction> = Part<A, 'params'> &
  Part<A, 'query'> &
  Part<A, 'body'>;
export type DeskReply<A extends DeskAction> = DeskApi[A] extends {
  reply: infer S extends v.GenericSchema;
}
  ? v.InferOutput<S>
  : undefined;
export type DeskResult<A extends DeskAction> = Result<DeskReply<A>, DeskFailure>;

/** The portal as the desk sees it; types come from the API's schemas. Never rejects for an expected failure. */
export interface DeskClient {
  call<A extends DeskAction>(action: A, input: DeskInput<A>): Promise<DeskResult<A>>;
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly reply?: v.GenericSchema;
}
interface LooseInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

const fill = (path: string, params: LooseInput['params'] = {}): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

const addressOf = ({ path }: Route, { params, query = {} }: LooseInput): string => {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  const search = new URLSearchParams(given).toString();
  return fill(path, params) + (search === '' ? '' : `?${search}`);
};

const PATIENCE = 20_000;

const requestOf = ({ method }: Route, { body }: LooseInput): RequestInit => ({
  method,
  credentials: 'same-origin',
  cache: 'no-store',
  redirect: 'error',
  signal: AbortSignal.timeout(PATIENCE),
  headers: body === undefined ? {} : { 'content-type': 'application/json' },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

const UNREACHABLE = err({ name: 'unreachable' } as const);

const isProblemName = (name: string): name is DeskProblemName => Object.hasOwn(DESK_PROBLEMS, name);

const readProblem = async (response: Response): Promise<Result<never, DeskFailure>> => {
  const parsed = v.safeParse(deskProblemSchema, await response.json());
  if (!parsed.success) return UNREACHABLE;
  const name = parsed.output.type.slice(DESK_PROBLEM_TYPE_PREFIX.length);
  return isProblemName(name) ? err({ name, problem: parsed.output }) : UNREACHABLE;
};

const read = async (
  response: Response,
  reply: v.GenericSchema | undefined,
): Promise<Result<unknown, DeskFailure>> => {
  if (!response.ok) return readProblem(response);
  if (reply === undefined) return ok(undefined);
  const parsed = v.safeParse(reply, await response.json());
  return parsed.success ? ok(parsed.output) : UNREACHABLE;
};

/** `fetch` rejects without a network and at the time-out, `json` on text that is none: no answer either way. */
const isNoAnswer = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException;

export const createDeskClient = (fetcher: typeof fetch): DeskClient => ({
  async call(action, input) {
    const route: Route = deskApi[action];
    const loose = input as LooseInput;
    try {
      const response = await fetcher(addressOf(route, loose), requestOf(route, loose));
      return (await read(response, route.reply)) as DeskResult<typeof action>;
    } catch (error) {
      if (!isNoAnswer(error)) throw error;
      return UNREACHABLE;
    }
  },
});

const clientKey: InjectionKey<DeskClient> = Symbol('desk client');

export const provideDeskClient = (app: App, client: DeskClient): void => {
  app.provide(clientKey, client);
};

export const useDeskClient = (): DeskClient => {
  const client = inject(clientKey);
  if (client === undefined) throw new Error('no desk client was provided');
  return client;
};
