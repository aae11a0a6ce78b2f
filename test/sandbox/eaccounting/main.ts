// Serves the sandbox by itself: `node test/sandbox/eaccounting/main.ts`, port from EACCOUNTING_SANDBOX_PORT.
import { serveSandbox } from "../kit/serve.ts";
import { CLIENT, createEaccountingSandbox } from "./app.ts";

const port = Number(process.env["EACCOUNTING_SANDBOX_PORT"] ?? 8792);
const served = await serveSandbox(createEaccountingSandbox().app, { port, portVariable: "EACCOUNTING_SANDBOX_PORT" });
console.log(`eAccounting sandbox on ${served.url} (API ${served.url}/v2, client ${CLIENT.id} / ${CLIENT.secret}, control ${served.url}/_control)`);
