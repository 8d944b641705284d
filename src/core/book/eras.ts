import { approximate } from './run.ts';
import type { ToldCounts } from './toldCounts.ts';

interface Era {
  /** Index of the count that the server told at its beginning. */
  readonly told: number;
  /** The list's length, with our own writes since whose places are known. */
  length: number | undefined;
}

/**
 * The times between changes of the list's length: positions that were read in two of them do not compare. An era is a
 * number from 0.
 */
export class Eras {
  readonly #told: ToldCounts;
  readonly #eras: Era[] = [];

  /** @param told where the counts of pages are noted */
  constructor(told: ToldCounts) {
    this.#told = told;
  }

  /** The present one; below 0 before anything was read. */
  get now(): number {
    return this.#eras.length - 1;
  }

  /** Index of the count that the server told last; below 0 before it did. */
  get told(): number {
    return this.#eras.at(-1)?.told ?? -1;
  }

  /** The count as the server told it last, with our own writes since. */
  get count(): number | undefined {
    return this.#told.at(this.told);
  }

  /** Whether the server told the same count in all eras, but for our own writes. */
  get isSteady(): boolean {
    return this.#eras.every(({ told }) => this.#told.at(told) === this.count);
  }

  /** The list's length in an era. */
  lengthIn(era: number): number | undefined {
    return this.#eras[era]?.length;
  }

  /** Takes note of what the server tells; returns whether an era begins with it. */
  note(count: number | undefined): boolean {
    const told = this.#told.note(count);
    if (this.now >= 0 && this.count === count) return false;
    this.#eras.push({ told, length: count });
    return true;
  }

  /** Whether what was read in this era cannot show a write with this mark; true for positions that were not read. */
  isBefore(era: number, mark: number): boolean {
    return era === approximate || (this.#eras[era]?.told ?? -1) <= mark;
  }

  /** Adds so many contacts to the lengths that do not hold them. @param mark of their creation or deletion */
  add(change: number, mark: number): void {
    for (const era of this.#eras) {
      if (era.told <= mark && era.length !== undefined) era.length += change;
    }
  }

  /** Begins an era in which the list is shorter by so many, at places that are not known. */
  shrink(deletions: number): void {
    const { told, length } = this.#eras.at(-1) ?? {};
    if (told === undefined || length === undefined) return;
    this.#eras.push({ told, length: Math.max(0, length - deletions) });
  }
}
