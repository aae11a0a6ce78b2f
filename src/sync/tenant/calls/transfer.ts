/** A tenant that moves to another deployment: see docs/operations.md. */
import { atomic } from "../context/served.ts";
import { give, take } from "../transfer/tenant-transfer.ts";

export const transfer = { give, take: atomic(take) };
