import type * as z from 'zod/mini';
import { Report, Run, RunStatus, Spreadsheet } from '../../shared/api.ts';
import { Audience } from '../../shared/audiences.ts';
import { AuditActor } from '../../shared/audit.ts';
import { ColumnInfo, Field, FilterInfo } from '../../shared/catalogue.ts';
import { SourceResult } from '../../shared/certificate.ts';
import { Hold, Preflight } from '../../shared/changes.ts';
import { KnownCode } from '../../shared/errors.ts';
import { Unshared } from '../../shared/linking.ts';
import { NoticeTarget } from '../../shared/notices.ts';
import { ReportEditors, Role } from '../../shared/people.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Which of the words we know stands for one we do not; `beside`: the other members of the thing it belongs to. */
type Instead = (beside: Fields) => string;

const always =
  (word: string): Instead =>
  () =>
    word;

/** A run that is over in a way we do not know did not do what was asked, as far as we can tell. */
const statusOf: Instead = ({ finishedAt }) => (typeof finishedAt === 'string' ? 'failed' : 'running');

/**
 * What a word of a later version is read as, where there is a reading that promises nothing: on the side of less rights, more care
 * with personal data, and no success that nobody told of. What is not here is left out of its list.
 */
export const INSTEAD: ReadonlyMap<z.core.$ZodType, Instead> = new Map<z.core.$ZodType, Instead>([
  [KnownCode, always('internal')],
  [RunStatus, statusOf],
  [Run.shape.phase, always('reading')],
  [SourceResult.shape.status, always('stale')],
  [Field.shape.kind, always('text')],
  [FilterInfo.shape.applied, always('here')],
  [ColumnInfo.shape.type, always('text')],
  [ColumnInfo.shape.personal, always('identity')],
  [Spreadsheet.shape.state, always('waiting')],
  [Unshared.shape.why, always('removed')],
  [Hold.shape.decision, always('open')],
  [Preflight.shape.tab, always('occupied')],
  [Role, always('member')],
  [ReportEditors, always('none')],
  [AuditActor.shape.kind, always('willcall')],
]);

/** Lists people change and send back: with an item left out, they would take it away without knowing. */
export const WHOLE: ReadonlySet<z.core.$ZodType> = new Set<z.core.$ZodType>([
  Report.shape.sources,
  Audience.shape.columns,
  NoticeTarget.shape.kinds,
]);
