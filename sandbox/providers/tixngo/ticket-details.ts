import type { Dice } from '../random.ts';
import type { Life } from './life.ts';

/** The opaque parts of a ticket: holder, metadata, rules, devices, activations. */
export function detailsOf(own: Dice, index: number, life: Life): Record<string, unknown> {
  return {
    ticketHolder: holderOf(own, index),
    ticketMetadata: metadataOf(own, index),
    activationRuleId: `act-${own.whole(index, 'activation rule', 1, 3)}`,
    usageRuleId: `use-${own.whole(index, 'usage rule', 1, 3)}`,
    designRuleId: `des-${own.whole(index, 'design rule', 1, 8)}`,
    dataCollectionRuleId: own.happens(index, 'collects', 0.3) ? 'data-1' : null,
    emailRuleId: `mail-${own.whole(index, 'e-mail rule', 1, 2)}`,
    devicesMap: devicesOf(own, index, life),
    activationDetails: activationsOf(own, index, life),
  };
}

function holderOf(own: Dice, index: number): Record<string, unknown> {
  if (!own.happens(index, 'holder', 0.3)) return {};
  return {
    shirtSize: own.pick(index, 'shirt', ['XS', 'S', 'M', 'L', 'XL']),
    dietary: own.pick(index, 'dietary', [null, 'vegan', 'halal', 'no nuts']),
    acceptedTerms: own.happens(index, 'terms', 0.9),
  };
}

function metadataOf(own: Dice, index: number): Record<string, unknown> {
  const shop = {
    channel: own.pick(index, 'channel', ['web', 'box-office', 'partner']),
    cart: own.digits(index, 'cart', 6),
  };
  if (!own.happens(index, 'rich metadata', 0.2)) return { shop };
  return {
    shop,
    upsell: { parking: { lot: `P${own.whole(index, 'lot', 1, 4)}`, hours: [18, 19, 20] }, cloakroom: null },
    'utm:source': own.pick(index, 'utm', ['newsletter', 'friends & family', '=cmd']),
    answers: [
      { question: 'How did you hear of us?', answer: own.pick(index, 'answer', ['Плакат', 'رفيق', 'a poster']) },
    ],
  };
}

function devicesOf(own: Dice, index: number, life: Life): Record<string, unknown> {
  if (life.downloadedAt === null || life.loggedOffAt !== null) return {};
  const os = own.pick(index, 'os', ['iOS', 'Android']);
  return { [own.hex(index, 'device', 16)]: { os, downloadedAt: new Date(life.downloadedAt).toISOString() } };
}

function activationsOf(own: Dice, index: number, life: Life): Record<string, unknown>[] {
  if (life.activatedAt === null) return [];
  const method = own.pick(index, 'activation method', ['BLUETOOTH', 'MANUAL', 'ONLINE']);
  return [{ method, at: new Date(life.activatedAt).toISOString(), gate: { beacon: own.digits(index, 'beacon', 5) } }];
}
