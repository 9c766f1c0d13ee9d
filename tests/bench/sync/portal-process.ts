import { fileURLToPath } from 'node:url';
import { createPortal } from '../../../portal/create-portal.ts';
import { createEnrolment } from '../../../portal/kiosks/enrolment.ts';
import { makeTemporaryFolder } from '../../support/portal/temporary-folder.ts';
import { answerCpu } from './cpu.mjs';
import { parseOptions } from './options.ts';

/** A portal in a process of its own, on a durable database. Says where it is on its first line; ends with its parent. */
const { databaseUrl } = parseOptions(process.argv[2]);
const folder = await makeTemporaryFolder('asan-bench-portal');
const portal = await createPortal({
  dataFolder: folder.path,
  databaseUrl,
  packsFolder: fileURLToPath(new URL('../../../resources/packs', import.meta.url)),
  ports: { log: { info: () => undefined, warn: console.error, error: console.error } },
});
const url = await portal.listen(0);
const { code } = await createEnrolment(portal.context, 'bench');
process.on('disconnect', () => {
  void portal
    .close()
    .then(() => folder.remove())
    .then(() => process.exit(0));
});
answerCpu();
process.send?.({ url, keyThumbprint: portal.keyThumbprint, enrolmentCode: code });
