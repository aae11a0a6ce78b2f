/** `node:crypto` for the sandboxes: its hashes, with chance that can be had again. */
import { chosenBytes, chosenUuid } from "./crypto.ts";

export { createHash, createHmac, timingSafeEqual } from "node:crypto";
export const randomUUID = chosenUuid;
export const randomBytes = (length: number): Buffer => Buffer.from(chosenBytes(length));
