/**
 * How this Google behaves where Google's documents are silent and others only say so. All are off: then it does what we believe Google
 * does. On: the other way, for testing that Willcall gets along with it.
 */
export type Habits = {
  /** PASTE_VALUES reads texts as if somebody typed them: 0042 becomes 42. */
  readonly pasteParsesTexts: boolean;
  /** A paste leaves rows out that a filter hides. */
  readonly pasteSkipsFilteredRows: boolean;
  /** PASTE_FORMULA keeps references as they are. */
  readonly pasteKeepsReferences: boolean;
  /** Protected ranges that only warn keep everybody but the owner from writing. */
  readonly warningsStopPrograms: boolean;
  /** Inserted rows and columns take no look over. */
  readonly insertedLinesArePlain: boolean;
  /** `responseRanges` is not heeded: the answer to a write tells tabs, and no cells. */
  readonly answersNoCells: boolean;
};

export const asBelieved: Habits = Object.freeze({
  pasteParsesTexts: false,
  pasteSkipsFilteredRows: false,
  pasteKeepsReferences: false,
  warningsStopPrograms: false,
  insertedLinesArePlain: false,
  answersNoCells: false,
});
