/** Lets Node run modules of the object that name the platform's own: what is measured uses none. */
import { registerHooks } from "node:module";

const EMPTY = "export class RpcTarget {} export class DurableObject {}";

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "cloudflare:workers"
      ? { url: `data:text/javascript,${encodeURIComponent(EMPTY)}`, shortCircuit: true }
      : next(specifier, context),
});
