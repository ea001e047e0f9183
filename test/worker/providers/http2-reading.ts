import { readDataset } from './reading.ts';

/** Reads the events of Paylogic at the address it is given, in a process of its own: what it trusts is set when a process begins. */
const [, , origin = ''] = process.argv;
const { rows } = await readDataset({
  provider: 'paylogic',
  origin,
  credentials: { app: 'reports', secret: 'secret' },
  dataset: 'events',
  scope: {},
});
process.stdout.write(JSON.stringify(rows));
