import type { Sandbox } from '../../sandbox.ts';
import { providerSet, type Rates, type StagedProvider } from './provider-set.ts';
import type { StageSet } from './stage.ts';

const inOne = ({ sales, scans, cancellations }: Rates) => ({
  changesPerSecond: sales + scans + cancellations === 0 ? null : { sales, scans, cancellations },
});

const RATES: Record<keyof Sandbox['providers'], StagedProvider['ratesOf']> = {
  tixngo: ({ sales, scans, cancellations }) => ({
    salesPerSecond: sales,
    scansPerSecond: scans,
    deletesPerSecond: cancellations,
  }),
  ticketTailor: inOne,
  paylogic: ({ sales, scans, cancellations }) => ({
    salesPerSecond: sales,
    scansPerSecond: scans,
    cancellationsPerSecond: cancellations,
  }),
  oveit: ({ sales, scans, cancellations }) => ({
    salesPerSecond: sales,
    checkinsPerSecond: scans,
    cancellationsPerSecond: cancellations,
  }),
  vivenu: inOne,
};

/** The ticketing systems of a rehearsal, as the stage knows them. */
export function providerSets({ providers }: Pick<Sandbox, 'providers'>): StageSet[] {
  const { tixngo, ticketTailor, paylogic, oveit, vivenu } = providers;
  return [
    { id: 'tixngo', title: 'TIXNGO', one: tixngo, ratesOf: RATES.tixngo },
    { id: 'ticket-tailor', title: 'Ticket Tailor', one: ticketTailor, ratesOf: RATES.ticketTailor },
    { id: 'paylogic', title: 'Paylogic', one: paylogic, ratesOf: RATES.paylogic },
    { id: 'oveit', title: 'Oveit', one: oveit, ratesOf: RATES.oveit },
    { id: 'vivenu', title: 'vivenu', one: vivenu, ratesOf: RATES.vivenu },
  ].map(({ id, title, one, ratesOf }) => {
    return providerSet({ id, title, ratesOf, set: (switches) => one.switches.set(switches), tick: (s) => one.tick(s) });
  });
}
