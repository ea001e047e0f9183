import { invalid } from '../api-error.ts';
import { asBelieved, type Habits } from '../habits.ts';
import type { DeveloperMetadata, IterativeCalculationSettings, NamedRange } from '../schema.generated.ts';
import { Tab } from './tab.ts';

export type Recalculation = 'ON_CHANGE' | 'MINUTE' | 'HOUR';

/** Largest grid of all tabs together, blank cells included. */
export const maxCells = 10_000_000;

/** The state of one spreadsheet. A change works on a fork; the fork replaces the book or is dropped. */
export class Book {
  readonly id: string;
  /** Milliseconds since 1970, for TODAY() and dates typed without a year. */
  readonly clock: () => number;
  title: string;
  locale: string;
  timeZone: string;
  autoRecalc: Recalculation = 'ON_CHANGE';
  iterativeCalculation: IterativeCalculationSettings | undefined;
  tabs: readonly Tab[] = [];
  habits: Habits = asBelieved;
  namedRanges: readonly NamedRange[] = [];
  developerMetadata: readonly DeveloperMetadata[] = [];

  constructor(id: string, title: string, clock: () => number, locale = 'en_US', timeZone = 'Etc/GMT') {
    this.id = id;
    this.clock = clock;
    this.title = title;
    this.locale = locale;
    this.timeZone = timeZone;
  }

  fork(): Book {
    const copy = Object.assign(new Book(this.id, this.title, this.clock), this);
    copy.tabs = this.tabs.map((tab) => tab.fork());
    return copy;
  }

  find(sheetId: number): Tab | undefined {
    return this.tabs.find((tab) => tab.sheetId === sheetId);
  }

  /** Throws "No grid with id". */
  tab(sheetId: number | undefined): Tab {
    const tab = this.find(sheetId ?? 0);
    if (!tab) throw invalid(`No grid with id: ${sheetId ?? 0}`);
    return tab;
  }

  byTitle(title: string): Tab | undefined {
    const exact = this.tabs.find((tab) => tab.title === title);
    return exact ?? this.tabs.find((tab) => tab.title.toLowerCase() === title.toLowerCase());
  }

  firstVisible(): Tab {
    const tab = this.tabs.find((one) => !one.hidden) ?? this.tabs[0];
    if (!tab) throw invalid('The spreadsheet has no sheets.');
    return tab;
  }

  /** Throws when the grids together would pass the limit. */
  demandRoom(): void {
    const cells = this.tabs.reduce((sum, tab) => sum + tab.cellCount, 0);
    if (cells <= maxCells) return;
    throw invalid(
      `This action would increase the number of cells in the workbook above the limit of ${maxCells} cells.`,
    );
  }
}
