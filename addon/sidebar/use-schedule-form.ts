import { useEffect, useState } from 'preact/hooks';
import type { Report } from '../../shared/api.ts';
import type { ScheduleOffers } from '../../shared/schedules.ts';
import { useApp } from './app-context.ts';
import {
  fitting,
  newSchedule,
  scheduleDraftOf,
  scheduleErrors,
  scheduleInputOf,
  type ScheduleDraft,
} from './schedule-draft.ts';
import { useLoaded } from './use-loaded.ts';
import { useTask, type Task } from './use-task.ts';

export type ScheduleForm = {
  draft: ScheduleDraft;
  change: (change: Partial<ScheduleDraft>) => void;
  errors: Record<string, string>;
  /** Undefined until they are known; saving does without. */
  offers: ScheduleOffers | undefined;
  saving: Task;
  save: () => void;
};

/** The form of when a report is refreshed by itself. */
export function useScheduleForm({ id, schedule }: Report): ScheduleForm {
  const { api, place, reload, go } = useApp();
  const [draft, setDraft] = useState(() => (schedule ? scheduleDraftOf(schedule) : newSchedule(place.timeZone)));
  const [isChecked, setChecked] = useState(false);
  const { value: offers } = useLoaded(() => api.scheduleOffers(id), id);
  const saving = useTask();
  useEffect(() => {
    if (offers && !schedule) setDraft((before) => fitting(before, offers));
  }, [offers, schedule]);
  const errors = scheduleErrors(draft);
  const send = async (): Promise<void> => {
    if (draft.kind !== 'off') await api.setSchedule(id, scheduleInputOf(draft), schedule?.version);
    else if (schedule) await api.removeSchedule(id);
    await reload();
    go({ view: 'home' });
  };
  const save = (): void => {
    setChecked(true);
    saving.clear();
    if (draft.kind === 'off' || Object.keys(errors).length === 0) saving.start(send);
  };
  const change = (next: Partial<ScheduleDraft>): void => setDraft((before) => ({ ...before, ...next }));
  return { draft, change, errors: isChecked ? errors : {}, offers, saving, save };
}
