import { inject } from 'vitest';
import { describeKilledWorker } from './killed-worker.ts';

describeKilledWorker('Redis', inject('redisUrl') ?? undefined);
