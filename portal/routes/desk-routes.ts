import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { changeCase, type CaseChange } from '../cases/change-case.ts';
import { listCases } from '../cases/list-cases.ts';
import { openCase } from '../cases/open-case.ts';
import { addTemplate, changeTemplate, listTemplates, removeTemplate } from '../cases/templates.ts';
import type { PortalContext } from '../context.ts';
import type { DeskAction, Me } from '../desk-api.ts';
import { createEnrolment } from '../kiosks/enrolment.ts';
import { listKiosks, revokeKiosk } from '../kiosks/list-kiosks.ts';
import { authorityOf } from '../officials/authority-of.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import { closeSession, DESK_COOKIE, openSession, type DeskSession } from '../officials/sessions.ts';
import { checkCredentials } from '../officials/sign-in.ts';
import { addDeskEndpoint, type DeskCall, type DeskHandlers } from './desk-endpoint.ts';
import { addCaseDocument } from './desk/case-document.ts';
import { appealHandlers } from './desk/appeals.ts';
import { receptionHandlers } from './desk/receptions.ts';
import { participationHandlers } from './desk/participation.ts';
import { guardDesk } from './desk-guard.ts';
import { createRateLimit, type Bucket, type RateLimit } from './rate-limit.ts';

export interface DeskSettings {
  readonly publicOrigin: string | undefined;
  readonly demonstration: boolean;
  /** Sign-ins tried from one address. */
  readonly signIns: Bucket;
}

const cookieOptions = ({ publicOrigin }: DeskSettings) => ({
  path: '/desk',
  httpOnly: true,
  sameSite: 'strict' as const,
  secure: publicOrigin?.startsWith('https:') === true,
});

const toMe = (
  { content }: PortalContext,
  { official, expiresAt }: DeskSession,
  { demonstration }: DeskSettings,
): Me => {
  const authority = content.authorities.get(official.authority_id ?? '');
  return {
    name: official.name,
    fullName: official.full_name,
    position: official.position,
    role: official.role,
    ...(authority === undefined
      ? {}
      : {
          authority: {
            id: authority.id,
            name: authority.name,
            shortName: authority.shortName,
          },
        }),
    expiresAt,
    demonstration,
  };
};

const limitTries = (limit: RateLimit, address: string): void => {
  const wait = limit.take(address);
  if (wait > 0)
    throw new DeskProblemError('too-many-requests', { retryAfter: Math.ceil(wait / 1000) });
};

type SessionHandlers = Pick<DeskHandlers, 'signIn' | 'whoAmI' | 'signOut'>;

const sessionHandlers = (context: PortalContext, settings: DeskSettings): SessionHandlers => {
  const limit = createRateLimit(context.clock, settings.signIns);
  const setCookie = (reply: FastifyReply, token: string): void => {
    void reply.setCookie(DESK_COOKIE, token, cookieOptions(settings));
  };
  return {
    signIn: async ({ body, request, reply }) => {
      limitTries(limit, request.ip);
      const official = await checkCredentials(context, body);
      const { token, session } = await openSession(context, official);
      setCookie(reply, token);
      return toMe(context, session, settings);
    },
    whoAmI: ({ session }) => Promise.resolve(toMe(context, session, settings)),
    signOut: async ({ session, reply }) => {
      await closeSession(context, session.tokenDigest);
      void reply.clearCookie(DESK_COOKIE, cookieOptions(settings));
    },
  };
};

type CaseStepAction =
  | 'considerCase'
  | 'answerCase'
  | 'declineCase'
  | 'replyInCase'
  | 'askCitizen'
  | 'extendCase'
  | 'forwardCase'
  | 'scheduleCase';

const change = (
  context: PortalContext,
  { session, params }: DeskCall<CaseStepAction>,
  step: CaseChange,
) => changeCase(context, params.caseId, session.official, step);

type CaseHandlers = Pick<DeskHandlers, 'listCases' | 'openCase' | CaseStepAction>;

const caseHandlers = (context: PortalContext): CaseHandlers => ({
  listCases: ({ session, query }) =>
    listCases(context, { ...query, authorityId: authorityOf(session.official) }),
  openCase: ({ session, params }) => openCase(context, params.caseId, session.official),
  considerCase: (call) => change(context, call, { to: 'considering', ...call.body }),
  answerCase: (call) => change(context, call, { to: 'answered', ...call.body }),
  declineCase: (call) => change(context, call, { to: 'declined', ...call.body }),
  replyInCase: (call) => change(context, call, { to: 'replied', ...call.body }),
  askCitizen: (call) => change(context, call, { to: 'info_asked', ...call.body }),
  extendCase: (call) => change(context, call, { to: 'extended', ...call.body }),
  scheduleCase: (call) => change(context, call, { to: 'scheduled', ...call.body }),
  forwardCase: async (call) => {
    await change(context, call, { to: 'forwarded', ...call.body });
    return undefined;
  },
});

type TemplateHandlers = Pick<
  DeskHandlers,
  'listAuthorities' | 'listTemplates' | 'addTemplate' | 'changeTemplate' | 'removeTemplate'
>;

const templateHandlers = (context: PortalContext): TemplateHandlers => ({
  listAuthorities: () =>
    Promise.resolve({
      authorities: [...context.content.authorities.values()].map(({ id, name, shortName }) => ({
        id,
        name,
        shortName,
      })),
    }),
  listTemplates: async ({ session }) => ({
    templates: await listTemplates(context, authorityOf(session.official)),
  }),
  addTemplate: ({ session, body }) => addTemplate(context, authorityOf(session.official), body),
  changeTemplate: ({ session, params, body }) =>
    changeTemplate(context, authorityOf(session.official), params.templateId, body),
  removeTemplate: async ({ session, params }) => {
    await removeTemplate(context, authorityOf(session.official), params.templateId);
    return undefined;
  },
});

type KioskHandlers = Pick<DeskHandlers, 'listKiosks' | 'enrolKiosk' | 'revokeKiosk'>;

const kioskHandlers = (context: PortalContext): KioskHandlers => ({
  listKiosks: async () => ({ kiosks: await listKiosks(context), now: context.clock.now() }),
  enrolKiosk: async ({ body }) => {
    const { code, expiresAt } = await createEnrolment(context, body.name);
    return {
      kioskName: body.name,
      enrolmentCode: code,
      expiresAt,
      keyThumbprint: context.keys.signing.public.kid,
    };
  },
  revokeKiosk: ({ params }) => revokeKiosk(context, params.kioskId),
});

/** The API of the officials' web desk, `portal/desk-api.ts` made real. */
export const deskRoutes =
  (context: PortalContext, settings: DeskSettings) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register(cookie);
    guardDesk(app, context, settings.publicOrigin);
    const handlers: DeskHandlers = {
      ...sessionHandlers(context, settings),
      ...caseHandlers(context),
      ...templateHandlers(context),
      ...kioskHandlers(context),
      ...appealHandlers(context),
      ...receptionHandlers(context),
      ...participationHandlers(context, context.voting.surveys),
    };
    // The schemas describe the routes; parsing is the endpoint's own, with the same schemas' source.
    app.setValidatorCompiler(() => () => true);
    app.setSerializerCompiler(() => JSON.stringify);
    const actions = Object.keys(handlers) as DeskAction[];
    addCaseDocument(app, context);
    actions.forEach((action) => addDeskEndpoint(app, context, action, handlers[action]));
  };
