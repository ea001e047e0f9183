import { describe, expect, it } from 'vitest';
import { planOf, plansOf } from '../../../addon/sidebar/template-plan.ts';
import { TEMPLATES, templateOf, type TemplateId } from '../../../addon/sidebar/templates.ts';
import { Filters } from '../../../shared/filters.ts';
import { catalogueOf, createProviders } from '../../../worker/providers/index.ts';

const providers = catalogueOf(createProviders({}));

const plan = (id: TemplateId, system: string) =>
  planOf(
    TEMPLATES.find((template) => template.id === id) ?? TEMPLATES[0]!,
    providers.find((provider) => provider.id === system),
  );

describe('lists to begin with', () => {
  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    '%s names only columns some ticketing system has, and filters it takes',
    (_id, template) => {
      const datasets = providers
        .flatMap((provider) => provider.datasets)
        .filter(({ id }) => template.datasets.includes(id));
      const known = new Set(datasets.flatMap(({ columns }) => columns.map(({ id }) => id)));
      const named = template.wants.flatMap(({ ways }) => ways.flat());
      expect(named.filter((id) => !known.has(id))).toEqual([]);
      const states = datasets.flatMap(({ filters }) => filters.find(({ id }) => id === 'status')?.choices ?? []);
      expect((template.filters.status ?? []).filter((state) => !states.includes(state))).toEqual([]);
      expect(Filters.parse(template.filters)).toEqual(template.filters);
    },
  );

  it('are made of what each ticketing system has: its columns, its filters, and what it lacks is known', () => {
    for (const provider of providers) {
      for (const { dataset, columns, filters } of plansOf(provider)) {
        const known = dataset.columns.map(({ id }) => id);
        expect(known).toEqual(expect.arrayContaining(columns));
        expect(new Set(columns).size).toBe(columns.length);
        expect(dataset.filters.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(filters)));
      }
    }
  });

  it('are offered only where something comes of them', () => {
    const offered = providers.map((provider) => [
      provider.id,
      plansOf(provider).map(({ template, dataset }) => `${template.id}: ${dataset.id}`),
    ]);
    expect(Object.fromEntries(offered)).toEqual({
      tixngo: ['door-list: tickets', 'check-in-status: tickets', 'opt-ins: tickets'],
      'ticket-tailor': ['door-list: tickets', 'accounting: orders', 'check-in-status: tickets', 'opt-ins: orders'],
      vivenu: ['door-list: tickets', 'accounting: transactions', 'check-in-status: tickets'],
      oveit: ['door-list: attendees', 'check-in-status: tickets'],
      paylogic: ['door-list: tickets', 'accounting: orders', 'check-in-status: tickets'],
    });
  });

  it('say what the ticketing system does not tell', () => {
    expect(plan('door-list', 'ticket-tailor')?.leftOut).toEqual(['seat']);
    expect(plan('door-list', 'oveit')?.leftOut).toEqual(['seat', 'status']);
    expect(plan('accounting', 'paylogic')?.leftOut).toEqual(['tax', 'discount', 'refunded']);
    expect(plan('check-in-status', 'paylogic')?.leftOut).toEqual(['checkedInAt']);
    expect(plan('door-list', 'vivenu')?.leftOut).toEqual([]);
  });

  it('never bring addresses of people who did not agree to marketing', () => {
    const plans = providers.flatMap((provider) => planOf(templateOf('opt-ins')!, provider) ?? []);
    expect(plans.map(({ filters }) => filters)).toEqual([{ optedIn: true }, { optedIn: true }]);
  });

  it('hold no barcodes and nothing else that opens doors', () => {
    const secrets = providers
      .flatMap((provider) => plansOf(provider))
      .flatMap(({ dataset, columns }) =>
        dataset.columns.filter(({ id, personal }) => columns.includes(id) && personal === 'secret'),
      );
    expect(secrets).toEqual([]);
  });

  it('are found by the name a link gives, if there is such a list', () => {
    expect(templateOf('door-list')?.id).toBe('door-list');
    expect(templateOf('no-such-list')).toBeUndefined();
  });
});
