/**
 * The pages' one stylesheet, served by the Worker. Two palettes of the same names; text keeps 4.5:1
 * on every ground that it stands on, controls and borders that mean something 3:1. The address
 * changes with the text, so it may be cached.
 */
import { FIGURES } from "./style/figures.ts";
import { FORMS } from "./style/forms.ts";
import { FRAME } from "./style/frame.ts";
import { PARTS } from "./style/parts.ts";
import { STACKS } from "./style/stacks.ts";

export const STYLE = [FRAME, PARTS, FIGURES, FORMS, STACKS].join("\n");

/** FNV-1a: tells texts apart, keeps no secret. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash.toString(36);
}

let path: string | null = null;

/** Worked out with the first page: a start of the isolate doesn't wait for it. */
export const stylePath = (): string => (path ??= `/admin/style.css?v=${fingerprint(STYLE)}`);
