import { join } from 'node:path';
import type { KioskStatus } from '../../contract/views.ts';
import { createAudit } from './audit.ts';
import { composeParticipation } from './compose-participation.ts';
import { composeSessions } from './compose-sessions.ts';
import { composeSetup } from './compose-setup.ts';
import { composeStaff } from './compose-staff.ts';
import type { CoreConfig } from './config.ts';
import type { Core } from './core.ts';
import { createCounters } from './counters.ts';
import { storeFolder } from './data-folder.ts';
import { createSettings } from './device-settings.ts';
import { createDispatch } from './dispatch.ts';
import { createAddPerson } from './features/staff/add-person.ts';
import { createPeople } from './features/staff/people.ts';
import { createApplicationMethods } from './features/applications/application-methods.ts';
import { createAppealMethods } from './features/appeals/appeal-methods.ts';
import { createCaseMethods } from './features/cases/case-methods.ts';
import { createConsentMethods } from './features/consent/consent-methods.ts';
import { createDocumentMethods } from './features/documents/document-methods.ts';
import { createDraftMethods } from './features/drafts/draft-methods.ts';
import { createFeedbackMethods } from './features/feedback/feedback-methods.ts';
import { createIdeaMethods } from './features/ideas/idea-methods.ts';
import { createKioskMethods } from './features/kiosk/kiosk-methods.ts';
import { createReceptionMethods } from './features/receptions/reception-methods.ts';
import { createReceptionLeases } from './reception-leases.ts';
import { createReceptionTimes } from './reception-times.ts';
import { createPrintingMethods } from './features/printing/printing-methods.ts';
import { createInformationMethods } from './features/information/information-methods.ts';
import { createSearchMethods } from './features/search/search-methods.ts';
import { createServiceMethods } from './features/services/service-methods.ts';
import { createSpeechMethods } from './features/speech/speech-methods.ts';
import { createSessionMethods } from './features/session/session-methods.ts';
import { createPersonMethods } from './features/person/person-methods.ts';
import { createKeptDrafts } from './kept-drafts.ts';
import { createDiskWatch } from './disk-watch.ts';
import { heartbeatOf } from './heartbeat.ts';
import { createVoteMethods } from './features/votes/vote-methods.ts';
import { createKioskTime } from './kiosk-time.ts';
import { createDeviceHealth } from './device-health.ts';
import { createStatusNews, tellCases, tellDelivery } from './news.ts';
import { searchablePacks } from './packs/searchable-packs.ts';
import { openContent } from './packs/open-content.ts';
import type { Ports } from './ports.ts';
import { createPrintShop } from './printing/print-shop.ts';
import { createReferenceTags } from './reference-tags.ts';
import { createPublications } from './publications.ts';
import { createSentMatters } from './sent-matters.ts';
import { searchableParticipation } from './searchable-participation.ts';
import { surveyEvents } from './survey-events.ts';
import { createStaffCalls } from './staff-calls.ts';
import { openStore } from './store/open-store.ts';
import type { Store, StoreDamage, StoreKeys } from './store/store.ts';
import { createSync } from './sync/create-sync.ts';
import { deviceOf } from './sync/device-record.ts';
import { createKioskVoting } from './voting/create-kiosk-voting.ts';

/** Opens the store in `config.dataFolder` and starts the kiosk on it. Rejects when the store cannot be opened. */
export const createCore = async (ports: Ports, config: CoreConfig): Promise<Core> => {
  const store = await openStore({ folder: storeFolder(config.dataFolder), ports });
  try {
    return await composeCore(ports, config, store);
  } catch (error) {
    await store.close();
    throw error;
  }
};

