import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startOveit, type OveitSimulator } from '../../../sandbox/providers/oveit/oveit.ts';
import { readDataset, testHash, type ReadOptions, type Source } from './reading.ts';

const GALA = '41207';

describe('reading Oveit', () => {
  let simulator: OveitSimulator;
  let reset: Parameters<OveitSimulator['switches']['set']>[0];
  beforeAll(async () => {
    simulator = await startOveit();
    reset = structuredClone(simulator.switches.get());
  });
  afterEach(() => simulator.switches.set(reset));
  afterAll(async () => await simulator.close());

  const read = async (dataset: string, more: Partial<Source> = {}, options?: ReadOptions) => {
    const { origin, credentials } = simulator;
    const source = { provider: 'oveit', origin, credentials: { ...credentials }, dataset, scope: { eventId: GALA } };
    return await readDataset({ ...source, ...more }, options);
  };

  it('brings all tickets of the gala, under IDs that do not give the code away', async () => {
    const { rows, readings, certificate } = await read('tickets');
    const truth = simulator.truth(GALA);
    expect(rows.map(({ barcode }) => barcode)).toEqual(truth.map(({ code }) => code));
    expect([...readings.keys()]).toEqual(truth.map(({ code }) => testHash(code)));
    expect(certificate).toMatchObject({ complete: true, distinct: 2500, rowErrors: 0 });
    expect(rows[0]).toMatchObject({ eventName: 'Spring Gala 2027', eventStart: '2027-04-17T18:30:00.000Z' });
  });
});
