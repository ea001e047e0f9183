import { z } from 'zod';
import type { Field } from '../../../shared/catalogue.ts';
import type { Value } from '../../../shared/records.ts';
import { TICKET } from '../../../shared/shapes.ts';
import { field, fieldTable, shaped } from '../field-table.ts';
import { nextKey } from '../key-paging.ts';
import { dataset, type Dataset } from '../provider.ts';
import { raw, toDateTime } from '../raw-values.ts';
import { eventsField, instantOf, listOf, text as textField } from '../scope-fields.ts';
import { appId } from './scope.ts';
import type { TixngoSettings } from './settings.ts';

const RawLog = z.object({
  logId: z.union([z.string().min(1), z.number().transform(String)]),
  ticketId: raw.text,
  eventId: raw.text,
  actionName: raw.text,
  fromStatus: raw.text,
  toStatus: raw.text,
  fromOwnerId: raw.text,
  toOwnerId: raw.text,
  actor: raw.text,
  actionDate: raw.text,
});
type RawLog = z.infer<typeof RawLog>;

type Get = (log: RawLog) => Value | undefined;
const text = (id: string, title: string, about: string, get: Get) =>
  field<RawLog>(id, title, 'text', 'none', about, get);
const person = (id: string, title: string, about: string, get: Get) =>
  field<RawLog>(id, title, 'text', 'identity', about, get);

const { columns, normalise } = fieldTable<RawLog>(
  [
    text('logId', 'Log ID', 'The line of the log.', (log) => log.logId),
    ...shaped<RawLog, typeof TICKET>(TICKET, { ticketId: (log) => log.ticketId, eventId: (log) => log.eventId }),
    text('action', 'Action', 'What was done.', (log) => log.actionName),
    text('fromStatus', 'Status before', 'Blank for the first line.', (log) => log.fromStatus),
    text('toStatus', 'Status after', 'Status it got.', (log) => log.toStatus),
    person('fromOwnerId', 'Owner before', 'Who had it.', (log) => log.fromOwnerId),
    person('toOwnerId', 'Owner after', 'Who got it.', (log) => log.toOwnerId),
    person('actor', 'Done by', 'A device, a person in the back office …', (log) => log.actor),
    field('at', 'When', 'date-time', 'none', 'When it happened.', (log) => toDateTime('actionDate', log.actionDate)),
  ],
  ['ticketId', 'action', 'fromStatus', 'toStatus', 'actor', 'at'],
);

const several = (...words: Parameters<typeof textField>): Field => ({ ...textField(...words), several: true });

const scope: Field[] = [
  appId,
  { id: 'from', title: 'From', kind: 'date-time', required: true, help: 'What happened from here …' },
  { id: 'to', title: 'Until', kind: 'date-time', required: true, help: '… until here.' },
  eventsField('Only what happened to tickets of these events, separated by commas; all are read.'),
  several('actions', 'Actions', 'Only these, separated by commas, such as Download, Activate.'),
  several('fromStatuses', 'Status before', 'Only these, separated by commas.'),
  several('toStatuses', 'Status after', 'Only these, separated by commas.'),
  textField('fromOwnerId', 'Owner before', 'Only tickets of this owner.'),
  textField('toOwnerId', 'Owner after', 'Only tickets that went to this owner.'),
  textField('actor', 'Done by', 'Only what this device or person did.'),
];

const Envelope = z.object({
  pagination: z.object({ nextPageKey: z.string().nullish() }).nullish(),
  result: z.array(z.unknown()),
});

/** What happened to tickets in a stretch of time, line by line. */
export const statusLogs = ({ logPageSize }: TixngoSettings): Dataset =>
  dataset({
    id: 'status-logs',
    title: 'Status logs',
    description: 'What happened to tickets in a stretch of time: downloads, transfers, scans, deletions.',
    cannotTell: [
      'Why something happened, and at which gate.',
      'Names of people and events: only their IDs.',
      'More than the stretch of time you name: TIXNGO wants a beginning and an end.',
    ],
    scope,
    columns,
    paging: nextKey({ limitParameter: 'limit', keyParameter: 'paginationKey', pageSize: logPageSize }),
    misfit: ({ from = '', to = '' }) =>
      (instantOf(from) ?? '') < (instantOf(to) ?? '') ? null : 'Until: must be later than "from".',
    request: ({ appId: mobileAppId, from = '', to = '', ...only }) => ({
      path: '/organizer/report/ticket-status-logs',
      query: {
        mobileAppId,
        from: instantOf(from),
        to: instantOf(to),
        actionNames: listOf(only['actions']),
        fromStatuses: listOf(only['fromStatuses']),
        toStatuses: listOf(only['toStatuses']),
        fromOwnerId: only['fromOwnerId'] || undefined,
        toOwnerId: only['toOwnerId'] || undefined,
        actor: only['actor'] || undefined,
      },
    }),
    list: (body) => {
      const { pagination, result } = Envelope.parse(body);
      return { records: result, nextKey: pagination?.nextPageKey ?? null };
    },
    raw: RawLog,
    key: ({ logId }) => logId,
    // TIXNGO's logs know no events to ask for.
    keep: ({ eventId }, { eventId: wanted }) => listOf(wanted)?.includes(eventId ?? '') ?? true,
    normalise,
  });
