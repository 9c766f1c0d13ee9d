import type { KioskApi, MethodInput, MethodName, MethodResult } from '../../contract/kiosk-api.ts';
import type { Citizen, Session } from './session.ts';

/** Runs one method. `citizen` is there for methods of role `citizen`; dispatch has checked it. */
export type Handler<M extends MethodName> = (
  input: MethodInput<M>,
  caller: Caller<M>,
) => MethodResult<M> | Promise<MethodResult<M>>;

type CitizenMethod = {
  [M in MethodName]: KioskApi[M]['role'] extends 'citizen' ? M : never;
}[MethodName];

export type Caller<M extends MethodName> = M extends CitizenMethod
  ? { readonly session: Session; readonly citizen: Citizen }
  : { readonly session: Session };

export type Handlers = { readonly [M in MethodName]: Handler<M> };

/** The handlers of the methods whose names begin with `group.`, e.g. all of `cases`. */
export type HandlersOf<Group extends string> = Pick<
  Handlers,
  Extract<MethodName, `${Group}.${string}`>
>;
