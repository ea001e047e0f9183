import { MERCHANT, type SandboxEvent, uidOf } from './catalogue.ts';
import { commonLinks, type Json, type LinkTo } from './hal.ts';
import { i18n, instantOf } from './values.ts';

/** An event as a list and its own address show it. */
export function eventResource(event: SandboxEvent, link: LinkTo): Json {
  return {
    _links: {
      ...commonLinks(link, `/events/${event.uid}`, 'event'),
      'shop:products': link(`/products?event=${encodeURIComponent(link(`/events/${event.uid}`).href)}`),
    },
    uid: event.uid,
    title: i18n(event.title),
    subtitle: i18n(event.subtitle),
    event_start: instantOf(Date.parse(event.startsAt)),
    event_end: instantOf(Date.parse(event.endsAt)),
    sale_start: instantOf(Date.parse(event.saleStart)),
    sale_end: instantOf(Date.parse(event.saleEnd)),
    location: { ...event.place },
    image: link(`/images/${event.uid}.jpg`).href,
    merchant: { uid: uidOf(MERCHANT), name: MERCHANT },
  };
}

/** The two channels of the sandbox: the shop, and the resale among guests. */
export const CHANNELS = [
  { uid: uidOf('channel/shop'), type: 'online', title: { en: 'Harbour Hall shop', nl: 'Winkel Harbour Hall' } },
  { uid: uidOf('channel/resale'), type: 'secondary', title: { en: 'Resale', nl: 'Doorverkoop' } },
] as const;

/** A channel with what it sells; readable without any account. */
export function channelResource(
  channel: (typeof CHANNELS)[number],
  events: readonly SandboxEvent[],
  link: LinkTo,
): Json {
  return {
    _links: commonLinks(link, `/channels/${channel.uid}`, 'channel'),
    uid: channel.uid,
    title: i18n(channel.title),
    type: channel.type,
    merchant: { uid: uidOf(MERCHANT), name: MERCHANT },
    consumer_fields: ['first_name', 'last_name', 'email', 'date_of_birth'],
    item_count: events.length,
    _embedded: {
      'shop:event': events.map((event) => eventResource(event, link)),
      'shop:sale': events.map((event) => saleResource(event, link)),
      'shop:theme': { uid: uidOf('theme'), primary_color: '#0a3d62' },
      'shop:customer_service': { email: 'help@harbour-hall.example.org', phone_number: '+44 7700 900123' },
    },
  };
}

export function saleResource(event: SandboxEvent, link: LinkTo): Json {
  const uid = uidOf(`sale/${event.id}`);
  return {
    _links: { self: link(`/sales/${uid}`) },
    uid,
    title: i18n(event.title),
    sale_start: instantOf(Date.parse(event.saleStart)),
    sale_end: instantOf(Date.parse(event.saleEnd)),
  };
}
