import type { KioskApi, MethodInput, MethodName, MethodResult } from '../../contract/kiosk-api.ts';
import type { Citizen, Session, Staff } from './session.ts';

/** Runs one method. `citizen` or `staff` is there where the method's role asks for it; dispatch has checked it. */
export type Handler<M extends MethodName> = (
  input: MethodInput<M>,
  caller: Caller<M>,
) => MethodResult<M> | Promise<MethodResult<M>>;

interface CallerByRole {
  readonly anyone: { readonly session: Session };
  readonly citizen: { readonly session: Session; readonly citizen: Citizen };
  readonly staff: { readonly session: Session; readonly staff: Staff };
  readonly senior: { readonly session: Session; readonly staff: Staff };
  readonly technician: { readonly session: Session; readonly staff: Staff };
  readonly installer: { readonly session: Session; readonly staff?: Staff | undefined };
  readonly supervisor: { readonly session: Session; readonly staff: Staff };
}

export type Caller<M extends MethodName> = CallerByRole[KioskApi[M]['role']];

export type Handlers = { readonly [M in MethodName]: Handler<M> };

/** The handlers of the methods whose names begin with `group.`, e.g. all of `cases`. */
export type HandlersOf<Group extends string> = Pick<
  Handlers,
  Extract<MethodName, `${Group}.${string}`>
>;
