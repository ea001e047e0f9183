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
