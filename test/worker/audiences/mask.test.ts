import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masksFor, type Mask } from '../../../shared/audiences.ts';
import { masked, maskedColumn } from '../../../worker/audiences/mask.ts';

const shows = (mask: Mask, cases: [string, string | null][]) => {
  for (const [value, expected] of cases) expect([value, masked(value, mask)]).toEqual([value, expected]);
};

describe('a mask', () => {
  it('leaves initials of a name, of many words only the first two and the last', () => {
    shows('initials', [
      ['Anna Müller', 'A. M.'],
      ["Siobhán O'Neil-Byrne", 'S. O. B.'],
      ['émile zola', 'É. Z.'],
      ['A n n a M u s t e r', 'A. N. R.'],
      ['12345', '••••'],
      ['  ', null],
    ]);
  });

  it('leaves the last four characters, never more than half', () => {
    shows('last-4', [
      ['TT-0012345678', '•••• 5678'],
      ['123456', '•••• 456'],
      ['1234', '•••• 34'],
      ['1', '••••'],
      ['+41 79 555 47 11 ', '•••• 7 11'],
    ]);
    expect(masked(20_271_234, 'last-4')).toBe('•••• 1234');
  });

  it('leaves the year of a date, and nothing of what is no date', () => {
    shows('year', [
      ['1987-05-21', '1987'],
      ['1987-05-21T18:00:00.000Z', '1987'],
      ['21 May 1987', null],
    ]);
  });

  it('leaves the country of a phone number, or a country', () => {
    shows('country', [
      ['+41 79 555 47 11', 'Switzerland'],
      ['0031612345678', 'Netherlands'],
      ['+1 (212) 555-0100', 'North America'],
      ['+995 555 12 34 56', 'Georgia'],
      ['079 555 47 11', null],
      ['NL', 'NL'],
      ['Schweiz', 'Schweiz'],
      ['CHE', 'CHE'],
      ['LEE', null],
      ['Bahnhofstrasse 1, Zürich', null],
      ['+41', null],
    ]);
  });

  it('tells no length, and never more than four characters of what it hides', () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(texts, (text) => {
        const last = String(masked(text, 'last-4') ?? '').replace(/^•+ ?/, '');
        expect(Array.from(last).length).toBeLessThanOrEqual(Math.min(4, Array.from(text.trim()).length / 2));
        const initials = String(masked(text, 'initials') ?? '').match(/\p{L}+/gu) ?? [];
        expect(initials.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  it('is the same for all values that agree in what is shown', () => {
    const word = fc.stringMatching(/^[a-z]{1,20}$/);
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(masked(`A${one} B${one}`, 'initials')).toBe(masked(`A${other} B${other}`, 'initials'));
        expect(masked(`${one}-4711`.padStart(8, 'x'), 'last-4')).toBe(
          masked(`${other}-4711`.padStart(8, 'x'), 'last-4'),
        );
        expect(masked('1987-01-02', 'year')).toBe(masked('1987-11-30', 'year'));
      }),
    );
  });

  it('keeps blank blank, and says in the title what is left', () => {
    for (const mask of ['none', 'initials', 'last-4', 'year', 'country'] as const)
      expect(masked(null, mask)).toBeNull();
    const birth = {
      id: 'b',
      title: 'Date of birth',
      type: 'date',
      personal: 'identity',
      description: 'Of the guest.',
      standard: false,
    } as const;
    expect(maskedColumn(birth, 'year')).toMatchObject({ title: 'Date of birth (year)', type: 'text' });
    expect(maskedColumn(birth, 'none')).toBe(birth);
  });

  it('fits by type and class: a barcode has no initials, a code no year', () => {
    expect(masksFor({ type: 'text', personal: 'secret' })).toEqual(['none', 'last-4']);
    expect(masksFor({ type: 'date', personal: 'identity' })).toEqual(['none', 'year']);
    expect(masksFor({ type: 'text', personal: 'none' })).toEqual(['none']);
    expect(masksFor({ type: 'json', personal: 'identity' })).toEqual(['none']);
  });
});
