import { z } from 'zod';
import type { Money } from '../../../shared/money.ts';
import { Missing, type Details } from '../provider.ts';
import { fromMajor, sum } from './amount.ts';
import type { CancellableItem, RawTransaction } from './transaction.ts';

/** The flag of the form that says whether cancellations are asked for. */
export const WITH_CANCELLATIONS = 'cancellations';

/** What a transaction tells before its cancellations were asked for. */
const Untold = z.looseObject({
  _id: z.string(),
  cancellationInfo: z
    .looseObject({ cancellableItems: z.array(z.unknown()) })
    .nullish()
    .catch(null),
  cancellationsMade: z.never().optional(),
});

const Made = z.union([z.object({ docs: z.array(z.unknown()) }), z.object({ rows: z.array(z.unknown()) })]);
const Preview = z.object({ cancellableItems: z.array(z.unknown()) });

/** The cancellations made of each transaction, and what can be cancelled of it where it does not tell that itself. */
export const cancellationDetails: Details = {
  requests(record, scope) {
    const { data } = Untold.safeParse(record);
    if (scope[WITH_CANCELLATIONS] !== 'true' || !data) return [];
    const made = { path: '/api/cancellations', query: { transactionId: data._id, top: '100', skip: '0' } };
    const preview = { path: `/api/transactions/${encodeURIComponent(data._id)}/cancellations`, query: {} };
    return data.cancellationInfo ? [made] : [made, preview];
  },
  merge(record, [made, preview]) {
    const cancellationsMade = made instanceof Missing ? null : listOf(made);
    const told = Preview.safeParse(preview).data;
    return { ...z.looseObject({}).parse(record), cancellationsMade, ...(told && { cancellationInfo: told }) };
  },
};

/** What is no such list stays as it is, and makes the record one that cannot be read. */
function listOf(body: unknown): unknown {
  const { data } = Made.safeParse(body);
  return data ? ('docs' in data ? data.docs : data.rows) : body;
}

/** Items that were cancelled; null: vivenu does not tell. */
export function cancelledItems({ cancellationInfo }: RawTransaction): readonly CancellableItem[] | null {
  return cancellationInfo?.cancellableItems?.filter(({ cancelledAt }) => cancelledAt) ?? null;
}

/** What was given back by cancelling items. Null: nothing tells of a refund, which does not mean that there was none. */
export function refundedOf(transaction: RawTransaction): Money | null {
  const { cancellationsMade, currency } = transaction;
  const made = (cancellationsMade ?? []).flatMap(({ refundId, cancelledItems: items }) =>
    (items ?? []).filter((item) => item.refundId || refundId),
  );
  const refunded = made.length > 0 ? made : (cancelledItems(transaction) ?? []).filter(({ refundId }) => refundId);
  return sum(refunded.map(({ price }) => fromMajor('cancelledItems.price', price, currency)));
}
