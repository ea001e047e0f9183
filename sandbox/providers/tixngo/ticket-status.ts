import type { Dice } from '../random.ts';
import type { SandboxEvent } from './catalogue.ts';
import type { Life } from './life.ts';

const V3_ACTIVATED = [
  'BT_ACTIVATED',
  'MANUAL_ACTIVATED',
  'OFFLINE_ACTIVATED',
  'ONLINE_ACTIVATED',
  'ACTIVATED',
] as const;
const V3_ODD = ['FAILURE_TRANSFER', 'DEACTIVATED', 'DEFAULT', 'INVALID', 'PENDING', 'FAILURE'] as const;

/** Words of both generations, and one that no list names. */
const MIXED = [
  'NOT_DOWNLOADED',
  'DOWNLOADED',
  'PENDING_TRANSFER',
  'INJECTED',
  'ASSIGNED',
  'CONTROLLED',
  'TRANSFERRED',
  ...V3_ACTIVATED,
  ...V3_ODD,
  'ON_HOLD',
] as const;

/** Where the ticket is, in the words its event uses. */
export function statusOf(event: SandboxEvent, life: Life, dice: Dice, index: number): string {
  if (life.deletedAt !== null) return life.deletionPending ? 'DELETION_PENDING' : 'DELETED';
  if (event.statuses === 'mixed') return MIXED[index % MIXED.length] ?? 'DEFAULT';
  return event.statuses === 'v3' ? v3Status(life, dice, index) : v4Status(life);
}

function v4Status(life: Life): string {
  if (life.transferPendingAt !== null) return 'PENDING_TRANSFER';
  return life.downloadedAt !== null && life.loggedOffAt === null ? 'DOWNLOADED' : 'NOT_DOWNLOADED';
}

function v3Status(life: Life, dice: Dice, index: number): string {
  if (life.controlledAt !== null) return 'CONTROLLED';
  if (life.transferPendingAt !== null) return 'PENDING_TRANSFER';
  if (dice.happens(index, 'odd status', 0.02)) return dice.pick(index, 'which odd status', V3_ODD);
  if (life.activatedAt !== null) return dice.pick(index, 'activation', V3_ACTIVATED);
  return v3EarlyStatus(life);
}

function v3EarlyStatus(life: Life): string {
  if (life.transferredAt !== null) return 'TRANSFERRED';
  if (life.assignedAt !== null) return 'ASSIGNED';
  return life.downloadedAt === null ? 'INJECTED' : 'DOWNLOADED';
}
