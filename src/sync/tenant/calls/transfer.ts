/** A tenant that moves to another deployment: see docs/operations.md. */
import { atomic } from "../served.ts";
import { give, take } from "../tenant-transfer.ts";

export const transfer = { give, take: atomic(take) };
