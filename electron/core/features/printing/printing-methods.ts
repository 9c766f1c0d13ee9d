import { fail, ok } from '../../../../contract/result.ts';
import type { HandlersOf } from '../../methods.ts';
import type { PrintShop } from '../../printing/print-shop.ts';
import type { SubmissionQueue } from '../../submission-queue.ts';
import { receiptDocument } from './receipt-document.ts';

export interface PrintingOptions {
  readonly shop: PrintShop;
  readonly queue: Pick<SubmissionQueue, 'delivery'>;
}

/** Receipts on paper, as often as wanted, and how a job is doing. */
export const createPrintingMethods = ({
  shop,
  queue,
}: PrintingOptions): HandlersOf<'printing'> => ({
  'printing.receipt': ({ applicationId, language }, { citizen }) => {
    const receipt = citizen.receipts.get(applicationId);
    if (receipt === undefined) return fail('not_found');
    const delivery = queue.delivery(applicationId) ?? receipt.delivery;
    return shop.print(receiptDocument({ ...receipt, delivery }, language), citizen);
  },
  'printing.job': ({ jobId }, { session: { citizen, staff } }) => {
    const owner = citizen ?? staff;
    const job = owner === undefined ? undefined : shop.job(jobId, owner);
    return job === undefined ? fail('not_found') : ok(job);
  },
});
