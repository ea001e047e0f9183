import { describeKilledWorker } from './killed-worker.ts';

describeKilledWorker('Postgres', null);
