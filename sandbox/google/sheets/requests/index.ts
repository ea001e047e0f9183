/** Every kind of request `spreadsheets.batchUpdate` knows, and who answers it. */
import { invalid, unsupported, within } from '../../api-error.ts';
import type { Request, Response } from '../../schema.generated.ts';
import type { Draft } from '../draft.ts';
import { settle } from '../follow-formulas.ts';
import { updateBorders } from './borders.ts';
import { appendCells, repeatCell, updateCells } from './cells.ts';
import { addChart, deleteEmbeddedObject, updateChartSpec, updateEmbeddedObjectPosition } from './charts.ts';
import {
  addBanding,
  addConditionalFormatRule,
  deleteBanding,
  deleteConditionalFormatRule,
  updateBanding,
  updateConditionalFormatRule,
} from './conditional-formats.ts';
import {
  appendDimension,
  autoResizeDimensions,
  deleteDimension,
  insertDimension,
  moveDimension,
  updateDimensionProperties,
} from './dimensions.ts';
import { addFilterView, clearBasicFilter, deleteFilterView, setBasicFilter, updateFilterView } from './filters.ts';
import { findReplace } from './find-replace.ts';
import { addDimensionGroup, deleteDimensionGroup, updateDimensionGroup } from './groups.ts';
import { mergeCells, unmergeCells } from './merges.ts';
import { createDeveloperMetadata, deleteDeveloperMetadata, updateDeveloperMetadata } from './metadata.ts';
import { addNamedRange, deleteNamedRange, updateNamedRange } from './named-ranges.ts';
import { copyPaste, cutPaste } from './paste.ts';
import { addProtectedRange, deleteProtectedRange, updateProtectedRange } from './protected-ranges.ts';
import { addSheet, deleteSheet, duplicateSheet, updateSheetProperties } from './sheets.ts';
import { deleteRange, insertRange } from './shift-cells.ts';
import { sortRange } from './sort.ts';
import { updateSpreadsheetProperties } from './spreadsheet.ts';
import { setDataValidation } from './validation.ts';

type Bodies = { [Kind in keyof Request]-?: NonNullable<Request[Kind]> };
type Kind = keyof Bodies;
type Handlers = { readonly [Kind in keyof Bodies]?: (draft: Draft, body: Bodies[Kind]) => Response };

/** The kinds that are answered; every other kind of the schema is refused with 501. */
export const handlers: Handlers = {
  addBanding,
  addChart,
  addConditionalFormatRule,
  addDimensionGroup,
  addFilterView,
  addNamedRange,
  addProtectedRange,
  addSheet,
  appendCells,
  appendDimension,
  autoResizeDimensions,
  clearBasicFilter,
  copyPaste,
  createDeveloperMetadata,
  cutPaste,
  deleteBanding,
  deleteConditionalFormatRule,
  deleteDeveloperMetadata,
  deleteDimension,
  deleteDimensionGroup,
  deleteEmbeddedObject,
  deleteFilterView,
  deleteNamedRange,
  deleteProtectedRange,
  deleteRange,
  deleteSheet,
  duplicateSheet,
  findReplace,
  insertDimension,
  insertRange,
  mergeCells,
  moveDimension,
  repeatCell,
  setBasicFilter,
  setDataValidation,
  sortRange,
  unmergeCells,
  updateBanding,
  updateBorders,
  updateCells,
  updateChartSpec,
  updateConditionalFormatRule,
  updateDeveloperMetadata,
  updateDimensionGroup,
  updateDimensionProperties,
  updateEmbeddedObjectPosition,
  updateFilterView,
  updateNamedRange,
  updateProtectedRange,
  updateSheetProperties,
  updateSpreadsheetProperties,
};

function isKind(name: string): name is Kind {
  return name !== '';
}

function run<K extends Kind>(draft: Draft, kind: K, body: Bodies[K]): Response {
  const handler: ((draft: Draft, body: Bodies[K]) => Response) | undefined = handlers[kind];
  if (!handler) throw unsupported(kind);
  return handler(draft, body);
}

/** Kinds that neither read nor compute formulas; those that may write one settle it themselves. */
const lightKinds: ReadonlySet<Kind> = new Set<Kind>([
  'addConditionalFormatRule',
  'addNamedRange',
  'addProtectedRange',
  'appendDimension',
  'copyPaste',
  'createDeveloperMetadata',
  'deleteConditionalFormatRule',
  'deleteDeveloperMetadata',
  'deleteDimension',
  'deleteNamedRange',
  'deleteProtectedRange',
  'insertDimension',
  'mergeCells',
  'repeatCell',
  'setBasicFilter',
  'unmergeCells',
  'updateBorders',
  'updateCells',
  'updateDimensionProperties',
  'updateNamedRange',
]);

/** Applies one request. Refusals carry its position and kind as Google's do. */
export function applyRequest(draft: Draft, request: Request, index: number): Response {
  const [kind] = Object.keys(request);
  if (kind === undefined || !isKind(kind)) throw invalid(`Invalid requests[${index}]: No request set.`);
  const body = request[kind];
  if (body === undefined) throw invalid(`Invalid requests[${index}]: No request set.`);
  if (!lightKinds.has(kind)) settle(draft);
  return within(`requests[${index}].${kind}`, () => run(draft, kind, body));
}
