import type { Look } from './edit.ts';

const TEXT = ['bold', 'italic', 'strikethrough'] as const;

/** Sets the looks that are named and leaves the others. */
export function lookRequest(range: object, look: Look): object {
  const text = TEXT.filter((name) => look[name] !== undefined);
  const fields = [
    ...text.map((name) => `textFormat.${name}`),
    ...(look.color === undefined ? [] : ['textFormat.foregroundColor']),
    ...(look.background === undefined ? [] : ['backgroundColor']),
  ];
  const textFormat = {
    ...Object.fromEntries(text.map((name) => [name, look[name]])),
    ...(look.color && { foregroundColor: channelsOf(look.color) }),
  };
  const userEnteredFormat = {
    ...(Object.keys(textFormat).length > 0 && { textFormat }),
    ...(look.background && { backgroundColor: channelsOf(look.background) }),
  };
  const masks = fields.map((field) => `userEnteredFormat.${field}`).join();
  return { repeatCell: { range, cell: { userEnteredFormat }, fields: masks } };
}

function channelsOf(color: string) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  return { red, green, blue };
}
