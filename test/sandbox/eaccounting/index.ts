export { CLIENT, createEaccountingSandbox, type EaccountingSandbox, SECOND_CLIENT } from "./app.ts";
export { type StartedEaccounting, startEaccounting } from "./start.ts";
export { DEMO, OTHER } from "./world/seed/world.ts";