/** The composition root: one core on an open store, which it closes when it stops. */
export const composeCore = async (
  ports: Ports,
  config: CoreConfig,
  store: Store & StoreDamage & StoreKeys,
): Promise<Core> => {
  const { clock, ids, log, random } = ports;
  const installedFolder = join(config.dataFolder, 'updates', 'packs');
  const content = await openContent({
    files: ports.files,
    bundles: ports.bundles,
    log,
    store,
    packsFolder: config.packsFolder,
    installedFolder,
  });
  const { packs } = content;
  const time = createKioskTime(clock, deviceOf(store.data).clockOffset);
  const { authorityId } = config.kiosk;
  const settings = createSettings(store, config.kiosk);
  const audit = createAudit({ store, random, now: time.now });
  const tags = createReferenceTags(store, random);
  const counters = createCounters({ store, clock, time, log });
  const sessions = composeSessions({ ports, config, packs, settings, counters, time });
  const publications = createPublications({ data: store.data, log });
  publications.onChange((kinds) => sessions.tell(() => ({ type: 'publications_changed', kinds })));
  const disk = createDiskWatch({
    files: ports.files,
    clock,
    log,
    folder: config.dataFolder,
    leastFreeBytes: config.kiosk.maintenance.leastFreeMegabytes * 2 ** 20,
  });
  const sync = createSync({
    ports,
    config,
    store,
    time,
    audit,
    keepSentDays: () => settings.current().keepSentDays,
    casesChanged: (lookupIds) => tellCases(sessions, lookupIds),
    published: (kinds) => publications.changed(kinds),
    statusChanged: () => tellStatus(),
    heartbeat: () =>
      heartbeatOf({
        health: health(),
        paper: shop.paper(),
        called: calls.state().state === 'open',
      }),
    leases: () => leases.named(),
  });
  const leases = createReceptionLeases({ store, publications, queue: sync.outbox, time });
  const times = createReceptionTimes({ packs, publications, leases, time });
  const voting = await createKioskVoting({
    ports,
    config,
    store,
    time,
    publications,
    queue: sync.outbox,
  });
  const matters = createSentMatters(store.data, time.now);
  const status = (): KioskStatus => ({
    online: sync.health().online,
    canSave: store.health().canSave && sync.outbox.sealingKey() !== undefined,
  });
  const shop = createPrintShop({
    printer: ports.printer,
    sessions,
    kiosk: config.kiosk,
    counters,
    ids,
    log,
    now: time.now,
  });
  const health = createDeviceHealth({ config, clock, store, sync, time, audit, shop, disk });
  const calls = createStaffCalls({ store, ids, counters, now: time.now });
  calls.onChange(() => sessions.tell(() => ({ type: 'call_changed', call: calls.state() })));
  settings.onChange(() => sessions.tell(() => ({ type: 'info_changed' })));
  const keptDrafts = createKeptDrafts({
    store,
    clock,
    random,
    log,
    now: time.now,
    keepDays: config.kiosk.keepDraftDays,
  });
  const people = createPeople(config.kiosk.staff, store.data);
  const addPerson = createAddPerson({ people, store, audit, random });
  const ofStaff = { ports, config, store, people, addPerson, sessions, sync, time, audit, content };
  const setup = composeSetup(ofStaff);
  const tellStatus = createStatusNews(sessions, status);
  sync.outbox.onChange((changed) => tellDelivery(sessions, store.data, sync.outbox, changed));

  const dispatch = createDispatch({
    sessions,
    clock,
    ids,
    log,
    isOpenForSetup: () => setup.door() === 'open',
    storageFailed: tellStatus,
    handlers: {
      ...createKioskMethods({
        config,
        settings,
        status,
        setup: setup.door,
        offers: { printing: shop.available, speech: ports.speech !== undefined },
      }),
      ...createSessionMethods(sessions, counters),
      ...createServiceMethods({ packs, today: time.today }),
      ...createApplicationMethods({
        packs,
        time,
        random,
        ids,
        counters,
        tags,
        queue: sync.outbox,
        matters,
        ownAuthorityId: authorityId,
        keptDrafts,
        receptions: { times, leases },
        log,
        mostWaitingBytes: config.kiosk.documents.mostWaitingMb * 1_000_000,
      }),
      ...createReceptionMethods(times),
      ...createAppealMethods({ packs, time, matters }),
      ...createIdeaMethods({
        publications,
        queue: sync.outbox,
        time,
        random,
        checkedFin: ({ identity }) => (identity.level === 'declared' ? undefined : identity.fin),
      }),
      ...createFeedbackMethods({
        packs,
        time,
        random,
        queue: sync.outbox,
        counters,
        ownAuthorityId: authorityId,
      }),
      ...createDocumentMethods({
        settings: config.kiosk.documents,
        folders: ports.foreignFolders,
        ids,
        services: packs.services,
      }),
      ...createConsentMethods({ sheet: packs.consent, kiosk: config.kiosk, settings }),
      ...createDraftMethods({
        drafts: keptDrafts,
        services: packs.services,
        clock,
        ids,
        now: time.now,
        shop,
      }),
      ...createPersonMethods({ today: time.today }),
      ...createCaseMethods({
        clock,
        log,
        ids,
        packs,
        store,
        queue: sync.outbox,
        source: sync.cases,
        now: time.now,
        shop,
        mostWaitingBytes: config.kiosk.documents.mostWaitingMb * 1_000_000,
      }),
      ...createInformationMethods({
        packs,
        today: time.today,
        shop,
        surveys: () => surveyEvents(voting.book.list()),
      }),
      ...createSearchMethods([
        { revision: () => 'packs', documents: () => searchablePacks(packs) },
        searchableParticipation(publications, voting.book),
      ]),
      ...createSpeechMethods(ports.speech, log),
      ...createPrintingMethods({ shop, queue: sync.outbox }),
      ...composeParticipation({
        ports,
        config,
        packs,
        publications,
        book: voting.book,
        queue: sync.outbox,
        time,
        shop,
      }),
      ...createVoteMethods({ voting, shop }),
      ...setup.methods,
      ...composeStaff({
        ...ofStaff,
        counters,
        settings,
        calls,
        tags,
        installedFolder,
        health,
        shop,
      }),
    },
  });
  sync.start();
  const unwatchDrafts = keptDrafts.watchExpiry();
  await voting.start();
  await setup.remember();

  return {
    openSession: () => sessions.open(),
    closeSession: (id) => {
      sessions.close(id);
      dispatch.forget(id);
    },
    call: (id, method, input) => dispatch.call(id, method, input),
    subscribe: (id, listener) => sessions.subscribe(id, listener),
    isFree: () => sessions.areFree(),
    stop: async () => {
      unwatchDrafts();
      disk.stop();
      await sync.stop();
      await voting.stop();
      await counters.flush();
      await store.close();
    },
  };
};
