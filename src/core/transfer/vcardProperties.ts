/** A messenger account, as a JSON object with the keys of a row of `contactData`. */
export const chatProperty = 'x-wazzup-chat';

/** The id of the responsible user. */
export const responsibleProperty = 'x-wazzup-responsible';
