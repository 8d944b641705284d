import type { Node } from 'jsonc-parser';

/** The JSON pointer (RFC 6901) of a path of keys and indexes; "" for none. */
export function jsonPointer(...path: readonly (string | number)[]): string {
  return path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** The keys and indexes of a JSON pointer, all as text. */
export function pointerSteps(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * The place in a parsed text that a JSON pointer names, or undefined if there is none.
 * Where a key stands twice it is the last one, whose value counts.
 *
 * @param root from `parseTree` of jsonc-parser
 */
export function nodeAtPointer(root: Node, pointer: string): Node | undefined {
  let node: Node | undefined = root;
  for (const step of pointerSteps(pointer)) {
    if (node?.type === 'array') {
      node = /^\d+$/.test(step) ? node.children?.[Number(step)] : undefined;
    } else if (node?.type === 'object') {
      node = node.children?.findLast((property) => property.children?.[0]?.value === step)
        ?.children?.[1];
    } else {
      return undefined;
    }
  }
  return node;
}
