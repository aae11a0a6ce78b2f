import { ASSETS } from "../../src/http/pages/assets/names.ts";

/** A page without the one script that it loads: any other is somebody's who got one in. */
export const withoutOwnScript = (html: string): string =>
  html.replace(`<script src="${ASSETS.client}" defer=""></script>`, "");
