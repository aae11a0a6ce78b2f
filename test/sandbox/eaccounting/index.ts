export { CLIENT, createEaccountingSandbox, type EaccountingSandbox } from "./app.ts";
