// An answer that refuses: the vendor's own error code, its text, and the fields it names.
import type { Problem } from "../schema/accept.ts";

export type ErrorCode =
  | 2000
  | 3000
  | 3001
  | 3002
  | 4000
  | 4001
  | 4002
  | 4004
  | 4005
  | 4006
  | 4009
  | 4010
  | 4013
  | 4017
  | 4020
  | 4021
  | 4022
  | 4023
  | 4024
  | 4025
  | 4026
  | 4028
  | 4031
  | 4035
  | 4038
  | 4039
  | 4100
  | 5000
  | 5004
  | 5005
  | 5006
  | 5007
  | 6000
  | 6001;

export interface FaultOptions {
  readonly problems?: readonly Problem[];
  /** Where the code alone doesn't say it. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export class VendorFault extends Error {
  readonly code: ErrorCode;
  readonly options: FaultOptions;

  constructor(code: ErrorCode, message: string, options: FaultOptions = {}) {
    super(message);
    this.code = code;
    this.options = options;
  }
}

export function invalid(field: string, message: string): VendorFault {
  return new VendorFault(2000, `ValidationException - ${message}`, {
    problems: [{ field, message }],
  });
}

export function notFound(what: string, id: string): VendorFault {
  return new VendorFault(3000, `ResourceNotFoundException - ${what} with id ${id} was not found.`);
}
