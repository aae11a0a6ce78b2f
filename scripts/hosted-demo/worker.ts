/** The entry of the demo's Worker. */
import { demo } from "./demo.ts";

export { RateGate, Sandboxes, TenantSync } from "./demo.ts";

export default demo;
