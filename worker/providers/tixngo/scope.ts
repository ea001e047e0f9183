import type { Field } from '../../../shared/catalogue.ts';

/** Every list but the summaries wants it. */
export const appId: Field = {
  id: 'appId',
  title: 'App ID',
  kind: 'text',
  required: true,
  help: 'The mobile app the tickets are sent to.',
  suggests: 'apps',
};
