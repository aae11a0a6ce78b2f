// A query that the vendor refuses: 6000 for what can't be understood or isn't allowed, 6001 for a bad date.
export class QueryFault extends Error {
  readonly code: 6000 | 6001;

  constructor(code: 6000 | 6001, message: string) {
    super(message);
    this.code = code;
  }
}
