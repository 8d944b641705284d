/** The switchable decisions where the documentation is silent or contradicts itself. The first value is the default. */
export const variantValues = {
  postBody: ['empty', 'array', 'object', 'text', 'contacts'],
  postStatus: ['200', '201'],
  deleteStatus: ['200', '204'],
  deleteBody: ['empty', 'object'],
  telegram: ['old', 'new'],
  max: ['chatId', 'phone'],
  idLimit: ['100', '64'],
  userLimits: ['200', '64'],
  chatTypes: ['all', 'english'],
  unknownKeys: ['reject', 'ignore'],
  nulls: ['absent', 'invalid'],
  partial: ['reject', 'store'],
  update: ['replace', 'merge'],
  count: ['number', 'string'],
  optional: ['absent', 'null'],
  readDetails: ['full', 'short'],
  users: ['array', 'paged'],
  accountId: ['off', 'on'],
  strictUsers: ['off', 'on'],
  errorShape: ['plain', 'status', 'nested', 'empty', 'html'],
  authBody: ['empty', 'json'],
  wrongMethod: ['404', '405'],
  tooMany: ['MACH', 'MANY'],
  slash: ['decode', '404'],
  fields: ['top', 'dotted'],
  retryAfter: ['off', 'on'],
} as const satisfies Record<string, readonly string[]>;

type NamedVariants = {
  readonly [Name in keyof typeof variantValues]: (typeof variantValues)[Name][number];
};

export interface Variants extends NamedVariants {
  /** Milliseconds after which a write or deletion of a contact shows in reads. */
  readonly lag: number;
}

export const defaultVariants: Variants = {
  postBody: 'empty',
  postStatus: '200',
  deleteStatus: '200',
  deleteBody: 'empty',
  telegram: 'old',
  max: 'chatId',
  idLimit: '100',
  userLimits: '200',
  chatTypes: 'all',
  unknownKeys: 'reject',
  nulls: 'absent',
  partial: 'reject',
  update: 'replace',
  count: 'number',
  optional: 'absent',
  readDetails: 'full',
  users: 'array',
  accountId: 'off',
  strictUsers: 'off',
  errorShape: 'plain',
  authBody: 'empty',
  wrongMethod: '404',
  tooMany: 'MACH',
  slash: 'decode',
  fields: 'top',
  retryAfter: 'off',
  lag: 0,
};

const names: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(variantValues));

/** One `NAME=VALUE`, checked; what is wrong with it comes back as words. */
export function parseVariant(text: string): Partial<Variants> | { readonly problem: string } {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (name === 'lag') {
    return /^\d{1,9}$/.test(value)
      ? { lag: Number(value) }
      : { problem: `lag takes whole milliseconds, not "${value}".` };
  }
  const values = names.get(name);
  if (!values) {
    const known = [...names.keys(), 'lag'].join(', ');
    return { problem: `"${text}" is no variant: NAME=VALUE with one of ${known}.` };
  }
  return values.includes(value)
    ? { [name]: value }
    : { problem: `${name} takes ${values.join(' or ')}, not "${value}".` };
}
