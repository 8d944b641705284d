import { auditRule } from '../audit/auditRules.ts';
import type { LiveProblem } from '../audit/liveProblems.ts';
import { contactKeys, rowKeys } from '../contact/contact.ts';
import { placeLabel } from '../contact/fieldLabel.ts';
import { plainText } from './modelCard.ts';

/** A problem of a card as a language model is told it. */
export interface ModelProblem {
  readonly severity: LiveProblem['severity'];
  /** As the form names it: "Messenger 2: Phone". */
  readonly place: string;
  readonly rule: string;
  /** What the rule means, whatever the card holds. */
  readonly meaning?: string;
  /** The sentence for this card; may repeat a value of it. */
  readonly explanation?: string;
}

/** @param showsPersonalData whether the sentence that may repeat a value is told */
export function modelProblem(problem: LiveProblem, showsPersonalData: boolean): ModelProblem {
  const { severity, rule, message } = problem;
  const words = auditRule(rule)?.words();
  return {
    severity,
    place: placeOf(problem),
    rule,
    ...(words && { meaning: `${words.title}: ${words.meaning}` }),
    ...(showsPersonalData && { explanation: plainText(message) }),
  };
}

const documented = new RegExp(
  `^/(?:${contactKeys.join('|')})(?:/\\d+(?:/(?:${rowKeys.join('|')})(?=$))?)?(?=$|/)`,
);

/** A key that is not documented may be anything, somebody's name too: its place is what holds it. */
function placeOf({ pointer, key }: LiveProblem): string {
  const whole = key === undefined ? pointer : `${pointer}/${key}`;
  const [place] = documented.exec(whole) ?? [];
  return place === undefined ? '' : placeLabel(place);
}
