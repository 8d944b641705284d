import { contactKeys, rowKeys } from '../contact/contact.ts';
import { ApiError } from './apiError.ts';

/** More digits than this may be somebody's number. */
const mostDigits = 5;

/**
 * A code as a log may have it: undefined unless it is spelled like one. Servers write sentences and what was sent to
 * them into the same place.
 */
export function loggableCode(code: string | undefined): string | undefined {
  const digits = code?.replace(/\D/g, '').length ?? 0;
  return code !== undefined && digits <= mostDigits && /^[\w.-]{1,64}$/.test(code)
    ? code
    : undefined;
}

/** Those of the fields that the server names which are documented fields or places of them: `contactData[0].chatId`. */
export function loggableFields(fields: readonly string[]): readonly string[] {
  const known: ReadonlySet<string> = new Set([...contactKeys, ...rowKeys]);
  return fields.filter((field) => {
    const steps = field.split(/[.[\]]+/).filter((step) => step !== '');
    return steps.length > 0 && steps.every((step) => known.has(step) || /^\d{1,3}$/.test(step));
  });
}

/**
 * The same failure without the server's own words, which may repeat what was sent. For whatever a program other than
 * ours may write down: VS Code logs what saves, reads and commands reject with.
 */
export function loggableError(error: ApiError): ApiError {
  const { requestId, invalid } = error;
  return new ApiError(error.reason, {
    ...error,
    code: loggableCode(error.code),
    description: undefined,
    requestId: /^[\w.:-]{1,100}$/.test(requestId ?? '') ? requestId : undefined,
    invalid: invalid?.map((item) => ({ ...item, fields: loggableFields(item.fields) })),
  });
}
