import { describe, expect, it } from 'vitest';
import { createProviders } from '../../../worker/providers/index.ts';
import { testHash } from './reading.ts';

/** What TIXNGO answers, and the rows that become of it, both by hand. */
function rowOf(dataset: string, record: unknown, scope: Record<string, string> = {}) {
  const provider = createProviders({}).find(({ id }) => id === 'tixngo');
  const found = provider?.datasets.find(({ id }) => id === dataset);
  if (!found) throw new Error(`there is no dataset ${dataset}`);
  const [row] = found.read(record, { scope, hash: testHash }).rows;
  return row && Object.fromEntries(Object.entries(row.row).filter(([, value]) => value !== null));
}

const TICKET = {
  ticketId: 't-1',
  eventId: 'gala',
  organizerId: 'org-1',
  eventName: 'Spring Gala',
  eventCode: 'SG27',
  eventStartDate: '2027-04-17T20:30:00+02:00',
  ownerEmail: 'ada@example.org',
  ownerFirstName: 'Ada',
  ownerLastName: 'Fairbairn',
  ownerPhone: '+44 20 7946 0958',
  ownerBirthDate: '1990-12-10',
  ownerIdNumber: '=1+1',
  ownerResidenceCountry: 'DEU',
  ownerAllowPromoEmail: true,
  ownerAllowPromoThirdPartyEmail: false,
  ownerAllowTracking: false,
  ticketNumber: '0000000017',
  ticketBarcode: '0000123456789',
  organizerTicketId: 'SG27-17',
  ticketHolder: { shoe: 41 },
  previousOwnerId: 'usr-2',
  initialOwnerId: 'usr-1',
  status: 'DOWNLOADED',
  activatedDate: '2027-04-17T16:00:00Z',
  checkedDate: '2027-04-17T17:50:00.000Z',
  assignedDate: '2027-03-01T08:00:00.000Z',
  controlledDate: '2027-04-17T18:00:00.000Z',
  keptByOwnerDate: '2027-03-02T08:00:00.000Z',
  deliveryDate: '2027-03-03T08:00:00.000Z',
  purchaseFile: '0123',
  purchaseDate: '2027-02-28T08:00:00.000Z',
  purchasePrice: '12.5',
  purchaseCurrency: 'EUR',
  purchaseContingentId: 'cont-1',
  purchaseSeatCategoryId: 'cat-1',
  purchaseTariffId: 'tariff-1',
  seatingSeated: true,
  seatingNumbered: true,
  seatingExternalEntrance: 'North',
  seatingGate: '7',
  seatingArea: 'Stalls',
  seatingLevel: '0',
  seatingBlock: 'B',
  seatingRow: '01',
  seatingSeat: '007',
  ticketMetadata: { crm: { id: '007' } },
  activationRuleId: 'ar',
  usageRuleId: 'ur',
  designRuleId: 'dr',
  dataCollectionRuleId: 'cr',
  emailRuleId: 'er',
  devicesMap: { d1: {} },
  activationDetails: [{ by: 'bluetooth' }],
  deletionDate: null,
  deletionReason: null,
  transferForwardCount: 2,
  transferBackwardCount: 1,
  alreadyDownloaded: true,
};

