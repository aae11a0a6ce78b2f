// The vendor's error body, and the same for a status that a fault of the sandbox was told to answer.
import { drawnId } from "../../kit/random.ts";
import type { JsonObject } from "../json.ts";
import type { VendorFault } from "./fault.ts";

export function envelope(fault: VendorFault): JsonObject {
  return {
    ErrorCode: fault.code,
    DeveloperErrorMessage: fault.message,
    ErrorId: drawnId(),
    Errors:
      fault.options.problems?.map(({ field, message }) => ({
        Field: field,
        ErrorCode: String(fault.code),
        Message: message,
        Key: null,
      })) ?? null,
  };
}

const TEXTS: Readonly<Record<number, readonly [code: number, text: string]>> = {
  400: [2000, "ValidationException - The request is invalid."],
  401: [4005, "AuthorizationException - Authorization has been denied for this request."],
  403: [4002, "ForbiddenRequestException - No access to module: api_standard"],
  404: [3000, "ResourceNotFoundException - The resource was not found."],
  409: [4000, "ConflictException - The object already exists."],
  429: [
    4010,
    "API calls quota exceeded! maximum admitted 600 per Minute. Try again in 55 seconds.",
  ],
};

export function bodyForStatus(status: number): JsonObject {
  const [code, text] = TEXTS[status] ?? [
    status >= 500 ? 5000 : 2000,
    "InternalServerException - An unexpected error occurred.",
  ];
  return { ErrorCode: code, DeveloperErrorMessage: text, ErrorId: drawnId(), Errors: null };
}
