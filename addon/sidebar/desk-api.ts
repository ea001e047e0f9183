import { Deleted } from '../../shared/api.ts';
import { ApiKey, ApiKeyList, ApiKeyMade, type ApiKeyInput } from '../../shared/api-keys.ts';
import { AuditPage } from '../../shared/audit.ts';
import { Erasure, ErasureList, PersonFound, type ErasureInput, type PersonQuery } from '../../shared/erasure.ts';
import {
  NewNoticeTarget,
  NoticeDelivery,
  NoticeTarget,
  NoticeTargetList,
  type NoticeTargetChange,
  type NoticeTargetInput,
} from '../../shared/notices.ts';
import type { Ask } from './worker-request.ts';

/** The worker's routes about who is told what. */
export function noticeCalls(ask: Ask) {
  const path = '/v1/notice-targets';
  return {
    targets: () => ask(NoticeTargetList, { method: 'GET', path }),
    addTarget: (body: NoticeTargetInput) => ask(NewNoticeTarget, { method: 'POST', path, body }),
    changeTarget: (id: string, body: NoticeTargetChange) =>
      ask(NoticeTarget, { method: 'PATCH', path: `${path}/${id}`, body }),
    removeTarget: (id: string) => ask(Deleted, { method: 'DELETE', path: `${path}/${id}` }),
    tryTarget: (id: string) => ask(NoticeDelivery, { method: 'POST', path: `${path}/${id}/test` }),
  };
}

/** The worker's routes about one guest. */
export function personCalls(ask: Ask) {
  const path = '/v1/people/erasures';
  return {
    findPerson: (body: PersonQuery) => ask(PersonFound, { method: 'POST', path: '/v1/people/search', body }),
    erasePerson: (body: ErasureInput) => ask(Erasure, { method: 'POST', path, body }),
    erasures: async () => (await ask(ErasureList, { method: 'GET', path })).erasures,
    erasure: (id: string) => ask(Erasure, { method: 'GET', path: `${path}/${id}` }),
    retryErasure: (id: string) => ask(Erasure, { method: 'POST', path: `${path}/${id}/retry` }),
  };
}

/** The worker's routes about codes for programs, and about what happened. */
export function recordCalls(ask: Ask) {
  return {
    codes: async () => (await ask(ApiKeyList, { method: 'GET', path: '/v1/keys' })).keys,
    makeCode: (body: ApiKeyInput) => ask(ApiKeyMade, { method: 'POST', path: '/v1/keys', body }),
    revokeCode: (id: string): Promise<unknown> => ask(Deleted, { method: 'DELETE', path: `/v1/keys/${id}` }),
    /** @param kind such as "report"; "" for all. @param before where the last page ended; null: the newest. */
    history: (kind: string, before: string | null) => {
      const asked = new URLSearchParams({ ...(kind && { action: kind }), ...(before !== null && { before }) });
      return ask(AuditPage, { method: 'GET', path: `/v1/audit${asked.size > 0 ? `?${asked.toString()}` : ''}` });
    },
  };
}

export type Code = ApiKey;