describe('a ticket of TIXNGO', () => {
  it('is a row with every field', () => {
    expect(rowOf('tickets', TICKET)).toEqual({
      ticketId: 't-1',
      status: 'valid',
      providerStatus: 'DOWNLOADED',
      eventId: 'gala',
      eventName: 'Spring Gala',
      eventStart: '2027-04-17T18:30:00.000Z',
      orderId: '0123',
      ticketTypeId: 'tariff-1',
      ownerFirstName: 'Ada',
      ownerLastName: 'Fairbairn',
      ownerEmail: 'ada@example.org',
      ownerPhone: '+44 20 7946 0958',
      barcode: '0000123456789',
      checkedIn: true,
      checkedInAt: '2027-04-17T18:00:00.000Z',
      entrance: 'North',
      seatSection: 'B',
      seatRow: '01',
      seat: '007',
      price: { minor: 1250, currency: 'EUR' },
      currency: 'EUR',
      purchasedAt: '2027-02-28T08:00:00.000Z',
      ticketNumber: '0000000017',
      organizerTicketId: 'SG27-17',
      eventCode: 'SG27',
      organizerId: 'org-1',
      ownerBirthDate: '1990-12-10',
      ownerIdNumber: '=1+1',
      ownerCountry: 'DEU',
      ownerAllowPromoEmail: true,
      ownerAllowThirdPartyEmail: false,
      ownerAllowTracking: false,
      ticketHolder: '{"shoe":41}',
      previousOwnerId: 'usr-2',
      initialOwnerId: 'usr-1',
      seated: true,
      numbered: true,
      gate: '7',
      seatArea: 'Stalls',
      seatLevel: '0',
      contingentId: 'cont-1',
      seatCategoryId: 'cat-1',
      activatedAt: '2027-04-17T16:00:00.000Z',
      checkedAt: '2027-04-17T17:50:00.000Z',
      assignedAt: '2027-03-01T08:00:00.000Z',
      keptByOwnerAt: '2027-03-02T08:00:00.000Z',
      deliveredAt: '2027-03-03T08:00:00.000Z',
      transfersForward: 2,
      transfersBackward: 1,
      alreadyDownloaded: true,
      metadata: '{"crm":{"id":"007"}}',
      activationRuleId: 'ar',
      usageRuleId: 'ur',
      designRuleId: 'dr',
      dataCollectionRuleId: 'cr',
      emailRuleId: 'er',
      devices: '{"d1":{}}',
      activationDetails: '[{"by":"bluetooth"}]',
    });
  });

  it('is read when it has nothing but its ID; who was not scanned in is not in', () => {
    expect(rowOf('tickets', { ticketId: 17 })).toEqual({ ticketId: '17', checkedIn: false });
  });

  it.each([
    ['INJECTED', 'valid'],
    ['NOT_DOWNLOADED', 'valid'],
    ['OFFLINE_ACTIVATED', 'valid'],
    ['PENDING_TRANSFER', 'pending transfer'],
    ['DELETION_PENDING', 'deletion pending'],
    ['DELETED', 'deleted'],
    ['DEACTIVATED', 'failed'],
    ['FAILURE_TRANSFER', 'failed'],
    ['ON_HOLD', 'other'],
  ])('has a status in our words, with its own beside it: %s', (status, word) => {
    const row = rowOf('tickets', { ticketId: 't-1', status }, { includeDeleted: 'true' });
    expect(row).toMatchObject({ status: word, providerStatus: status, checkedIn: false });
  });

  it('is in when the older vocabulary says so without a time, and left out when it is deleted', () => {
    expect(rowOf('tickets', { ticketId: 't-1', status: 'CONTROLLED' })).toMatchObject({ checkedIn: true });
    expect(rowOf('tickets', { ticketId: 't-1', status: 'DELETED' })).toBeUndefined();
  });
});

describe('what TIXNGO tells besides tickets', () => {
  it('is a row for each event of a month', () => {
    const event = { eventId: 'SG27', eventName: 'Spring Gala', startTime: '2027-04-17T18:30:00Z', injected: 0 };
    expect(rowOf('events', event)).toEqual({
      eventCode: 'SG27',
      eventName: 'Spring Gala',
      eventStart: '2027-04-17T18:30:00.000Z',
      injected: 0,
    });
  });

  it('is a row for each event that is counted; a count it does not tell is blank', () => {
    expect(rowOf('statistics', { eventId: 7, totalTickets: 12, deletedTickets: 0, controlledTickets: null })).toEqual({
      eventId: '7',
      totalTickets: 12,
      deletedTickets: 0,
    });
  });
});
