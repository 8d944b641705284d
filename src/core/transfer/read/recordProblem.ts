/** Why a record of a file cannot be read. No texts: the part that reads is loaded on its own and has none. */
export type RecordProblem =
  /** A cell of a table begins with a quotation mark that is closed nowhere: the rest of the file is not read. */
  | 'unclosedQuote'
  /** Text follows the closing quotation mark of a cell. */
  | 'textAfterQuote'
  /** It holds a zero byte, which no text has. */
  | 'zeroByte'
  /** Longer than any contact may be, by far: the rest of the file is not read. */
  | 'tooLong'
  /** It is no JSON. */
  | 'notJson'
  /** It is no vCard. */
  | 'notVcard'
  /** A vCard that ends in the middle. */
  | 'unclosedVcard'
  /** JSON whose list or object ends in the middle. */
  | 'unclosedJson'
  /** Text stands where none may: after the end of the JSON, or between two vCards. */
  | 'strayText';
