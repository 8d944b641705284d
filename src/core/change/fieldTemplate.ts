/** What a template may name, each in braces: `https://crm.example/c/{id}`. */
export const placeholders = ['id', 'name', 'responsible', 'phone', 'username'] as const;

export type Placeholder = (typeof placeholders)[number];

/** A text with placeholders, taken apart in its order. */
export type FieldTemplate = readonly (
  | { readonly text: string }
  | { readonly placeholder: Placeholder }
)[];

/** Why a text is no template. */
export type TemplateProblem =
  | { readonly kind: 'unknownPlaceholder'; readonly name: string }
  /** A brace without its other one. */
  | { readonly kind: 'loneBrace'; readonly brace: string }
  | { readonly kind: 'empty' };

/** A template as it was typed: `{{` and `}}` stand for braces themselves. */
export function readTemplate(
  text: string,
): { readonly template: FieldTemplate } | { readonly problem: TemplateProblem } {
  if (text.trim() === '') return { problem: { kind: 'empty' } };
  const template: FieldTemplate[number][] = [];
  for (const [part, name] of text.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g)) {
    const placeholder = placeholders.find((known) => known === name);
    if (placeholder) template.push({ placeholder });
    else if (name !== undefined) return { problem: { kind: 'unknownPlaceholder', name } };
    else if (part === '{' || part === '}') return { problem: { kind: 'loneBrace', brace: part } };
    else template.push({ text: part === '{{' || part === '}}' ? part.slice(1) : part });
  }
  return { template };
}

/**
 * The text that a template makes, or the first placeholder that has no value.
 *
 * @param valueFor the value of a placeholder; blank counts as none
 * @param isLink percent-encodes the values, so that none of them changes what the link means
 */
export function fillTemplate(
  template: FieldTemplate,
  valueFor: (placeholder: Placeholder) => string,
  { isLink = false } = {},
): { readonly text: string } | { readonly missing: Placeholder } {
  let text = '';
  for (const part of template) {
    if ('text' in part) {
      text += part.text;
      continue;
    }
    const value = valueFor(part.placeholder);
    if (value.trim() === '') return { missing: part.placeholder };
    text += isLink ? linkPart(value) : value;
  }
  return { text };
}

/** Half surrogate pairs cannot be encoded; the API would not keep them either. */
function linkPart(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'));
}
