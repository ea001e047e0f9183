import { type Product, type SandboxEvent, uidOf } from './catalogue.ts';
import { commonLinks, type Json, type LinkTo } from './hal.ts';
import { amountOf, i18n, instantOf } from './values.ts';

export function productUid(event: SandboxEvent, { key }: Product): string {
  return uidOf(`${event.id}/${key}`);
}

export function productPath(event: SandboxEvent, product: Product): string {
  return `/products/${productUid(event, product)}`;
}

/** A product as `GET /products` lists it and as it lies within a ticket. */
export function productResource(event: SandboxEvent, product: Product, link: LinkTo): Json {
  const packages = event.products.filter(({ parts }) => parts.includes(product.key));
  return {
    _links: {
      ...commonLinks(link, productPath(event, product), 'product'),
      'shop:event': link(`/events/${event.uid}`),
    },
    uid: productUid(event, product),
    name: i18n(product.name),
    subtitle: i18n(product.subtitle),
    additional_information: i18n({}),
    price: amountOf(product.price),
    reference: product.key.toUpperCase(),
    ...stockOf(event, product),
    combo: product.parts.length > 0,
    parents: packages.map((one) => link(productPath(event, one)).href),
    types: product.seated ? ['ticket', 'seat'] : ['ticket'],
    separately_saleable: packages.length === 0 || product.seated,
    requires_membership: null,
    provides_membership: null,
  };
}

function stockOf(event: SandboxEvent, product: Product): Json {
  return {
    availability: product.soldOut ? 0 : 120,
    total_availability: Math.max(event.tickets, 120),
    min_per_order: 1,
    max_per_order: 10,
    sale_start: instantOf(Date.parse(event.saleStart)),
    sale_end: instantOf(Date.parse(event.saleEnd)),
    sold_out_text: i18n({ en: 'Sold out', nl: 'Uitverkocht' }),
    viewing_order: event.products.indexOf(product) + 1,
  };
}

/** The full name of a product in the sandbox, for lists of all events. */
export type ProductOfEvent = { readonly event: SandboxEvent; readonly product: Product };
