import { ok } from '../../../../contract/result.ts';
import type { Audit } from '../../audit.ts';
import type { KioskTime } from '../../kiosk-time.ts';
import type { HandlersOf } from '../../methods.ts';
import type { StickFiles } from '../../stick-files.ts';

export interface AuditMethodsOptions {
  readonly audit: Audit;
  readonly stick: StickFiles;
  readonly time: Pick<KioskTime, 'today'>;
}

const PAGE = 25;

/** What staff did, for those who answer for it. */
export const createAuditMethods = ({
  audit,
  stick,
  time,
}: AuditMethodsOptions): HandlersOf<'audit'> => ({
  'audit.view': ({ before }) => {
    const lines = audit.lines(PAGE + 1, before);
    const anchored = audit.anchored();
    return ok({
      check: audit.verify(),
      lines: lines.slice(0, PAGE),
      more: lines.length > PAGE,
      ...(anchored && { anchored }),
    });
  },
  'audit.export': async (_input, { staff }) => {
    const linked = audit.linked();
    const text = linked.map((line) => `${JSON.stringify(line)}\n`).join('');
    const written = await stick.write(`asan-audit-${time.today()}.jsonl`, text);
    if (!written.ok) return written;
    await audit.note({ number: staff.number, act: 'audit_exported' });
    return ok({ file: written.value, lines: linked.length });
  },
});
