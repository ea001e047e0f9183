import type { Dice } from '../random.ts';
import type { SandboxEvent } from './catalogue.ts';

/** What happened to a ticket and when, in milliseconds since 1970; `null`: not (yet). */
export type Life = {
  readonly injectedAt: number;
  readonly downloadedAt: number | null;
  /** Logged off the device after a download. */
  readonly loggedOffAt: number | null;
  readonly assignedAt: number | null;
  readonly activatedAt: number | null;
  readonly transferredAt: number | null;
  /** Offered to somebody who has not accepted yet. */
  readonly transferPendingAt: number | null;
  readonly keptByOwnerAt: number | null;
  readonly checkedAt: number | null;
  /** Scanned in since the latest scan out. */
  readonly controlledAt: number | null;
  readonly deletedAt: number | null;
  /** Deleted by the issuer but possibly still on a device. */
  readonly deletionPending: boolean;
};

const DAY = 86_400_000;
/** All history lies well before anybody's clock, so that nothing of it looks newly updated. */
const SALES_OPEN = Date.UTC(2025, 1, 3, 8);
const SALES_DAYS = 100;

const NOTHING = {
  downloadedAt: null,
  loggedOffAt: null,
  assignedAt: null,
  activatedAt: null,
  transferredAt: null,
  transferPendingAt: null,
  keptByOwnerAt: null,
  checkedAt: null,
  controlledAt: null,
  deletedAt: null,
  deletionPending: false,
} as const;

/** A ticket that was just sold. */
export function newLife(injectedAt: number): Life {
  return { ...NOTHING, injectedAt };
}

/** The life of a ticket before the sandbox started. */
export function lifeAtStart(event: SandboxEvent, dice: Dice, index: number): Life {
  const injectedAt = SALES_OPEN + Math.floor(dice.fraction(index, 'sold') ** 2 * SALES_DAYS * DAY);
  const used = dice.happens(index, 'downloaded', 0.7) ? lifeOnPhone(dice, index, injectedAt) : {};
  return { ...newLife(injectedAt), ...used, ...deletion(event, dice, index, injectedAt) };
}

function lifeOnPhone(dice: Dice, index: number, injectedAt: number): Partial<Life> {
  const downloadedAt = injectedAt + later(dice, index, 'download', 20);
  const sometimes = (aspect: string, share: number, days: number) =>
    dice.happens(index, aspect, share) ? downloadedAt + later(dice, index, `${aspect} when`, days) : null;
  const transferredAt = sometimes('transferred', 0.08, 10);
  const transferPendingAt = transferredAt === null ? sometimes('pending', 0.04, 15) : null;
  return {
    downloadedAt,
    transferredAt,
    transferPendingAt,
    loggedOffAt: transferPendingAt === null ? sometimes('logged off', 0.03, 20) : null,
    assignedAt: sometimes('assigned', 0.6, 5),
    activatedAt: sometimes('activated', 0.3, 25),
    keptByOwnerAt: sometimes('kept', 0.05, 25),
    checkedAt: sometimes('checked', 0.02, 28),
    controlledAt: sometimes('controlled', 0.015, 30),
  };
}

function later(dice: Dice, index: number, aspect: string, days: number): number {
  return 60_000 + Math.floor(dice.fraction(index, aspect) * days * DAY);
}

function deletion(event: SandboxEvent, dice: Dice, index: number, injectedAt: number): Partial<Life> {
  const nth = goneBefore(event, index);
  if (goneBefore(event, index + 1) === nth) return {};
  const deletedAt = injectedAt + 30 * DAY + later(dice, index, 'deleted', 20);
  return { deletedAt, deletionPending: nth < event.deletionPending };
}

/** How many tickets before this one are deleted or waiting for it at the start; they are spread evenly over the list. */
export function goneBefore({ live, deleted, deletionPending }: SandboxEvent, index: number): number {
  return Math.floor((index * (deleted + deletionPending)) / (live + deleted));
}

/** When the ticket last changed. */
export function updatedAt(life: Life): number {
  return Object.values(life).reduce<number>(
    (latest, value) => (typeof value === 'number' && value > latest ? value : latest),
    life.injectedAt,
  );
}
