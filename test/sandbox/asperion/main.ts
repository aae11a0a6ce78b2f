// Serves the Asperion sandbox by itself: `npx node test/sandbox/asperion/main.ts`.
import { serveSandbox } from "../kit/serve.ts";
import { createAsperionSandbox, DEFAULT_CLIENT } from "./sandbox.ts";

const port = Number(process.env["ASPERION_SANDBOX_PORT"] ?? 8791);
const client = {
  id: process.env["ASPERION_CLIENT_ID"] ?? DEFAULT_CLIENT.id,
  secret: process.env["ASPERION_CLIENT_SECRET"] ?? DEFAULT_CLIENT.secret,
};

const served = await serveSandbox(createAsperionSandbox({ clients: [client] }).app, {
  port,
  portVariable: "ASPERION_SANDBOX_PORT",
});
console.log(`Asperion sandbox: ${served.url} (API /v1, identity /connect, control /_control)`);
