import { type Answer, jsonAnswer } from './answer.ts';
import { errorAnswer } from './errorAnswer.ts';
import type { Variants } from './variants.ts';

const pageSize = 100;

export interface Pages {
  readonly count: number;
  page(offset: number, limit: number): readonly unknown[];
}

/** A page of up to 100 from `offset` on, with the total. Keys other than `offset` are ignored. */
export function listPage(query: string, pages: Pages, variants: Variants): Answer {
  const offset = new URLSearchParams(query).get('offset') ?? '';
  if (!/^[0-9]*$/.test(offset)) {
    return errorAnswer(
      { status: 400, code: 'INVALID_OFFSET', description: 'offset must be a non-negative integer' },
      variants.errorShape,
    );
  }
  const { count } = pages;
  const data = pages.page(Number(offset), pageSize);
  const answer = { count: variants.count === 'string' ? String(count) : count, data };
  return jsonAnswer(200, answer, data.length);
}
