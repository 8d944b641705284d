/** A JSON Schema compiled at build time (see esbuild.mjs): a function that keeps the errors of its last call. */
declare module '*.schema.json?validate' {
  import type { ErrorObject } from 'ajv';

  export const validate: {
    (value: unknown): boolean;
    errors?: ErrorObject[] | null;
  };
}
