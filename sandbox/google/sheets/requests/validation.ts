import { invalid } from '../../api-error.ts';
import type { DataValidationRule, Response, SetDataValidationRequest } from '../../schema.generated.ts';
import { withExtra } from '../cell.ts';
import { type Draft, editable } from '../draft.ts';

function stored(rule: DataValidationRule): DataValidationRule {
  if (rule.condition?.type === undefined) throw invalid('rule.condition.type must be specified.');
  return {
    condition: rule.condition,
    ...(rule.inputMessage ? { inputMessage: rule.inputMessage } : {}),
    ...(rule.strict === true ? { strict: true } : {}),
    ...(rule.showCustomUi === true ? { showCustomUi: true } : {}),
  };
}

export function setDataValidation(draft: Draft, request: SetDataValidationRequest): Response {
  const { tab, box } = editable(draft, request.range);
  const dataValidation = request.rule && stored(request.rule);
  for (let row = box.startRowIndex; row < box.endRowIndex; row++) {
    for (let column = box.startColumnIndex; column < box.endColumnIndex; column++) {
      tab.grid.set(row, column, withExtra(tab.grid.cell(row, column), { dataValidation }));
    }
  }
  return {};
}
