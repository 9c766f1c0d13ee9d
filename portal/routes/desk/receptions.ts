import type { PortalContext } from '../../context.ts';
import type { receptionsDeskApi } from '../../desk-api/receptions.ts';
import { authorityOf } from '../../officials/authority-of.ts';
import { closeDay } from '../../receptions/close-day.ts';
import { createReceptionDesk } from '../../receptions/reception-desk.ts';
import type { DeskHandlers } from '../desk-endpoint.ts';

type Handlers = Pick<DeskHandlers, keyof typeof receptionsDeskApi>;

/** Receptions at the desk: always of the official's own authority. */
export const receptionHandlers = (context: PortalContext): Handlers => {
  const desk = createReceptionDesk(context);
  return {
    readReceptions: ({ session, query }) => desk.read(authorityOf(session.official), query),
    offerTimes: ({ session, body }) => desk.offer(authorityOf(session.official), body),
    closeTime: ({ session, params }) => desk.close(authorityOf(session.official), params.slotId),
    closeDay: ({ session, body }) =>
      closeDay(context, authorityOf(session.official), session.official, body),
    freeTimes: ({ session, params }) =>
      desk.freeTimes(authorityOf(session.official), params.caseId),
  };
};
