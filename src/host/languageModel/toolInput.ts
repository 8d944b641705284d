import { isObject } from '../../core/contact/contact.ts';
import { shownText } from '../../core/contact/shownText.ts';

/** What a language model has done wrong, in words for the model. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}

/** The input of a tool, which a model has written: nothing in it is taken for granted or passed over. */
export class ToolInput {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #place: string;

  /**
   * @param known the keys that it may have
   * @param place what the words call it
   * @throws ToolError for another key, and for what is no object
   */
  constructor(value: unknown, known: readonly string[], place = 'The input') {
    if (!isObject(value)) throw new ToolError(`${place} must be an object.`);
    const other = Object.keys(value).find((key) => !known.includes(key));
    if (other !== undefined) {
      throw new ToolError(
        `${place} cannot have "${shownText(other, 50)}": it may have ${known.join(', ')}.`,
      );
    }
    this.#values = value;
    this.#place = place;
  }

  /** A text that must be there. @param longest in UTF-16 units */
  text(key: string, longest: number): string {
    const text = this.optionalText(key, longest);
    if (text === undefined) throw new ToolError(`${this.#place} must have "${key}".`);
    return text;
  }

  optionalText(key: string, longest: number): string | undefined {
    const value = this.#values[key];
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.trim() === '') {
      throw new ToolError(`"${key}" must be a text that is not empty.`);
    }
    if (value.length > longest) {
      throw new ToolError(`"${key}" must have no more than ${longest} characters.`);
    }
    return value;
  }

  /** A whole number from 1, or `otherwise` if it is not given. */
  count(key: string, most: number, otherwise: number): number {
    const value = this.#values[key] ?? otherwise;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) {
      return value;
    }
    throw new ToolError(`"${key}" must be a whole number from 1 to ${most}.`);
  }

  /** A list of one to `most` elements. */
  list(key: string, most: number): readonly unknown[] {
    const value = this.#values[key];
    if (Array.isArray(value) && value.length >= 1 && value.length <= most) return value;
    throw new ToolError(`"${key}" must be a list of 1 to ${most} elements.`);
  }

  /** Whatever stands there. */
  value(key: string): unknown {
    return this.#values[key];
  }
}
