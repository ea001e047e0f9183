import { Deleted } from '../../shared/api.ts';
import {
  Audience,
  AudienceList,
  NewShareLink,
  ShareLink,
  ShareLinkList,
  type AudienceChange,
  type AudienceInput,
  type ShareLinkInput,
} from '../../shared/audiences.ts';
import { Schedule, ScheduleOffers, type ScheduleInput } from '../../shared/schedules.ts';
import type { Ask } from './worker-request.ts';

/** The worker's routes about when a report is refreshed. */
export function scheduleCalls(ask: Ask) {
  const path = (reportId: string): string => `/v1/reports/${reportId}/schedule`;
  return {
    scheduleOffers: (reportId: string) => ask(ScheduleOffers, { method: 'GET', path: `${path(reportId)}/offers` }),
    setSchedule: (reportId: string, body: ScheduleInput, version: number | undefined) =>
      ask(Schedule, { method: 'PUT', path: path(reportId), body, version }),
    removeSchedule: (reportId: string) => ask(Deleted, { method: 'DELETE', path: path(reportId) }),
    pauseSchedule: (reportId: string) => ask(Schedule, { method: 'POST', path: `${path(reportId)}/pause` }),
    resumeSchedule: (reportId: string) => ask(Schedule, { method: 'POST', path: `${path(reportId)}/resume` }),
  };
}

/** The worker's routes about who else sees a report's rows. */
export function sharingCalls(ask: Ask) {
  const links = async (path: string): Promise<ShareLink[]> => (await ask(ShareLinkList, { method: 'GET', path })).links;
  return {
    sharedLists: async (reportId: string) =>
      (await ask(AudienceList, { method: 'GET', path: `/v1/reports/${reportId}/audiences` })).audiences,
    shareList: (reportId: string, body: AudienceInput) =>
      ask(Audience, { method: 'POST', path: `/v1/reports/${reportId}/audiences`, body }),
    changeSharedList: (list: Audience, body: AudienceChange) =>
      ask(Audience, { method: 'PATCH', path: `/v1/audiences/${list.id}`, body, version: list.version }),
    stopSharingList: (id: string) => ask(Deleted, { method: 'DELETE', path: `/v1/audiences/${id}` }),
    /** Of the whole team. */
    links: () => links('/v1/links'),
    linksOf: (listId: string) => links(`/v1/audiences/${listId}/links`),
    makeLink: (listId: string, body: ShareLinkInput) =>
      ask(NewShareLink, { method: 'POST', path: `/v1/audiences/${listId}/links`, body }),
    revokeLink: (id: string) => ask(ShareLink, { method: 'DELETE', path: `/v1/links/${id}` }),
  };
}
