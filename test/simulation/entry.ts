/** What the bundle offers. */
export { runEpisode } from "./episode.ts";
export { simulate } from "./run.ts";
export { shrink } from "./shrink.ts";
export { runPaybacks } from "./paybacks/run.ts";
