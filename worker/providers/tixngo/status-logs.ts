import { z } from 'zod';
import type { Field } from '../../../shared/api.ts';
import { field, fieldTable } from '../field-table.ts';
import { nextKey } from '../key-paging.ts';
import { dataset, type Dataset } from '../provider.ts';
import { raw, toDateTime, toText } from '../raw-values.ts';
import { instantOf, listOf, text } from '../scope-fields.ts';
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

const { columns, normalise } = fieldTable<RawLog>(
  [
    field('logId', 'Log ID', 'text', 'none', 'The line of the log.', ({ logId }) => logId),
    field('ticketId', 'Ticket ID', 'text', 'none', 'Ticket it happened to.', ({ ticketId }) => toText(ticketId)),
    field('eventId', 'Event ID', 'text', 'none', "The event's back-office ID.", ({ eventId }) => toText(eventId)),
    field('action', 'Action', 'text', 'none', 'What was done.', ({ actionName }) => toText(actionName)),
    field('fromStatus', 'Status before', 'text', 'none', 'Blank for the first line.', (log) => toText(log.fromStatus)),
    field('toStatus', 'Status after', 'text', 'none', 'Status it got.', ({ toStatus }) => toText(toStatus)),
    field('fromOwnerId', 'Owner before', 'text', 'identity', 'Who had it.', (log) => toText(log.fromOwnerId)),
    field('toOwnerId', 'Owner after', 'text', 'identity', 'Who got it.', (log) => toText(log.toOwnerId)),
    field('actor', 'Done by', 'text', 'identity', 'A device, a person in the back office …', (log) =>
      toText(log.actor),
    ),
    field('at', 'When', 'date-time', 'none', 'When it happened.', (log) => toDateTime('actionDate', log.actionDate)),
  ],
  ['ticketId', 'action', 'fromStatus', 'toStatus', 'actor', 'at'],
);

const scope: Field[] = [
  appId,
  { id: 'from', title: 'From', kind: 'date-time', required: true, help: 'What happened from here …' },
  { id: 'to', title: 'Until', kind: 'date-time', required: true, help: '… until here.' },
  text('actions', 'Actions', 'Only these, separated by commas, such as Download, Activate.'),
  text('fromStatuses', 'Status before', 'Only these, separated by commas.'),
  text('toStatuses', 'Status after', 'Only these, separated by commas.'),
  text('fromOwnerId', 'Owner before', 'Only tickets of this owner.'),
  text('toOwnerId', 'Owner after', 'Only tickets that went to this owner.'),
  text('actor', 'Done by', 'Only what this device or person did.'),
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
    keep: () => true,
    normalise,
  });
