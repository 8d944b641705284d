import { randomBytes } from 'node:crypto';
import { type Answer, emptyAnswer, jsonAnswer } from './answer.ts';
import type { Variants } from './variants.ts';

/** An error with a code, as the documentation words it: a short English text and data for developers, both optional. */
export interface ApiError {
  readonly status: number;
  readonly code: string;
  readonly description?: string;
  readonly data?: unknown;
}

/** The error in the shape that the `errorShape` variant asks for. */
export function errorAnswer(error: ApiError, shape: Variants['errorShape'], entities = 0): Answer {
  const { status, code, ...rest } = error;
  switch (shape) {
    case 'plain':
      return jsonAnswer(status, { error: code, ...rest }, entities);
    case 'status': {
      const requestId = randomBytes(16).toString('hex');
      return jsonAnswer(status, { error: code, ...rest, status, requestId }, entities);
    }
    case 'nested':
      return jsonAnswer(status, { error: { code, ...rest } }, entities);
    case 'empty':
      return emptyAnswer(status, entities);
    case 'html':
      return {
        status,
        body: `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`,
        contentType: 'text/html; charset=utf-8',
        entities,
      };
  }
}
