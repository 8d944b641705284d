import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/apiError.ts';
import { apiErrorWords } from '../api/describeApiError.ts';
import { loggableError, loggableFields } from '../api/loggable.ts';
import { contactChanges, type FieldChange } from '../contact/compareContacts.ts';
import { fieldLabel, placeLabel } from '../contact/fieldLabel.ts';
import { jsonPointer } from '../contact/jsonPointer.ts';
import { errorName } from '../errorName.ts';
import { JournalError } from './journalError.ts';
import type { Conflict, Done, NotStarted, Outcome, Unknown } from './outcome.ts';
import { WithheldError } from './withheldError.ts';

/** What a writing command returns: each contact in one list. Only `done` is success. */
export interface Report {
  readonly done: readonly ReportEntry[];
  readonly conflicts: readonly ReportEntry[];
  readonly rejected: readonly ReportEntry[];
  readonly notFound: readonly ReportEntry[];
  readonly unknown: readonly ReportEntry[];
  readonly notStarted: readonly ReportEntry[];
}

/** One contact of a report. */
export interface ReportEntry {
  readonly id: string;
  /** In words for people, with what to do; a remark, if any, where it is done. May quote the server: not for logs. */
  readonly reason?: string;
}

/** The report of a change set, each list in the order of `outcomes`. In the language of the user. */
export function reportOf(outcomes: readonly Outcome[]): Report {
  const entries = <K extends Outcome['kind']>(kind: K): readonly ReportEntry[] =>
    outcomes.filter((outcome) => outcome.kind === kind).map(reportEntry);
  return {
    done: entries('done'),
    conflicts: entries('conflict'),
    rejected: entries('rejected'),
    notFound: entries('notFound'),
    unknown: entries('unknown'),
    notStarted: entries('notStarted'),
  };
}

/** One outcome as the report tells it. */
export function reportEntry(outcome: Outcome): ReportEntry {
  const reason = outcome.kind === 'done' ? doneRemark(outcome) : outcomeReason(outcome);
  return reason === undefined ? { id: outcome.id } : { id: outcome.id, reason };
}

function doneRemark({ unseen }: Done): string | undefined {
  if (!unseen?.length) return undefined;
  return l10n.t(
    'Saved. Wazzup does not show {0}, so that could not be checked.',
    changedFields(unseen),
  );
}

/** Why an item was not done, and what to do: one to three sentences for people. May quote the server: not for logs. */
export function outcomeReason(outcome: Exclude<Outcome, Done>): string {
  switch (outcome.kind) {
    case 'conflict':
      return conflictReason(outcome);
    case 'rejected':
      return outcome.fields.length > 0
        ? l10n.t(
            'Wazzup refused it because of {0}. Correct it and send it again.',
            outcome.fields.map(refusedField).join(', '),
          )
        : apiErrorWords(outcome.error);
    case 'notFound':
      return l10n.t('Wazzup has no contact with this id (any more).');
    case 'unknown':
      return unknownReason(outcome);
    case 'notStarted':
      return notStartedReason(outcome);
  }
}

/** Servers name a field by its key, or by the way to it: contactData.0.chatId or contactData[0].chatId. */
function refusedField(field: string): string {
  const place = /^contactData(?:\.|\[)(\d+)\]?(?:\.([A-Za-z]+))?$/.exec(field);
  return place
    ? placeLabel(jsonPointer('contactData', ...place.slice(1).filter((step) => step !== undefined)))
    : fieldLabel(field);
}

/** The same without the server's own words, for what VS Code may log. */
export function loggableReason(outcome: Exclude<Outcome, Done>): string {
  switch (outcome.kind) {
    case 'rejected': {
      const { fields, error } = outcome;
      return outcomeReason({
        ...outcome,
        fields: loggableFields(fields),
        error: loggableError(error),
      });
    }
    case 'unknown':
    case 'notStarted':
      return outcomeReason(
        outcome.error === undefined
          ? outcome
          : { ...outcome, error: loggableFailure(outcome.error) },
      );
    default:
      return outcomeReason(outcome);
  }
}

/** A failure's kind is told by its name; its message may be anything. */
function loggableFailure(error: unknown): Error {
  if (error instanceof ApiError) return loggableError(error);
  if (error instanceof JournalError || error instanceof WithheldError) return error;
  const name = errorName(error);
  return Object.assign(new Error(name), { name });
}

function conflictReason({ before, theirs, unseen }: Conflict): string {
  if (!theirs) return l10n.t('It was deleted in Wazzup meanwhile. Nothing was sent.');
  if (!before) {
    return l10n.t(
      'Wazzup has a contact with this id already. Nothing was sent: open that one and change it.',
    );
  }
  if (unseen) {
    return l10n.t(
      'Wazzup does not show {0}, which was saved here before: this change would have removed it. Nothing was sent: open the contact again and repeat your change.',
      changedFields(unseen),
    );
  }
  return l10n.t(
    'It was changed in Wazzup meanwhile: {0}. Nothing was sent: look at the new state and repeat your change.',
    changedFields(contactChanges(before, theirs)),
  );
}

function unknownReason(outcome: Unknown): string {
  const failure = outcome.error === undefined ? [] : [failureWords(outcome.error)];
  const advice = l10n.t('Look at the contact and try again.');
  return [...failure, whatIsSeen(outcome), advice].join(' ');
}

function whatIsSeen({ error, now, differences, showsDetails }: Unknown): string {
  if (!now) {
    return error === undefined
      ? l10n.t('Wazzup took it without an error, but the contact could not be found there.')
      : l10n.t('It is not known whether Wazzup carried it out.');
  }
  if (!differences) return l10n.t('Wazzup still has the contact.');
  if (differences.length === 0) return l10n.t('It is not known whether Wazzup carried it out.');
  return !showsDetails && differences.every(isHidden)
    ? l10n.t(
        'Wazzup does not show {0}, so it is not known whether it was stored.',
        changedFields(differences),
      )
    : l10n.t('Wazzup holds something else than was sent: {0}.', changedFields(differences));
}

/** Whether this may just be left out of the server's answers: documented readings name neither of the two. */
function isHidden({ kind, pointer }: FieldChange): boolean {
  return kind === 'removed' && /\/(username|phone)$/.test(pointer);
}

function notStartedReason({ error }: NotStarted): string {
  return error === undefined
    ? l10n.t('Not sent: the list kept changing while the contact was looked for. Try again.')
    : l10n.t('Not sent. {0}', failureWords(error));
}

function failureWords(error: unknown): string {
  if (error instanceof ApiError) return apiErrorWords(error);
  const name = error instanceof Error ? error.name : '';
  if (name === 'AbortError' || name === 'Canceled') return l10n.t('It was cancelled.');
  if (error instanceof JournalError) {
    return l10n.t(
      'The history could not be written ({0}), and nothing is sent that could not be taken back. Make room or see to the permissions of the folder, and try again.',
      error.code,
    );
  }
  if (error instanceof WithheldError) {
    return error.reason === 'changed'
      ? l10n.t('A card that it was to be merged with is not as it was any more. Merge them again.')
      : l10n.t(
          'The card that is kept was not seen to hold the data of both, and nothing is deleted before. Look at it and merge again.',
        );
  }
  if (name === 'TimeoutError') return l10n.t('There was no time left.');
  return l10n.t(
    'Something unexpected failed: {0}',
    error instanceof Error ? error.message : String(error),
  );
}

/** The changed places as the form names them: "Name, Messenger 2: Phone". */
export function changedFields(changes: readonly FieldChange[]): string {
  return [...new Set(changes.map(({ pointer }) => placeLabel(pointer)))].join(', ');
}
