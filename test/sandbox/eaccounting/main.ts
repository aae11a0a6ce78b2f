// Serves the sandbox by itself: `npx node test/sandbox/eaccounting/main.ts`.
import { serveSandbox } from "../kit/serve.ts";
import { CLIENT, createEaccountingSandbox } from "./app.ts";

const port = Number(process.env["EACCOUNTING_SANDBOX_PORT"] ?? 8792);
const client = {
  id: process.env["EACCOUNTING_CLIENT_ID"] ?? CLIENT.id,
  secret: process.env["EACCOUNTING_CLIENT_SECRET"] ?? CLIENT.secret,
};

const served = await serveSandbox(createEaccountingSandbox({ clients: [client] }).app, {
  port,
  portVariable: "EACCOUNTING_SANDBOX_PORT",
});
console.log(`eAccounting sandbox: ${served.url} (API /v2, identity /connect, control /_control)`);
