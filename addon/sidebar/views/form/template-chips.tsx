import { useApp } from '../../app-context.ts';
import { providerOf } from '../../catalogue.ts';
import { withDataset, withPlan } from '../../report-draft.ts';
import { planOf, plansOf, type TemplatePlan } from '../../template-plan.ts';
import { TEMPLATES, templateOf } from '../../templates.ts';
import type { ReportForm } from '../../use-report-form.ts';
import { words } from '../../words.ts';

/** Lists many organizers want, as far as the account's ticketing system can give them. */
export function TemplateChips({ form: { draft, change } }: { form: ReportForm }) {
  const { catalogue } = useApp();
  const provider = providerOf(catalogue, draft.sources[0]?.accountId ?? '');
  const plans = plansOf(provider);
  const { templates: text } = words;
  const chosen = planOf(templateOf(draft.template ?? undefined), provider);
  const toggle = (plan: TemplatePlan): void => {
    const isChosen = plan.template.id === draft.template;
    change(isChosen ? withDataset(draft, catalogue, draft.dataset) : withPlan(draft, catalogue, plan));
  };
  return (
    <fieldset class="templates">
      <legend>{text.title}</legend>
      <div class="chips">
        {plans.map((plan) => (
          <button
            key={plan.template.id}
            type="button"
            class="chip"
            aria-pressed={plan.template.id === draft.template}
            onClick={() => toggle(plan)}
          >
            {text.names[plan.template.id]}
          </button>
        ))}
      </div>
      <div role="status">{chosen && <AboutPlan plan={chosen} system={provider?.title ?? ''} />}</div>
      {!chosen && <NotPossible plans={plans} system={provider?.title ?? ''} />}
    </fieldset>
  );
}

function NotPossible({ plans, system }: { plans: readonly TemplatePlan[]; system: string }) {
  const { templates: text } = words;
  const missing = TEMPLATES.filter(({ id }) => !plans.some(({ template }) => template.id === id));
  if (missing.length === 0) return null;
  return <p class="small">{text.notFrom(system, missing.map(({ id }) => text.names[id]).join(', '))}</p>;
}

function AboutPlan({ plan: { template, leftOut }, system }: { plan: TemplatePlan; system: string }) {
  const { templates: text } = words;
  const things = leftOut.map((meaning) => text.means[meaning]).join(', ');
  return (
    <p class="small">
      {text.about[template.id]}
      {things && ` ${text.leftOut(system, things)}`}
    </p>
  );
}
