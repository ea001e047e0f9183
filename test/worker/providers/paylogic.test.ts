import { describe, expect, it } from 'vitest';
import { paylogicShop, sorted } from './paylogic-reading.ts';

const GALA = 'spring-gala-2027';

describe('tickets of an event', () => {
  it('all come, each once, out of the orders', async () => {
    const { paylogic, read, uid } = await paylogicShop();
    const { rows, certificate } = await read('tickets', { scope: { eventId: uid(GALA) } });
    expect(sorted(rows.map(({ ticketId }) => ticketId))).toEqual(
      sorted(paylogic.truth(GALA).map((ticket) => ticket.uid)),
    );
    expect(certificate).toMatchObject({ complete: true, rowErrors: 0, rows: 2500 });
  });
});

describe('orders', () => {
  it('all come, with amounts in the smallest unit', async () => {
    const { paylogic, read, uid } = await paylogicShop();
    const { rows, certificate } = await read('orders', { scope: { eventId: uid('autumn-lights-2025') } });
    expect(sorted(rows.map(({ orderId }) => orderId))).toEqual(
      sorted(paylogic.trueOrders('autumn-lights-2025').map((order) => order.uid)),
    );
    expect(certificate).toMatchObject({ complete: true, rowErrors: 0 });
  });
});
